//! Paying with credit, and what is changed or opened by hand.

use crate::draft::Draft;
use crate::{CREDIT, PurseKind, Refusal};

impl Draft<'_> {
    /// Pays a part of the bill with credit, before the bill earns: money paid with credit never earns.
    pub(crate) fn spend(&mut self, amount: i64, bill: Option<i64>) -> Result<(), Refusal> {
        if amount <= 0 {
            return Err(Refusal::NothingToDo);
        }
        if self.state.visit.earned_on > 0 {
            return Err(Refusal::EarnedFirst);
        }
        if let Some(bill) = bill.filter(|bill| amount > *bill) {
            return Err(Refusal::MoreThanBill { bill });
        }
        let least = self.program.cashback.and_then(|cashback| cashback.pay_min).map_or(0, i64::from);
        if amount < least {
            return Err(Refusal::LessThanMinimum { least });
        }
        self.take(CREDIT, PurseKind::Credit, amount)?;
        self.decision.totals.credit_spent = amount;
        Ok(())
    }

    /// Corrects a purse by hand.
    pub(crate) fn adjust(&mut self, purse: &str, units: i64, reasoned: bool) -> Result<(), Refusal> {
        let kind = self.purse_kind(purse)?;
        if units == 0 {
            return Err(Refusal::NothingToDo);
        }
        if !reasoned {
            return Err(Refusal::ReasonRequired);
        }
        self.by_hand()?;
        match units {
            1.. => self.grant(purse, kind, units)?,
            _ => self.take(purse, kind, units.checked_neg().ok_or(Refusal::Overflow)?)?,
        };
        Ok(())
    }

    /// Takes balances over from elsewhere; their units lapse as if they were earned now.
    pub(crate) fn open(&mut self, balances: &[(&str, i64)]) -> Result<(), Refusal> {
        if balances.is_empty() || balances.iter().any(|(_, units)| *units <= 0) {
            return Err(Refusal::NothingToDo);
        }
        self.by_hand()?;
        for (purse, units) in balances {
            let kind = self.purse_kind(purse)?;
            self.grant(purse, kind, *units)?;
        }
        Ok(())
    }

    fn by_hand(&mut self) -> Result<(), Refusal> {
        let manual = self.state.manual_today + 1;
        self.day_limit("manual_per_staff_day_max", manual, self.program.limits.manual_per_staff_day_max)?;
        self.decision.totals.manual = 1;
        Ok(())
    }

    /// What a purse counts: by the programme, or by what is on the card from an earlier one.
    fn purse_kind(&self, purse: &str) -> Result<PurseKind, Refusal> {
        let kept = || self.state.purse(purse).map(|purse| purse.kind);
        self.program.purse(purse).map(|(kind, _)| kind).or_else(kept).ok_or(Refusal::UnknownPurse)
    }
}
