//! What a letter with a code says.

use crate::{Template, list::texts};

texts! {
    /// The words of a letter.
    Letters {
        /// What it is about: of which shop. It shows on a locked screen.
        subject: Template<1>,
        /// Above the code.
        your_code: &'static str,
        /// Where it belongs.
        type_it: &'static str,
        /// What confirming does: for which shop.
        confirming: Template<1>,
        /// What recovering does: for which shop.
        recovering: Template<1>,
        /// For whom it was not meant.
        not_asked: &'static str,
    }
}
