//! The phones of a card.

use crate::{Template, list::texts};

texts! {
    /// The words of the phones' page.
    Settings {
        /// The phones that act for the card.
        phones: &'static str,
        /// What a phone is here.
        what_phones_are: &'static str,
        /// A phone without a name, by its number.
        phone_no: Template<1>,
        /// Beside the phone one reads this on.
        this_phone: &'static str,
        /// Since which day it has the card.
        added: Template<1>,
        /// When its code was last shown at the counter, as [`super::Dates`] says it.
        last_used: Template<1>,
        /// Its code was never shown.
        never_used: &'static str,
        /// Where it keeps its key: `webcrypto`
        webcrypto: &'static str,
        /// `memory`
        memory: &'static str,
        /// `raw`
        raw: &'static str,
        /// Opens the field for its name.
        rename: &'static str,
        /// The field.
        name: &'static str,
        /// Takes it off: leads to the question, and answers it.
        take_off: &'static str,
        /// The question.
        question: &'static str,
        /// What it means on this phone.
        means_here: &'static str,
        /// What it means elsewhere in this browser.
        means_this_browser: &'static str,
        /// What it means on another phone.
        means_elsewhere: &'static str,
        /// What it means always.
        means_always: &'static str,
        /// No other phone has the card.
        the_only_one: &'static str,
        /// The other answer.
        keep: &'static str,
        /// A phone was named.
        named: &'static str,
        /// A phone was taken off.
        revoked: &'static str,
    }
}
