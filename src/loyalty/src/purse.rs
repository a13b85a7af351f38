//! Moving units in and out of a purse, so that `balance = Σ lots − debt` holds after every step.

use crate::change::{EntryChange, LotGrant, LotUse};
use crate::{BelowZero, LotId, LotState, Micros, PurseState, Refusal};

/// The order in which lots are spent: soonest expiry first, then the oldest; what never expires goes last.
pub(crate) fn spending_order(lot: &LotState) -> (bool, Option<Micros>, LotId) {
    (lot.expires_at.is_none(), lot.expires_at, lot.id)
}

impl PurseState {
    /// Earns `grant.units` (> 0) as the lot `lot`; a debt is paid first.
    pub(crate) fn earn(&mut self, lot: LotId, grant: LotGrant) -> Result<EntryChange, Refusal> {
        debug_assert!(grant.units > 0 && self.holds());
        let units = grant.units;
        let paid = units.min(self.debt);
        let kept = units - paid;
        self.balance = self.balance.checked_add(units).ok_or(Refusal::Overflow)?;
        self.lifetime = self.lifetime.checked_add(units).ok_or(Refusal::Overflow)?;
        self.debt -= paid;
        let LotGrant { expires_at, warned_at, .. } = grant;
        let granted = (kept > 0).then_some(LotGrant { units: kept, ..grant });
        if kept > 0 {
            self.lots.push(LotState { id: lot, remaining: kept, expires_at, warned_at });
        }
        Ok(self.entry(lot.n, units, -paid, granted, Vec::new()))
    }

    /// Spends `units` (> 0) that are there.
    pub(crate) fn spend(&mut self, n: i64, units: i64) -> Result<EntryChange, Refusal> {
        debug_assert!(units > 0 && self.holds());
        if self.balance < units {
            return Err(Refusal::InsufficientBalance { missing: units.saturating_sub(self.balance) });
        }
        let (uses, short) = self.take(None, units);
        debug_assert_eq!(short, 0, "a balance that suffices is in the lots");
        self.balance -= units;
        Ok(self.entry(n, -units, 0, None, uses))
    }

    /// Takes back `units` (> 0) that `lot` granted, from that lot first. What is gone already becomes a debt, or the shop bears it: how much
    /// is the second answer.
    pub(crate) fn unearn(&mut self, n: i64, lot: LotId, units: i64, below_zero: BelowZero) -> (EntryChange, i64) {
        debug_assert!(units > 0 && self.holds());
        let (uses, short) = self.take(Some(lot), units);
        let (owed, forgiven) = match below_zero {
            BelowZero::Debt => (short, 0),
            BelowZero::Floor => (0, short),
        };
        let taken = units - forgiven;
        self.debt += owed;
        self.balance -= taken;
        self.lifetime -= taken;
        (self.entry(n, -taken, owed, None, uses), forgiven)
    }

    /// Takes over a debt of `units` (> 0) from another card: paid at once as far as there is something to pay with.
    pub(crate) fn owe(&mut self, n: i64, units: i64) -> EntryChange {
        debug_assert!(units > 0 && self.holds());
        let (uses, short) = self.take(None, units);
        self.debt += short;
        self.balance -= units;
        self.entry(n, -units, short, None, uses)
    }

    /// Gives back what `uses` took, each to its own lot with its own expiry, and undoes what was done to the `debt`. A debt that was paid
    /// meanwhile is not there to be undone: the second answer is how many units that cost, for which the card is owed a new lot.
    pub(crate) fn unspend(&mut self, n: i64, uses: &[LotUse], debt: i64) -> (EntryChange, i64) {
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
        let undone = debt.min(self.debt);
        self.debt -= undone;
        let units: i64 = back.iter().map(|used| -used.units).sum::<i64>() + undone;
        self.balance += units;
        (self.entry(n, units, -undone, None, back), debt - undone)
    }

    /// Takes everything, what is owed included, so that nothing is left.
    pub(crate) fn empty_out(&mut self, n: i64) -> EntryChange {
        let units = self.lots.iter().map(|lot| lot.remaining).sum();
        let (uses, _) = self.take(None, units);
        let (delta, debt) = (-self.balance, -self.debt);
        self.balance = 0;
        self.debt = 0;
        self.entry(n, delta, debt, None, uses)
    }

    /// Takes all that remains of the lots that `lapse` names, none of which is used up.
    pub(crate) fn expire(&mut self, n: i64, lapse: impl Fn(&LotState) -> bool) -> EntryChange {
        self.lots.sort_by_key(spending_order);
        let mut uses = Vec::new();
        for lot in self.lots.iter_mut().filter(|lot| lapse(lot)) {
            uses.push(LotUse { lot: lot.id, units: lot.remaining });
            lot.remaining = 0;
        }
        let units: i64 = uses.iter().map(|used| used.units).sum();
        self.balance -= units;
        self.entry(n, -units, 0, None, uses)
    }

    /// Moves each lot with units left that would lapse before `until` to lapse then; says whether any did.
    pub(crate) fn prolong(&mut self, until: Micros) -> bool {
        let sooner = |lot: &&mut LotState| lot.remaining > 0 && lot.expires_at.is_some_and(|at| at < until);
        let mut any = false;
        for lot in self.lots.iter_mut().filter(sooner) {
            lot.expires_at = Some(until);
            lot.warned_at = None;
            any = true;
        }
        any
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

    fn entry(&self, n: i64, delta: i64, debt: i64, grant: Option<LotGrant>, uses: Vec<LotUse>) -> EntryChange {
        debug_assert!(self.holds());
        EntryChange {
            n,
            purse: self.id.clone(),
            kind: self.kind,
            delta,
            balance_after: self.balance,
            lifetime_after: self.lifetime,
            debt,
            debt_after: self.debt,
            next_expiry_after: self.next_expiry(),
            grant,
            uses,
        }
    }
}
