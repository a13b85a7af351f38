//! What operations add to the day of a card and to that of a member of staff.

use loyalty::{Date, Totals};
use uuid::Uuid;

use super::{CardRow, sql};
use crate::auth::ShopId;
use crate::outcome::Outcome;
use crate::{Tx, params};

/// Adds to a card's day; a void gives totals below zero.
pub(crate) fn close_day(tx: &mut dyn Tx, card: &CardRow, day: Date, totals: &Totals) -> Outcome<()> {
    let Totals { visits, stamps, spend, points, credit, not_earning, credit_spent, .. } = *totals;
    if [visits, stamps, spend, points, credit, not_earning, credit_spent].iter().any(|total| *total != 0) {
        let (shop, id) = (card.shop.0, card.id.0);
        let row = params![shop, id, day.0, visits, stamps, spend, points, credit, not_earning, credit_spent];
        tx.execute(sql::ADD_DAY, &row)?;
    }
    Ok(())
}

/// Adds gifts and adjustments to the day of whoever made them.
pub(crate) fn close_staff_day(
    tx: &mut dyn Tx,
    shop: ShopId,
    staff: Option<Uuid>,
    day: Date,
    totals: &Totals,
) -> Outcome<()> {
    if let (Some(staff), true) = (staff, (totals.gifts, totals.manual) != (0, 0)) {
        tx.execute(sql::ADD_STAFF_DAY, &params![shop.0, staff, day.0, totals.gifts, totals.manual])?;
    }
    Ok(())
}
