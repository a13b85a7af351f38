//! A shop's screen: the card, and beside or under it what to do with it now.

use kit::{
    browser::document,
    dom::{El, derived, el, follow},
    i18n::{self, format},
    theme,
    ui::{Look, busy_button, button},
};
use wire::CardStatus;

use crate::{
    session::{Session, Stage},
    texts::t,
    views::{
        card_face::{card_face, holds},
        code::code,
        more::more,
        notice::{Sign, notice, notice_with},
        offer::offer,
        vouchers::vouchers,
    },
};

/// The screen.
pub fn screen(session: Session) -> El {
    follow(move || {
        let name = &session.face.read().name;
        if !name.is_empty() {
            document().set_title(name);
        }
    });
    let color = derived(move || session.face.read().color.clone());
    follow(move || theme::apply(&color.read()));
    el("div").live(move || match session.trouble.get() {
        None => {
            vec![card(session), el("p").class("unseen").attr("aria-live", "polite").live_text(|| session.said.get())]
        }
        Some(failure) => {
            let said = move || i18n::failure_text(&failure);
            let again = notice_with(Sign::Shop, said, || i18n::texts().retry.to_owned(), || session.retry());
            vec![el("div").class("alone").add(el("h1").class("unseen").text("Comptoir")).add(again)]
        }
    })
}

/// The card, and what is beside it.
fn card(session: Session) -> El {
    let left = el("div").class("left-side").add(card_face(session)).add(vouchers(session));
    // Only when it is another stage: a code that is made anew with each stamp would flicker.
    let stage = derived(move || {
        let status = session.card.read().as_ref().map(|card| card.status);
        let stage = session.stage.get();
        // The button of a first visit stays the same when the server has answered: a finger may be on it.
        let first = stage == Stage::Arriving && status.is_none() && !session.had();
        (if first { Stage::Welcome } else { stage }, status.filter(|status| *status != CardStatus::Active))
    });
    let rests = stage.clone();
    let beside = el("div").live(move || vec![beside(session, stage.get())]);
    let right = el("div").class("right-side").add(offline(session)).add(beside).add(detached(session));
    let shop = el("div").class("shop").live_class("code-first", move || holds(session) > wire::ABOVE_CODE_MAX);
    // A card that nobody stamps here looks it.
    let shop = shop.live_class("resting", move || {
        let (stage, stopped) = rests.get();
        stopped.is_some() || matches!(stage, Stage::TakenOff | Stage::Lost)
    });
    shop.add(left).add(right).add(more(session)).add(below(session))
}

/// What to do with the card now.
fn beside(session: Session, (stage, stopped): (Stage, Option<CardStatus>)) -> El {
    let retry = || i18n::texts().retry.to_owned();
    match stage {
        Stage::Arriving => arriving(),
        Stage::Welcome => welcome(session),
        Stage::Ready if stopped == Some(CardStatus::Merged) => {
            let merged = notice(Sign::Moved, move || t().merged.with([&into(session)]));
            merged.add(button(Look::Plain, || t().new_card.to_owned(), || session.join()))
        }
        Stage::Ready if stopped.is_some() => notice(Sign::Paused, || t().blocked.said()),
        Stage::Ready => code(session),
        Stage::NoCode => notice_with(Sign::Network, || t().no_code.said(), retry, || session.retry()),
        Stage::TakenOff => {
            notice(Sign::Phone, || t().taken_off.said()).add(way_back(session, "button main", "?back=1&lang="))
        }
        Stage::Stranded => notice_with(Sign::Network, || t().stranded.said(), retry, || session.retry()),
        Stage::Lost => {
            let lost = notice(Sign::Key, || t().lost.said()).add(way_back(session, "button main", RECOVER));
            lost.add(button(Look::Quiet, || t().new_card.to_owned(), || session.join()))
        }
    }
}

/// Where a code brings the card back, a page of the server.
const RECOVER: &str = "/recover?lang=";

/// A link that brings the card back to this browser. It loads the page: what this one holds is of a key that is gone.
fn way_back(session: Session, look: &str, place: &'static str) -> El {
    let path = move || Some(["/", session.slug(), place, i18n::lang().tag()].concat());
    let link = el("a").class(look).attr("target", "_self").live_attr("href", path);
    link.live_text(|| t().bring_back.to_owned())
}

/// The number of the card that everything went to.
fn into(session: Session) -> String {
    session.card.read().as_ref().and_then(|card| card.merged_into.clone()).unwrap_or_default()
}

/// The place where the code will be, as the skeleton had it.
fn arriving() -> El {
    let code = el("section").class("code").attr("aria-busy", "true");
    code.add(el("h2").text("\u{a0}")).add(el("div").class("qr"))
}

/// One tap, no field.
fn welcome(session: Session) -> El {
    let busy = move || (session.stage.get() == Stage::Arriving).then(|| "true".to_owned());
    let hint = el("p").class("hint").live_text(|| t().no_form.to_owned());
    el("section").class("welcome").live_attr("aria-busy", busy).add(get_card(session)).add(hint)
}

/// The one button.
fn get_card(session: Session) -> El {
    busy_button(|| t().get_card.to_owned(), session.joining.clone(), || session.get_card())
}

/// How old this is. Above the code: below it nobody would see it on a phone.
fn offline(session: Session) -> El {
    el("div").class("notes").live(move || {
        let stale = session.offline.get() && session.as_of_ms.get() > 0.0;
        let line = || t().offline_as_of.with([&format::time_of_day(session.as_of_ms.get())]);
        stale.then(|| el("p").class("offline").attr("role", "status").live_text(line)).into_iter().collect()
    })
}

/// That this browser is no longer known. Under the code, which may still be good.
fn detached(session: Session) -> El {
    el("div").class("notes").live(move || {
        let again = || notice(Sign::Key, || t().detached.said()).add(way_back(session, "button", RECOVER));
        session.detached.get().then(again).into_iter().collect()
    })
}

/// What is small: the history, the terms, the home screen.
fn below(session: Session) -> El {
    el("div").class("below").add(papers(session)).add(offer(session))
}

/// The links. The one that is always there stays as it is when a card comes: the keyboard's focus may be on it.
fn papers(session: Session) -> El {
    let of_card =
        |links: fn(Session) -> Vec<El>| el("span").when(move || session.card.read().is_some(), move || links(session));
    el("div").class("papers").all([
        of_card(|session| vec![paper(session, "history?slot=", || t().history.to_owned())]),
        paper(session, "terms?slot=", || t().terms.to_owned()),
        of_card(|session| {
            vec![
                paper(session, "settings?slot=", || t().phones.to_owned()),
                paper(session, "profile?slot=", || t().about_you.to_owned()),
            ]
        }),
    ])
}

/// A link to a page of the server, in the language chosen here; `page` ends where the slot of this phone's key is to stand.
pub fn paper(session: Session, page: &'static str, words: fn() -> String) -> El {
    let path = move || Some(["/", session.slug(), "/", page, &*session.slot(), "&lang=", i18n::lang().tag()].concat());
    el("a").class("button quiet").live_attr("href", path).live_text(words)
}
