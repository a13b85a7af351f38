//! What the card holds beside stamp cards: points and credit, and what the points reach.

use kit::{
    dom::{El, el},
    i18n::{self, format},
};
use wire::{Money, PurseKind};

use crate::{content::Purse, session::Session, shop::Reward, texts::t};

/// Points and credit, where the programme has them, and what the points reach next.
pub fn purses(session: Session) -> El {
    el("div").live(move || {
        let card = session.card.read();
        let purses = card.as_ref().map(|card| card.purses.as_slice()).unwrap_or_default();
        let shop = session.shop.read();
        let (menu, currency) = match shop.as_ref() {
            Some(shop) => (shop.program.rewards.as_slice(), &*shop.currency),
            None => (&[][..], ""),
        };
        purses.iter().filter_map(|purse| purse_view(purse, menu, currency)).collect()
    })
}

fn purse_view(purse: &Purse, menu: &[Reward], currency: &str) -> Option<El> {
    let (amount, name) = match purse.kind {
        PurseKind::Stamps if purse.goal.is_some() => return None,
        // Stamps of a card that the shop no longer has.
        PurseKind::Stamps => (units(purse.kind, purse.balance, currency), purse.name.clone()),
        PurseKind::Points => (format::number(purse.balance), purse.name.clone()),
        PurseKind::Credit => (units(purse.kind, purse.balance, currency), t().credit.to_owned()),
    };
    let head = el("p").class("amount").add(el("strong").text(&amount)).add(el("span").text(&name));
    let menu = if purse.kind == PurseKind::Points { menu } else { &[] };
    Some(el("div").class("purse").add(head).all(reached(purse.balance, menu)))
}

/// The best reward the points buy already, and the next one they don't.
fn reached(balance: i64, menu: &[Reward]) -> Option<El> {
    let costs = || menu.iter().filter_map(|reward| Some((reward.cost?, reward)));
    let best = costs().filter(|(cost, _)| *cost <= balance).max_by_key(|(cost, _)| *cost);
    let next = costs().filter(|(cost, _)| *cost > balance).min_by_key(|(cost, _)| *cost);
    let have = best.map(|(_, reward)| el("strong").text(&[&reward.title, " · ", t().ready].concat()));
    let next = next.map(|(cost, reward)| {
        let missing = i18n::texts().points.of(cost - balance, []);
        el("span").text(&t().to_level.with([&missing, &reward.title]))
    });
    (have.is_some() || next.is_some()).then(|| el("p").class("reached").all(have).all(next))
}

/// How a purse stands, in a few words: for the list of cards.
pub fn in_short(purse: &Purse, currency: &str) -> String {
    match purse.goal {
        Some(goal) => t().stamps_of.of(purse.balance.max(0), [&goal.to_string()]),
        None => units(purse.kind, purse.balance, currency),
    }
}

/// Units of a kind: "3 stamps", "40 points", "1.20 €".
pub fn units(kind: PurseKind, units: i64, currency: &str) -> String {
    match kind {
        PurseKind::Stamps => i18n::texts().stamps.of(units, []),
        PurseKind::Points => i18n::texts().points.of(units, []),
        PurseKind::Credit => format::money(&Money { minor: units, currency: currency.to_owned() }),
    }
}
