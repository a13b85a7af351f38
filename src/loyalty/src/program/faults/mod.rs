//! What is wrong with a programme, all of it at once, and what an owner should think about.

mod earning;
mod promotions;
mod rewards;
mod said;
mod status;
mod texts;
mod warnings;

use super::{Expiry, Gives, Group, Limits, Program};
use crate::PurseKind;

pub use said::{Doubt, Wrong};
pub use warnings::{VISITS_TO_REWARD_MAX, Warning};

/// One thing that is wrong with a programme, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: `stamp_cards[0].goal`.
    pub path: String,
    /// What.
    pub what: Wrong,
}

/// Stamps a card may ask for at the most.
pub const GOAL_MAX: u32 = 100;
/// The highest multiplier, in percent.
const PERCENT_MAX: u32 = 1000;
/// The longest time that a rule may name, in days.
const DAYS_MAX: u32 = 36_500;

impl Program {
    /// Everything that is wrong with the programme; none means that it may be published.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Faults { program: self, found: Vec::new() };
        let earns = !self.stamp_cards.is_empty() || self.points.is_some() || self.cashback.is_some();
        faults.when(!earns && self.tiers.is_none() && self.membership.is_none(), "stamp_cards", Wrong::NoWayToEarn);
        faults.stamp_cards();
        faults.points();
        faults.cashback();
        faults.rewards();
        faults.tiers();
        faults.membership();
        faults.promotions();
        faults.when(self.warning_days > 365, "warning_days", Wrong::WarningTooEarly);
        faults.limits(&self.limits);
        faults.texts();
        faults.found
    }
}

/// Faults in the making.
struct Faults<'p> {
    program: &'p Program,
    found: Vec<Fault>,
}

impl Faults<'_> {
    /// A fault, if it is one.
    fn when(&mut self, wrong: bool, path: impl Into<String>, what: Wrong) {
        if wrong {
            self.found.push(Fault { path: path.into(), what });
        }
    }

    /// A reward that something gives: it must be there and not be retired.
    fn reward(&mut self, id: &str, path: String) {
        let reward = self.program.reward(id);
        self.when(reward.is_none(), path.as_str(), Wrong::UnknownReward);
        self.when(reward.is_some_and(|reward| reward.retired), path, Wrong::RewardRetired);
    }

    fn gives(&mut self, gives: &Gives, path: &str) {
        match gives {
            Gives::Reward(id) => self.reward(id, path.to_owned()),
            Gives::Units { units, of } => {
                self.when(*units == 0, path, Wrong::GivesNothing);
                self.when(self.program.purse(of).is_none(), path, Wrong::UnknownPurse);
            }
        }
    }

    fn group(&mut self, group: &Group, path: String) {
        match group {
            Group::All => {}
            Group::Tier { ids } => {
                self.when(ids.is_empty(), path.as_str(), Wrong::LevelUnnamed);
                let unknown = ids.iter().any(|id| self.program.level(id).is_none());
                self.when(unknown, path, Wrong::UnknownLevel);
            }
            Group::Members => self.when(self.program.membership.is_none(), path, Wrong::NoMembership),
            Group::Tag { tag: name } | Group::List { name } => {
                self.when(name.trim().is_empty(), path, Wrong::GroupUnnamed);
            }
            Group::New { days } | Group::Sleeping { days } => {
                self.when(!(1..=DAYS_MAX).contains(days), path, Wrong::DaysMissing);
            }
        }
    }

    fn expiry(&mut self, expiry: Expiry, path: String) {
        let (number, max) = match expiry {
            Expiry::Never => return,
            Expiry::Days(days) | Expiry::Sliding { days } => (days, DAYS_MAX),
            Expiry::Months(months) => (months, DAYS_MAX / 30),
            Expiry::EndOfMonth { grace_months: grace }
            | Expiry::EndOfQuarter { grace_months: grace }
            | Expiry::EndOfYear { grace_months: grace } => (grace.max(1), DAYS_MAX / 30),
        };
        self.when(number == 0, path.as_str(), Wrong::LapsesAtOnce);
        self.when(number > max, path, Wrong::LastsTooLong);
    }

    fn has_purse(&self, kind: PurseKind) -> bool {
        match kind {
            PurseKind::Stamps => !self.program.stamp_cards.is_empty(),
            PurseKind::Points => self.program.points.is_some(),
            PurseKind::Credit => self.program.cashback.is_some(),
        }
    }

    fn limits(&mut self, limits: &Limits) {
        self.when(limits.quantity_max == 0, "limits.quantity_max", Wrong::NoItemAllowed);
        for (path, max) in [
            ("limits.stamps_per_day_max", Some(limits.stamps_per_day_max)),
            ("limits.visits_per_day_max", limits.visits_per_day_max),
            ("limits.earns_per_till_day_max", limits.earns_per_till_day_max),
            ("limits.points_per_day_max", limits.points_per_day_max),
            ("limits.credit_per_day_max", limits.credit_per_day_max),
        ] {
            self.when(max == Some(0), path, Wrong::LimitZero);
        }
    }
}

impl Expiry {
    /// The longest that units can last, in days; none when they never lapse.
    pub(crate) fn days_at_most(self) -> Option<u32> {
        let months = |months: u32| months.saturating_mul(31);
        match self {
            Expiry::Never => None,
            Expiry::Days(days) | Expiry::Sliding { days } => Some(days),
            Expiry::Months(number) => Some(months(number)),
            Expiry::EndOfMonth { grace_months } => Some(months(grace_months).saturating_add(31)),
            Expiry::EndOfQuarter { grace_months } => Some(months(grace_months).saturating_add(92)),
            Expiry::EndOfYear { grace_months } => Some(months(grace_months).saturating_add(366)),
        }
    }

    /// Whether units of the first of so many visits, one a week, can still be there at the last.
    pub(crate) fn outlasts_weekly(self, visits: u32) -> bool {
        let days = match self {
            // Each visit renews them: only the week between two visits counts.
            Expiry::Sliding { .. } => 7,
            _ => visits.saturating_sub(1).saturating_mul(7),
        };
        self.days_at_most().is_none_or(|lasts| lasts >= days)
    }
}
