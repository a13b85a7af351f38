//! How the customer stands with the shop: the level and what it gives, the membership, and what lapses next.

use kit::{
    browser::clock,
    dom::{El, el},
    i18n::format,
};
use wire::{Card, CardMembership, Expiring, LevelsBy, NextLevel, PurseKind};

use crate::{session::Session, texts::t, views::purses::units};

/// What there is of it.
pub fn standing(session: Session) -> El {
    el("div").live(move || {
        let card = session.card.read();
        let Some(card) = card.as_ref() else { return vec![] };
        let lapsing = card.expiries.iter().filter_map(|expiring| lapse(session, card, expiring));
        let level = card.level.as_ref();
        let next = level.and_then(|level| level.next.as_ref()).and_then(|next| to_next(session, next));
        let member = card.membership.as_ref().map(member);
        let lines: Vec<El> = next.into_iter().chain(member).chain(lapsing).map(|line| el("p").text(&line)).collect();
        let benefits = level.map(|level| level.benefits.as_slice()).unwrap_or_default();
        let benefits = benefits.iter().map(|benefit| el("li").text(benefit));
        vec![el("ul").class("benefits").all(benefits), el("div").class("standing").all(lines)]
    })
}

/// "Use 12 points before 3 March"
fn lapse(session: Session, card: &Card, expiring: &Expiring) -> Option<String> {
    let date = format::day(format::ms_of(&expiring.at)?);
    let what = match (&expiring.purse, expiring.voucher_id) {
        (Some(id), _) => {
            let purse = card.purses.iter().find(|purse| purse.id == *id)?;
            let currency = session.shop.read().as_ref().map(|shop| shop.currency.clone());
            // Money without its currency says nothing.
            let currency = currency.or((purse.kind != PurseKind::Credit).then(String::new))?;
            units(purse.kind, expiring.units, &currency)
        }
        (None, Some(id)) => session.title(card.vouchers.iter().find(|voucher| voucher.id == id)?),
        (None, None) => return None,
    };
    Some((t().use_before)(&what, &date))
}

/// "355 points to Friend of the house"
fn to_next(session: Session, next: &NextLevel) -> Option<String> {
    let shop = session.shop.read();
    let shop = shop.as_ref()?;
    let missing = match shop.program.levels_by? {
        LevelsBy::Spend => units(PurseKind::Credit, next.missing, &shop.currency),
        LevelsBy::Points => units(PurseKind::Points, next.missing, ""),
        LevelsBy::Visits => (t().visits)(next.missing),
    };
    Some((t().to_level)(&missing, &next.name))
}

fn member(membership: &CardMembership) -> String {
    let Some(until) = membership.valid_until.as_ref().and_then(format::ms_of) else { return t().member.to_owned() };
    let words = if until > clock::now_ms() as f64 { t().member_until } else { t().member_ended };
    words(&format::day(until))
}
