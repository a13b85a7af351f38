//! What the customer could have now: for the sheet at the counter.

use loyalty::{CardState, OfferBy, Program, offers, payable};
use uuid::Uuid;
use wire::{Available, Card, Credit, Flag, Money};

use crate::moment::Moment;
use crate::shops::ShopRow;

/// What is on the card already, full stamp cards, and what the points buy. What may be chosen in place of a voucher's own reward follows it.
pub(super) fn available(
    program: &Program,
    state: &CardState,
    card: &Card,
    moment: &Moment,
    flags: &[Flag],
) -> Vec<Available> {
    let (raw_key, asked_for) = (flags.contains(&Flag::RawKey), flags.contains(&Flag::RedeemRequested));
    let offers = offers(program, state, &moment.rules(false));
    let had = offers.into_iter().filter(|offer| offer.missing == 0 && offer.unavailable.is_none());
    let shown = had.filter_map(|offer| {
        let reward = offer.reward?;
        let (cost, voucher_id, stamp_card) = match offer.by {
            OfferBy::Voucher { voucher, .. } => (None, Some(Uuid::from_bytes(voucher)), None),
            OfferBy::Menu { cost } => (Some(cost), None, None),
            OfferBy::StampCard { stamp_card, .. } => (None, None, Some(stamp_card)),
            OfferBy::Credit { .. } => return None,
        };
        let issued = card.vouchers.iter().find(|held| Some(held.id) == voucher_id && held.reward == reward);
        let title = match issued {
            Some(issued) => issued.title.clone(),
            None => program.reward(&reward).map(|reward| reward.title.text.clone()).unwrap_or_default(),
        };
        let confirm = raw_key || (offer.confirm && !asked_for);
        Some(Available { reward, title, cost, voucher_id, stamp_card, confirm })
    });
    shown.collect()
}

/// What credit can pay in the visit as it stands.
pub(crate) fn credit(shop: &ShopRow, program: &Program, state: &CardState) -> Option<Credit> {
    let (payable, least) = payable(program, state)?;
    let money = |minor| Money { minor, currency: shop.currency.clone() };
    Some(Credit { payable: money(payable), least: money(least) })
}
