//! The sheet: what was bought. Which of several things, the bill on the pad, what credit pays of it, and the one button that gives it all.

use std::rc::Rc;

use kit::{
    dom::{El, derived},
    i18n::format,
};
use wire::Money;

use super::{
    keypad::keypad,
    stepper::{decimals, stepper},
};
use crate::{
    amount::{Key, Typed},
    basket::Pay,
    desk::Desk,
    dom::{More, button, el},
    panel::Panel,
    signals::*,
    texts::texts,
};

impl Desk {
    /// An amount of the shop's currency in words; tracked.
    pub fn money(self, minor: i64) -> String {
        format::money(&self.money_of(minor))
    }

    /// An amount of the shop's currency.
    pub fn money_of(self, minor: i64) -> Money {
        Money { minor, currency: self.shop.with_untracked(|shop| shop.currency.clone()) }
    }

    /// Something of the open panel; tracked.
    pub fn of_panel<T>(self, read: impl FnOnce(&Panel) -> T) -> Option<T> {
        self.scanner.with(|scanner| scanner.panel().map(read))
    }
}

/// Which parts the sheet has, as a name for each make of it; nothing once the purchase was given: the bill, or
/// else all that was counted.
fn parts(panel: &Panel) -> String {
    let rules = &panel.rules;
    if !panel.sheet || !rules.asks() || (panel.is_given() && (rules.amount || panel.basket.is_empty())) {
        return String::new();
    }
    let names = rules.items.iter().map(|item| item.name.as_str()).collect::<Vec<_>>().join("/");
    [if rules.amount { "amount " } else { "" }, &names].concat()
}

/// The sheet, as long as it is to be said what was bought.
pub fn sheet(desk: Desk) -> El {
    el("div", "sheet").swap(
        move || desk.read(parts),
        move || {
            let Some(rules) = untrack(|| desk.of_panel(|panel| panel.rules.clone())) else { return vec![] };
            if untrack(|| desk.read(parts)).is_empty() {
                return vec![];
            }
            let mut made = vec![];
            if rules.several() {
                let items = el("ul", "items").say_label(|words| words.quantity);
                made.push(items.all(rules.items.into_iter().enumerate().map(|(at, item)| tile(desk, at, item.name))));
            } else if !rules.items.is_empty() {
                made.push(stepper(desk));
            }
            if rules.amount {
                made.extend(amount(desk));
            }
            made.push(give(desk, rules.amount));
            made
        },
    )
}

/// One thing that can be bought: a tap on it is one more, − is one less.
fn tile(desk: Desk, item: usize, name: String) -> El {
    let count = move || desk.of_panel(|panel| panel.basket.count(item)).unwrap_or(0);
    let count = derived(count);
    let (none, some) = (count.clone(), count.clone());
    // The space keeps them two words for who hears them.
    let more = el("button", "item").attr("type", "button").add(el("span", "").text(&[&*name, " "].concat()));
    let more = more
        .add(el("b", "").live_text(move || count.get().to_string()))
        .live_class("some", move || some.get() > 0)
        .on("click", move || desk.basket(|basket| basket.change(item, 1)));
    let less_label = move || [texts().less, ": ", &name].concat();
    let less = button("step", |_| "−", move || desk.basket(|basket| basket.change(item, -1))).label(less_label);
    el("li", "").add(more).add(less.flag("disabled", move || none.get() == 0))
}

/// The bill, the pad, and what credit pays.
fn amount(desk: Desk) -> Vec<El> {
    // The pad types into the bill, or into what credit pays.
    let into_credit = Held::new(false);
    let currency = desk.shop.with_untracked(|shop| shop.currency.clone());
    let decimals = decimals(&currency);
    let press = Rc::new(move |key: Key| {
        desk.basket(|basket| {
            if let (true, Pay::Other(typed)) = (into_credit.get_untracked(), basket.pay) {
                basket.pay = Pay::Other(typed.press(key, decimals));
            } else {
                basket.bill = basket.bill.press(key, decimals);
            }
        });
    });
    let bill = row(desk, into_credit, false, |panel| Some(panel.basket.bill.minor()));
    let other = |panel: &Panel| match panel.basket.pay {
        Pay::Other(typed) => Some(typed.minor()),
        _ => None,
    };
    let is_other = move || desk.is(|panel| matches!(panel.basket.pay, Pay::Other(_)));
    let credit_row = move || vec![row(desk, into_credit, true, other)];
    vec![
        el("div", "amounts").add(bill).add(el("div", "").when(is_other, credit_row)),
        picks(desk, into_credit),
        keypad(press, move || desk.give()),
    ]
}

