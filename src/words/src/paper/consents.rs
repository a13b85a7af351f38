//! What customers say yes to. A proof names the version of these words and their language: words that were shown once stay as they are, and
//! new ones get a version of their own (`store/members/texts.rs`).

use crate::{Template, list::texts};

texts! {
    /// The words of the consents, version 1: what the shop may do, by which way.
    Consents {
        /// `news`: `(shop, way)`.
        news: Template<2>,
        /// `reminders`: `(shop, way)`.
        reminders: Template<2>,
        /// `email`
        by_email: &'static str,
        /// `sms`
        by_sms: &'static str,
        /// `push`
        by_push: &'static str,
    }
}
