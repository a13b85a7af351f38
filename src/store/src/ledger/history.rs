//! Showing what was done: operations read back as they were written.

use pass::CardId;
use uuid::Uuid;
use wire::{Done, Entry, Voucher};

use super::kinds::kind_of;
use super::sql;
use crate::auth::ShopId;
use crate::context::time;
use crate::outcome::Outcome;
use crate::{Error, Row, Tx, params};

/// The operation of this number.
pub(crate) fn done(tx: &mut dyn Tx, shop: ShopId, card: CardId, seq: i64) -> Outcome<Done> {
    let key = params![shop.0, card.0, seq];
    let row = tx.query_one(sql::OPERATION, &key)?;
    let row = row.ok_or_else(|| Error::Corrupt(format!("operation {seq} of a card is missing")))?;
    let mut done = Done {
        id: row.get(0)?,
        kind: kind_of(row.get(1)?)?,
        seq: row.get(2)?,
        entries: Vec::new(),
        vouchers_issued: Vec::new(),
        voucher_used: None,
        at: time(row.get(3)?),
        by: row.get(4)?,
        void_of: row.get(5)?,
        voided_by: row.get(6)?,
    };
    for row in tx.query(sql::ENTRIES, &key)? {
        done.entries.push(Entry { purse: row.get(0)?, delta: row.get(1)?, balance_after: row.get(2)? });
    }
    for row in tx.query(sql::VOUCHER_EVENTS, &key)? {
        match row.get::<&str>(4)? {
            "issued" | "moved_in" => done.vouchers_issued.push(voucher(&row)?),
            "used" | "bought" | "restored" => done.voucher_used = Some(voucher(&row)?),
            _ => {}
        }
    }
    Ok(done)
}

/// What a visit holds, oldest first.
pub(crate) fn done_in_visit(tx: &mut dyn Tx, shop: ShopId, visit: Uuid) -> Outcome<Vec<Done>> {
    let rows = tx.query(sql::SEQS_OF_VISIT, &params![shop.0, visit])?;
    rows.iter().map(|row| done(tx, shop, CardId(row.get(0)?), row.get(1)?)).collect()
}

/// Up to `limit` operations of a card before the number `before`, newest first.
pub(crate) fn page(tx: &mut dyn Tx, shop: ShopId, card: CardId, before: i64, limit: u32) -> Outcome<Vec<Done>> {
    let rows = tx.query(sql::SEQS_BEFORE, &params![shop.0, card.0, before, limit])?;
    rows.iter().map(|row| done(tx, shop, card, row.get(1)?)).collect()
}

fn voucher(row: &Row) -> Result<Voucher, Error> {
    Ok(Voucher {
        id: row.get(0)?,
        reward: row.get(1)?,
        title: row.get(2)?,
        expires_at: row.get::<Option<i64>>(3)?.map(time),
        choices: Vec::new(),
    })
}
