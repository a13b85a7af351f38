//! Moving units in and out of a purse, so that `balance = Σ lots − debt` holds after every step.

use crate::change::{EntryChange, LotGrant, LotUse, Refusal};
use crate::{LotId, LotState, Micros, PurseState};

/// The order in which lots are spent: soonest expiry first, then the oldest; what never expires goes last.
fn spending_order(lot: &LotState) -> (bool, Option<Micros>, LotId) {
    (lot.expires_at.is_none(), lot.expires_at, lot.id)
}

impl PurseState {
    /// Earns `units` (> 0) as the lot `lot`; a debt is paid first.
    pub(crate) fn earn(&mut self, lot: LotId, units: i64, expires_at: Option<Micros>) -> Result<EntryChange, Refusal> {
        debug_assert!(units > 0 && self.holds());
        let paid = units.min(self.debt);
        let kept = units - paid;
        self.balance = self.balance.checked_add(units).ok_or(Refusal::Overflow)?;
        self.lifetime = self.lifetime.checked_add(units).ok_or(Refusal::Overflow)?;
        self.debt -= paid;
        let grant = (kept > 0).then_some(LotGrant { units: kept, expires_at });
        if kept > 0 {
            self.lots.push(LotState { id: lot, remaining: kept, expires_at });
        }
        Ok(self.entry(lot.n, units, grant, Vec::new()))
    }

    /// Spends `units` (> 0) that are there.
    pub(crate) fn spend(&mut self, n: i64, units: i64) -> Result<EntryChange, Refusal> {
        debug_assert!(units > 0 && self.holds());
        if self.balance < units {
            return Err(Refusal::InsufficientBalance { missing: units - self.balance });
        }
        let (uses, short) = self.take(None, units);
        debug_assert_eq!(short, 0, "a balance that suffices is in the lots");
        self.balance -= units;
        Ok(self.entry(n, -units, None, uses))
    }

    /// Takes back `units` (> 0) that `lot` granted, from that lot first; what is gone already becomes a debt.
    pub(crate) fn unearn(&mut self, n: i64, lot: LotId, units: i64) -> EntryChange {
        debug_assert!(units > 0 && self.holds());
        let (uses, short) = self.take(Some(lot), units);
        self.debt += short;
        self.balance -= units;
        self.lifetime -= units;
        self.entry(n, -units, None, uses)
    }

    /// Gives back what `uses` took, each to its own lot with its own expiry.
    pub(crate) fn unspend(&mut self, n: i64, uses: &[LotUse]) -> EntryChange {
        debug_assert!(self.holds());
        let mut back = Vec::with_capacity(uses.len());
        for used in uses {
            let lot = self.lots.iter_mut().find(|lot| lot.id == used.lot);
            debug_assert!(lot.is_some(), "the state of a void names every lot that the operation took from");
            if let Some(lot) = lot {
                lot.remaining += used.units;
                back.push(LotUse { lot: used.lot, units: -used.units });
            }
        }
        let units: i64 = back.iter().map(|used| -used.units).sum();
        self.balance += units;
        self.entry(n, units, None, back)
    }

    /// Takes up to `units` out of the lots, `first` before all others, and says what was short.
    fn take(&mut self, first: Option<LotId>, units: i64) -> (Vec<LotUse>, i64) {
        self.lots.sort_by_key(|lot| (Some(lot.id) != first, spending_order(lot)));
        let mut left = units;
        let mut uses = Vec::new();
        for lot in &mut self.lots {
            let taken = lot.remaining.min(left);
            if taken > 0 {
                lot.remaining -= taken;
                left -= taken;
                uses.push(LotUse { lot: lot.id, units: taken });
            }
        }
        (uses, left)
    }

    fn entry(&self, n: i64, delta: i64, grant: Option<LotGrant>, uses: Vec<LotUse>) -> EntryChange {
        debug_assert!(self.holds());
        EntryChange {
            n,
            purse: self.id.clone(),
            kind: self.kind,
            delta,
            balance_after: self.balance,
            lifetime_after: self.lifetime,
            debt_after: self.debt,
            next_expiry_after: self.next_expiry(),
            grant,
            uses,
        }
    }
}
