//! What an owner should think about before publishing.

use super::Doubt;
use crate::{Expiry, Gives, Program, PromotionKind};

/// One thing that an owner should think about before publishing, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where: `stamp_cards[0].goal`; the whole programme when empty.
    pub path: String,
    /// What.
    pub what: Doubt,
}

/// Visits to the first reward above which an owner is warned.
pub const VISITS_TO_REWARD_MAX: u32 = 10;

impl Program {
    /// What an owner should think about: a main rule that can't be said in one sentence, a first reward that is far away, units that lapse
    /// before their warning is over, rewards that nothing gives.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let mut warn = |path: &str, what| warnings.push(Warning { path: path.into(), what });
        if !self.fits_one_sentence() {
            warn("", Doubt::NotOneSentence);
        }
        if let Some((path, visits)) = self.visits_to_first_reward()
            && visits > VISITS_TO_REWARD_MAX
        {
            warn(&path, Doubt::FirstRewardFar);
        }
        let short = |expiry: Expiry| expiry.days_at_most().is_some_and(|days| days <= self.warning_days);
        let expiries =
            self.stamp_cards.iter().enumerate().map(|(i, card)| (format!("stamp_cards[{i}].expiry"), card.expiry));
        let points = self.points.as_ref().map(|points| ("points.expiry".to_owned(), points.expiry));
        let credit = self.cashback.map(|cashback| ("cashback.expiry".to_owned(), cashback.expiry));
        for (path, _) in expiries.chain(points).chain(credit).filter(|(_, expiry)| short(*expiry)) {
            warn(&path, Doubt::LapsesBeforeWarning);
        }
        for (i, reward) in self.rewards.iter().enumerate() {
            if !reward.retired && !self.is_given(&reward.id) {
                warn(&format!("rewards[{i}]"), Doubt::OnlyStaffGives);
            }
        }
        warnings
    }

    /// One way to earn, by one thing, for one reward or a few.
    fn fits_one_sentence(&self) -> bool {
        let ways = self.stamp_cards.len() + usize::from(self.points.is_some()) + usize::from(self.cashback.is_some());
        let choices = self.stamp_cards.iter().all(|card| card.choices.len() <= 2);
        let two_rules =
            self.points.as_ref().is_some_and(|points| points.by_amount().is_some() && points.by_visit().is_some());
        ways <= 1 && choices && !two_rules
    }

    /// Where the nearest reward is and how many visits with one item each it takes; none when that depends on what is spent.
    fn visits_to_first_reward(&self) -> Option<(String, u32)> {
        if self.cashback.is_some() || self.points_rate().is_some() {
            return None;
        }
        let stamps = self.stamp_cards.iter().enumerate().map(|(i, card)| (format!("stamp_cards[{i}].goal"), card.goal));
        let each = self.points.as_ref().and_then(|points| points.by_visit());
        let menu = self
            .rewards
            .iter()
            .enumerate()
            .filter(|(_, reward)| !reward.retired)
            .filter_map(|(i, reward)| Some((format!("rewards[{i}].cost"), reward.cost?.div_ceil(each?.max(1)))));
        stamps.chain(menu).min_by_key(|(_, visits)| *visits)
    }

    /// Whether anything but staff gives a reward.
    fn is_given(&self, id: &str) -> bool {
        let is = |gives: &Gives| matches!(gives, Gives::Reward(reward) if reward == id);
        let cost = self.reward(id).is_some_and(|reward| reward.cost.is_some());
        let stamps = self.stamp_cards.iter().any(|card| card.rewards().any(|reward| reward == id));
        let levels =
            self.tiers.iter().flat_map(|tiers| &tiers.levels).any(|level| level.entry_gift.as_deref() == Some(id));
        let membership = self.membership.as_ref().and_then(|membership| membership.gives.as_ref()).is_some_and(is);
        let promotions = self.promotions.iter().any(|promotion| match &promotion.kind {
            PromotionKind::Welcome { gives }
            | PromotionKind::Birthday { gives, .. }
            | PromotionKind::Milestone { gives, .. } => is(gives),
            PromotionKind::Referral { gives_friend, gives_referrer, .. } => is(gives_friend) || is(gives_referrer),
            PromotionKind::Multiplier { .. } | PromotionKind::Addition { .. } => false,
        });
        cost || stamps || levels || membership || promotions
    }
}
