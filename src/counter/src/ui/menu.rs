//! Who is here, and the few things done once a day: another person, another language, another shop.

use kit::{browser::call0, i18n};

use super::lang_switch;
use crate::{
    dom::{El, button, el},
    texts::texts,
};

/// The name that opens the menu, and the menu: the browser's own dialog, which keeps the focus inside and closes by Escape.
pub fn menu(name: String, on_leave: impl Fn() + Clone + 'static, on_pair_again: fn()) -> Vec<El> {
    let dialog = el("dialog", "menu").label(|| texts().menu.to_owned());
    let (opens, closes) = (dialog.element().clone(), dialog.element().clone());
    let whose = name.clone();
    let me = button(
        "button me",
        move || name.clone(),
        move || {
            let _ = call0(&opens, "showModal");
        },
    );
    let close = move || {
        let _ = call0(&closes, "close");
    };
    let dialog = dialog
        .child(button("button main", || texts().switch_person.to_owned(), on_leave))
        .child(lang_switch())
        .child(button("button quiet", || texts().pair_again.to_owned(), on_pair_again))
        .child(button("button", || i18n::texts().close.to_owned(), close));
    vec![me.label(move || [&whose, ", ", texts().menu].concat()).attr("aria-haspopup", "dialog"), dialog]
}
