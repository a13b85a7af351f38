//! What managers and integrations do with a card away from the till's daily work: look it up, keep facts about it, move what is on it, begin it with
//! balances from elsewhere, give its units more time.

mod desk;
mod facts;
mod grace;
mod opening;
mod transfer;

use pass::{CardId, CardNumber};
use wire::{CardFacts, CardRecord, CardRecords, Code, Problem};

pub(crate) use self::desk::Desk;
pub use self::facts::change_facts;
pub(crate) use self::facts::set_birthday;
pub(crate) use self::grace::give_time_again;
pub use self::grace::prolong;
pub use self::opening::open;
pub use self::transfer::merge;
use crate::auth::Actor;
use crate::cards;
use crate::context::time;
use crate::ledger::CardRow;
use crate::outcome::{Fault, Outcome};
use crate::shops::ShopRow;
use crate::{Tx, moves, params};

pub(crate) mod sql {
    crate::statements::statements! {
        LABELS = "SELECT kind, label FROM card_label WHERE shop_id = $1 AND card_id = $2 ORDER BY kind, label";
        CLEAR_LABELS = "DELETE FROM card_label WHERE shop_id = $1 AND card_id = $2 AND kind = $3";
        INSERT_LABEL = "INSERT INTO card_label (shop_id, card_id, kind, label) VALUES ($1, $2, $3, $4)";
        SET_BIRTHDAY = "UPDATE card SET birth_month = $3, birth_day = $4 WHERE shop_id = $1 AND card_id = $2";
        NUMBER_OF = "SELECT number FROM card WHERE shop_id = $1 AND card_id = $2";
    }
}

/// One card of the shop; `unknown_card` when it has none of this id.
pub fn get(tx: &mut dyn Tx, actor: &Actor, card: &str, now_us: i64) -> Outcome<CardRecord> {
    let card = find(tx, actor, card)?;
    let shop = ShopRow::by_id(tx, actor.shop())?;
    show(tx, actor, &shop, &card, now_us)
}

/// The card of a number, in any case, if the shop has one.
pub fn by_number(tx: &mut dyn Tx, actor: &Actor, number: &str, now_us: i64) -> Outcome<CardRecords> {
    let number: CardNumber =
        number.parse().map_err(|_| invalid("`number` is five letters and digits, as on the card."))?;
    let shop = ShopRow::by_id(tx, actor.shop())?;
    let card = CardRow::by_number(tx, shop.id, &number.to_string())?;
    let cards = card.iter().map(|card| show(tx, actor, &shop, card, now_us)).collect::<Outcome<_>>()?;
    Ok(CardRecords { cards })
}

fn show(tx: &mut dyn Tx, actor: &Actor, shop: &ShopRow, card: &CardRow, now_us: i64) -> Outcome<CardRecord> {
    let brought_by = match card.brought_by {
        Some(friend) => {
            let row = tx.query_one(sql::NUMBER_OF, &params![shop.id.0, friend.0])?;
            row.map(|row| row.get(0)).transpose()?
        }
        None => None,
    };
    Ok(CardRecord {
        card: cards::view(tx, shop, card, now_us, None)?,
        facts: if actor.keeps_cards() { Some(facts(tx, card)?) } else { None },
        last_visit_at: card.last_visit_at.map(time),
        redeem_paused_until: moves::paused_until(card, now_us).map(time),
        brought_by,
    })
}

fn facts(tx: &mut dyn Tx, card: &CardRow) -> Outcome<CardFacts> {
    let birthday = card.birthday.map(|day| wire::Birthday { month: day.month, day: day.day });
    let mut facts = CardFacts { birthday, ..CardFacts::default() };
    for row in tx.query(sql::LABELS, &params![card.shop.0, card.id.0])? {
        let labels = if row.get::<&str>(0)? == "tag" { &mut facts.tags } else { &mut facts.lists };
        labels.push(row.get(1)?);
    }
    Ok(facts)
}

/// A card of the caller's shop by its id in the address.
fn find(tx: &mut dyn Tx, actor: &Actor, card: &str) -> Outcome<CardRow> {
    let unknown = || Problem { status: 404, ..Code::UnknownCard.into() };
    let id: CardId = card.parse().map_err(|_| unknown())?;
    Ok(CardRow::find(tx, actor.shop(), id)?.ok_or_else(unknown)?)
}

/// Who may do this: managers, and integrations with the scope `cards`.
pub(crate) fn allowed(actor: &Actor) -> Outcome<()> {
    match actor {
        _ if actor.keeps_cards() => Ok(()),
        Actor::Staff(_) => Err(Problem::from(Code::ManagerRequired).detail("This is for managers.").into()),
        Actor::Key(_) => Err(Code::KeyRefused.into()),
    }
}

fn invalid(words: &str) -> Fault {
    Problem::from(Code::InvalidRequest).detail(words).into()
}
