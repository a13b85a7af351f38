//! The field for the code under the QR. A hand scanner that types what it reads works here too.

use kit::i18n;
use kit::ui::{Button, Look};
use leptos::prelude::*;

use crate::{codes, desk::Desk, texts::texts};

/// The field.
#[component]
pub fn TypedCode(
    /// The counter.
    desk: Desk,
    /// Closes it.
    typing: RwSignal<bool>,
) -> impl IntoView {
    let code = RwSignal::new(String::new());
    let whole = move || codes::is_whole(&code.get(), codes::TYPED_LEN);
    let input = move |event| {
        let text = event_target_value(&event);
        // A whole pass: from a hand scanner, or pasted.
        if pass::Pass::parse(text.trim()).is_ok() {
            typing.set(false);
            desk.see(text.trim());
        } else if text.len() < 40 {
            code.set(codes::typed(&text));
        }
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if untrack(whole) {
            typing.set(false);
            desk.type_code(&code.get_untracked());
        }
    };
    let field = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    view! {
        <form class="typed" on:submit=submit>
            <label>
                <span>{move || texts().type_label}</span>
                <input node_ref=field class="code" type="text" placeholder="XXXXX-XXX" autocomplete="off"
                    autocapitalize="characters" spellcheck="false" aria-describedby="typed-hint"
                    prop:value=move || code.get() on:input=input/>
            </label>
            <p class="soft" id="typed-hint">{move || texts().type_hint}</p>
            <div class="ends">
                <Button label=Signal::derive(|| i18n::texts().back.to_owned()) look=Look::Plain on_press=move || typing.set(false)/>
                <button type="submit" class="button main" disabled=move || !whole()>{move || texts().type_go}</button>
            </div>
        </form>
    }
}
