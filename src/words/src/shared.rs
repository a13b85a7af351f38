//! What all apps say, and the refusals that a customer may meet.

use wire::Code;

use crate::{Plural, Sentences, list::texts};

texts! {
    /// The words all apps share.
    Shared {
        /// Closes a dialog.
        close: &'static str,
        /// Goes back.
        back: &'static str,
        /// Tries again.
        retry: &'static str,
        /// A new version waits; the button's words follow.
        new_version: &'static str,
        /// Loads the new version.
        reload: &'static str,
        /// What the language switch is for.
        language: &'static str,
        /// Less than a minute ago.
        just_now: &'static str,
        /// Stamps, counted: "1 stamp", "3 stamps".
        stamps: Plural<0>,
        /// Points, counted.
        points: Plural<0>,
        /// Nothing came back.
        offline: Sentences<0>,
        /// `rate_limited`
        rate_limited: Sentences<0>,
        /// `busy`, `timeout`
        busy: Sentences<0>,
        /// `internal`
        internal: Sentences<0>,
        /// `unknown_shop`
        unknown_shop: Sentences<0>,
        /// `not_found`, `method_not_allowed`
        not_found: Sentences<0>,
        /// `bad_public_key`
        bad_public_key: Sentences<0>,
        /// `holder_required`
        holder_required: Sentences<0>,
        /// Anything else.
        failed: Sentences<0>,
    }
}

impl Shared {
    /// What a customer is told of a refusal, if customers meet it.
    pub fn refusal(&self, code: Code) -> Option<&Sentences<0>> {
        Some(match code {
            Code::RateLimited => &self.rate_limited,
            Code::Busy | Code::Timeout => &self.busy,
            Code::Internal => &self.internal,
            Code::UnknownShop => &self.unknown_shop,
            Code::NotFound | Code::MethodNotAllowed => &self.not_found,
            Code::BadPublicKey => &self.bad_public_key,
            Code::HolderRequired => &self.holder_required,
            _ => return None,
        })
    }
}
