//! Faults of rewards.

use super::{DAYS_MAX, Faults};
use crate::{Reward, RewardKind};

impl Faults<'_> {
    pub(super) fn rewards(&mut self) {
        let rewards = &self.program.rewards;
        for (i, reward) in rewards.iter().enumerate() {
            let at = |field: &str| format!("rewards[{i}].{field}");
            let taken = rewards[..i].iter().any(|other| other.id == reward.id);
            self.when(reward.id.is_empty() || taken, at("id"), "each reward needs an id of its own");
            self.when(reward.title.is_blank(), at("title"), "say what the customer gets");
            self.when(reward.unit_cost < 0, at("unit_cost"), "a cost can't be below zero");
            self.when(reward.valid_days == Some(0), at("valid_days"), "a reward must be valid for at least a day");
            let long = reward.valid_days.is_some_and(|days| days > DAYS_MAX);
            self.when(long, at("valid_days"), "a reward is valid for a hundred years at the most: or for ever");
            self.kind(&reward.kind, at("kind"));
            self.reach(reward, &at);
        }
    }

    fn kind(&mut self, kind: &RewardKind, path: String) {
        match kind {
            RewardKind::AmountOff { minor } => self.when(*minor == 0, path, "the amount is above zero"),
            RewardKind::PercentOff { percent, max_minor } => {
                self.when(!(1..=100).contains(percent), path.as_str(), "the share is 1 to 100 %");
                self.when(*max_minor == Some(0), path, "the amount is above zero");
            }
            RewardKind::Bundle { of } => {
                self.when(of.is_empty() || of.iter().any(|words| words.is_blank()), path, "say what is in the bundle");
            }
            RewardKind::Product | RewardKind::Upgrade | RewardKind::EarlyAccess | RewardKind::Text => {}
        }
    }

    /// Whether anybody could ever have it.
    fn reach(&mut self, reward: &Reward, at: &dyn Fn(&str) -> String) {
        let program = self.program;
        self.when(reward.cost == Some(0), at("cost"), "a reward on the menu costs at least one point");
        let unpayable = reward.cost.is_some() && program.points.is_none();
        self.when(unpayable, at("cost"), "nobody could pay it: the programme has no points");
        self.when(reward.stock == Some(0) && !reward.retired, at("stock"), "nobody could have it: there is none");
        self.when(reward.per_person == Some(0), at("per_person"), "nobody could have it");
        let backwards = matches!((reward.from, reward.until), (Some(from), Some(until)) if until < from);
        self.when(backwards, at("until"), "it ends before it begins");
        let unknown = reward.min_tier.as_ref().is_some_and(|id| program.level(id).is_none());
        self.when(unknown, at("min_tier"), "there is no level of this id");
        let closed = reward.members_only && program.membership.is_none();
        self.when(closed, at("members_only"), "nobody could have it: there is no membership");
    }
}
