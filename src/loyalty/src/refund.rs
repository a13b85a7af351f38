//! Refunds of a part of the money: what the rest would have earned stays, the difference goes.
//!
//! Each refund computes from how the operation earned ([`crate::Basis`]) what all of the money that is left would have earned, so parts never add
//! up to more than the whole, whatever the rounding, and the refund of the last of it takes what is left, stamps and vouchers included.

use crate::draft::Draft;
use crate::{Basis, EntryRecord, LotId, OperationRecord, Reason, Refusal, Totals, Voider};

impl OperationRecord {
    /// Of the bill, what was not refunded yet, minor units.
    pub fn money_left(&self) -> i64 {
        self.amount.unwrap_or(0) - self.refunded
    }

    /// Of an amount that earned, what still earns: money goes back before what was paid with credit or rewards.
    pub(crate) fn earning_left(&self, amount: i64) -> i64 {
        (amount - self.refunded).max(0)
    }

    /// Units of an entry that refunds left.
    pub(crate) fn units_left(&self, entry: &EntryRecord) -> Result<i64, Refusal> {
        match self.bases.iter().find(|basis| basis.n == Some(entry.n)) {
            Some(basis) => basis.units(self.earning_left(basis.amount)),
            None => Ok(entry.delta),
        }
    }

    /// What it added to the totals, less what its refunds took.
    pub(crate) fn totals_left(&self) -> Result<Totals, Refusal> {
        if self.refunded == 0 {
            return Ok(self.totals);
        }
        let mut taken = Totals { spend: self.totals.spend - self.earning_left(self.totals.spend), ..Totals::default() };
        for basis in &self.bases {
            let left = self.earning_left(basis.amount);
            taken.add(basis.kind, basis.units(basis.amount)? - basis.units(left)?);
        }
        Ok(self.totals.minus(taken))
    }
}

impl Draft<'_> {
    pub(crate) fn refund(&mut self, operation: &OperationRecord, amount: i64, voider: Voider) -> Result<(), Refusal> {
        self.may_void(operation, voider)?;
        if amount <= 0 {
            return Err(Refusal::NothingToDo);
        }
        let left = operation.money_left();
        if amount > left {
            return Err(Refusal::MoreThanPaid { left });
        }
        if amount == left {
            return self.take_back(operation);
        }
        let after = OperationRecord { refunded: operation.refunded + amount, ..operation.clone() };
        self.decision.totals = after.totals_left()?.minus(operation.totals_left()?);
        for basis in &operation.bases {
            self.refund_basis(operation, basis, after.earning_left(basis.amount))?;
        }
        self.step_back(operation);
        Ok(())
    }

    fn refund_basis(&mut self, operation: &OperationRecord, basis: &Basis, amount_left: i64) -> Result<(), Refusal> {
        let amount_before = operation.earning_left(basis.amount);
        let (units_before, units_after) = (basis.units(amount_before)?, basis.units(amount_left)?);
        let purse = basis.purse.clone();
        self.because(Reason::Refunded { purse, amount_left, units_before, units_after });
        let entry = operation.entries.iter().find(|entry| basis.n == Some(entry.n));
        if let Some(entry) = entry {
            let lot = LotId { seq: operation.seq, n: entry.n };
            self.unearn(entry, lot, units_before - units_after, self.program.below_zero);
        }
        let carried = basis.carried(amount_left)?.minus(basis.carried(amount_before)?)?;
        self.carry(&basis.purse, basis.kind, carried)
    }
}
