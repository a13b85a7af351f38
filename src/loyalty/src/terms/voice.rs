//! What a language must be able to say. The compiler says what is missing.
//!
//! Facts come in as the language writes them, with their words in the form that stands alone (`2 pieczątki`): a sentence that needs another case
//! takes the number. Words of the shop come in as they are to be said.

use super::why::Receipts;
use super::{Language, SayMoney, de, en, es, fr, it, nl, pl, pt, say};
use crate::{
    BelowZero, Cashback, Expiry, Group, Hours, Level, Membership, OncePer, Points, PromotionKind, PurseKind, Reward,
    StampCard, Tiers,
};

/// What a section is about.
#[derive(Clone, Copy)]
pub(super) enum Topic {
    Earn,
    Rewards,
    Levels,
    Membership,
    OnTop,
    Lapse,
    Mistakes,
}

/// The parts of a promotion in words.
pub(super) struct Said {
    pub gives: String,
    pub gives_other: String,
    pub units: String,
    /// In which hours and for whom, with a space before: ` every day from 17:00 to 19:00, for members`.
    pub bounds: String,
}

impl Said {
    /// The bounds after a comma, where without one they would seem to be of something else.
    pub fn aside(&self) -> String {
        if self.bounds.is_empty() { String::new() } else { format!(",{}", self.bounds) }
    }
}

pub(super) fn voice(language: Language) -> &'static dyn Voice {
    match language {
        Language::En => &en::English,
        Language::Fr => &fr::French,
        Language::De => &de::German,
        Language::Es => &es::Spanish,
        Language::It => &it::Italian,
        Language::Nl => &nl::Dutch,
        Language::Pl => &pl::Polish,
        Language::Pt => &pt::Portuguese,
    }
}

/// The sentences of one language; those of receipts are in [`Receipts`].
pub(super) trait Voice: Receipts {
    fn language(&self) -> Language;
    fn title(&self, topic: Topic) -> &'static str;
    /// The word before the last of a choice.
    fn or(&self) -> &'static str;

    /// `a, b or c`.
    fn one_of(&self, things: &[String]) -> String {
        say::list(things, self.or())
    }

    /// `Beans: the rest.`
    fn labelled(&self, label: &str, rest: &str) -> String {
        format!("{label}: {rest}")
    }

    /// So many stamps or points.
    fn units(&self, number: i64, kind: PurseKind) -> String;
    fn visits(&self, number: i64) -> String;
    /// So much money of credit.
    fn of_credit(&self, money: &str) -> String;
    /// `Monday and Tuesday from 17:00 to 19:00`; the whole week when there are no days.
    fn hours(&self, hours: &Hours) -> String;
    fn who(&self, group: &Group, level: &dyn Fn(&str) -> String) -> Option<String>;

    fn headline_stamps(&self, card: &StampCard, reward: &str) -> String;
    fn headline_points(&self, points: &Points, from: Option<u32>, money: SayMoney<'_>) -> String;
    /// `hundredths`: the share that comes back, in hundredths of a percent.
    fn headline_cashback(&self, hundredths: u32) -> String;
    fn headline_levels(&self, lowest: &str, highest: &str) -> String;

    fn stamps(&self, card: &StampCard, rewards: &str) -> String;
    /// `units`: the points. So for what each visit gives, and what the customer does.
    fn by_amount(&self, units: &str, money: &str) -> String;
    fn by_visit(&self, units: &str) -> String;
    fn by_action(&self, units: &str, words: &str, once_per: OncePer) -> String;
    fn carried(&self) -> &'static str;
    fn cashback(&self, cashback: &Cashback, least: Option<String>) -> String;
    fn not_earning(&self) -> &'static str;

    fn bounds(&self, reward: &Reward, level: Option<&str>) -> Vec<String>;
    fn voucher_days(&self, title: &str, days: u32) -> String;

    fn tiers(&self, tiers: &Tiers) -> String;
    fn level(&self, level: &Level, from: &str, gift: Option<&str>) -> String;
    fn review(&self, tiers: &Tiers) -> String;

    /// A name with its price: `Friends for €20.00`.
    fn priced(&self, name: &str, price: &str) -> String;
    fn membership(&self, membership: &Membership) -> String;
    fn membership_gives(&self, gift: &str, renewable: bool) -> String;
    fn benefits(&self, benefits: &[String]) -> String;

    fn promotion(&self, kind: &PromotionKind, said: &Said) -> String;
    /// `from` and `until`: the first and the last day of a promotion.
    fn dates(&self, from: Option<String>, until: Option<String>) -> Option<String>;
    fn combination(&self) -> &'static str;

    fn lapse(&self, expiry: Expiry) -> String;
    fn told_before(&self, days: u32) -> String;
    fn undone(&self, below_zero: BelowZero) -> String;
    fn kept(&self) -> &'static str;
}
