//! Italian.

mod card;
mod counter;
mod moves;
mod shared;
mod till;

use crate::{Lang, Paper, Plural, Words};

/// All of it.
pub static WORDS: Words = Words {
    shared: shared::WORDS,
    till: till::WORDS,
    card: card::WORDS,
    counter: counter::WORDS,
    moves: moves::WORDS,
    paper: Paper { no_script: "Questa pagina ha bisogno di JavaScript.", ..crate::en::PAPER },
};

const fn count<const N: usize>(one: &'static str, many: &'static str, other: &'static str) -> Plural<N> {
    Plural::new(Lang::It, [one, "", many, other])
}
