//! Faults of promotions.

use super::{Faults, PERCENT_MAX};
use crate::{Hours, PromotionKind};

impl Faults<'_> {
    pub(super) fn promotions(&mut self) {
        let promotions = &self.program.promotions;
        for (i, promotion) in promotions.iter().enumerate() {
            let at = |field: &str| format!("promotions[{i}].{field}");
            let taken = promotions[..i].iter().any(|other| other.id == promotion.id);
            self.when(promotion.id.is_empty() || taken, at("id"), "each promotion needs an id of its own");
            self.when(promotion.name.is_blank(), at("name"), "say what the promotion is called");
            let backwards = matches!((promotion.from, promotion.until), (Some(from), Some(until)) if until < from);
            self.when(backwards, at("until"), "it ends before it begins");
            self.promotion_kind(&promotion.kind, &at);
        }
    }

    fn promotion_kind(&mut self, kind: &PromotionKind, at: &dyn Fn(&str) -> String) {
        match kind {
            PromotionKind::Welcome { gives } => self.gives(gives, &at("kind.gives")),
            PromotionKind::Birthday { gives, days_before, days_after } => {
                self.gives(gives, &at("kind.gives"));
                let long = days_before.saturating_add(*days_after) > 300;
                self.when(long, at("kind.days_before"), "around a birthday is 300 days at the most");
            }
            PromotionKind::Multiplier { pct, when, who, on } => {
                self.when(!(101..=PERCENT_MAX).contains(pct), at("kind.pct"), "it gives more: 101 to 1000 %");
                self.when(!self.has_purse(*on), at("kind.on"), "the programme has no such units");
                self.hours(when.as_ref(), at("kind.when"));
                self.group(who, at("kind.who"));
            }
            PromotionKind::Addition { units, of, when, who } => {
                self.when(*units == 0, at("kind.units"), "it gives nothing");
                self.when(self.program.purse(of).is_none(), at("kind.of"), "there is no purse of this id");
                self.hours(when.as_ref(), at("kind.when"));
                self.group(who, at("kind.who"));
            }
            PromotionKind::Milestone { visits, gives } => {
                self.when(*visits == 0, at("kind.visits"), "visits are counted from 1");
                self.gives(gives, &at("kind.gives"));
            }
            PromotionKind::Referral { gives_friend, gives_referrer, max_per_referrer } => {
                self.gives(gives_friend, &at("kind.gives_friend"));
                self.gives(gives_referrer, &at("kind.gives_referrer"));
                self.when(*max_per_referrer == 0, at("kind.max_per_referrer"), "nobody would be given anything");
            }
        }
    }

    fn hours(&mut self, hours: Option<&Hours>, path: String) {
        let Some(hours) = hours else { return };
        let outside = hours.from_minute >= 1440 || hours.to_minute > 1440;
        self.when(outside, path.as_str(), "a day has 1440 minutes");
        let twice = hours.weekdays.iter().enumerate().any(|(i, day)| hours.weekdays[..i].contains(day));
        self.when(twice, path, "a day of the week is there twice");
    }
}
