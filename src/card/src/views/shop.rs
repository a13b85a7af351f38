//! A shop's screen: the card, and beside or under it what to do with it now.

use kit::{
    browser::document,
    dom::{El, derived, el, follow},
    i18n::{self, format},
    ui::busy_button,
};
use wire::CardStatus;

use crate::{
    session::{Session, Stage},
    texts::t,
    views::{
        card_face::card_face,
        code::code,
        notice::{notice, notice_with},
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
    el("div").live(move || match session.trouble.get() {
        None => {
            vec![card(session), el("p").class("unseen").attr("aria-live", "polite").live_text(|| session.said.get())]
        }
        Some(failure) => {
            let said = move || i18n::failure_text(&failure, i18n::lang());
            let again = notice_with(said, || i18n::texts().retry.to_owned(), || session.retry());
            vec![el("div").class("alone").add(el("h1").class("unseen").text("Comptoir")).add(again)]
        }
    })
}

/// The card, and what is beside it.
fn card(session: Session) -> El {
    let left = el("div").class("left-side").add(card_face(session)).add(vouchers(session));
    // Only when it is another stage: a code that is made anew with each stamp would flicker.
    let stage = derived(move || {
        let blocked = session.card.read().as_ref().is_some_and(|card| card.status != CardStatus::Active);
        (session.stage.get(), blocked)
    });
    let beside = el("div").live(move || vec![beside(session, stage.get())]);
    let right = el("div").class("right-side").add(offline(session)).add(beside).add(below(session));
    el("div").class("shop").add(left).add(right)
}

/// What to do with the card now.
fn beside(session: Session, (stage, blocked): (Stage, bool)) -> El {
    let retry = || i18n::texts().retry.to_owned();
    match stage {
        Stage::Arriving => arriving(session),
        Stage::Welcome => welcome(session),
        Stage::Ready if blocked => notice(|| t().blocked.clone()),
        Stage::Ready => code(session),
        Stage::NoCode => notice_with(|| t().no_code.clone(), retry, || session.retry()),
        Stage::Stranded => notice_with(|| t().stranded.clone(), retry, || session.retry()),
        Stage::Lost => notice_with(|| t().lost.clone(), || t().new_card.to_owned(), || session.join()),
    }
}

/// The place where the code or the button will be, as the skeleton had it.
fn arriving(session: Session) -> El {
    if session.card.peek().is_some() || session.had() {
        let code = el("section").class("code waiting").attr("aria-busy", "true");
        return code.add(el("h2").text("\u{a0}")).add(el("div").class("qr"));
    }
    el("section").class("welcome waiting").attr("aria-busy", "true").add(get_card(session))
}

/// One tap, no field.
fn welcome(session: Session) -> El {
    let hint = el("p").class("hint").live_text(|| t().no_form.to_owned());
    el("section").class("welcome").add(get_card(session)).add(hint)
}

/// Does nothing while it is not known whether there is a card already.
fn get_card(session: Session) -> El {
    busy_button(
        || t().get_card.to_owned(),
        session.joining.clone(),
        || {
            if session.stage.now() == Stage::Welcome {
                session.join();
            }
        },
    )
}

/// How old this is. Above the code: below it nobody would see it on a phone.
fn offline(session: Session) -> El {
    el("div").class("notes").live(move || {
        let stale = session.offline.get() && session.as_of_ms.get() > 0.0;
        let line = || (t().offline_as_of)(&format::time_of_day(session.as_of_ms.get()));
        stale.then(|| el("p").class("offline").attr("role", "status").live_text(line)).into_iter().collect()
    })
}

/// What is small: that this browser is no longer known, the history, the home screen.
fn below(session: Session) -> El {
    let notes = el("div").class("notes").live(move || {
        let again = || notice_with(|| t().detached.clone(), || t().new_card.to_owned(), || session.join());
        session.detached.get().then(again).into_iter().collect()
    });
    let shop = derived(move || session.card.read().as_ref().map(|card| card.shop.clone()));
    let history = el("div").live(move || {
        let link = |shop: String| {
            let link = el("a").class("button quiet").attr("href", &["/", &shop, "/history"].concat());
            link.live_text(|| t().history.to_owned())
        };
        shop.get().map(link).into_iter().collect()
    });
    el("div").class("below").add(notes).add(history).add(offer(session))
}
