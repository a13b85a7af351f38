//! Taking an operation back: a void writes the mirror of it.
//!
//! Earned units go, from their own lot first; spent units return to their own lots with their own expiry; a reward that was used comes back; a
//! reward that was issued is cancelled. A reward that was issued and used meanwhile stays used: the stamps it cost stay spent, and the stamp
//! that is taken back becomes a debt that the next stamps pay, or the shop's loss ([`BelowZero`]). What an operation counted (promotions,
//! actions, a step of the level) is counted no longer. Voids and refunds are final.

use crate::draft::Draft;
use crate::tiers::status;
use crate::{
    BelowZero, Carry, Change, DAY, EntryRecord, IssuedRecord, LotId, Micros, OperationRecord, Reason, Refusal, SECOND,
    Source, Totals, Transfer, Voider, VoucherStatus,
};

impl Draft<'_> {
    pub(crate) fn void(&mut self, operation: &OperationRecord, voider: Voider) -> Result<(), Refusal> {
        self.may_void(operation, voider)?;
        self.take_back(operation)
    }

    /// Writes the mirror of what is left of an operation.
    pub(crate) fn take_back(&mut self, operation: &OperationRecord) -> Result<(), Refusal> {
        self.decision.totals = operation.totals_left()?.negated();
        self.take_back_membership(operation)?;
        self.take_back_moved(operation)?;
        self.take_back_use(operation);
        let kept = self.take_back_issued(operation);
        for entry in operation.entries.iter().rev().filter(|entry| !kept.contains(&entry.n)) {
            self.mirror(operation, entry)?;
        }
        self.take_back_carries(operation)?;
        self.take_back_counts(operation);
        self.step_back(operation);
        // A gift that was eaten can't be taken back: nothing would be undone, and it stays counted.
        let counted = Totals { gifts: 0, ..self.decision.totals } != Totals::default();
        let nothing = self.decision.changes.is_empty() && !counted;
        if nothing && !operation.issued.is_empty() { Err(Refusal::VoucherUsed) } else { Ok(()) }
    }

    pub(crate) fn may_void(&self, operation: &OperationRecord, voider: Voider) -> Result<(), Refusal> {
        if operation.is_void || operation.is_final {
            return Err(Refusal::NotVoidable);
        }
        if operation.voided {
            return Err(Refusal::AlreadyVoided);
        }
        let limits = &self.program.limits;
        let window = match voider {
            Voider::Colleague => return Err(Refusal::ManagerRequired),
            Voider::Maker => Micros::from(limits.void_window_s) * SECOND,
            Voider::Manager => Micros::from(limits.manager_void_days) * DAY,
        };
        if self.ctx.now > operation.recorded_at.saturating_add(window) {
            return Err(Refusal::VoidWindowOver);
        }
        Ok(())
    }

    fn take_back_membership(&mut self, operation: &OperationRecord) -> Result<(), Refusal> {
        let Some((before, after)) = operation.membership else { return Ok(()) };
        if self.state.membership != after {
            return Err(Refusal::Superseded);
        }
        self.state.membership = before;
        self.change(Change::Membership { before: after, after: before });
        Ok(())
    }

    /// Vouchers that left come back. Those that came go again; if one of them was used or went on to a third card, that must be voided
    /// first, or it would be there twice.
    fn take_back_moved(&mut self, operation: &OperationRecord) -> Result<(), Refusal> {
        for voucher in operation.moved.iter().copied() {
            match (operation.transfer, status(&self.state, voucher)) {
                (Some(Transfer::Out), VoucherStatus::Moved) => self.change(Change::MoveBack { voucher }),
                (Some(Transfer::In), VoucherStatus::Issued) => self.change(Change::Cancel { voucher }),
                (Some(Transfer::In), VoucherStatus::Used) => return Err(Refusal::VoucherUsed),
                (Some(Transfer::In), VoucherStatus::Moved) => return Err(Refusal::Superseded),
                _ => {}
            }
        }
        Ok(())
    }

    /// A reward that was used comes back as it was issued; one that was bought and used in one goes with what paid for it.
    fn take_back_use(&mut self, operation: &OperationRecord) {
        let Some(voucher) = operation.used else { return };
        if let Some(bought) = operation.issued.iter().find(|issued| issued.voucher == voucher) {
            self.change(Change::Cancel { voucher });
            return self.stock(&bought.reward, -1);
        }
        self.change(Change::Restore { voucher });
        if let Some((issued, taken)) = &operation.choice {
            self.stock(taken, -1);
            self.stock(issued, 1);
        }
    }

    /// Cancels what was issued and is still there; answers the entries that stay because what they paid for was used.
    fn take_back_issued(&mut self, operation: &OperationRecord) -> Vec<i64> {
        let mut kept = Vec::new();
        for issued in operation.issued.iter().filter(|issued| operation.used != Some(issued.voucher)) {
            if matches!(issued.source, Source::Tier(_)) {
                // Goes with its level, see `step_back`.
                continue;
            }
            match status(&self.state, issued.voucher) {
                VoucherStatus::Issued => {
                    self.change(Change::Cancel { voucher: issued.voucher });
                    self.stock(&issued.reward, -1);
                }
                VoucherStatus::Used | VoucherStatus::Moved => {
                    kept.extend(issued.entry);
                    self.because(Reason::StaysUsed { voucher: issued.voucher });
                }
                VoucherStatus::Cancelled | VoucherStatus::Expired => {}
            }
        }
        kept
    }

    /// Writes the mirror of one entry, or of what refunds left of it.
    fn mirror(&mut self, operation: &OperationRecord, entry: &EntryRecord) -> Result<(), Refusal> {
        // What left for another card went as it was, debts included.
        if entry.delta <= 0 || operation.transfer == Some(Transfer::Out) {
            return self.give_back(entry);
        }
        let lot = LotId { seq: operation.seq, n: entry.n };
        // A transfer that is undone gives everything back on the other side: what is gone here is owed, whatever the shop chose.
        let below_zero = if operation.transfer.is_some() { BelowZero::Debt } else { self.program.below_zero };
        let units = operation.units_left(entry)?;
        self.unearn(entry, lot, units, below_zero);
        Ok(())
    }

    /// Takes back units of an entry; below zero as the shop chose.
    pub(crate) fn unearn(&mut self, entry: &EntryRecord, lot: LotId, units: i64, below_zero: BelowZero) {
        if units == 0 {
            return;
        }
        let n = self.next_entry();
        let (mirror, forgiven) = self.purse(&entry.purse, entry.kind).unearn(n, lot, units, below_zero);
        if forgiven > 0 {
            self.because(Reason::Forgiven { purse: entry.purse.clone(), units: forgiven });
        }
        if mirror.delta == 0 {
            // The shop bears all of it: nothing moves.
            self.entries -= 1;
            return;
        }
        self.write(mirror);
    }

    fn give_back(&mut self, entry: &EntryRecord) -> Result<(), Refusal> {
        let n = self.next_entry();
        let (mirror, paid_meanwhile) = self.purse(&entry.purse, entry.kind).unspend(n, &entry.uses, entry.debt);
        self.write(mirror);
        if paid_meanwhile > 0 {
            self.grant(&entry.purse, entry.kind, paid_meanwhile)?;
        }
        Ok(())
    }

    fn take_back_carries(&mut self, operation: &OperationRecord) -> Result<(), Refusal> {
        for basis in &operation.bases {
            let carried = basis.carried(operation.earning_left(basis.amount))?;
            self.carry(&basis.purse, basis.kind, Carry::default().minus(carried)?)?;
        }
        for record in &operation.carries {
            if !operation.bases.iter().any(|basis| basis.purse == record.purse) {
                self.carry(&record.purse, record.kind, Carry::default().minus(record.delta)?)?;
            }
        }
        Ok(())
    }

    /// What was counted is counted no longer; a promotion whose reward was used stays counted, or it would be given twice.
    fn take_back_counts(&mut self, operation: &OperationRecord) {
        for (promotion, occasion) in &operation.promotions {
            let gave = |issued: &&IssuedRecord| issued.source == Source::Promotion(promotion.clone());
            let used = operation.issued.iter().filter(gave).any(|issued| {
                matches!(status(&self.state, issued.voucher), VoucherStatus::Used | VoucherStatus::Moved)
            });
            if !used {
                self.change(Change::Promotion { promotion: promotion.clone(), occasion: *occasion, times: -1 });
            }
        }
        for action in &operation.actions {
            self.change(Change::Action { action: action.clone(), times: -1 });
        }
    }
}
