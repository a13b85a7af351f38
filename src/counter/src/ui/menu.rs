//! Who is here, and the few things done once a day: another person, another language, another shop.

use kit::{
    i18n,
    ui::{Button, Dialog, LangSwitch, Look},
};
use leptos::prelude::*;

use crate::texts::texts;

/// The name that opens the menu.
#[component]
pub fn Menu(
    /// Who is signed in.
    name: String,
    /// They go.
    on_leave: impl Fn() + Clone + Send + Sync + 'static,
    /// Another shop.
    on_pair_again: impl Fn() + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let whose = name.clone();
    let label = move || [&whose, ", ", texts().menu].concat();
    view! {
        <button type="button" class="button me" aria-label=label aria-haspopup="dialog" on:click=move |_| open.set(true)>
            {name}
        </button>
        <Dialog open label=Signal::derive(|| texts().menu.to_owned()) class="menu">
            <Button label=Signal::derive(|| texts().switch_person.to_owned()) on_press=on_leave.clone()/>
            <LangSwitch/>
            <Button label=Signal::derive(|| texts().pair_again.to_owned()) look=Look::Quiet on_press=on_pair_again.clone()/>
            <Button label=Signal::derive(|| i18n::texts().close.to_owned()) look=Look::Plain on_press=move || open.set(false)/>
        </Dialog>
    }
}
