//! The programme in the customer's language, generated from the rules: one sentence for the counter, the full terms for who reads on.
//!
//! Here is what is said, in which order; how it is said is in one file for each language.

mod en;
mod fr;

use crate::{
    BelowZero, Cashback, Earning, Expiry, Gives, Group, Hours, Level, Membership, OncePer, Points, Program, Promotion,
    PromotionKind, PurseKind, Reward, StampCard, Tiers, Words,
};

/// A language that the rules can be said in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    En,
    /// French.
    Fr,
}

/// A part of the terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}

/// How money of a shop is written: `450` as `€4.50`. The crate knows no currency, the caller does.
pub type SayMoney<'a> = &'a dyn Fn(i64) -> String;

/// What a section is about.
#[derive(Clone, Copy)]
enum Topic {
    Earn,
    Rewards,
    Levels,
    Membership,
    OnTop,
    Lapse,
    Mistakes,
}

/// The sentences of one language. Words of the shop come in as they are to be said.
trait Voice {
    fn language(&self) -> Language;
    fn title(&self, topic: Topic) -> &'static str;
    /// `a, b or c`.
    fn one_of(&self, things: &[String]) -> String;
    /// `Monday, Tuesday`; the whole week when there are none.
    fn hours(&self, hours: &Hours) -> String;
    fn who(&self, group: &Group, level: &dyn Fn(&str) -> String) -> Option<String>;

    fn headline_stamps(&self, card: &StampCard, reward: &str) -> String;
    fn headline_points(&self, points: &Points, from: Option<u32>, money: SayMoney<'_>) -> String;
    fn headline_cashback(&self, cashback: &Cashback) -> String;
    fn headline_membership(&self, name: &str, benefit: &str) -> String;
    fn headline_levels(&self, lowest: &str, highest: &str) -> String;

    fn stamps(&self, card: &StampCard, name: &str, rewards: &str) -> String;
    fn by_amount(&self, name: &str, points: u32, money: &str) -> String;
    fn by_visit(&self, name: &str, points: u32) -> String;
    fn by_action(&self, name: &str, points: u32, words: &str, once_per: OncePer) -> String;
    fn carried(&self) -> String;
    fn cashback(&self, cashback: &Cashback, least: Option<String>) -> String;
    fn not_earning(&self) -> String;

    fn on_menu(&self, title: &str, cost: u32) -> String;
    fn bounds(&self, reward: &Reward, level: Option<&str>) -> Vec<String>;
    fn voucher_days(&self, title: &str, days: u32) -> String;

    fn tiers(&self, tiers: &Tiers, levels: &[String]) -> String;
    fn level(&self, level: &Level, name: &str, from: &str, gift: Option<&str>) -> String;
    fn counted(&self, tiers: &Tiers, from: i64, money: SayMoney<'_>) -> String;
    fn review(&self, tiers: &Tiers) -> String;

    fn membership(&self, membership: &Membership, name: &str, price: Option<String>) -> String;
    fn benefits(&self, benefits: &[String]) -> String;

    fn gives(&self, units: u32, kind: PurseKind, money: SayMoney<'_>) -> String;
    fn promotion(&self, kind: &PromotionKind, said: &Said) -> String;
    fn dates(&self, promotion: &Promotion) -> Option<String>;
    fn combination(&self) -> String;

    fn lapse(&self, name: &str, expiry: Expiry) -> String;
    fn told_before(&self, days: u32) -> String;
    fn undone(&self, below_zero: BelowZero) -> String;
    fn kept(&self) -> String;
}

/// The parts of a promotion in words.
struct Said {
    gives: String,
    gives_other: String,
    units: String,
    when: Option<String>,
    who: Option<String>,
}

fn voice(language: Language) -> &'static dyn Voice {
    match language {
        Language::En => &en::English,
        Language::Fr => &fr::French,
    }
}

/// The sentence that a customer reads in five seconds: the main rule, which is the first stamp card, else points, credit, membership or levels.
pub fn headline(program: &Program, language: Language, money: SayMoney<'_>) -> String {
    let voice = voice(language);
    let say = |words: &Words| words.say(language).trim().to_owned();
    if let Some(card) = program.stamp_cards.first() {
        let titles: Vec<_> =
            card.rewards().filter_map(|id| program.reward(id)).map(|reward| say(&reward.title)).collect();
        return if titles.is_empty() { String::new() } else { voice.headline_stamps(card, &voice.one_of(&titles)) };
    }
    if let Some(points) = &program.points {
        return voice.headline_points(points, program.cheapest(), money);
    }
    if let Some(cashback) = &program.cashback {
        return voice.headline_cashback(cashback);
    }
    if let Some(membership) = &program.membership {
        let benefit = membership.benefits.first().map(say).unwrap_or_default();
        return voice.headline_membership(&say(&membership.name), &benefit);
    }
    let levels = program.tiers.iter().flat_map(|tiers| &tiers.levels).map(|level| say(&level.name));
    let levels: Vec<_> = levels.collect();
    match (levels.first(), levels.last()) {
        (Some(lowest), Some(highest)) => voice.headline_levels(lowest, highest),
        _ => String::new(),
    }
}

/// The full terms, as the customer reads them. Sections that would be empty are left out.
pub fn terms(program: &Program, language: Language, money: SayMoney<'_>) -> Vec<Section> {
    let teller = Teller { program, voice: voice(language), money };
    let sections = [
        (Topic::Earn, teller.earn()),
        (Topic::Rewards, teller.rewards()),
        (Topic::Levels, teller.levels()),
        (Topic::Membership, teller.membership()),
        (Topic::OnTop, teller.on_top()),
        (Topic::Lapse, teller.lapse()),
        (Topic::Mistakes, vec![teller.voice.undone(program.below_zero), teller.voice.kept()]),
    ];
    let told = sections.into_iter().filter(|(_, paragraphs)| !paragraphs.is_empty());
    told.map(|(topic, paragraphs)| Section { title: teller.voice.title(topic).to_owned(), paragraphs }).collect()
}

impl Program {
    /// The lowest price on the menu, points.
    fn cheapest(&self) -> Option<u32> {
        self.rewards.iter().filter(|reward| !reward.retired).filter_map(|reward| reward.cost).min()
    }
}

/// Walks through a programme and says it.
struct Teller<'a> {
    program: &'a Program,
    voice: &'a dyn Voice,
    money: SayMoney<'a>,
}

impl Teller<'_> {
    fn say(&self, words: &Words) -> String {
        words.say(self.voice.language()).trim().to_owned()
    }

    fn reward(&self, id: &str) -> String {
        self.program.reward(id).map(|reward| self.say(&reward.title)).unwrap_or_default()
    }

    fn level_name(&self, id: &str) -> String {
        self.program.level(id).map(|(_, level)| self.say(&level.name)).unwrap_or_default()
    }

    fn earn(&self) -> Vec<String> {
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

    fn rewards(&self) -> Vec<String> {
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

    fn levels(&self) -> Vec<String> {
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

    fn membership(&self) -> Vec<String> {
        let Some(membership) = &self.program.membership else { return Vec::new() };
        let price = membership.price.map(|price| (self.money)(i64::from(price)));
        let mut said = vec![self.voice.membership(membership, &self.say(&membership.name), price)];
        if !membership.benefits.is_empty() {
            let benefits: Vec<_> = membership.benefits.iter().map(|words| self.say(words)).collect();
            said.push(self.voice.benefits(&benefits));
        }
        said
    }

    fn on_top(&self) -> Vec<String> {
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

    fn lapse(&self) -> Vec<String> {
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
