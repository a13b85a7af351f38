//! Polish.

mod card;
mod counter;
mod moves;
mod paper;
mod shared;
mod till;

use crate::{Lang, Plural, Words};

/// All of it.
pub static WORDS: Words = Words {
    shared: shared::WORDS,
    till: till::WORDS,
    card: card::WORDS,
    counter: counter::WORDS,
    moves: moves::WORDS,
    paper: paper::WORDS,
};

const fn count<const N: usize>(one: &'static str, few: &'static str, many: &'static str) -> Plural<N> {
    Plural::new(Lang::Pl, [one, few, many, ""])
}
