//! Who is here, and the few things done once a day: another person, another language, another shop.

use kit::dom::El;
use kit::{browser::call0, i18n};

use crate::{
    dom::{More, button, el},
    texts::texts,
};
use kit::ui::lang_switch;

/// The name that opens the menu, and the menu: the browser's own dialog, which keeps the focus inside and closes by Escape.
pub fn menu(name: String, on_leave: impl Fn() + Clone + 'static, on_pair_again: fn()) -> Vec<El> {
    let dialog = el("dialog", "menu").say_label(|words| words.menu);
    let (opens, closes) = (dialog.node().clone(), dialog.node().clone());
    let me = el("button", "button me").attr("type", "button").text(&name).on("click", move || {
        let _ = call0(&opens, "showModal");
    });
    let close = move || {
        let _ = call0(&closes, "close");
    };
    let dialog = dialog
        .add(button("button main", |words| words.switch_person, on_leave))
        .add(lang_switch())
        .add(el("a", "button quiet").attr("href", wire::paths::LOST_PHONE).say(|words| words.lost_phone))
        .add(button("button quiet", |words| words.pair_again, on_pair_again))
        .add(button("button", |_| i18n::texts().close, close));
    vec![me.label(move || [&name, ", ", texts().menu].concat()).attr("aria-haspopup", "dialog"), dialog]
}
