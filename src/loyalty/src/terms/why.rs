//! Why a number came about, on the way into words: its facts as the language writes them, then the sentence.

use super::receipt::{Act, Receipt};
use super::{SayMoney, say};
use crate::{CREDIT, Counting, Rate, Reason, Source};

/// A reason whose facts are in words. Whatever is about one purse or from one source has that before it: `Beans: …`
pub(super) enum Why {
    NotEarning { bill: String, paid: String },
    Counted { units: String, what: String },
    ByAmount(ByAmount),
    More { share: String, counts: bool },
    Multiplied { before: String, share: String, after: String },
    Added { units: String, purse: String },
    Given { source: String, what: String },
    NotGiven { source: String, reward: String },
    PaidDebt { units: String },
    Owes { units: String },
    Forgiven { units: String },
    ComesFrom { places: String },
    GoesBack { places: String },
    Full { stamps: String },
    StaysFull,
    SelfReferral,
    Level { from: String, to: String, count: String },
    Grace { level: String, count: String, until: String },
    Prolonged { units: String, until: Option<String> },
    StaysUsed,
    Refunded { left: String, before: String, after: String },
    Overridden { limit: &'static str },
}

/// Units by what was spent.
pub(super) struct ByAmount {
    pub amount: String,
    /// `2.5%` or `2 points for every €1.00`.
    pub rate: String,
    /// What was kept before below a whole unit: `0.50`.
    pub kept: Option<String>,
    pub units: String,
    /// What is kept now.
    pub keeps: Option<String>,
}

/// The sentences of receipts in one language.
pub(super) trait Receipts {
    /// What the purse of credit is called.
    fn credit(&self) -> &'static str;
    /// What stands before the number of an operation.
    fn number(&self) -> &'static str;
    fn act(&self, act: Act<'_>, money: SayMoney<'_>) -> String;
    /// `2 points for every €1.00`.
    fn rate(&self, units: &str, money: &str) -> String;
    fn why(&self, why: &Why) -> String;
    /// `until`: the last local day.
    fn granted(&self, units: &str, until: Option<&str>) -> String;
    /// So many items, of a kind if there is one.
    fn items(&self, number: i64, tag: Option<&str>) -> String;
    /// What is counted when it is the visit itself.
    fn the_visit(&self) -> &'static str;
    /// The name of a limit in words.
    fn limit(&self, name: &str) -> &'static str;
}

impl Receipt<'_> {
    /// A reason in words.
    pub(super) fn reason(&self, reason: &Reason) -> String {
        let rest = self.voice().why(&self.facts(reason));
        match reason {
            Reason::Counted { purse, .. }
            | Reason::ByAmount { purse, .. }
            | Reason::PaidDebt { purse, .. }
            | Reason::Owes { purse, .. }
            | Reason::Forgiven { purse, .. }
            | Reason::Lots { purse, .. }
            | Reason::Full { stamp_card: purse, .. }
            | Reason::StaysFull { stamp_card: purse }
            | Reason::Prolonged { purse, .. }
            | Reason::Refunded { purse, .. } => self.of(purse, &rest),
            Reason::Multiplied { purse, .. } => self.of(purse, &format!("{rest} {}", self.voice().combination())),
            Reason::Multiplier { source, .. } => self.voice().labelled(&self.source(source), &rest),
            Reason::Added { promotion, .. } => {
                self.voice().labelled(&self.source(&Source::Promotion(promotion.clone())), &rest)
            }
            Reason::NotEarning { .. }
            | Reason::Given { .. }
            | Reason::NotGiven { .. }
            | Reason::SelfReferral
            | Reason::Level { .. }
            | Reason::Grace { .. }
            | Reason::StaysUsed { .. }
            | Reason::Overridden { .. } => rest,
        }
    }

