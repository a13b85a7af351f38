//! Faults of promotions.

use super::{Faults, PERCENT_MAX, Wrong};
use crate::{Hours, PromotionKind};

impl Faults<'_> {
    pub(super) fn promotions(&mut self) {
        let promotions = &self.program.promotions;
        for (i, promotion) in promotions.iter().enumerate() {
            let at = |field: &str| format!("promotions[{i}].{field}");
            let taken = promotions[..i].iter().any(|other| other.id == promotion.id);
            self.when(promotion.id.is_empty() || taken, at("id"), Wrong::IdNotItsOwn);
            self.when(promotion.name.is_blank(), at("name"), Wrong::NameMissing);
            let backwards = matches!((promotion.from, promotion.until), (Some(from), Some(until)) if until < from);
            self.when(backwards, at("until"), Wrong::EndsBeforeItBegins);
            self.promotion_kind(&promotion.kind, &at);
        }
    }

    fn promotion_kind(&mut self, kind: &PromotionKind, at: &dyn Fn(&str) -> String) {
        match kind {
            PromotionKind::Welcome { gives } => self.gives(gives, &at("kind.gives")),
            PromotionKind::Birthday { gives, days_before, days_after } => {
                self.gives(gives, &at("kind.gives"));
                let long = days_before.saturating_add(*days_after) > 300;
                self.when(long, at("kind.days_before"), Wrong::BirthdayTooWide);
            }
            PromotionKind::Multiplier { pct, when, who, on } => {
                self.when(!(101..=PERCENT_MAX).contains(pct), at("kind.pct"), Wrong::NotMore);
                self.when(!self.has_purse(*on), at("kind.on"), Wrong::NoSuchUnits);
                self.hours(when.as_ref(), at("kind.when"));
                self.group(who, at("kind.who"));
            }
            PromotionKind::Addition { units, of, when, who } => {
                self.when(*units == 0, at("kind.units"), Wrong::GivesNothing);
                self.when(self.program.purse(of).is_none(), at("kind.of"), Wrong::UnknownPurse);
                self.hours(when.as_ref(), at("kind.when"));
                self.group(who, at("kind.who"));
            }
            PromotionKind::Milestone { visits, gives } => {
                self.when(*visits == 0, at("kind.visits"), Wrong::VisitZero);
                self.gives(gives, &at("kind.gives"));
            }
            PromotionKind::Referral { gives_friend, gives_referrer, max_per_referrer } => {
                self.gives(gives_friend, &at("kind.gives_friend"));
                self.gives(gives_referrer, &at("kind.gives_referrer"));
                self.when(*max_per_referrer == 0, at("kind.max_per_referrer"), Wrong::NobodyGiven);
            }
        }
    }

    fn hours(&mut self, hours: Option<&Hours>, path: String) {
        let Some(hours) = hours else { return };
        let outside = hours.from_minute >= 1440 || hours.to_minute > 1440;
        self.when(outside, path.as_str(), Wrong::MinuteOutOfDay);
        let twice = hours.weekdays.iter().enumerate().any(|(i, day)| hours.weekdays[..i].contains(day));
        self.when(twice, path, Wrong::WeekdayTwice);
    }
}
