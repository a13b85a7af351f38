//! Faults of levels and membership.

use super::{DAYS_MAX, Faults, PERCENT_MAX, Wrong};
use crate::{TierBasis, Validity};

impl Faults<'_> {
    pub(super) fn tiers(&mut self) {
        let Some(tiers) = &self.program.tiers else { return };
        self.when(!(1..=120).contains(&tiers.period_months), "tiers.period_months", Wrong::PeriodOutOfRange);
        self.when(tiers.levels.is_empty(), "tiers.levels", Wrong::LevelUnnamed);
        self.when(tiers.grace_days > 366, "tiers.grace_days", Wrong::GraceTooLong);
        let pointless = tiers.basis == TierBasis::Points && self.program.points.is_none();
        self.when(pointless, "tiers.basis", Wrong::NoPoints);
        for (i, level) in tiers.levels.iter().enumerate() {
            let at = |field: &str| format!("tiers.levels[{i}].{field}");
            let taken = tiers.levels[..i].iter().any(|other| other.id == level.id);
            self.when(level.id.is_empty() || taken, at("id"), Wrong::IdNotItsOwn);
            self.when(level.name.is_blank(), at("name"), Wrong::NameMissing);
            self.when(level.from < 0, at("from"), Wrong::LevelBelowZero);
            let overlaps = i.checked_sub(1).is_some_and(|before| tiers.levels[before].from >= level.from);
            self.when(overlaps, at("from"), Wrong::LevelsOverlap);
            self.multiplier(level.multiplier_pct, at("multiplier_pct"));
            if let Some(gift) = &level.entry_gift {
                self.reward(gift, at("entry_gift"));
            }
        }
    }

    fn multiplier(&mut self, percent: u32, path: String) {
        self.when(!(100..=PERCENT_MAX).contains(&percent), path, Wrong::MultiplierOutOfRange);
    }

    pub(super) fn membership(&mut self) {
        let Some(membership) = &self.program.membership else { return };
        self.when(membership.name.is_blank(), "membership.name", Wrong::NameMissing);
        let days = match membership.valid {
            Validity::Days(days) => days,
            Validity::Months(months) => months.saturating_mul(30),
            Validity::Forever => 1,
        };
        self.when(!(1..=DAYS_MAX).contains(&days), "membership.valid", Wrong::MembershipOutOfRange);
        self.multiplier(membership.multiplier_pct, "membership.multiplier_pct".into());
        if let Some(gives) = &membership.gives {
            self.gives(gives, "membership.gives");
        }
    }
}
