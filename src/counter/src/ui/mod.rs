//! The screens of the counter, and the pieces they are made of.

mod camera_view;
mod counter;
mod enter;
mod extras;
mod keypad;
mod menu;
mod more;
mod offers;
mod panel;
mod pin_pad;
mod refund;
mod refused;
mod sheet;
mod status;
mod stepper;
mod typed;
mod visits;
mod words;

pub use counter::counter;
pub use enter::{pair, show_staff, unreached, who};
pub use pin_pad::pin_pad;

use crate::signals::*;
use kit::dom::El;
use kit::i18n::Said;
use kit::{api::Failure, i18n::failure_text};

use crate::dom::el;

/// Two sentences: what, and what to do.
fn saying(said: impl Fn() -> Said + Clone + 'static) -> Vec<El> {
    let what = said.clone();
    vec![el("p", "what").live_text(move || what().what), el("p", "todo").live_text(move || said().todo)]
}

/// What went wrong, if anything did; read aloud when it comes.
fn trouble(failure: Held<Option<Failure>>) -> El {
    let said = move |part: fn(Said) -> String| {
        failure.with(|failure| failure.as_ref().map(|failure| part(failure_text(failure))).unwrap_or_default())
    };
    el("div", "trouble")
        .attr("role", "alert")
        .add(el("p", "what").live_text(move || said(|said| said.what)))
        .add(el("p", "todo").live_text(move || said(|said| said.todo)))
}
