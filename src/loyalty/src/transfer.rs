//! Moving everything from one card to another: units by lots with their own expiry, debts, carries and vouchers.
//!
//! The operation that leaves and the one that comes are voided together: the units go back to their own lots on the first card, and what was
//! spent meanwhile on the second is owed there.

use crate::draft::Draft;
use crate::purse::spending_order;
use crate::{CardState, Carry, Change, LotGrant, Micros, PurseKind, Refusal, VoucherState, VoucherStatus};

/// What leaves a card for another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Its purses.
    pub purses: Vec<MovedPurse>,
    /// Its vouchers that are ready; the store gives them the ids they will have on the other card.
    pub vouchers: Vec<VoucherState>,
}

/// A purse that leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedPurse {
    /// Its id.
    pub id: String,
    /// What it counts.
    pub kind: PurseKind,
    /// Units with when they lapse and when the customer was warned of that, those that are spent first in front.
    pub lots: Vec<(i64, Option<Micros>, Option<Micros>)>,
    /// Units owed.
    pub debt: i64,
    /// What it carries below a whole unit.
    pub carry: Carry,
}

/// What [`crate::Command::TransferOut`] takes off this card, for [`crate::Command::TransferIn`] on the other.
pub fn moved(state: &CardState) -> Moved {
    let purses = state.purses.iter().map(|purse| {
        let mut lots: Vec<_> = purse.lots.iter().filter(|lot| lot.remaining > 0).collect();
        lots.sort_by_key(|lot| spending_order(lot));
        let lots = lots.into_iter().map(|lot| (lot.remaining, lot.expires_at, lot.warned_at)).collect();
        MovedPurse { id: purse.id.clone(), kind: purse.kind, lots, debt: purse.debt, carry: purse.carry }
    });
    let issued = state.vouchers.iter().filter(|voucher| voucher.status == VoucherStatus::Issued);
    Moved { purses: purses.filter(|purse| !purse.is_empty()).collect(), vouchers: issued.cloned().collect() }
}

impl MovedPurse {
    fn is_empty(&self) -> bool {
        self.lots.is_empty() && self.debt == 0 && self.carry.numerator == 0
    }
}

impl Draft<'_> {
    pub(crate) fn transfer_out(&mut self) -> Result<(), Refusal> {
        let leaves = moved(&self.state);
        for purse in &leaves.purses {
            if !purse.lots.is_empty() || purse.debt > 0 {
                let n = self.next_entry();
                let entry = self.purse(&purse.id, purse.kind).empty_out(n);
                self.write(entry);
            }
            self.carry(&purse.id, purse.kind, Carry::default().minus(purse.carry)?)?;
        }
        for voucher in &leaves.vouchers {
            self.change(Change::MoveOut { voucher: voucher.id });
        }
        if self.decision.changes.is_empty() { Err(Refusal::NothingToDo) } else { Ok(()) }
    }

    pub(crate) fn transfer_in(&mut self, moved: &Moved) -> Result<(), Refusal> {
        for purse in &moved.purses {
            for (units, expires_at, warned_at) in purse.lots.iter().copied() {
                self.grant_lot(&purse.id, purse.kind, LotGrant { units, expires_at, warned_at })?;
            }
            if purse.debt > 0 {
                let n = self.next_entry();
                let entry = self.purse(&purse.id, purse.kind).owe(n, purse.debt);
                self.write(entry);
            }
            self.carry(&purse.id, purse.kind, purse.carry)?;
        }
        for voucher in &moved.vouchers {
            self.change(Change::MoveIn(voucher.clone()));
        }
        if self.decision.changes.is_empty() { Err(Refusal::NothingToDo) } else { Ok(()) }
    }
}
