//! Taking an operation back: a void writes the mirror of it.
//!
//! Earned units go, from their own lot first; spent units return to their own lots with their own expiry; a reward that was used comes back; a
//! reward that was issued is cancelled. A reward that was issued and used meanwhile stays used: the stamps it cost stay spent, and the stamp
//! that is taken back becomes a debt that the next stamps pay.

use crate::change::{Change, LotUse, Refusal};
use crate::decide::Draft;
use crate::{DAY, LotId, Micros, PurseKind, SECOND, VoucherStatus};

/// What an operation did, as it was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationRecord {
    /// Its number on the card.
    pub seq: i64,
    /// When it was recorded.
    pub recorded_at: Micros,
    /// Whether it is itself a void.
    pub is_void: bool,
    /// Whether it was taken back before.
    pub voided: bool,
    /// What it did to the purses, in order.
    pub entries: Vec<EntryRecord>,
    /// Rewards it issued, with the entry that paid for each.
    pub issued: Vec<([u8; 16], Option<i64>)>,
    /// The reward it used.
    pub used: Option<[u8; 16]>,
}

/// What an operation did to one purse, as it was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRecord {
    /// Its number in the operation.
    pub n: i64,
    /// The purse.
    pub purse: String,
    /// What the purse counts.
    pub kind: PurseKind,
    /// Units more or less.
    pub delta: i64,
    /// The lots that units came from.
    pub uses: Vec<LotUse>,
}

/// Who asks for a void.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voider {
    /// Whoever made the operation.
    Maker,
    /// Somebody else of the staff.
    Colleague,
    /// A manager, whoever made it.
    Manager,
}

impl Draft<'_> {
    pub(crate) fn void(&mut self, operation: &OperationRecord, voider: Voider) -> Result<(), Refusal> {
        self.may_void(operation, voider)?;
        if let Some(voucher) = operation.used {
            self.changes.push(Change::Restore { voucher });
        }
        let mut kept = Vec::new();
        for (voucher, entry) in &operation.issued {
            if self.is_used(voucher) {
                kept.extend(*entry);
            } else {
                self.changes.push(Change::Cancel { voucher: *voucher });
            }
        }
        for entry in operation.entries.iter().rev().filter(|entry| !kept.contains(&entry.n)) {
            let n = self.next_entry();
            let purse = self.purse(&entry.purse, entry.kind);
            let mirror = if entry.delta > 0 {
                purse.unearn(n, LotId { seq: operation.seq, n: entry.n }, entry.delta)
            } else {
                purse.unspend(n, &entry.uses)
            };
            self.changes.push(Change::Entry(mirror));
        }
        // What came back may fill a card together with what was earned since.
        let program = self.program;
        for card in program.stamp_cards.iter().filter(|card| operation.entries.iter().any(|e| e.purse == card.id)) {
            self.turn_full_cards(card)?;
        }
        // A gift that was eaten can't be taken back: nothing would be undone.
        if self.changes.is_empty() { Err(Refusal::VoucherUsed) } else { Ok(()) }
    }

    fn may_void(&self, operation: &OperationRecord, voider: Voider) -> Result<(), Refusal> {
        if operation.is_void {
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
        if self.now > operation.recorded_at + window {
            return Err(Refusal::VoidWindowOver);
        }
        Ok(())
    }

    fn is_used(&self, voucher: &[u8; 16]) -> bool {
        self.state.vouchers.iter().any(|known| known.id == *voucher && known.status == VoucherStatus::Used)
    }
}
