//! What customers were told before units lapse, and what nobody could tell them: the proof that a promise was kept.

use loyalty::{CardState, Decision, LotUse, Program, PurseState, ToWarn};

use super::{CardRow, Standing, sql};
use crate::outcome::Outcome;
use crate::{Tx, params};

/// Writes down that the customer was shown when these units lapse. From then on they lapse at the time that was shown, and the state and the
/// standing say so.
pub(crate) fn warned(
    tx: &mut dyn Tx,
    card: &CardRow,
    program: &Program,
    (state, standing): (&mut CardState, &mut Standing),
    told: &[ToWarn],
    now_us: i64,
) -> Outcome<()> {
    let (shop, id) = (card.shop.0, card.id.0);
    for ToWarn { purse, expires_at, .. } in told {
        tx.execute(sql::INSERT_WARNINGS, &params![shop, id, purse, now_us, *expires_at, program.warning_days])?;
        tx.execute(sql::WARN_LOTS, &params![shop, id, purse, now_us, *expires_at])?;
        let Some(known) = state.purses.iter_mut().find(|known| known.id == *purse) else { continue };
        mark(known, now_us, *expires_at);
        let next_expiry = known.next_expiry();
        tx.execute(sql::PROLONG_PURSE, &params![shop, id, purse, next_expiry])?;
        standing.prolong(purse, next_expiry);
    }
    Ok(())
}

fn mark(purse: &mut PurseState, now_us: i64, lapses_at: i64) {
    let quiet = purse.lots.iter_mut().filter(|lot| lot.remaining > 0 && lot.warned_at.is_none());
    for lot in quiet.filter(|lot| lot.expires_at.is_some_and(|at| at <= lapses_at)) {
        (lot.warned_at, lot.expires_at) = (Some(now_us), Some(lapses_at));
    }
}

/// Writes down why units lapse of which nobody was told. `state` is the card before they do.
pub(crate) fn untold(
    tx: &mut dyn Tx,
    card: &CardRow,
    program: &Program,
    state: &CardState,
    decision: &Decision,
    now_us: i64,
) -> Outcome<()> {
    let how = if program.warning_days == 0 { "off" } else { "none" };
    for entry in decision.entries() {
        let lots = state.purse(&entry.purse).map_or(&[][..], |purse| &purse.lots);
        let quiet = |used: &&LotUse| lots.iter().any(|lot| lot.id == used.lot && lot.warned_at.is_none());
        for used in entry.uses.iter().filter(quiet) {
            let lot = params![card.shop.0, card.id.0, used.lot.seq, used.lot.n];
            let why = params![now_us, how, now_us, program.warning_days, card.seen_at];
            tx.execute(sql::INSERT_WARNING, &[&lot[..], &why[..]].concat())?;
        }
    }
    Ok(())
}

/// Units that come from another card were told of there.
pub(crate) fn told_before(tx: &mut dyn Tx, card: &CardRow, program: &Program, decision: &Decision) -> Outcome<()> {
    for entry in decision.entries() {
        let Some(grant) = entry.grant else { continue };
        if let (Some(warned_at), Some(lapses_at)) = (grant.warned_at, grant.expires_at) {
            let lot = params![card.shop.0, card.id.0, card.seq, entry.n];
            let why = params![warned_at, "card", lapses_at, program.warning_days, None::<i64>];
            tx.execute(sql::INSERT_WARNING, &[&lot[..], &why[..]].concat())?;
        }
    }
    Ok(())
}
