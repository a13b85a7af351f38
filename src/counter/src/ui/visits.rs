//! The last visits of this till, each thing done with its undo.

use crate::signals::*;
use kit::dom::El;
use kit::{
    browser::storage,
    i18n::{self, format},
};
use wire::{Card, Done, OperationKind, PurseKind, TillVisit};

use super::trouble;
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
    let lines = done.map(|done| line(desk, done, &card));
    el("li", "").add(head).add(el("ul", "").all(lines))
}

fn line(desk: Desk, done: Done, card: &Card) -> El {
    let (id, voided) = (done.id, done.voided_by.is_some());
    let in_stamps = card.purses.first().is_none_or(|purse| purse.kind == PurseKind::Stamps);
    let done = std::rc::Rc::new(done);
    let same = done.clone();
    let line = el("li", if voided { "voided" } else { "" })
        .add(el("span", "").live_text(move || what_words(&done, in_stamps)));
    if voided {
        return line.add(el("em", "").say(|words| words.taken_back));
    }
    let undo = button("button quiet", |_| i18n::texts().undo, move || desk.void_listed(id));
    line.add(undo.label(move || (texts().undo_what)(&what_words(&same, in_stamps))))
}

/// "+ 2 stamps", "Reward used: One free coffee".
fn what_words(done: &Done, in_stamps: bool) -> String {
    let words = texts();
    let titled = |what: &str, voucher: Option<&wire::Voucher>| match voucher {
        Some(voucher) => [what, ": ", &voucher.title].concat(),
        None => what.to_owned(),
    };
    match done.kind {
        OperationKind::Redeem => titled(words.used, done.voucher_used.as_ref()),
        OperationKind::Gift => titled(words.gifted, done.vouchers_issued.first().or(done.voucher_used.as_ref())),
        _ => {
            let units: i64 = done.entries.iter().map(|entry| entry.delta.max(0)).sum();
            let counted = if in_stamps { i18n::texts().stamps } else { i18n::texts().points };
            (words.plus)(counted(units))
        }
    }
}
