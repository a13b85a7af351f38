//! Something that is not as it should be, in two sentences, with what to do.

use kit::{
    dom::{El, el},
    i18n::Said,
    ui::{Look, button},
};

/// A notice.
pub fn notice(said: impl Fn() -> Said + Clone + 'static) -> El {
    let todo = said.clone();
    let what = el("p").class("what").live_text(move || said().what);
    el("div").class("notice").add(what).add(el("p").live_text(move || todo().todo))
}

/// A notice with something to do about it.
pub fn notice_with(
    said: impl Fn() -> Said + Clone + 'static,
    label: impl Fn() -> String + 'static,
    press: impl FnMut() + 'static,
) -> El {
    notice(said).add(button(Look::Plain, label, press))
}
