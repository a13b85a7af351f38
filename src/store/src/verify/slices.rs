//! Invariants that hold a card's rows against sums of its other rows. Each is asked a few cards at a time: the sums are made once, fit into memory, and
//! are not made anew for every row, as they would be over all cards at once.

use crate::auth::ShopId;
use crate::outcome::Outcome;
use crate::{Error, Row, Tx, params};

/// Behind every card id.
const AFTER_ALL: [u8; 9] = [0xff; 9];

pub(crate) mod sql {
    crate::statements::statements! {
        BOUNDS = "SELECT card_id FROM (
              SELECT card_id, ROW_NUMBER() OVER (ORDER BY card_id) AS place FROM card WHERE shop_id = $1
            ) placed WHERE place % 1000 = 0 ORDER BY card_id";
        LOT_IS_USES = "SELECT lot.card_id, lot.seq, lot.n, lot.granted, lot.remaining, CAST(coalesce(used.units, 0) AS BIGINT)
            FROM lot LEFT JOIN (SELECT card_id, lot_seq, lot_n, SUM(units) AS units FROM lot_use
                WHERE shop_id = $1 AND card_id > $2 AND card_id <= $3 GROUP BY card_id, lot_seq, lot_n) used
              ON used.card_id = lot.card_id AND used.lot_seq = lot.seq AND used.lot_n = lot.n
            WHERE lot.shop_id = $1 AND lot.card_id > $2 AND lot.card_id <= $3
              AND lot.granted - coalesce(used.units, 0) <> lot.remaining LIMIT 1";
        DAY_VISITS = "SELECT card_day.card_id, card_day.business_day, card_day.visits, coalesce(seen.visits, 0)
            FROM card_day LEFT JOIN (SELECT card_id, business_day, COUNT(*) AS visits FROM visit
                WHERE shop_id = $1 AND card_id > $2 AND card_id <= $3 GROUP BY card_id, business_day) seen
              ON seen.card_id = card_day.card_id AND seen.business_day = card_day.business_day
            LEFT JOIN (SELECT card_id, counted_on, COUNT(*) AS visits FROM operation
                WHERE shop_id = $1 AND card_id > $2 AND card_id <= $3 AND visits < 0 GROUP BY card_id, counted_on) undone
              ON undone.card_id = card_day.card_id AND undone.counted_on = card_day.business_day
            WHERE card_day.shop_id = $1 AND card_day.card_id > $2 AND card_day.card_id <= $3
              AND card_day.visits <> coalesce(seen.visits, 0) - coalesce(undone.visits, 0) LIMIT 1";
        DAY_EARNED = "SELECT card_day.card_id, card_day.business_day, card_day.stamps, card_day.points, card_day.credit, card_day.spend
            FROM card_day LEFT JOIN (SELECT card_id, counted_on, SUM(stamps) AS stamps, SUM(points) AS points, SUM(credit) AS credit,
                  SUM(spend) AS spend, SUM(not_earning) AS not_earning, SUM(credit_spent) AS credit_spent FROM operation
                WHERE shop_id = $1 AND card_id > $2 AND card_id <= $3 GROUP BY card_id, counted_on) done
              ON done.card_id = card_day.card_id AND done.counted_on = card_day.business_day
            WHERE card_day.shop_id = $1 AND card_day.card_id > $2 AND card_day.card_id <= $3
              AND (card_day.stamps <> coalesce(done.stamps, 0) OR card_day.points <> coalesce(done.points, 0)
                OR card_day.credit <> coalesce(done.credit, 0) OR card_day.spend <> coalesce(done.spend, 0)
                OR card_day.not_earning <> coalesce(done.not_earning, 0)
                OR card_day.credit_spent <> coalesce(done.credit_spent, 0)) LIMIT 1";
        VISIT_HAS_DAY = "SELECT seen.card_id, seen.business_day FROM (SELECT card_id, business_day FROM visit
                WHERE shop_id = $1 AND card_id > $2 AND card_id <= $3 GROUP BY card_id, business_day) seen
            LEFT JOIN card_day ON card_day.shop_id = $1 AND card_day.card_id = seen.card_id
              AND card_day.business_day = seen.business_day
            WHERE card_day.card_id IS NULL LIMIT 1";
    }
}

/// Each invariant in words, and the statement that finds the first row of a slice which breaks it.
pub(super) const INVARIANTS: &[(&str, &str)] = &[
    ("what remains in a lot is what was granted less what was used", sql::LOT_IS_USES),
    ("a day's visits are the visits of that day", sql::DAY_VISITS),
    ("a day's stamps and money are those of its operations", sql::DAY_EARNED),
    ("each visit is in its day", sql::VISIT_HAS_DAY),
];

/// The cards of a shop in slices: behind which card each begins, and with which it ends.
pub(super) fn of(tx: &mut dyn Tx, shop: ShopId) -> Outcome<Vec<(Vec<u8>, Vec<u8>)>> {
    let rows = tx.query(sql::BOUNDS, &params![shop.0])?;
    let bounds = rows.iter().map(|row| row.get::<&[u8]>(0).map(<[u8]>::to_vec)).collect::<Result<Vec<_>, Error>>()?;
    let ends = bounds.iter().cloned().chain([AFTER_ALL.to_vec()]);
    Ok(std::iter::once(Vec::new()).chain(bounds.iter().cloned()).zip(ends).collect())
}

/// The first row of the ledger that breaks an invariant.
pub(super) fn broken(
    tx: &mut dyn Tx,
    statement: &'static str,
    slices: &[(ShopId, Vec<u8>, Vec<u8>)],
) -> Outcome<Option<Row>> {
    for (shop, behind, to) in slices {
        if let Some(row) = tx.query_one(statement, &params![shop.0, behind.clone(), to.clone()])? {
            return Ok(Some(row));
        }
    }
    Ok(None)
}
