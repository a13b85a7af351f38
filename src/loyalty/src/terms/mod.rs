//! The programme in the customer's language, generated from the rules: one sentence for the counter, the full terms for who reads on.
//!
//! Here is what is said, in which order; how it is said is in one file for each language.

mod de;
mod en;
mod es;
mod fr;
mod it;
mod language;
mod nl;
mod pl;
mod pt;
mod receipt;
mod say;
mod teller;
mod voice;
mod why;

pub use language::Language;
pub use receipt::{Act, Receipt, ReceiptLine};
use teller::Teller;
use voice::{Said, Topic, Voice, voice};

use crate::{Program, Words};

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

/// The sentence that a customer reads in five seconds: the main rule, which is the first stamp card, else points, credit, membership or levels.
pub fn headline(program: &Program, language: Language, money: SayMoney<'_>) -> String {
    let voice = voice(language);
    let say = |words: &Words| program.say(words, language).trim().to_owned();
    if let Some(card) = program.stamp_cards.first() {
        let titles: Vec<_> =
            card.rewards().filter_map(|id| program.reward(id)).map(|reward| say(&reward.title)).collect();
        return if titles.is_empty() { String::new() } else { voice.headline_stamps(card, &voice.one_of(&titles)) };
    }
    if let Some(points) = &program.points {
        return voice.headline_points(points, program.cheapest(), money);
    }
    if let Some(cashback) = &program.cashback {
        return voice.headline_cashback(cashback.basis_points);
    }
    if let Some(membership) = &program.membership {
        let name = say(&membership.name);
        return match membership.benefits.first().map(say).filter(|benefit| !benefit.is_empty()) {
            Some(benefit) => voice.labelled(&name, &format!("{benefit}.")),
            None => format!("{name}."),
        };
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
        (Topic::Mistakes, vec![teller.voice.undone(program.below_zero), teller.voice.kept().to_owned()]),
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
