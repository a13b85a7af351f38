//! The card as it is shown: to its phone, to the till, and in live events.

use loyalty::{CardState, Program, to_lapse};
use uuid::Uuid;
use wire::{Card, CardLevel, CardMembership, Expiring, Member, NextLevel};

use super::seen::first_told;
use crate::Tx;
use crate::context::time;
use crate::ledger::{self, CardRow, Standing};
use crate::moment::Moment;
use crate::outcome::{Changed, Outcome, to_json};
use crate::shops::ShopRow;

/// Dates at which something lapses that a card shows.
const EXPIRY_DATES: usize = 2;

/// The card as it stands now, read from the ledger.
pub(crate) fn view(tx: &mut dyn Tx, shop: &ShopRow, card: &CardRow, now_us: i64) -> Outcome<Card> {
    let (program, moment) = (shop.program(tx)?, shop.moment(now_us)?);
    let (state, standing) = ledger::look(tx, &program, card, &moment)?;
    Ok(show(shop, &program, card, (&state, &standing), &moment))
}

/// The card as it stands.
pub(crate) fn show(
    shop: &ShopRow,
    program: &Program,
    card: &CardRow,
    (state, standing): (&CardState, &Standing),
    moment: &Moment,
) -> Card {
    Card {
        id: card.id.to_string(),
        number: card.number.clone(),
        version: card.version.unsigned_abs(),
        status: card.status,
        merged_into: card.merged_into.clone(),
        shop: shop.slug.clone(),
        member: Member::default(),
        purses: purses(program, standing),
        vouchers: standing.ready(moment.now_us),
        tier: standing.tier.as_deref().and_then(|tier| program.level(tier)).map(|(_, level)| level.name.text.clone()),
        expiries: expiries(program, state, moment).into_iter().map(|(_, expiring)| expiring).collect(),
        level: level(program, state, moment),
        membership: state.membership.map(|membership| CardMembership {
            since: time(membership.since),
            valid_until: membership.valid_until.map(time),
        }),
        joined_at: time(card.joined_at),
    }
}

fn purses(program: &Program, standing: &Standing) -> Vec<wire::Purse> {
    let purse = |id: &str, kind, name: &str, goal| {
        let (balance, next_expiry) = standing.purse(id);
        let (id, name, next_expiry) = (id.to_owned(), name.to_owned(), next_expiry.map(time));
        wire::Purse { id, kind, name, balance, goal, next_expiry }
    };
    let stamp_cards = program.stamp_cards.iter();
    let mut purses: Vec<_> = stamp_cards
        .map(|stamp_card| purse(&stamp_card.id, wire::PurseKind::Stamps, &stamp_card.name.text, Some(stamp_card.goal)))
        .collect();
    if let Some(points) = &program.points {
        purses.push(purse(loyalty::POINTS, wire::PurseKind::Points, &points.name.text, None));
    }
    if program.cashback.is_some() {
        purses.push(purse(loyalty::CREDIT, wire::PurseKind::Credit, "", None));
    }
    purses.extend(standing.left_behind());
    purses
}

/// What lapses at the next two dates, with those dates, soonest first.
pub(super) fn expiries(program: &Program, state: &CardState, moment: &Moment) -> Vec<(i64, Expiring)> {
    let units = to_lapse(program, state, &moment.rules(false)).into_iter().map(|lapsing| {
        let (purse, units) = (Some(lapsing.purse), lapsing.units);
        (lapsing.at, Expiring { purse, voucher_id: None, units, at: time(lapsing.at) })
    });
    let ready = state.vouchers.iter().filter(|voucher| voucher.is_ready(moment.now_us));
    let vouchers = ready.filter_map(|voucher| {
        let at = voucher.expires_at?;
        let voucher_id = Some(Uuid::from_bytes(voucher.id));
        Some((at, Expiring { purse: None, voucher_id, units: 1, at: time(at) }))
    });
    let mut all: Vec<(i64, Expiring)> = units.chain(vouchers).collect();
    all.sort_by_key(|(at, expiring)| (*at, expiring.voucher_id));
    let mut dates: Vec<i64> = all.iter().map(|(at, _)| *at).collect();
    dates.dedup();
    all.retain(|(at, _)| dates.iter().take(EXPIRY_DATES).any(|date| date == at));
    all
}

fn level(program: &Program, state: &CardState, moment: &Moment) -> Option<CardLevel> {
    let tier = state.tier.as_ref()?;
    let (place, level) = program.level(&tier.level)?;
    let above = program.tiers.as_ref().and_then(|tiers| tiers.levels.get(place + 1));
    Some(CardLevel {
        id: level.id.clone(),
        name: level.name.text.clone(),
        since: time(moment.begins(tier.since)),
        review_at: time(tier.review_at),
        benefits: level.benefits.iter().map(|benefit| benefit.text.clone()).collect(),
        next: above.map(|next| NextLevel {
            id: next.id.clone(),
            name: next.name.text.clone(),
            missing: (next.from - state.tier_count).max(0),
        }),
    })
}

/// The card as it stands, and the news of it for whoever watches it.
pub(crate) fn news(
    shop: &ShopRow,
    program: &Program,
    card: &CardRow,
    held: (&CardState, &Standing),
    moment: &Moment,
) -> Outcome<(Card, Changed)> {
    let shown = show(shop, program, card, held, moment);
    let to_note = !first_told(program, held.0, moment).is_empty();
    let changed = Changed { shop: card.shop, card: card.id, version: shown.version, json: to_json(&shown)?, to_note };
    Ok((shown, changed))
}
