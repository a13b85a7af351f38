//! What a customer could have now, for the sheet at the counter and for the card.

use crate::rewards::{can_have, ready};
use crate::{CREDIT, CardState, Context, Micros, POINTS, Program, Reward, Unavailable};

/// One thing the customer could have now, or soon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// How it is had.
    pub by: OfferBy,
    /// The reward's id; none for credit.
    pub reward: Option<String>,
    /// Whether the customer must confirm its use.
    pub confirm: bool,
    /// Units that are missing; 0 when it can be had now.
    pub missing: i64,
    /// Why it can't be had though the units are there.
    pub unavailable: Option<Unavailable>,
}

/// How something is had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfferBy {
    /// A voucher that is ready.
    Voucher {
        /// Its id.
        voucher: [u8; 16],
        /// Until when.
        expires_at: Option<Micros>,
    },
    /// A full stamp card.
    StampCard {
        /// Its id.
        stamp_card: String,
        /// Stamps it takes.
        goal: i64,
    },
    /// Points, from the menu.
    Menu {
        /// Points it costs.
        cost: i64,
    },
    /// Paying with credit.
    Credit {
        /// What can be paid, minor units.
        payable: i64,
        /// The least that is paid at once, minor units.
        least: i64,
    },
}

/// What the customer could have now, or lacks units for: vouchers, those that expire first in front; then stamp cards whose reward isn't a
/// voucher yet, the menu from the cheapest, and credit. A voucher with a choice is offered once for each reward that can be chosen.
pub fn offers(program: &Program, state: &CardState, ctx: &Context<'_>) -> Vec<Offer> {
    let mut offers = vouchers(program, state, ctx);
    for card in &program.stamp_cards {
        let missing = i64::from(card.goal) - state.balance(&card.id);
        if card.automatic && missing > 0 {
            continue;
        }
        for reward in card.rewards().filter_map(|id| program.reward(id)).filter(|reward| !reward.retired) {
            let by = OfferBy::StampCard { stamp_card: card.id.clone(), goal: i64::from(card.goal) };
            offers.push(offer(program, state, ctx, reward, by, missing));
        }
    }
    let mut menu: Vec<_> = program.rewards.iter().filter(|reward| !reward.retired && reward.cost.is_some()).collect();
    menu.sort_by_key(|reward| reward.cost);
    for reward in menu {
        let cost = reward.cost.map_or(0, i64::from);
        offers.push(offer(program, state, ctx, reward, OfferBy::Menu { cost }, cost - state.balance(POINTS)));
    }
    offers.extend(credit(program, state));
    offers
}

fn offer(program: &Program, state: &CardState, ctx: &Context<'_>, reward: &Reward, by: OfferBy, missing: i64) -> Offer {
    let unavailable = can_have(reward, program, state, ctx).err();
    Offer { by, reward: Some(reward.id.clone()), confirm: reward.confirm, missing: missing.max(0), unavailable }
}

fn vouchers(program: &Program, state: &CardState, ctx: &Context<'_>) -> Vec<Offer> {
    let mut offers = Vec::new();
    for voucher in ready(state, ctx) {
        let by = OfferBy::Voucher { voucher: voucher.id, expires_at: voucher.expires_at };
        offers.push(Offer {
            by: by.clone(),
            reward: Some(voucher.reward.clone()),
            confirm: voucher.confirm,
            missing: 0,
            unavailable: None,
        });
        let choices = voucher.choices.iter().filter_map(|id| program.reward(id)).filter(|reward| !reward.retired);
        offers.extend(choices.map(|reward| offer(program, state, ctx, reward, by.clone(), 0)));
    }
    offers
}

/// Credit that can pay now. A balance under the least that is paid at once says what is missing.
fn credit(program: &Program, state: &CardState) -> Option<Offer> {
    let (payable, least) = (state.balance(CREDIT), least_paid(program));
    (payable > 0).then(|| Offer {
        by: OfferBy::Credit { payable, least },
        reward: None,
        confirm: false,
        missing: (least - payable).max(0),
        unavailable: None,
    })
}

/// The least that credit pays at once, minor units.
fn least_paid(program: &Program) -> i64 {
    program.cashback.and_then(|cashback| cashback.pay_min).map_or(1, i64::from).max(1)
}

/// The most and the least that credit can pay in the visit as it stands, minor units; none when there is too little, or when the visit's bill
/// has earned already.
pub fn payable(program: &Program, state: &CardState) -> Option<(i64, i64)> {
    let (payable, least) = (state.balance(CREDIT), least_paid(program));
    (payable >= least && state.visit.earned_on == 0).then_some((payable, least))
}
