//! What the counter's page for lost phones says: finding a card, giving out its code, and what the owner reads of it.

use crate::{Plural, Template, list::texts};

texts! {
    /// The words of the page. It is called what the counter's menu calls it ([`crate::Counter`]).
    Moves {
        /// Back to the counter.
        back: &'static str,
        /// What to do here.
        about: &'static str,
        /// The field for a card's number.
        number: &'static str,
        /// The field for when they were here.
        around: &'static str,
        /// Looks for the card.
        find: &'static str,
        /// Above the cards that were found, and what to ask about them.
        found: &'static str,
        /// No card fits.
        none: &'static str,
        /// The visit that was asked for: when.
        here: Template<1>,
        /// When the card was last here.
        last: Template<1>,
        /// It never was.
        never: &'static str,
        /// Rewards that are ready.
        rewards: Plural<0>,
        /// It is this card.
        choose: &'static str,
        /// Another one after all.
        other: &'static str,
        /// What giving out a code does.
        means: &'static str,
        /// How staff knew.
        reason: &'static str,
        /// Gives out a code.
        give: &'static str,
        /// Above the code.
        code: &'static str,
        /// How the customer uses it: at which address.
        use_it: Template<1>,
        /// The code's QR, for screen readers.
        qr_label: &'static str,
        /// Until when the code counts.
        until: Template<1>,
        /// `moves_per_till_day`
        till_full: &'static str,
        /// `moves_per_card_day`
        moved_today: &'static str,
        /// Above what the owner reads.
        moves: &'static str,
        /// There is nothing to read.
        no_moves: &'static str,
        /// Who gave it away, and at which till.
        by: Template<2>,
        /// The code was never used.
        unused: &'static str,
        /// Until when what is on the card waits.
        waits: Template<1>,
        /// It can be used.
        free: &'static str,
        /// Who ended the pause.
        lifted_by: Template<1>,
        /// Ends the pause.
        lift: &'static str,
        /// Said afterwards.
        lifted: &'static str,
    }
}
