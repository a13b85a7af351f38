//! The main rule in one sentence, in the customer's language.

use crate::Program;

/// A language that the rules can be said in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    En,
    /// French.
    Fr,
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
