//! Walks through a programme and has each rule said.

use super::{Language, Said, SayMoney, Voice};
use crate::{Earning, Expiry, Gives, Group, Hours, Program, Promotion, PromotionKind, PurseKind, Words};

/// Walks through a programme and says it.
pub(super) struct Teller<'a> {
    pub program: &'a Program,
    pub voice: &'a dyn Voice,
    pub money: SayMoney<'a>,
}

impl Teller<'_> {
    pub fn say(&self, words: &Words) -> String {
        words.say(self.voice.language()).trim().to_owned()
    }

    fn reward(&self, id: &str) -> String {
        self.program.reward(id).map(|reward| self.say(&reward.title)).unwrap_or_default()
    }

    fn level_name(&self, id: &str) -> String {
        self.program.level(id).map(|(_, level)| self.say(&level.name)).unwrap_or_default()
    }

    pub fn earn(&self) -> Vec<String> {
        let mut said = Vec::new();
        for card in &self.program.stamp_cards {
            let rewards: Vec<_> = card.rewards().map(|id| self.reward(id)).collect();
            said.push(self.voice.stamps(card, &self.say(&card.name), &self.voice.one_of(&rewards)));
        }
        if let Some(points) = &self.program.points {
            let name = self.say(&points.name);
            said.extend(points.earn.iter().map(|earning| match earning {
                Earning::ByAmount { points, per_minor } => {
                    self.voice.by_amount(&name, *points, &(self.money)(i64::from(*per_minor)))
                }
                Earning::ByVisit { points } => self.voice.by_visit(&name, *points),
                Earning::ByAction { points, words, once_per, .. } => {
                    self.voice.by_action(&name, *points, &self.say(words), *once_per)
                }
            }));
        }
        if let Some(cashback) = &self.program.cashback {
            let least = cashback.pay_min.map(|least| (self.money)(i64::from(least)));
            said.push(self.voice.cashback(cashback, least));
        }
        if self.program.points_rate().is_some() || self.program.cashback.is_some() {
            said.push(self.voice.carried());
            said.push(self.voice.not_earning());
        }
        said
    }

    pub fn rewards(&self) -> Vec<String> {
        let mut said = Vec::new();
        for reward in self.program.rewards.iter().filter(|reward| !reward.retired) {
            let title = self.say(&reward.title);
            let level = reward.min_tier.as_ref().map(|id| self.level_name(id));
            let mut sentences = Vec::new();
            sentences.extend(reward.cost.map(|cost| self.voice.on_menu(&title, cost)));
            sentences.extend(reward.valid_days.map(|days| self.voice.voucher_days(&title, days)));
            let bounds = self.voice.bounds(reward, level.as_deref());
            if sentences.is_empty() && !bounds.is_empty() {
                sentences.push(format!("{title}."));
            }
            sentences.extend(bounds);
            if !sentences.is_empty() {
                said.push(sentences.join(" "));
            }
        }
        said
    }

    pub fn levels(&self) -> Vec<String> {
        let Some(tiers) = &self.program.tiers else { return Vec::new() };
        let names: Vec<_> = tiers.levels.iter().map(|level| self.say(&level.name)).collect();
        let mut said = vec![self.voice.tiers(tiers, &names)];
        for level in &tiers.levels {
            let from = self.voice.counted(tiers, level.from, self.money);
            let gift = level.entry_gift.as_ref().map(|id| self.reward(id));
            let mut sentence = self.voice.level(level, &self.say(&level.name), &from, gift.as_deref());
            if !level.benefits.is_empty() {
                let benefits: Vec<_> = level.benefits.iter().map(|words| self.say(words)).collect();
                sentence = format!("{sentence} {}", self.voice.benefits(&benefits));
            }
            said.push(sentence);
        }
        said.push(self.voice.review(tiers));
        said
    }

    pub fn membership(&self) -> Vec<String> {
        let Some(membership) = &self.program.membership else { return Vec::new() };
        let price = membership.price.map(|price| (self.money)(i64::from(price)));
        let mut said = vec![self.voice.membership(membership, &self.say(&membership.name), price)];
        let gift = membership.gives.as_ref().map(|gives| self.gives(gives));
        said.extend(gift.map(|gift| self.voice.membership_gives(&gift, membership.renewable)));
        if !membership.benefits.is_empty() {
            let benefits: Vec<_> = membership.benefits.iter().map(|words| self.say(words)).collect();
            said.push(self.voice.benefits(&benefits));
        }
        said
    }

    pub fn on_top(&self) -> Vec<String> {
        let mut said: Vec<String> = self.program.promotions.iter().map(|promotion| self.promotion(promotion)).collect();
        let levels = self.program.tiers.iter().flat_map(|tiers| &tiers.levels).any(|level| level.multiplier_pct > 100);
        let members = self.program.membership.as_ref().is_some_and(|membership| membership.multiplier_pct > 100);
        let promotions = &self.program.promotions;
        let multipliers =
            promotions.iter().filter(|promotion| matches!(promotion.kind, PromotionKind::Multiplier { .. })).count();
        if multipliers + usize::from(levels) + usize::from(members) > 1 {
            said.push(self.voice.combination());
        }
        said
    }

    fn promotion(&self, promotion: &Promotion) -> String {
        let mut said =
            Said { gives: String::new(), gives_other: String::new(), units: String::new(), when: None, who: None };
        match &promotion.kind {
            PromotionKind::Welcome { gives }
            | PromotionKind::Birthday { gives, .. }
            | PromotionKind::Milestone { gives, .. } => said.gives = self.gives(gives),
            PromotionKind::Referral { gives_friend, gives_referrer, .. } => {
                said.gives = self.gives(gives_friend);
                said.gives_other = self.gives(gives_referrer);
            }
            PromotionKind::Multiplier { when, who, .. } => self.bounds(when, who, &mut said),
            PromotionKind::Addition { units, of, when, who } => {
                said.units = self.gives(&Gives::Units { units: *units, of: of.clone() });
                self.bounds(when, who, &mut said);
            }
        }
        let name = self.say(&promotion.name);
        let dates = self.voice.dates(promotion).map(|dates| format!(" ({dates})")).unwrap_or_default();
        self.labelled(&format!("{name}{dates}"), &self.voice.promotion(&promotion.kind, &said))
    }

    fn labelled(&self, label: &str, sentence: &str) -> String {
        match self.voice.language() {
            Language::En => format!("{label}: {sentence}"),
            Language::Fr => format!("{label}\u{202f}: {sentence}"),
        }
    }

    fn bounds(&self, when: &Option<Hours>, who: &Group, said: &mut Said) {
        said.when = when.as_ref().map(|hours| self.voice.hours(hours));
        said.who = self.voice.who(who, &|id| self.level_name(id));
    }

    fn gives(&self, gives: &Gives) -> String {
        match gives {
            Gives::Reward(id) => self.reward(id),
            Gives::Units { units, of } => {
                let kind = self.program.purse(of).map_or(PurseKind::Points, |(kind, _)| kind);
                self.voice.gives(*units, kind, self.money)
            }
        }
    }

    pub fn lapse(&self) -> Vec<String> {
        let program = self.program;
        let mut purses: Vec<(String, Expiry)> =
            program.stamp_cards.iter().map(|card| (self.say(&card.name), card.expiry)).collect();
        purses.extend(program.points.as_ref().map(|points| (self.say(&points.name), points.expiry)));
        let credit = match self.voice.language() {
            Language::En => "Credit",
            Language::Fr => "Crédit",
        };
        purses.extend(program.cashback.map(|cashback| (credit.to_owned(), cashback.expiry)));
        let ends = purses.iter().any(|(_, expiry)| *expiry != Expiry::Never);
        let said = purses.iter().map(|(name, expiry)| self.labelled(name, &self.voice.lapse(name, *expiry)));
        let mut said: Vec<String> = said.collect();
        if ends && program.warning_days > 0 {
            said.push(self.voice.told_before(program.warning_days));
        }
        said
    }
}
