//! Reasons read back: those that were kept, or, for a lone count of items, those that the entries and lots say by themselves.

use loyalty::{Counting, LotId, LotUse, Reason, Source};
use pass::CardId;
use wire::OperationKind;

use super::{Granted, sql};
use crate::auth::ShopId;
use crate::ledger::{source, why};
use crate::outcome::Outcome;
use crate::{Error, Tx, Value, params};

/// Why the numbers of an operation are what they are.
pub(super) fn reasons(
    tx: &mut dyn Tx,
    shop: ShopId,
    card: CardId,
    seq: i64,
    kind: OperationKind,
    quantity: Option<i64>,
) -> Outcome<Vec<Reason>> {
    let key = params![shop.0, card.0, seq];
    match tx.query_one(sql::REASONS, &key)? {
        Some(row) => Ok(why::read(row.get(0)?)?),
        None => plain(tx, &key, quantity.filter(|_| kind == OperationKind::Earn)),
    }
}

/// What needed no words: items were counted, lots were used, full cards turned.
fn plain(tx: &mut dyn Tx, key: &[Value], quantity: Option<i64>) -> Outcome<Vec<Reason>> {
    let (uses, paid_for) = (tx.query(sql::LOT_USES, key)?, tx.query(sql::PAID_FOR, key)?);
    let mut reasons = Vec::new();
    let mut counted = quantity;
    for row in tx.query(sql::ENTRIES, key)? {
        let (n, purse, delta): (i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if let Some(quantity) = counted.take_if(|_| delta > 0) {
            reasons.push(Reason::Counted { purse: purse.clone(), rule: Counting::Quantity, quantity, base: delta });
        }
        let mut of_entry = Vec::new();
        for used in uses.iter().filter(|used| used.get::<i64>(0).is_ok_and(|of| of == n)) {
            of_entry.push(LotUse { lot: LotId { seq: used.get(1)?, n: used.get(2)? }, units: used.get(3)? });
        }
        if !of_entry.is_empty() {
            reasons.push(Reason::Lots { purse, uses: of_entry });
        }
        for voucher in paid_for.iter().filter(|voucher| voucher.get::<i64>(0).is_ok_and(|by| by == n)) {
            if let Source::StampCard(stamp_card) = source::of_text(voucher.get(1)?) {
                reasons.push(Reason::Full { stamp_card, goal: -delta });
            }
        }
    }
    Ok(reasons)
}

/// Lots that the operation made.
pub(super) fn granted(tx: &mut dyn Tx, shop: ShopId, card: CardId, seq: i64) -> Outcome<Vec<Granted>> {
    let rows = tx.query(sql::GRANTED, &params![shop.0, card.0, seq])?;
    let granted = rows.iter().map(|row| Ok(Granted { purse: row.get(0)?, units: row.get(1)?, lapses_at: row.get(2)? }));
    Ok(granted.collect::<Result<_, Error>>()?)
}
