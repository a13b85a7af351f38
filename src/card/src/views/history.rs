//! What happened to the card, newest first.

use std::rc::Rc;

use kit::{
    api,
    dom::{El, derived, el, follow},
    i18n::{self, format},
    ui::{Look, button},
    watched::Watched,
};
use wasm_bindgen_futures::spawn_local;
use wire::{Done, OperationKind, PurseKind, Voucher};

use crate::{
    session::Session,
    texts::t,
    views::notice::{notice, notice_with},
};

/// Entries read at once.
const PAGE: u32 = 30;

/// What was read so far.
#[derive(Default)]
struct Pages {
    done: Watched<Vec<Done>>,
    cursor: Watched<Option<String>>,
    failure: Watched<Option<api::Failure>>,
    loaded: Watched<bool>,
}

impl Pages {
    fn load(self: Rc<Self>, session: Session) {
        let Some(card) = session.card.peek().as_ref().map(|card| card.id.clone()) else { return };
        spawn_local(async move {
            let cursor = self.cursor.now();
            match api::my_card_operations(&card, cursor.as_deref(), PAGE).await {
                Ok(page) => {
                    self.done.change(|done| done.extend(page.operations));
                    self.cursor.set(page.next_cursor);
                    self.failure.set(None);
                }
                Err(failure) => self.failure.set(Some(failure)),
            }
            self.loaded.put(true);
        });
    }
}

/// The screen.
pub fn screen(session: Session, slug: &str) -> El {
    let pages = Rc::new(Pages::default());
    let card = derived(move || session.card.read().as_ref().map(|card| card.id.clone()));
    let first = pages.clone();
    follow(move || {
        if card.read().is_some() {
            first.clone().load(session);
        }
    });
    let (list, notes, more) = (pages.clone(), pages.clone(), pages);
    let notes = el("div").live(move || {
        let pages = notes.clone();
        match notes.failure.get() {
            Some(failure) => {
                let said = move || i18n::failure_text(&failure, i18n::lang());
                vec![notice_with(said, || i18n::texts().retry.to_owned(), move || pages.clone().load(session))]
            }
            None if notes.loaded.get() && notes.done.read().is_empty() => {
                vec![el("p").class("hint").live_text(|| t().history_empty.to_owned())]
            }
            // Somebody who followed a link to a history of no card.
            None if session.stage.get() == crate::session::Stage::Lost => vec![notice(|| t().lost.clone())],
            None => vec![],
        }
    });
    let more = el("div").live(move || {
        let pages = more.clone();
        let more_button = |_| button(Look::Plain, || t().more.to_owned(), move || pages.clone().load(session));
        more.cursor.get().map(more_button).into_iter().collect()
    });
    let back = el("a").class("button quiet back").attr("href", &["/", slug].concat());
    el("div").class("history").all([
        back.live_text(|| ["‹ ", i18n::texts().back].concat()),
        el("h1").live_text(|| t().history.to_owned()),
        el("p").class("hint").live_text(|| session.face.read().name.clone()),
        notes,
        el("ol").live(move || list.done.read().iter().map(|done| line(session, done)).collect()),
        more,
    ])
}

/// One thing that happened.
fn line(session: Session, done: &Done) -> El {
    let at_ms = format::ms_of(&done.at).unwrap_or_default();
    let taken_back = done.voided_by.is_some();
    let said = done.clone();
    let what = el("span").class("what").live_text(move || describe(session, &said));
    let issued = done.vouchers_issued.iter().filter(|_| done.kind != OperationKind::Gift).map(|voucher| {
        let voucher = voucher.clone();
        el("span").class("reward").live_text(move || (t().earned_reward)(&session.title(&voucher)))
    });
    let when = el("span").class("when").live_text(move || format::moment(at_ms));
    let mark = taken_back.then(|| el("span").class("mark").live_text(|| t().undone.to_owned()));
    el("li").class(if taken_back { "taken-back" } else { "" }).add(what).all(issued).add(when).all(mark)
}

fn kind_of(session: Session, purse: &str) -> PurseKind {
    let card = session.card.peek();
    let purses = card.as_ref().map(|card| card.purses.as_slice()).unwrap_or_default();
    purses.iter().find(|p| p.id == purse).map_or(PurseKind::Stamps, |p| p.kind)
}

/// An operation in words.
fn describe(session: Session, done: &Done) -> String {
    let title = |voucher: Option<&Voucher>| voucher.map(|voucher| session.title(voucher)).unwrap_or_default();
    match done.kind {
        OperationKind::Earn => {
            let earned: i64 = done.entries.iter().map(|entry| entry.delta).filter(|delta| *delta > 0).sum();
            let points = done.entries.first().is_some_and(|entry| kind_of(session, &entry.purse) == PurseKind::Points);
            let words = i18n::texts();
            let counted = if points { (words.points)(earned) } else { (words.stamps)(earned) };
            ["+", &counted].concat()
        }
        OperationKind::Redeem => (t().used)(&title(done.voucher_used.as_ref())),
        OperationKind::Spend => t().spent.to_owned(),
        OperationKind::Gift => (t().gift)(&title(done.vouchers_issued.first())),
        OperationKind::Void | OperationKind::Refund => t().undo.to_owned(),
        // Whatever else moves units says how many.
        _ => {
            let moved: i64 = done.entries.iter().map(|entry| entry.delta).sum();
            let sign = if moved < 0 { "−" } else { "+" };
            [sign, &(i18n::texts().points)(moved.abs())].concat()
        }
    }
}
