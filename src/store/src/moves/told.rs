//! What the owner is written when a card went to another phone: once a move, at the moment from which the pause counts. A code that nobody used is no letter.

use uuid::Uuid;
use wire::Time;

use super::sql;
use crate::context::{Context, time};
use crate::ledger::CardRow;
use crate::members::Vault;
use crate::outcome::Outcome;
use crate::shops::ShopRow;
use crate::{Error, Lang, Tx, owner, params};

/// A letter to the owner that has to be sent, after the answer and not before it. Nothing in it says whose the card is, the reason that staff wrote neither.
#[derive(Clone, PartialEq, Eq)]
pub struct Moved {
    /// The owner's address.
    pub to: String,
    /// The language that is read there.
    pub lang: Lang,
    /// The shop's name.
    pub shop: String,
    /// IANA name of the shop's time zone.
    pub zone: String,
    /// The card's number.
    pub number: String,
    /// When it went to the other phone.
    pub at: Time,
    /// The name of the till at which its code was given out.
    pub till: String,
    /// The name of who gave it out.
    pub by: String,
    /// Until when nothing on the card can be used.
    pub paused_until: Time,
    /// From when on it can be moved once more.
    pub again_at: Time,
}

impl std::fmt::Debug for Moved {
    /// Without the address.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Moved").field("lang", &self.lang).field("number", &self.number).finish_non_exhaustive()
    }
}

/// The letter about the move `id`, which was just done; none where the shop has no address.
pub(crate) fn tell(
    tx: &mut dyn Tx,
    ctx: &Context,
    vault: &Vault,
    shop: &ShopRow,
    card: &CardRow,
    (id, paused_until): (Uuid, i64),
) -> Outcome<Option<Moved>> {
    let Some((to, lang)) = owner::address(tx, vault, shop.id)? else { return Ok(None) };
    let given = tx.query_one(sql::GIVEN_BY, &params![shop.id.0, id])?;
    let given = given.ok_or_else(|| Error::Corrupt("a code of staff without its move".into()))?;
    // The card has its moves by the day on which codes are given out.
    let day_ends_at = shop.moment(given.get(2)?)?.rules(false).day_ends_at;
    Ok(Some(Moved {
        to,
        lang,
        shop: shop.name.clone(),
        zone: shop.zone.clone(),
        number: card.number.clone(),
        at: time(ctx.now_us),
        till: given.get(0)?,
        by: given.get(1)?,
        paused_until: time(paused_until),
        again_at: time(day_ends_at),
    }))
}
