//! Something that is not as it should be, in two sentences, with what to do.

use kit::{
    i18n::Said,
    ui::{Button, Look},
};
use leptos::prelude::*;

/// A notice, with at most one button.
#[component]
pub fn Notice(
    /// The words; tracked.
    said: Signal<Said<'static>>,
    /// The button's words and what it does.
    #[prop(optional)]
    action: Option<(Signal<String>, Callback<()>)>,
) -> impl IntoView {
    view! {
        <div class="notice">
            <p class="what">{move || said.get().what}</p>
            <p>{move || said.get().todo}</p>
            {action.map(|(label, press)| view! { <Button label=label look=Look::Plain on_press=move || press.run(())/> })}
        </div>
    }
}
