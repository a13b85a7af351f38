//! What the owner is written when staff brought a card to another phone.

use crate::{Template, list::texts};

texts! {
    /// The words of that letter. The counter's page for lost phones is called what the counter's menu calls it ([`crate::Counter`]).
    Notice {
        /// What it is about: which card of which shop.
        subject: Template<2>,
        /// Which card of which shop, and when.
        moved: Template<3>,
        /// Who gave out the code, and at which till.
        by: Template<2>,
        /// What no longer works, and until when what is on the card waits.
        ends: Template<1>,
        /// What to do when it was right: on which page.
        right: Template<1>,
        /// What to do when it was not: where to read what who knew, and from when on the card can be moved again.
        wrong: Template<2>,
    }
}
