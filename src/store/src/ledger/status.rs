//! Writing down what a decision says besides units and vouchers: carries, levels, memberships, pieces, and what was given once.

use loyalty::{Basis, Change, MembershipState, TierState};

use super::load::is_counted;
use super::{CardRow, Record, Standing, purse_kind_text, sql};
use crate::outcome::Outcome;
use crate::{Tx, params};

/// Writes what a decision says besides units and vouchers.
pub(super) fn write_status(
    tx: &mut dyn Tx,
    card: &mut CardRow,
    standing: &mut Standing,
    op: &Record<'_>,
    index: usize,
    change: &Change,
) -> Outcome<()> {
    let (shop, id, seq) = (card.shop.0, card.id.0, card.seq);
    let n = i64::try_from(index).unwrap_or(i64::MAX);
    let given = |tx: &mut dyn Tx, kind: &'static str, name: &str, occasion: i64, times: i64| -> Outcome<()> {
        let row = params![shop, id, seq, n, kind, name, occasion, times, op.counted_on.0];
        tx.execute(sql::INSERT_GIVEN, &row)?;
        Ok(())
    };
    match change {
        Change::Carry { purse, kind, delta, after } => {
            let kind = purse_kind_text(*kind);
            tx.execute(sql::PUT_CARRY, &params![shop, id, purse, kind, after.numerator, after.denominator])?;
            let (step, after) = ((delta.numerator, delta.denominator), (after.numerator, after.denominator));
            let row = params![shop, id, seq, n, purse, kind, step.0, step.1, after.0, after.1];
            tx.execute(sql::INSERT_CARRY, &row)?;
        }
        Change::Basis(basis) => write_basis(tx, card, basis)?,
        Change::Prolong { purse, until, next_expiry_after } => {
            tx.execute(sql::PROLONG_LOTS, &params![shop, id, purse, *until])?;
            tx.execute(sql::PROLONG_PURSE, &params![shop, id, purse, *next_expiry_after])?;
            standing.prolong(purse, *next_expiry_after);
        }
        Change::Stock { reward, taken } if is_counted(op.program, reward) => {
            given(tx, "reward", reward, 0, *taken)?;
            tx.execute(sql::ADD_STOCK, &params![shop, reward, *taken])?;
        }
        Change::Tier { before, after } => {
            let [(tier, since, review, grace), (to, to_since, to_review, to_grace)] = [before, after].map(tier_columns);
            tx.execute(sql::SET_TIER, &params![shop, id, to, to_since, to_review, to_grace])?;
            let row = params![shop, id, seq, n, tier, since, review, grace, to, to_since, to_review, to_grace];
            tx.execute(sql::INSERT_TIER_STEP, &row)?;
            standing.tier = after.as_ref().map(|tier| tier.level.clone());
            card.tier.clone_from(after);
        }
        Change::Membership { before, after } => {
            let columns = |state: &Option<MembershipState>| (state.map(|s| s.since), state.and_then(|s| s.valid_until));
            let ((since, until), (to_since, to_until)) = (columns(before), columns(after));
            tx.execute(sql::SET_MEMBERSHIP, &params![shop, id, to_since, to_until])?;
            let row = params![shop, id, seq, since, until, to_since, to_until];
            tx.execute(sql::INSERT_MEMBERSHIP_STEP, &row)?;
            (standing.membership, card.membership) = (*after, *after);
        }
        Change::TierGift { level, times } => given(tx, "tier_gift", level, 0, *times)?,
        Change::Promotion { promotion, occasion, times } => given(tx, "promotion", promotion, *occasion, *times)?,
        Change::Action { action, times } => given(tx, "action", action, 0, *times)?,
        // In the operation's own row, or pieces that nobody counts.
        _ => {}
    }
    Ok(())
}

fn tier_columns(tier: &Option<TierState>) -> (Option<&str>, Option<i64>, Option<i64>, bool) {
    match tier {
        Some(tier) => (Some(&tier.level), Some(tier.since.0), Some(tier.review_at), tier.in_grace),
        None => (None, None, None, false),
    }
}

fn write_basis(tx: &mut dyn Tx, card: &CardRow, basis: &Basis) -> Outcome<()> {
    let row = params![
        card.shop.0,
        card.id.0,
        card.seq,
        &basis.purse,
        purse_kind_text(basis.kind),
        basis.n,
        basis.rate.numerator,
        basis.rate.denominator,
        basis.amount,
        basis.carry_before.numerator,
        basis.carry_before.denominator,
        basis.percent,
        basis.addition,
    ];
    tx.execute(sql::INSERT_BASIS, &row)?;
    Ok(())
}
