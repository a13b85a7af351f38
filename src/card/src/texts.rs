//! The card's words in the language now.

use std::cell::Cell;

use kit::i18n;
use words::{Card, Listed, Reader};

thread_local! {
    static WORDS: Cell<&'static Card> = Cell::new(kept(&mut Reader::empty()));
}

/// The words; tracked.
pub fn t() -> &'static Card {
    i18n::lang();
    WORDS.get()
}

/// Reads them.
pub fn read(list: &mut Reader) {
    WORDS.set(kept(list));
}

fn kept(list: &mut Reader) -> &'static Card {
    Box::leak(Box::new(Card::read(list)))
}
