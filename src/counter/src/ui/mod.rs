//! The screens of the counter, and the pieces they are made of.

mod camera_view;
mod counter;
mod enter;
mod gift;
mod menu;
mod panel;
mod pin_pad;
mod refused;
mod stepper;
mod typed;
mod visits;

pub use counter::counter;
pub use enter::{pair, show_staff, unreached, who};
pub use pin_pad::pin_pad;

use kit::i18n::{self, Lang, Said, lang};
use kit::{api::Failure, i18n::failure_text};
use leptos::prelude::*;

use crate::dom::{El, el, value_of};

/// Two sentences: what, and what to do.
fn saying(said: impl Fn() -> Said<'static> + Clone + 'static) -> Vec<El> {
    let what = said.clone();
    vec![
        el("p", "what").words(move || what().what.into_owned()),
        el("p", "todo").words(move || said().todo.into_owned()),
    ]
}

/// What went wrong, if anything did; read aloud when it comes.
fn trouble(failure: RwSignal<Option<Failure>>) -> El {
    let said = move |part: fn(Said<'static>) -> String| {
        failure.with(|failure| failure.as_ref().map(|failure| part(failure_text(failure, lang()))).unwrap_or_default())
    };
    el("div", "trouble")
        .attr("role", "alert")
        .child(el("p", "what").words(move || said(|said| said.what.into_owned())))
        .child(el("p", "todo").words(move || said(|said| said.todo.into_owned())))
}

/// The language switch.
pub fn lang_switch() -> El {
    let option = |language: Lang| {
        let option = el("option", "").attr("value", language.tag()).attr("lang", language.tag()).text(language.name());
        option.flag("selected", move || lang() == language)
    };
    el("select", "lang").say_label(|_| i18n::texts().language).children(Lang::ALL.map(option).to_vec()).on(
        "change",
        |event| {
            if let Some(lang) = Lang::of_tag(&value_of(&event)) {
                i18n::set_lang(lang);
            }
        },
    )
}
