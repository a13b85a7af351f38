//! A person is forgotten: what they told, what the shop noted about them, their keys and their hold on the card are deleted, and the card is closed. What was done
//! at the counter stays in the ledger, as nobody's.

use pass::CardId;
use uuid::Uuid;
use wire::{EraseRequest, Erased};

use super::sql;
use crate::auth::{HolderId, ShopId};
use crate::cards::{self, own};
use crate::context::{Context, time};
use crate::ledger::{self, AtHand, CardRow};
use crate::outcome::{Changed, Outcome, Reply, to_json};
use crate::shops::ShopRow;
use crate::{Error, Tx, moves, params};

/// Cards merged into one another that are followed: more in a row than anybody merges.
const MERGES_MAX: usize = 100;

/// Whose person was forgotten, and when. No more than ids, so that it can be kept when nothing else may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The shop.
    pub shop: ShopId,
    /// The card.
    pub card: CardId,
    /// Microseconds since 1970.
    pub at_us: i64,
}

/// Forgets the holder of a card, and those of the cards that were merged into it. There is no way back.
pub fn erase(tx: &mut dyn Tx, ctx: &Context, holder: HolderId, card: &str, req: &EraseRequest) -> Outcome<Reply> {
    let (shop, id) = match own(tx, holder, card) {
        Ok(held) => held,
        // Sent again: nobody holds the card any more, but the answer is the same.
        Err(refused) => return earlier(tx, card, req)?.ok_or(refused),
    };
    let mut row = CardRow::find(tx, shop, id)?.ok_or_else(|| Error::Corrupt("a holder's card is missing".into()))?;
    close(tx, ctx, &row)?;
    tx.execute(sql::INSERT_ERASURE, &params![shop.0, id.0, req.id, ctx.now_us])?;
    row = CardRow::find(tx, shop, id)?.unwrap_or(row);
    let changed = vec![gone(tx, ctx, row)?];
    tx.leave_no_trace();
    Ok(Reply { changed, ..answer(ctx.now_us, false)? })
}

fn earlier(tx: &mut dyn Tx, card: &str, req: &EraseRequest) -> Outcome<Option<Reply>> {
    let Ok(card) = card.parse::<CardId>() else { return Ok(None) };
    let Some(row) = tx.query_one(sql::ERASURE, &params![card.0])? else { return Ok(None) };
    if row.get::<Option<Uuid>>(0)? != Some(req.id) {
        return Ok(None);
    }
    answer(row.get(1)?, true).map(Some)
}

/// Whether whoever held a card asked to be forgotten.
pub(crate) fn is_erased(tx: &mut dyn Tx, card: &str) -> Outcome<bool> {
    let Ok(card) = card.parse::<CardId>() else { return Ok(false) };
    Ok(tx.query_one(sql::ERASURE, &params![card.0])?.is_some())
}

fn answer(at_us: i64, replayed: bool) -> Outcome<Reply> {
    let json = to_json(&Erased { erased_at: time(at_us) })?;
    Ok(Reply { status: 200, json, replayed, changed: Vec::new(), token: None })
}

/// Closes a card and those merged into it.
fn close(tx: &mut dyn Tx, ctx: &Context, card: &CardRow) -> Outcome<()> {
    let mut cards = vec![(card.id, card.number.clone())];
    let mut at = 0;
    while let Some((id, number)) = cards.get(at).cloned() {
        close_one(tx, ctx, card.shop, id)?;
        for row in tx.query(sql::MERGED_INTO, &params![card.shop.0, number])? {
            let id = CardId(row.get(0)?);
            let known = cards.iter().any(|(known, _)| *known == id);
            if let Some(merged) = CardRow::find(tx, card.shop, id)?.filter(|_| !known && cards.len() < MERGES_MAX) {
                tx.execute(sql::INSERT_ERASURE, &params![card.shop.0, id.0, None::<Uuid>, ctx.now_us])?;
                cards.push((id, merged.number));
            }
        }
        at += 1;
    }
    Ok(())
}

fn close_one(tx: &mut dyn Tx, ctx: &Context, shop: ShopId, card: CardId) -> Outcome<()> {
    forget(tx, shop, card)?;
    let at = params![shop.0, card.0];
    for statement in [
        sql::FORGET_LABELS,
        sql::FORGET_KEYS,
        sql::FORGET_CODES,
        sql::FORGET_MAIL,
        sql::FORGET_HOLD,
        sql::FORGET_REASONS,
        moves::sql::FORGET_REASONS,
    ] {
        tx.execute(statement, &at)?;
    }
    let nobodys = ctx.random(&format!("erased {card}"));
    tx.execute(sql::CLOSE, &params![shop.0, card.0, nobodys])?;
    Ok(())
}

/// Forgets what a person told on a card, and what they said about being written to.
pub(crate) fn forget(tx: &mut dyn Tx, shop: ShopId, card: CardId) -> Outcome<()> {
    let at = params![shop.0, card.0];
    for statement in [sql::FORGET_MEMBER, sql::FORGET_CONSENTS, sql::FORGET_FACTS] {
        tx.execute(statement, &at)?;
    }
    Ok(())
}

/// The card's last version, for phones that show it.
fn gone(tx: &mut dyn Tx, ctx: &Context, mut card: CardRow) -> Outcome<Changed> {
    let shop = ShopRow::by_id(tx, card.shop)?;
    let (program, moment) = (shop.program(tx)?, shop.moment(ctx.now_us)?);
    card.touch(tx)?;
    let (state, standing) = ledger::look(tx, &program, &card, &moment)?;
    cards::news(tx, &shop, AtHand { card, state, standing }, &moment)
}

/// Whose person was ever forgotten, oldest first.
pub fn erasures(tx: &mut dyn Tx) -> Outcome<Vec<Erasure>> {
    let rows = tx.query(sql::ERASURES, &params![])?;
    let erasures = rows.iter().map(|row| {
        Ok::<_, Error>(Erasure { shop: ShopId(row.get(0)?), card: CardId(row.get(1)?), at_us: row.get(2)? })
    });
    Ok(erasures.collect::<Result<_, _>>()?)
}

/// Forgets again whom an older backup brought back. Says how many there were; cards that are closed already, or that the backup has not, are none.
pub fn erase_again(tx: &mut dyn Tx, ctx: &Context, erasures: &[Erasure]) -> Outcome<u64> {
    let mut forgotten = 0;
    for erasure in erasures {
        let Some(card) = CardRow::find(tx, erasure.shop, erasure.card)? else { continue };
        if card.status == wire::CardStatus::Erased {
            continue;
        }
        close(tx, ctx, &card)?;
        tx.execute(sql::INSERT_ERASURE, &params![erasure.shop.0, erasure.card.0, None::<Uuid>, erasure.at_us])?;
        forgotten += 1;
    }
    if forgotten > 0 {
        tx.leave_no_trace();
    }
    Ok(forgotten)
}
