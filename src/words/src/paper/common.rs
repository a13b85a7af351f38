//! What more than one of the server's pages says.

use crate::{Template, list::texts};

texts! {
    /// What stands around the pages, and what became of a form that was refused.
    Common {
        /// Back to the card.
        back: &'static str,
        /// What the pages are together, for screen readers.
        pages: &'static str,
        /// The link to the page that shows how to install.
        install: &'static str,
        /// Which version of the terms this is.
        version: Template<1>,
        /// This browser has no card of the shop.
        no_card: &'static str,
        /// Keeps what was filled in.
        save: &'static str,
        /// It can't be so.
        invalid: &'static str,
        /// Its page was old.
        again: &'static str,
        /// What it was about is gone.
        gone: &'static str,
        /// Too many tries.
        wait: &'static str,
        /// A failure.
        failed: &'static str,
    }
}

texts! {
    /// A code that goes to an e-mail address.
    MailCode {
        /// Sends it.
        send: &'static str,
        /// Sends one more.
        send_another: &'static str,
        /// Above the field for it.
        type_it: &'static str,
        /// The field for it.
        label: &'static str,
        /// It was not that.
        wrong: &'static str,
    }
}
