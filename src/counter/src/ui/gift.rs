//! A gift out of goodwill: what, and why.

use super::enter::{field, plain_text};
use crate::signals::*;
use crate::{
    desk::Desk,
    dom::{More, button, el, value_of},
    scanner::Scanner,
};
use kit::dom::El;

/// Folded away until it is wanted; opening it keeps the panel.
pub fn gift(desk: Desk) -> El {
    let open = RwSignal::new(false);
    let any = move || desk.program.with(|shop| shop.as_ref().is_some_and(|shop| !shop.program.rewards.is_empty()));
    let unfold = move || {
        desk.scanner.update(Scanner::hold);
        open.set(true);
    };
    let state = move || {
        (if !any() {
            ""
        } else if open.get() {
            "open"
        } else {
            "shut"
        })
        .to_owned()
    };
    el("div", "gift").swap(state, move || match (any(), open.get()) {
        (false, _) => vec![],
        (true, false) => vec![button("button quiet", |words| words.gift, unfold)],
        (true, true) => vec![form(desk, open)],
    })
}

fn form(desk: Desk, open: RwSignal<bool>) -> El {
    let rewards = desk.program.with(|shop| shop.as_ref().map(|shop| shop.program.rewards.clone()).unwrap_or_default());
    let what = StoredValue::new(rewards.first().map(|reward| reward.id.clone()).unwrap_or_default());
    let why = StoredValue::new(String::new());
    let option = |reward: wire::Reward| el("option", "").attr("value", &reward.id).text(&reward.title);
    let choice = el("select", "").all(rewards.into_iter().map(option));
    let reason = plain_text(el("input", "")).attr("required", "").attr("maxlength", "200");
    el("form", "")
        .add(field(|words| words.gift_what, choice.on_event("change", move |event| what.set_value(value_of(&event)))))
        .add(field(|words| words.gift_reason, reason.on_event("input", move |event| why.set_value(value_of(&event)))))
        .add(el("button", "button").attr("type", "submit").say(|words| words.gift_go))
        .on_event("submit", move |event| {
            event.prevent_default();
            let reason = why.get_value().trim().to_owned();
            if !reason.is_empty() {
                open.set(false);
                desk.gift(what.get_value(), reason);
            }
        })
}
