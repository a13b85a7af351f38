//! What the card holds and who its owner is to the shop: shown at each scan, for staff to see at a glance.

use kit::{
    browser::clock,
    dom::El,
    i18n::{self, format},
};
use wire::{Purse, PurseKind};

use super::words::{counted, whose};
use crate::{desk::Desk, dom::el, headline::Moved, offers::next_on_menu, panel::Panel, signals::*, texts::texts};

/// Name, level, and the purses.
pub fn status(desk: Desk) -> Vec<El> {
    vec![
        el("div", "holds").swap(move || desk.read(purses_key), move || untrack(|| purses(desk))),
        el("p", "nearly").live_text(move || desk.read(nearly)),
        el("p", "whose").live_text(move || desk.read(whose)),
        el("p", "level").live_text(move || desk.read(level)),
        el("p", "benefits").live_text(move || desk.read(benefits)),
        el("p", "benefits").live_text(move || desk.read(member)),
    ]
}

fn purses_key(panel: &Panel) -> String {
    let purses =
        panel.card.purses.iter().map(|purse| [panel.rules.name_of(purse), "=", &purse.balance.to_string()].concat());
    purses.collect::<Vec<_>>().join(" ")
}

/// The level's name.
fn level(panel: &Panel) -> String {
    let name = panel.card.level.as_ref().map(|level| panel.rules.level_of(level).0).or(panel.card.tier.as_deref());
    name.unwrap_or_default().to_owned()
}

/// What the level gives all the time, for staff to give it.
fn benefits(panel: &Panel) -> String {
    panel.card.level.as_ref().map(|level| panel.rules.level_of(level).1.join(" · ")).unwrap_or_default()
}

/// Until when the customer is a member.
fn member(panel: &Panel) -> String {
    let Some(membership) = &panel.card.membership else { return String::new() };
    let Some(until) = membership.valid_until.as_ref().and_then(format::ms_of) else { return texts().member.to_owned() };
    let words = if until > clock::now_ms() as f64 { &texts().member_until } else { &texts().member_ended };
    words.with([&format::day(until)])
}

/// "40 more points: a slice of tart", while there is a menu.
fn nearly(panel: &Panel) -> String {
    let next = next_on_menu(&panel.card, &panel.rules.rewards);
    next.map(|(title, missing)| texts().nearly.with([&i18n::texts().points.of(missing, []), title])).unwrap_or_default()
}

fn purses(desk: Desk) -> Vec<El> {
    let named = |panel: &Panel, purse: &Purse| Purse { name: panel.rules.name_of(purse).to_owned(), ..purse.clone() };
    let facts = |panel: &Panel| {
        let purses = panel.card.purses.iter().map(|purse| named(panel, purse));
        (purses.collect::<Vec<_>>(), panel.rules.currency.clone())
    };
    let Some((purses, currency)) = desk.of_panel(facts) else { return vec![] };
    match &purses[..] {
        [only] => alone(only.clone(), currency),
        _ => vec![el("ul", "purses").all(purses.into_iter().map(|purse| tile(purse, currency.clone())))],
    }
}

/// The one purse of a programme: stamps as dots, other units as a number.
fn alone(purse: Purse, currency: String) -> Vec<El> {
    let balance = purse.balance;
    let Some(goal) = purse.goal else {
        let said = move || counted(Moved { kind: purse.kind, units: balance }, &currency);
        return vec![el("p", "balance").add(el("strong", "").live_text(said))];
    };
    let left = i64::from(goal) - balance;
    let dot = |n: u32| el("i", if i64::from(n) < balance { "on" } else { "" });
    let to_go = move || if left > 0 { texts().to_go.with([&left.to_string()]) } else { String::new() };
    vec![
        el("p", "stamps").attr("aria-hidden", "true").all((0..goal).map(dot)),
        el("p", "balance")
            .add(el("strong", "").live_text(move || of_goal(balance, goal)))
            .add(el("span", "").live_text(to_go)),
    ]
}

/// "7 of 9"
fn of_goal(balance: i64, goal: u32) -> String {
    texts().of_goal.with([&balance.to_string(), &goal.to_string()])
}

/// One of several: its name and how it stands.
fn tile(purse: Purse, currency: String) -> El {
    let Purse { kind, balance, goal, name, .. } = purse;
    let said = move || match (kind, goal) {
        (PurseKind::Stamps, Some(goal)) => of_goal(balance, goal),
        // The name says what is counted.
        (PurseKind::Points, _) => format::number(balance),
        _ => counted(Moved { kind, units: balance }, &currency),
    };
    let name = move || match kind {
        PurseKind::Credit => texts().by_credit.to_owned(),
        _ => name.clone(),
    };
    el("li", "").add(el("strong", "").live_text(said)).add(el("span", "").live_text(name))
}
