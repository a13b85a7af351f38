//! The last visits of this till, each thing done with its undo.

use kit::{
    browser::storage,
    i18n::{self, failure_text, format, lang},
};
use leptos::prelude::*;
use wire::{Card, Done, OperationKind, PurseKind, TillVisit};

use super::Saying;
use crate::{desk::Desk, texts::texts};

/// Whether this till likes the list open.
const OPEN: &str = "comptoir.visits";

/// The list, newest first.
#[component]
pub fn Visits(
    /// The counter.
    desk: Desk,
) -> impl IntoView {
    let keep = move |event: web_sys::Event| {
        let details: web_sys::Element = event_target(&event);
        if details.has_attribute("open") {
            storage::set_mark(OPEN, "1");
        } else {
            storage::remove_mark(OPEN);
        }
    };
    let trouble = move || {
        let failure = desk.visits_trouble.get()?;
        let said = Signal::derive(move || failure_text(&failure, lang()));
        Some(view! { <Saying said/> })
    };
    let rows = move || {
        let visits = desk.visits.get();
        if visits.is_empty() {
            return view! { <p class="soft">{move || texts().visits_none}</p> }.into_any();
        }
        view! { <ol>{visits.into_iter().map(|visit| view! { <Row desk visit/> }).collect_view()}</ol> }.into_any()
    };
    view! {
        <details class="visits" open=storage::mark(OPEN).is_some() on:toggle=keep>
            <summary>{move || texts().visits}</summary>
            <div class="trouble" role="alert">{trouble}</div>
            {rows}
        </details>
    }
}

#[component]
fn Row(desk: Desk, visit: TillVisit) -> impl IntoView {
    let TillVisit { opened_at, card, operations, .. } = visit;
    let time = move || format::ms_of(&opened_at).map(format::time_of_day);
    let number = card.number.clone();
    let name = card.member.first_name.clone();
    let done = operations.into_iter().filter(|done| done.kind != OperationKind::Void);
    let line = move |done: Done| {
        let voided = done.voided_by.is_some();
        let id = done.id;
        let words = StoredValue::new((done, card.clone()));
        let what = move || words.with_value(|(done, card)| what_words(done, card));
        let undo = (!voided).then(|| {
            view! {
                <button type="button" class="button quiet" aria-label=move || (texts().undo_what)(&what())
                    on:click=move |_| desk.void_listed(id)>{move || i18n::texts().undo}</button>
            }
        });
        let gone = voided.then(|| view! { <em>{move || texts().taken_back}</em> });
        view! { <li class:voided=voided><span>{what}</span>{undo}{gone}</li> }
    };
    view! {
        <li>
            <p><time>{time}</time> " " <b>{number}</b> " " {name}</p>
            <ul>{done.map(line).collect_view()}</ul>
        </li>
    }
}

/// "+ 2 stamps", "Reward used: One free coffee".
fn what_words(done: &Done, card: &Card) -> String {
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
            let in_stamps = card.purses.first().is_none_or(|purse| purse.kind == PurseKind::Stamps);
            let counted = if in_stamps { i18n::texts().stamps } else { i18n::texts().points };
            (words.plus)(counted(units))
        }
    }
}
