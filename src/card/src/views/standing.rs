//! How the customer stands with the shop: how far the next level is, the membership, and what lapses next.

use kit::{
    browser::clock,
    dom::{El, el},
    i18n::format,
};
use wire::{LevelsBy, PurseKind};

use crate::{
    content::{Content, Expiring, Membership, NextLevel},
    session::Session,
    texts::t,
    views::purses::units,
};

/// What there is of it.
pub fn standing(session: Session) -> El {
    el("div").class("standing").live(move || {
        let card = session.card.read();
        let Some(card) = card.as_ref() else { return vec![] };
        let lapsing = card.expiries.iter().filter_map(|expiring| lapse(session, card, expiring));
        let next = card.level.as_ref().and_then(|level| level.next.as_ref()).and_then(|next| to_next(session, next));
        let member = card.membership.as_ref().map(member);
        next.into_iter().chain(member).chain(lapsing).map(|line| el("p").text(&line)).collect()
    })
}

/// "Use 12 points before 3 March". A reward's own ticket has its date.
fn lapse(session: Session, card: &Content, expiring: &Expiring) -> Option<String> {
    let purse = card.purses.iter().find(|purse| Some(&purse.id) == expiring.purse.as_ref())?;
    let shop = session.shop.read();
    let what = units(purse.kind, expiring.units, &shop.as_ref()?.currency);
    Some(t().use_before.with([&what, &format::day(format::ms_of(&expiring.at)?)]))
}

/// "355 points to Friend of the house"
fn to_next(session: Session, next: &NextLevel) -> Option<String> {
    let shop = session.shop.read();
    let shop = shop.as_ref()?;
    let missing = match shop.program.levels_by? {
        LevelsBy::Spend => units(PurseKind::Credit, next.missing, &shop.currency),
        LevelsBy::Points => units(PurseKind::Points, next.missing, ""),
        LevelsBy::Visits => t().visits.of(next.missing, []),
    };
    Some(t().to_level.with([&missing, &next.name]))
}

fn member(membership: &Membership) -> String {
    let Some(until) = membership.valid_until.as_ref().and_then(format::ms_of) else { return t().member.to_owned() };
    let words = if until > clock::now_ms() as f64 { &t().member_until } else { &t().member_ended };
    words.with([&format::day(until)])
}
