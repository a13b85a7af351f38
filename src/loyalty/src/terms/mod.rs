//! The programme in the customer's language, generated from the rules: one sentence for the counter, the full terms for who reads on.
//!
//! Here is what is said, in which order; how it is said is in one file for each language.

mod en;
mod fr;
mod receipt;
mod teller;

pub use receipt::{Act, Receipt, ReceiptLine};
use teller::Teller;

use crate::{
    BelowZero, Cashback, Expiry, Group, Hours, Level, Membership, OncePer, Points, Program, Promotion, PromotionKind,
    PurseKind, Reward, StampCard, Tiers, Words,
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
    fn membership_gives(&self, gift: &str, renewable: bool) -> String;
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
