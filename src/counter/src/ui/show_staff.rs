//! Somebody's own camera opened a code's link in a browser that is no till: whom to show it to.

use kit::ui::{Button, Look};
use leptos::prelude::*;

use crate::texts::texts;

/// "Show this to staff".
#[component]
pub fn ShowStaff(
    /// Staff on a new device: pair it.
    on_work: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <main class="enter show">
            <h1>{move || texts().show_staff.what.clone()}</h1>
            <p>{move || texts().show_staff.todo.clone()}</p>
            <Button label=Signal::derive(|| texts().i_work_here.to_owned()) look=Look::Quiet on_press=on_work/>
        </main>
    }
}
