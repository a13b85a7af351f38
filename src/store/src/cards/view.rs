//! The card as it is shown: to its phone, to the till, and in live events.

use std::sync::Arc;

use loyalty::{CardState, Program, Words, to_lapse};
use uuid::Uuid;
use wire::{Card, CardLevel, CardMembership, Expiring, Member, NextLevel, VoucherChoice};

use super::seen::first_told;
use crate::context::time;
use crate::ledger::{self, AtHand, CardRow, Standing};
use crate::moment::Moment;
use crate::outcome::{Changed, Outcome};
use crate::shops::ShopRow;
use crate::{Lang, Tx};

/// Dates at which something lapses that a card shows.
const EXPIRY_DATES: usize = 2;

/// Who reads a card: a customer in a language of theirs, or whoever the shop's own words are for.
pub(crate) type Reader = Option<Lang>;

fn say<'a>(program: &Program, words: &'a Words, reader: Reader) -> &'a str {
    reader.map_or(&*words.text, |lang| program.say(words, lang.into()))
}

/// The card as it stands now, read from the ledger.
pub(crate) fn view(tx: &mut dyn Tx, shop: &ShopRow, card: &CardRow, now_us: i64, reader: Reader) -> Outcome<Card> {
    let (program, moment) = (shop.program(tx)?, shop.moment(now_us)?);
    let (state, standing) = ledger::look(tx, &program, card, &moment)?;
    Ok(show(shop, &program, card, (&state, &standing), &moment, reader))
}

/// The card as it stands.
pub(crate) fn show(
    shop: &ShopRow,
    program: &Program,
    card: &CardRow,
    (state, standing): (&CardState, &Standing),
    moment: &Moment,
    reader: Reader,
) -> Card {
    let tier = standing.tier.as_deref().and_then(|tier| program.level(tier));
    Card {
        id: card.id.to_string(),
        number: card.number.clone(),
        version: card.version.unsigned_abs(),
        status: card.status,
        merged_into: card.merged_into.clone(),
        shop: shop.slug.clone(),
        member: Member::default(),
        purses: purses(program, standing, reader),
        vouchers: vouchers(program, standing, moment, reader),
        tier: tier.map(|(_, level)| say(program, &level.name, reader).to_owned()),
        expiries: expiries(program, state, moment).into_iter().map(|(_, expiring)| expiring).collect(),
        level: level(program, state, moment, reader),
        membership: state.membership.map(|membership| CardMembership {
            since: time(membership.since),
            valid_until: membership.valid_until.map(time),
        }),
        joined_at: time(card.joined_at),
    }
}

fn purses(program: &Program, standing: &Standing, reader: Reader) -> Vec<wire::Purse> {
    let purse = |id: &str, kind, name: &str, goal| {
        let (balance, next_expiry) = standing.purse(id);
        let (id, name, next_expiry) = (id.to_owned(), name.to_owned(), next_expiry.map(time));
        wire::Purse { id, kind, name, balance, goal, next_expiry }
    };
    let stamp_cards = program.stamp_cards.iter();
    let mut purses: Vec<_> = stamp_cards
        .map(|card| purse(&card.id, wire::PurseKind::Stamps, say(program, &card.name, reader), Some(card.goal)))
        .collect();
    if let Some(points) = &program.points {
        purses.push(purse(loyalty::POINTS, wire::PurseKind::Points, say(program, &points.name, reader), None));
    }
    if program.cashback.is_some() {
        purses.push(purse(loyalty::CREDIT, wire::PurseKind::Credit, "", None));
    }
    purses.extend(standing.left_behind(|words| say(program, words, reader).to_owned()));
    purses
}

/// The rewards that are ready. A customer reads what they are called now in their language, where the programme still has them; the shop's own
/// software what they were called when they were issued.
fn vouchers(program: &Program, standing: &Standing, moment: &Moment, reader: Reader) -> Vec<wire::Voucher> {
    let ready = standing.ready(moment.now_us).into_iter();
    let shown = ready.map(|(mut voucher, choices)| {
        let named = program.reward(&voucher.reward).filter(|_| reader.is_some());
        if let Some(reward) = named {
            voucher.title = say(program, &reward.title, reader).to_owned();
        }
        let offered = choices.iter().filter_map(|id| program.reward(id)).filter(|reward| !reward.retired);
        let choice = |reward: &loyalty::Reward| VoucherChoice {
            reward: reward.id.clone(),
            title: say(program, &reward.title, reader).to_owned(),
        };
        voucher.choices = offered.map(choice).collect();
        voucher
    });
    shown.collect()
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

fn level(program: &Program, state: &CardState, moment: &Moment, reader: Reader) -> Option<CardLevel> {
    let tier = state.tier.as_ref()?;
    let (place, level) = program.level(&tier.level)?;
    let above = program.tiers.as_ref().and_then(|tiers| tiers.levels.get(place + 1));
    Some(CardLevel {
        id: level.id.clone(),
        name: say(program, &level.name, reader).to_owned(),
        since: time(moment.begins(tier.since)),
        review_at: time(tier.review_at),
        benefits: level.benefits.iter().map(|benefit| say(program, benefit, reader).to_owned()).collect(),
        next: above.map(|next| NextLevel {
            id: next.id.clone(),
            name: say(program, &next.name, reader).to_owned(),
            missing: (next.from - state.tier_count).max(0),
        }),
    })
}

/// The news of a card for whoever watches it. What is at hand goes with it, and is made words only when somebody listens: most often nobody
/// does, and the writer has others waiting.
pub(crate) fn news(tx: &mut dyn Tx, shop: &ShopRow, on: AtHand, moment: &Moment) -> Outcome<Changed> {
    let program = shop.program(tx)?;
    let to_note = !first_told(&program, &on.state, moment).is_empty();
    let (id, version) = (on.card.id, on.card.version.unsigned_abs());
    let shown = Shown { shop: shop.clone(), program, on, moment: moment.clone() };
    Ok(Changed { shop: shop.id, card: id, version, to_note, shown: Arc::new(shown) })
}

/// A card that can be shown in any language.
#[derive(Debug)]
pub(crate) struct Shown {
    shop: ShopRow,
    program: Arc<Program>,
    on: AtHand,
    moment: Moment,
}

impl Shown {
    pub(crate) fn to(&self, reader: Reader) -> Card {
        show(&self.shop, &self.program, &self.on.card, self.on.held(), &self.moment, reader)
    }
}
