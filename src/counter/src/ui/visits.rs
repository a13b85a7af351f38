//! The last visits of this till, each thing done with its undo.

use std::rc::Rc;

use kit::dom::El;
use kit::{
    browser::storage,
    i18n::{self, format},
};
use wire::{Card, Done, OperationKind, PurseKind, TillVisit};

use super::{refund::refund, trouble, words::done_words};
use crate::{
    desk::Desk,
    dom::{More, button, el},
    texts::texts,
};

/// Whether this till likes the list open.
const OPEN: &str = "comptoir.visits";

/// The list, newest first.
pub fn visits(desk: Desk) -> El {
    let list = el("details", "visits");
    let element = list.node().clone();
    let list = if storage::mark(OPEN).is_some() { list.attr("open", "") } else { list };
    let keep = move |_| {
        if element.has_attribute("open") {
            storage::set_mark(OPEN, "1");
        } else {
            storage::remove_mark(OPEN);
        }
    };
    let rows = move || {
        let visits = desk.visits.get();
        if visits.is_empty() {
            return vec![el("p", "soft").say(|words| words.visits_none)];
        }
        vec![el("ol", "").all(visits.into_iter().map(|visit| row(desk, visit)))]
    };
    list.on_event("toggle", keep)
        .add(el("summary", "").say(|words| words.visits))
        .add(trouble(desk.visits_trouble))
        .add(el("div", "").swap(move || desk.visits.with(|visits| key(visits)), rows))
}

/// What of the list is seen: which visits, and what was done or taken back in them.
fn key(visits: &[TillVisit]) -> String {
    let seen = visits.iter().map(|visit| [&visit.id.to_string(), ":", &visit.operations.len().to_string()].concat());
    seen.collect::<Vec<_>>().join(" ")
}

fn row(desk: Desk, visit: TillVisit) -> El {
    let TillVisit { opened_at, card, operations, .. } = visit;
    let time = move || format::ms_of(&opened_at).map(format::time_of_day).unwrap_or_default();
    let name = card.member.first_name.clone().unwrap_or_default();
    let head = el("p", "")
        .add(el("time", "").live_text(time))
        .add(el("b", "").text(&card.number))
        .add(el("span", "").text(&name));
    let done = operations.into_iter().filter(|done| done.kind != OperationKind::Void);
    let card = Rc::new(card);
    let lines = done.map(|done| line(desk, done, &card));
    el("li", "").add(head).add(el("ul", "").all(lines))
}

fn line(desk: Desk, done: Done, card: &Rc<Card>) -> El {
    let (id, kind, voided) = (done.id, done.kind, done.voided_by.is_some());
    let money =
        done.entries.iter().any(|entry| card.purses.iter().any(|p| p.id == entry.purse && p.kind != PurseKind::Stamps));
    let card = card.clone();
    let words = Rc::new(move || done_words(&done, &card, &desk.shop.with_untracked(|shop| shop.currency.clone())));
    let (shown, undo_words, part_words) = (words.clone(), words.clone(), words);
    let line = el("li", if voided { "voided" } else { "" }).add(el("span", "").live_text(move || shown()));
    if voided {
        return line.add(el("em", "").say(|words| words.taken_back));
    }
    if kind == OperationKind::Refund {
        return line;
    }
    let undo = button("button quiet", |_| i18n::till().undo, move || desk.void_listed(id, None));
    let undo = undo.label(move || texts().undo_what.with([&undo_words()]));
    // Only money can go back in part.
    let part = (kind == OperationKind::Earn && money).then(|| refund(desk, id, part_words));
    line.add(el("div", "line-ends").all(part.unwrap_or_default()).add(undo))
}
