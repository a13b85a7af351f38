//! Walks through a programme and has each rule said.

use super::{Said, SayMoney, Voice};
use crate::{
    Earning, Expiry, Gives, Group, Hours, Program, Promotion, PromotionKind, PurseKind, TierBasis, Tiers, Words,
};

/// Walks through a programme and says it.
pub(super) struct Teller<'a> {
    pub program: &'a Program,
    pub voice: &'static dyn Voice,
    pub money: SayMoney<'a>,
}

impl Teller<'_> {
    pub fn say(&self, words: &Words) -> String {
        self.program.say(words, self.voice.language()).trim().to_owned()
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
            said.push(self.labelled(&self.say(&card.name), &self.voice.stamps(card, &self.voice.one_of(&rewards))));
        }
        if let Some(points) = &self.program.points {
            let name = self.say(&points.name);
            said.extend(points.earn.iter().map(|earning| self.labelled(&name, &self.earning(earning))));
        }
        if let Some(cashback) = &self.program.cashback {
            let least = cashback.pay_min.map(|least| (self.money)(i64::from(least)));
            said.push(self.voice.cashback(cashback, least));
        }
        if self.program.points_rate().is_some() || self.program.cashback.is_some() {
            said.push(self.voice.carried().to_owned());
            said.push(self.voice.not_earning().to_owned());
        }
        said
    }

    fn earning(&self, earning: &Earning) -> String {
        match earning {
            Earning::ByAmount { points, per_minor } => {
                self.voice.by_amount(&self.points(*points), &(self.money)(i64::from(*per_minor)))
            }
            Earning::ByVisit { points } => self.voice.by_visit(&self.points(*points)),
            Earning::ByAction { points, words, once_per, .. } => {
                self.voice.by_action(&self.points(*points), &self.say(words), *once_per)
            }
        }
    }

    fn points(&self, number: u32) -> String {
        self.voice.units(i64::from(number), PurseKind::Points)
    }

    pub fn rewards(&self) -> Vec<String> {
        let mut said = Vec::new();
        for reward in self.program.rewards.iter().filter(|reward| !reward.retired) {
            let title = self.say(&reward.title);
            let level = reward.min_tier.as_ref().map(|id| self.level_name(id));
            let mut sentences = Vec::new();
            sentences.extend(reward.cost.map(|cost| self.labelled(&title, &format!("{}.", self.points(cost)))));
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
        let mut said = vec![self.labelled(&names.join(", "), &self.voice.tiers(tiers))];
        for level in &tiers.levels {
            let from = self.counted(tiers, level.from);
            let gift = level.entry_gift.as_ref().map(|id| self.reward(id));
            let level_is = self.voice.level(level, &from, gift.as_deref());
            let mut sentence = self.labelled(&self.say(&level.name), &level_is);
            if !level.benefits.is_empty() {
                let benefits: Vec<_> = level.benefits.iter().map(|words| self.say(words)).collect();
                sentence = format!("{sentence} {}", self.voice.benefits(&benefits));
            }
            said.push(sentence);
        }
        said.push(self.voice.review(tiers));
        said
    }

    /// What the levels count: money, visits or points.
    pub fn counted(&self, tiers: &Tiers, number: i64) -> String {
        match tiers.basis {
            TierBasis::Spend => (self.money)(number),
            TierBasis::Visits => self.voice.visits(number),
            TierBasis::Points => self.voice.units(number, PurseKind::Points),
        }
    }

    pub fn membership(&self) -> Vec<String> {
        let Some(membership) = &self.program.membership else { return Vec::new() };
        let name = self.say(&membership.name);
        let label = match membership.price {
            Some(price) => self.voice.priced(&name, &(self.money)(i64::from(price))),
            None => name,
        };
        let mut said = vec![self.labelled(&label, &self.voice.membership(membership))];
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
            said.push(self.voice.combination().to_owned());
        }
        said
    }

    fn promotion(&self, promotion: &Promotion) -> String {
        let mut said =
            Said { gives: String::new(), gives_other: String::new(), units: String::new(), bounds: String::new() };
        match &promotion.kind {
            PromotionKind::Welcome { gives }
            | PromotionKind::Birthday { gives, .. }
            | PromotionKind::Milestone { gives, .. } => said.gives = self.gives(gives),
            PromotionKind::Referral { gives_friend, gives_referrer, .. } => {
                said.gives = self.gives(gives_friend);
                said.gives_other = self.gives(gives_referrer);
            }
            PromotionKind::Multiplier { when, who, .. } => said.bounds = self.bounds(when, who),
            PromotionKind::Addition { units, of, when, who } => {
                said.units = self.gives(&Gives::Units { units: *units, of: of.clone() });
                said.bounds = self.bounds(when, who);
            }
        }
        let name = self.say(&promotion.name);
        let [from, until] = [promotion.from, promotion.until].map(|day| Some(self.voice.language().date(day?)));
        let dates = self.voice.dates(from, until).map(|dates| format!(" ({dates})")).unwrap_or_default();
        self.labelled(&format!("{name}{dates}"), &self.voice.promotion(&promotion.kind, &said))
    }

    fn labelled(&self, label: &str, rest: &str) -> String {
        self.voice.labelled(label, rest)
    }

    fn bounds(&self, when: &Option<Hours>, who: &Group) -> String {
        let when = when.as_ref().map(|hours| self.voice.hours(hours));
        let bounds: Vec<_> = [when, self.voice.who(who, &|id| self.level_name(id))].into_iter().flatten().collect();
        if bounds.is_empty() { String::new() } else { format!(" {}", bounds.join(", ")) }
    }

    fn gives(&self, gives: &Gives) -> String {
        match gives {
            Gives::Reward(id) => self.reward(id),
            Gives::Units { units, of } => match self.program.purse(of).map_or(PurseKind::Points, |(kind, _)| kind) {
                PurseKind::Credit => self.voice.of_credit(&(self.money)(i64::from(*units))),
                kind => self.voice.units(i64::from(*units), kind),
            },
        }
    }

    pub fn lapse(&self) -> Vec<String> {
        let program = self.program;
        let mut purses: Vec<(String, Expiry)> =
            program.stamp_cards.iter().map(|card| (self.say(&card.name), card.expiry)).collect();
        purses.extend(program.points.as_ref().map(|points| (self.say(&points.name), points.expiry)));
        purses.extend(program.cashback.map(|cashback| (self.voice.credit().to_owned(), cashback.expiry)));
        let ends = purses.iter().any(|(_, expiry)| *expiry != Expiry::Never);
        let said = purses.iter().map(|(name, expiry)| self.labelled(name, &self.voice.lapse(*expiry)));
        let mut said: Vec<String> = said.collect();
        if ends && program.warning_days > 0 {
            said.push(self.voice.told_before(program.warning_days));
        }
        said
    }
}
