//! What a card's page says inside other apps.

use crate::{Template, list::texts};

texts! {
    /// The words above the card.
    InApp {
        /// What they are about.
        title: &'static str,
        /// What may go wrong in there.
        why: &'static str,
        /// How one leaves: `(dots, where they are, browser)`.
        how: Template<3>,
        /// Where the dots are.
        top: &'static str,
        /// Or there.
        bottom: &'static str,
        /// The link that does it, where there is one.
        open: &'static str,
        /// Above the address.
        link: &'static str,
        /// Copies it.
        copy: &'static str,
        /// Copied.
        copied: &'static str,
    }
}
