//! Finding the card that somebody lost: by its number, or by when they were here. What is shown is for a question that its customer can answer; nothing says who
//! they are. There is no search by an address: whoever confirmed one needs no staff.

use jiff::civil::DateTime;
use pass::{CardId, CardNumber};
use wire::{CardStatus, Code, LostCard, LostCards, Problem, Voucher};

use super::{paused_until, sql};
use crate::auth::StaffAuth;
use crate::cards;
use crate::context::time;
use crate::ledger::CardRow;
use crate::outcome::{Fault, Outcome};
use crate::shops::ShopRow;
use crate::{Tx, params};

/// How far from the moment that a customer remembers their visit may be.
const NEAR: i64 = 60 * 60 * loyalty::SECOND;
/// Visits that are looked at, the nearest first.
const VISITS_MAX: i64 = 60;
/// Cards in one answer.
const CARDS_MAX: usize = 12;

/// What a customer remembers of their card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Looked {
    /// Its number: five letters and digits.
    Number(String),
    /// About when they were here, by the shop's clock: `2026-11-25T09:30`.
    Around(String),
}

/// The cards of the caller's shop that fit and can be used, the likeliest first.
pub fn find(tx: &mut dyn Tx, staff: &StaffAuth, looked: &Looked, now_us: i64) -> Outcome<LostCards> {
    let shop = ShopRow::by_id(tx, staff.till.shop)?;
    let found = match looked {
        Looked::Number(number) => {
            let number: CardNumber = number.parse().map_err(|_| invalid("`number` is five letters and digits."))?;
            CardRow::by_number(tx, shop.id, &number.to_string())?.map(|card| (card, None)).into_iter().collect()
        }
        Looked::Around(around) => here_around(tx, &shop, around, now_us)?,
    };
    let active = found.into_iter().filter(|(card, _)| card.status == CardStatus::Active);
    let cards = active.map(|(card, here_at)| show(tx, &shop, &card, here_at, now_us)).collect::<Outcome<_>>()?;
    Ok(LostCards { cards })
}

/// Cards that were at a till of the shop about then, with that visit.
fn here_around(tx: &mut dyn Tx, shop: &ShopRow, around: &str, now_us: i64) -> Outcome<Vec<(CardRow, Option<i64>)>> {
    let wall: DateTime = around.parse().map_err(|_| invalid("`around` is a local time: 2026-11-25T09:30."))?;
    let at = shop.moment(now_us)?.instant(wall);
    let visits = tx.query(sql::VISITS_BETWEEN, &params![shop.id.0, at - NEAR, at + NEAR, at, VISITS_MAX])?;
    let mut cards: Vec<(CardRow, Option<i64>)> = Vec::new();
    for visit in visits {
        let id = CardId(visit.get(0)?);
        if cards.len() < CARDS_MAX
            && cards.iter().all(|(known, _)| known.id != id)
            && let Some(card) = CardRow::find(tx, shop.id, id)?
        {
            cards.push((card, Some(visit.get(1)?)));
        }
    }
    Ok(cards)
}

fn show(tx: &mut dyn Tx, shop: &ShopRow, card: &CardRow, here_at: Option<i64>, now_us: i64) -> Outcome<LostCard> {
    let view = cards::view(tx, shop, card, now_us, None)?;
    let rewards: &[Voucher] = &view.vouchers;
    Ok(LostCard {
        card_id: view.id,
        number: view.number,
        here_at: here_at.map(time),
        last_visit_at: card.last_visit_at.map(time),
        rewards: u32::try_from(rewards.len()).unwrap_or(u32::MAX),
        purses: view.purses,
        redeem_paused_until: paused_until(card, now_us).map(time),
    })
}

fn invalid(words: &str) -> Fault {
    Problem::from(Code::InvalidRequest).detail(words).into()
}
