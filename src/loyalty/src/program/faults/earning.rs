//! Faults of the ways to earn.

use super::{Faults, GOAL_MAX, Wrong};
use crate::{CREDIT, Earning, POINTS, StampCard, StampEarn, TierBasis};

impl Faults<'_> {
    pub(super) fn stamp_cards(&mut self) {
        let cards = &self.program.stamp_cards;
        for (i, card) in cards.iter().enumerate() {
            let at = |field: &str| format!("stamp_cards[{i}].{field}");
            let taken = cards[..i].iter().any(|other| other.id == card.id);
            self.when(card.id.is_empty() || taken, at("id"), Wrong::IdNotItsOwn);
            self.when(card.id == POINTS || card.id == CREDIT, at("id"), Wrong::IdReserved);
            self.when(card.name.is_blank(), at("name"), Wrong::NameMissing);
            self.when(!(2..=GOAL_MAX).contains(&card.goal), at("goal"), Wrong::GoalOutOfRange);
            self.reward(&card.reward, at("reward"));
            self.choices(card, &at);
            let blank = matches!(&card.earn, StampEarn::Tag(tag) if tag.trim().is_empty());
            self.when(blank, at("earn"), Wrong::TagUnnamed);
            self.expiry(card.expiry, at("expiry"));
            let lasts = card.expiry.days_at_most() == Some(0) || card.expiry.outlasts_weekly(card.goal.min(GOAL_MAX));
            self.when(!lasts, at("expiry"), Wrong::StampsLapseTooSoon);
        }
    }

    fn choices(&mut self, card: &StampCard, at: &dyn Fn(&str) -> String) {
        for (n, choice) in card.choices.iter().enumerate() {
            let path = at(&format!("choices[{n}]"));
            self.reward(choice, path.clone());
            let again = *choice == card.reward || card.choices[..n].contains(choice);
            self.when(again, path, Wrong::ChoiceTwice);
        }
    }

    pub(super) fn points(&mut self) {
        let Some(points) = &self.program.points else { return };
        self.when(points.name.is_blank(), "points.name", Wrong::NameMissing);
        self.when(points.earn.is_empty(), "points.earn", Wrong::NothingEarnsPoints);
        let mut seen = (0, 0);
        for (i, earning) in points.earn.iter().enumerate() {
            let path = format!("points.earn[{i}]");
            let units = match earning {
                Earning::ByAmount { points, per_minor } => {
                    seen.0 += 1;
                    self.when(*per_minor == 0, path.as_str(), Wrong::AmountZero);
                    *points
                }
                Earning::ByVisit { points } => {
                    seen.1 += 1;
                    *points
                }
                Earning::ByAction { action, points: units, words, .. } => {
                    let same =
                        |other: &Earning| matches!(other, Earning::ByAction { action: name, .. } if name == action);
                    let taken = points.earn[..i].iter().any(same);
                    self.when(action.is_empty() || taken, path.as_str(), Wrong::ActionNotItsOwn);
                    self.when(words.is_blank(), path.as_str(), Wrong::ActionUnexplained);
                    *units
                }
            };
            self.when(units == 0, path, Wrong::GivesNothing);
        }
        self.when(seen.0 > 1, "points.earn", Wrong::TwoRulesByAmount);
        self.when(seen.1 > 1, "points.earn", Wrong::TwoRulesByVisit);
        self.expiry(points.expiry, "points.expiry".into());
        self.points_buy_something();
    }

    fn points_buy_something(&mut self) {
        let program = self.program;
        let levels = program.tiers.as_ref().is_some_and(|tiers| tiers.basis == TierBasis::Points);
        let menu = program.rewards.iter().filter(|reward| !reward.retired).filter_map(|reward| reward.cost);
        let cheapest = menu.min();
        self.when(cheapest.is_none() && !levels, "points", Wrong::PointsBuyNothing);
        let Some(points) = &program.points else { return };
        // By amount, nobody knows how fast: only by visit alone can it be said that nobody gets there.
        if let (Some(cost), Some(each), None) = (cheapest, points.by_visit(), points.by_amount()) {
            let visits = cost.div_ceil(each.max(1));
            let lasts = points.expiry.days_at_most() == Some(0) || points.expiry.outlasts_weekly(visits);
            self.when(!lasts, "points.expiry", Wrong::PointsLapseTooSoon);
        }
    }

    pub(super) fn cashback(&mut self) {
        let Some(cashback) = self.program.cashback else { return };
        let share = 1..=10_000;
        self.when(!share.contains(&cashback.basis_points), "cashback.basis_points", Wrong::ShareOutOfRange);
        self.expiry(cashback.expiry, "cashback.expiry".into());
    }
}
