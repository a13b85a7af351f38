//! The screens of the counter, and the pieces they are made of.

mod camera_view;
mod counter;
mod enter;
mod gift;
mod menu;
mod panel;
mod pin_pad;
mod refused;
mod show_staff;
mod stepper;
mod typed;
mod visits;

pub use counter::Counter;
pub use enter::{Pair, Unreached, Who};
pub use pin_pad::PinPad;
pub use show_staff::ShowStaff;

use kit::i18n::Said;
use leptos::prelude::*;

/// Two sentences: what, and what to do.
#[component]
fn Saying(
    /// The sentences.
    #[prop(into)]
    said: Signal<Said<'static>>,
) -> impl IntoView {
    view! {
        <p class="what">{move || said.get().what.into_owned()}</p>
        <p class="todo">{move || said.get().todo.into_owned()}</p>
    }
}
