//! A part of a bill's money goes back: how much, on the pad, in a dialog of its own.

use std::rc::Rc;

use kit::{browser::call0, dom::El, i18n};
use uuid::Uuid;

use super::{keypad::keypad, stepper::decimals};
use crate::{
    amount::{Key, Typed},
    desk::Desk,
    dom::{More, button, el},
    signals::*,
    texts::texts,
};

/// The button that opens it, and the dialog; `words` say which operation it is about.
pub fn refund(desk: Desk, operation: Uuid, words: Rc<dyn Fn() -> String>) -> Vec<El> {
    let open = Held::new(false);
    let dialog = el("dialog", "refund").say_label(|words| words.refund_title);
    let (opens, closes) = (dialog.node().clone(), dialog.node().clone());
    let what = words.clone();
    let button = button(
        "button quiet",
        |words| words.refund_part,
        move || {
            open.set(true);
            let _ = call0(&opens, "showModal");
        },
    );
    let close = Rc::new(move || {
        let _ = call0(&closes, "close");
    });
    let content = move || content(desk, operation, words.clone(), close.clone());
    let button = button.label(move || texts().refund_what.with([&what()])).attr("aria-haspopup", "dialog");
    vec![button, dialog.on("close", move || open.set(false)).when(move || open.get(), content)]
}

fn content(desk: Desk, operation: Uuid, words: Rc<dyn Fn() -> String>, close: Rc<dyn Fn()>) -> Vec<El> {
    let typed = Held::new(Typed::default());
    let decimals = decimals(&desk.shop.with_untracked(|shop| shop.currency.clone()));
    let press = Rc::new(move |key: Key| {
        typed.update(|typed| *typed = typed.press(key, decimals));
    });
    let done = close.clone();
    let give_back = Rc::new(move || {
        let minor = typed.with_untracked(|typed| typed.minor());
        if minor > 0 {
            done();
            desk.void_listed(operation, Some(desk.money_of(minor)));
        }
    });
    let go = give_back.clone();
    let go = button("button main", |words| words.refund_go, move || go());
    vec![
        el("h2", "").say(|words| words.refund_title),
        el("p", "soft").live_text(move || words()),
        el("output", "balance").attr("aria-live", "polite").live_text(move || desk.money(typed.get().minor())),
        keypad(press, move || give_back()),
        el("div", "ends")
            .add(button("button", |_| i18n::till().cancel, move || close()))
            .add(go.flag("disabled", move || typed.get().minor() == 0)),
    ]
}
