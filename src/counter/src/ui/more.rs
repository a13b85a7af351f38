//! What is done now and then: a gift out of goodwill, a correction by hand. Folded away until it is wanted; opening it keeps the panel.

use kit::{dom::El, i18n};
use wire::{PurseKind, REASON_CHARS_MAX};

use super::{
    enter::{field, plain_text},
    stepper::decimals,
};
use crate::{
    amount,
    desk::Desk,
    dom::{More, Say, button, el, value_of},
    panel::Panel,
    scanner::Scanner,
    signals::*,
    texts::texts,
};

/// What of it is open.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    Gift,
    Correct,
}

/// The buttons, or the form that one of them opened.
pub fn more(desk: Desk) -> El {
    let open = Held::new(Open::Nothing);
    let has_rewards = |panel: &Panel| !panel.rules.rewards.is_empty();
    let key = move || match open.get() {
        Open::Nothing if desk.is(has_rewards) => "both".to_owned(),
        Open::Nothing => "shut".to_owned(),
        Open::Gift => "gift".to_owned(),
        Open::Correct => "correct".to_owned(),
    };
    let unfold = move |what: Open| {
        move || {
            desk.scanner.update(Scanner::hold);
            open.set(what);
        }
    };
    el("div", "more").swap(key, move || match open.get_untracked() {
        Open::Gift => vec![gift(desk, open)],
        Open::Correct => vec![correct(desk, open)],
        Open::Nothing => {
            let gift = untrack(|| desk.is(has_rewards))
                .then(|| button("button quiet", |words| words.gift, unfold(Open::Gift)));
            let correct = desk.manager.then(|| button("button quiet", |words| words.correct, unfold(Open::Correct)));
            gift.into_iter().chain(correct).collect()
        }
    })
}

/// What, and why.
fn gift(desk: Desk, open: Held<Open>) -> El {
    let rewards = untrack(|| desk.of_panel(|panel| panel.rules.rewards.clone())).unwrap_or_default();
    let what = Held::new(rewards.first().map(|reward| reward.id.clone()).unwrap_or_default());
    let why = Held::new(String::new());
    let option = |reward: wire::Reward| el("option", "").attr("value", &reward.id).text(&reward.title);
    let choice = el("select", "").all(rewards.into_iter().map(option));
    let choice = choice.on_event("change", move |event| what.set(value_of(&event)));
    form(
        open,
        [field(|words| words.gift_what, choice)],
        why,
        |words| words.gift_go,
        move |why| {
            desk.gift(what.get_untracked(), why);
        },
    )
}

/// Which purse, how many more or less, and why.
fn correct(desk: Desk, open: Held<Open>) -> El {
    let purses = untrack(|| desk.of_panel(|panel| panel.card.purses.clone())).unwrap_or_default();
    let Some(first) = purses.first() else { return el("div", "") };
    let which = Held::new((first.id.clone(), first.kind));
    let (units, less) = (Held::new(String::new()), Held::new(false));
    let why = Held::new(String::new());
    let named = purses.clone();
    let option = |purse: &wire::Purse| {
        let (kind, name) = (purse.kind, purse.name.clone());
        let name = move || if kind == PurseKind::Credit { texts().by_credit.to_owned() } else { name.clone() };
        el("option", "").attr("value", &purse.id).live_text(name)
    };
    let choice = el("select", "").all(purses.iter().map(option)).on_event("change", move |event| {
        let id = value_of(&event);
        if let Some(purse) = named.iter().find(|purse| purse.id == id) {
            which.set((id, purse.kind));
        }
    });
    let sign = move |words: Say, is_less: bool| {
        button("button pick", words, move || less.set(is_less))
            .live_attr("aria-pressed", move || Some((less.get() == is_less).to_string()))
    };
    let signs =
        el("div", "picks").add(sign(|words| words.correct_more, false)).add(sign(|words| words.correct_less, true));
    let number = plain_text(el("input", "")).attr("inputmode", "decimal").attr("required", "");
    let number = number.focus().on_event("input", move |event| units.set(value_of(&event)));
    let which_field = (purses.len() > 1).then(|| field(|words| words.correct_what, choice));
    let fields = which_field.into_iter().chain([signs, field(|words| words.correct_by, number)]);
    form(
        open,
        fields,
        why,
        |words| words.correct_go,
        move |why| {
            let (purse, kind) = which.get_untracked();
            let decimals = match kind {
                PurseKind::Credit => decimals(&desk.shop.with_untracked(|shop| shop.currency.clone())),
                PurseKind::Stamps | PurseKind::Points => 0,
            };
            let units = units.with_untracked(|units| amount::written(units, decimals));
            if units > 0 {
                desk.correct(purse, if less.get_untracked() { -units } else { units }, why);
            }
        },
    )
}

/// Fields, the reason that both need, and what is done with it.
fn form(
    open: Held<Open>,
    fields: impl IntoIterator<Item = El>,
    why: Held<String>,
    go: Say,
    done: impl Fn(String) + 'static,
) -> El {
    let reason = plain_text(el("input", "")).attr("required", "").attr("maxlength", &REASON_CHARS_MAX.to_string());
    let reason = reason.on_event("input", move |event| why.set(value_of(&event)));
    let back = button("button quiet", |_| i18n::till().cancel, move || open.set(Open::Nothing));
    el("form", "")
        .all(fields)
        .add(field(|words| words.gift_reason, reason))
        .add(el("div", "ends").add(back).add(el("button", "button").attr("type", "submit").say(go)))
        .on_event("submit", move |event| {
            event.prevent_default();
            let reason = why.get_untracked().trim().to_owned();
            if !reason.is_empty() {
                open.set(Open::Nothing);
                done(reason);
            }
        })
}