/// An amount that the pad can type into.
fn row(desk: Desk, into_credit: Held<bool>, credit: bool, minor: fn(&Panel) -> Option<i64>) -> El {
    let words = move || if credit { texts().by_credit } else { texts().amount };
    let shown = move || desk.money(desk.of_panel(minor).flatten().unwrap_or(0));
    let active = move || into_credit.get() == credit;
    el("button", "typed-amount")
        .attr("type", "button")
        .live_attr("aria-pressed", move || Some(active().to_string()))
        .add(el("span", "").live_text(move || words().to_owned()))
        .add(el("output", "").attr("aria-live", "polite").live_text(shown))
        .on("click", move || into_credit.set(credit))
}

/// What credit can pay, at a tap: all, exactly the bill, another amount.
fn picks(desk: Desk, into_credit: Held<bool>) -> El {
    // One name for each set of picks: their amounts follow by themselves.
    let key = |panel: &Panel| {
        let Some(credit) = panel.credit() else { return String::new() };
        let bill = panel.basket.bill.minor();
        let has = |pick: Option<i64>, name| if pick.is_some() { name } else { "" };
        [has(credit.all(bill), "all "), has(credit.exact(bill), "bill "), "other"].concat()
    };
    el("div", "picks").swap(
        move || desk.read(key),
        move || {
            let Some(credit) = untrack(|| desk.of_panel(Panel::credit)).flatten() else { return vec![] };
            let bill = move || desk.of_panel(|panel| panel.basket.bill.minor()).unwrap_or(0);
            let now = untrack(bill);
            let all = move || texts().credit_all.with([&desk.money(credit.all(bill()).unwrap_or(0))]);
            let exact = move || texts().credit_bill.with([&desk.money(bill())]);
            let other = || texts().credit_other.to_owned();
            let mut picks = vec![el("h2", "").live_text(move || texts().credit.with([&desk.money(credit.payable)]))];
            if credit.all(now).is_some() && credit.exact(now).is_none() {
                picks.push(pick(desk, into_credit, Pay::All, all));
            }
            if credit.exact(now).is_some() {
                picks.push(pick(desk, into_credit, Pay::Bill, exact));
            }
            picks.push(pick(desk, into_credit, Pay::Other(Typed::default()), other));
            picks
        },
    )
}

/// One pick, chosen or not; a second tap takes it back.
fn pick(desk: Desk, into_credit: Held<bool>, pay: Pay, words: impl Fn() -> String + 'static) -> El {
    let same = move |other: Pay| std::mem::discriminant(&other) == std::mem::discriminant(&pay);
    let chosen = move || desk.of_panel(|panel| same(panel.basket.pay)).unwrap_or(false);
    el("button", "button pick")
        .attr("type", "button")
        .live_attr("aria-pressed", move || Some(chosen().to_string()))
        .live_text(words)
        .on("click", move || {
            let on = !untrack(chosen);
            into_credit.set(on && matches!(pay, Pay::Other(_)));
            desk.basket(|basket| basket.pay = if on { pay } else { Pay::Nothing });
        })
}

/// The one button, and above it what is left to pay when credit pays a part.
fn give(desk: Desk, amount: bool) -> El {
    let left = move || {
        desk.of_panel(|panel| {
            let (bill, paid) = (panel.basket.bill.minor(), panel.basket.paid(panel.credit()));
            (paid > 0 && bill >= paid).then(|| texts().left_to_pay.with([&desk.money(bill - paid)]))
        })
    };
    let words = move || {
        let facts = |panel: &Panel| {
            let bill = panel.basket.bill.minor();
            let sum = if bill > 0 { bill } else { panel.basket.paid(panel.credit()) };
            (sum, if panel.rules.several() { panel.basket.stamps(&panel.rules) } else { panel.quantity() })
        };
        let (sum, items) = desk.of_panel(facts).unwrap_or_default();
        match (amount, sum) {
            (true, 0) => texts().give_none.to_owned(),
            (true, _) => texts().give_bill.with([&desk.money(sum)]),
            (false, _) => texts().give_stamps.of(items.into(), []),
        }
    };
    let give = el("button", "button main").attr("type", "button").live_text(words);
    el("div", "give")
        .add(el("p", "left-to-pay").attr("aria-live", "polite").live_text(move || left().flatten().unwrap_or_default()))
        .add(give.flag("disabled", move || !desk.is(Panel::ready)).on("click", move || desk.give()))
}
