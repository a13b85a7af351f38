//! Faults of rewards.

use super::{DAYS_MAX, Faults, Wrong};
use crate::{Reward, RewardKind};

impl Faults<'_> {
    pub(super) fn rewards(&mut self) {
        let rewards = &self.program.rewards;
        for (i, reward) in rewards.iter().enumerate() {
            let at = |field: &str| format!("rewards[{i}].{field}");
            let taken = rewards[..i].iter().any(|other| other.id == reward.id);
            self.when(reward.id.is_empty() || taken, at("id"), Wrong::IdNotItsOwn);
            self.when(reward.title.is_blank(), at("title"), Wrong::TitleMissing);
            self.when(reward.unit_cost < 0, at("unit_cost"), Wrong::CostBelowZero);
            self.when(reward.valid_days == Some(0), at("valid_days"), Wrong::RewardLapsesAtOnce);
            let long = reward.valid_days.is_some_and(|days| days > DAYS_MAX);
            self.when(long, at("valid_days"), Wrong::RewardLastsTooLong);
            self.kind(&reward.kind, at("kind"));
            self.reach(reward, &at);
        }
    }

    fn kind(&mut self, kind: &RewardKind, path: String) {
        match kind {
            RewardKind::AmountOff { minor } => self.when(*minor == 0, path, Wrong::AmountZero),
            RewardKind::PercentOff { percent, max_minor } => {
                self.when(!(1..=100).contains(percent), path.as_str(), Wrong::ShareOutOfRange);
                self.when(*max_minor == Some(0), path, Wrong::AmountZero);
            }
            RewardKind::Bundle { of } => {
                self.when(of.is_empty(), path, Wrong::BundleEmpty);
            }
            RewardKind::Product | RewardKind::Upgrade | RewardKind::EarlyAccess | RewardKind::Text => {}
        }
    }

    /// Whether anybody could ever have it.
    fn reach(&mut self, reward: &Reward, at: &dyn Fn(&str) -> String) {
        let program = self.program;
        self.when(reward.cost == Some(0), at("cost"), Wrong::CostZero);
        let unpayable = reward.cost.is_some() && program.points.is_none();
        self.when(unpayable, at("cost"), Wrong::CostWithoutPoints);
        self.when(reward.stock == Some(0) && !reward.retired, at("stock"), Wrong::StockZero);
        self.when(reward.per_person == Some(0), at("per_person"), Wrong::PerPersonZero);
        let backwards = matches!((reward.from, reward.until), (Some(from), Some(until)) if until < from);
        self.when(backwards, at("until"), Wrong::EndsBeforeItBegins);
        let unknown = reward.min_tier.as_ref().is_some_and(|id| program.level(id).is_none());
        self.when(unknown, at("min_tier"), Wrong::UnknownLevel);
        let closed = reward.members_only && program.membership.is_none();
        self.when(closed, at("members_only"), Wrong::MembersOfNothing);
    }
}
