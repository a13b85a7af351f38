//! A decision: the changes to write down, why each number came about, and what to add to the day's totals.

use crate::{Change, EntryChange, PurseKind, Reason};

/// What a command does, in the order to write it down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// What to write.
    pub changes: Vec<Change>,
    /// Why: kept with the operation, so that it can be explained without being computed again.
    pub reasons: Vec<Reason>,
    /// What to add to the day's and the visit's totals; below zero for a void, then for the day and visit of the operation it takes back.
    pub totals: Totals,
}

impl Decision {
    /// The entries, in order.
    pub fn entries(&self) -> impl Iterator<Item = &EntryChange> {
        self.changes.iter().filter_map(|change| match change {
            Change::Entry(entry) => Some(entry),
            _ => None,
        })
    }
}

/// What an operation adds to the totals of a card's day, of a visit, of a till's and a member of staff's day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Visits.
    pub visits: i64,
    /// Stamps earned, all stamp cards.
    pub stamps: i64,
    /// Points earned by earning, visits, actions and promotions.
    pub points: i64,
    /// Credit earned, minor units.
    pub credit: i64,
    /// Money that was paid and earns, minor units.
    pub spend: i64,
    /// Money of the bill that was paid with credit or rewards and earns nothing, minor units.
    pub not_earning: i64,
    /// Credit spent, minor units.
    pub credit_spent: i64,
    /// Earnings, for the till's day.
    pub earns: i64,
    /// Gifts, for the day of the member of staff.
    pub gifts: i64,
    /// Adjustments and opening balances, for the day of the member of staff.
    pub manual: i64,
}

impl Totals {
    /// Counts units that were earned.
    pub(crate) fn add(&mut self, kind: PurseKind, units: i64) {
        match kind {
            PurseKind::Stamps => self.stamps += units,
            PurseKind::Points => self.points += units,
            PurseKind::Credit => self.credit += units,
        }
    }

    /// The same, taken back.
    #[must_use]
    pub fn negated(self) -> Totals {
        Totals::default().minus(self)
    }

    /// What is left of it without `other`.
    #[must_use]
    pub fn minus(self, other: Totals) -> Totals {
        Totals {
            visits: self.visits - other.visits,
            stamps: self.stamps - other.stamps,
            points: self.points - other.points,
            credit: self.credit - other.credit,
            spend: self.spend - other.spend,
            not_earning: self.not_earning - other.not_earning,
            credit_spent: self.credit_spent - other.credit_spent,
            earns: self.earns - other.earns,
            gifts: self.gifts - other.gifts,
            manual: self.manual - other.manual,
        }
    }
}