    fn facts(&self, reason: &Reason) -> Why {
        match reason {
            Reason::NotEarning { bill, paid_otherwise } => {
                Why::NotEarning { bill: self.money(*bill), paid: self.money(*paid_otherwise) }
            }
            Reason::Counted { purse, rule, quantity, base } => {
                Why::Counted { units: self.units(purse, *base), what: self.counting(rule, *quantity) }
            }
            Reason::ByAmount { purse, amount, rate, carry_before, base, carry_after } => {
                let point = self.voice().language().decimal_point();
                let [kept, keeps] =
                    [carry_before, carry_after].map(|carry| (carry.numerator != 0).then(|| say::share(*carry, point)));
                let (rate, units) = (self.rate(purse, *rate), self.units(purse, *base));
                Why::ByAmount(ByAmount { amount: self.money(*amount), rate, kept, units, keeps })
            }
            Reason::Multiplier { percent, counts, .. } => {
                Why::More { share: self.percent(percent - 100), counts: *counts }
            }
            Reason::Multiplied { purse, base, percent, units } => Why::Multiplied {
                before: self.units(purse, *base),
                share: self.percent(*percent),
                after: self.units(purse, *units),
            },
            Reason::Added { purse, units, .. } => {
                Why::Added { units: self.units(purse, *units), purse: self.purse(purse) }
            }
            Reason::Given { source, what, units } => {
                Why::Given { source: self.source(source), what: self.given(what, *units) }
            }
            Reason::NotGiven { source, reward } => {
                Why::NotGiven { source: self.source(source), reward: self.reward(reward) }
            }
            Reason::PaidDebt { purse, units } => Why::PaidDebt { units: self.units(purse, *units) },
            Reason::Owes { purse, units } => Why::Owes { units: self.units(purse, *units) },
            Reason::Forgiven { purse, units } => Why::Forgiven { units: self.units(purse, *units) },
            Reason::Lots { uses, .. } => {
                let places = say::places(self.voice().number(), uses);
                let back = uses.iter().all(|used| used.units < 0);
                if back { Why::GoesBack { places } } else { Why::ComesFrom { places } }
            }
            Reason::Full { stamp_card, goal } => Why::Full { stamps: self.units(stamp_card, *goal) },
            Reason::StaysFull { .. } => Why::StaysFull,
            Reason::SelfReferral => Why::SelfReferral,
            Reason::Level { from, to, count } => {
                let (from, to) = (self.level(from.as_deref()), self.level(to.as_deref()));
                Why::Level { from, to, count: self.tier_count(*count) }
            }
            Reason::Grace { level, count, until } => {
                let (level, count) = (self.level(Some(level)), self.tier_count(*count));
                Why::Grace { level, count, until: self.last_day(*until) }
            }
            Reason::Prolonged { purse, units, until } => {
                Why::Prolonged { units: self.units(purse, *units), until: until.map(|until| self.last_day(until)) }
            }
            Reason::StaysUsed { .. } => Why::StaysUsed,
            Reason::Refunded { purse, amount_left, units_before, units_after } => Why::Refunded {
                left: self.money(*amount_left),
                before: self.units(purse, *units_before),
                after: self.units(purse, *units_after),
            },
            Reason::Overridden { limit } => Why::Overridden { limit: self.voice().limit(limit) },
        }
    }

    fn percent(&self, percent: i64) -> String {
        let hundredths = u32::try_from(percent.saturating_mul(100)).unwrap_or(u32::MAX);
        self.voice().language().percent(hundredths)
    }

    fn rate(&self, purse: &str, rate: Rate) -> String {
        if purse == CREDIT {
            return self.voice().language().percent(u32::try_from(rate.numerator).unwrap_or(u32::MAX));
        }
        self.voice().rate(&self.units(purse, rate.numerator), &self.money(rate.denominator))
    }

    fn counting(&self, rule: &Counting, quantity: i64) -> String {
        match rule {
            Counting::Quantity => self.voice().items(quantity, None),
            Counting::Tag(tag) => self.voice().items(quantity, Some(tag)),
            Counting::Visit => self.voice().the_visit().to_owned(),
            Counting::Action(action) => self.action(action),
        }
    }
}
