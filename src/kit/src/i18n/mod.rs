//! Languages: which one, the words all apps share, refusals in words, and numbers, money and dates by the browser's `Intl`.
//!
//! The words themselves are in the crate `words`; an app has those of one language at a time, as its page brought them.

pub mod format;
mod refusals;
mod speaking;

pub use refusals::{failure_text, problem_text};
#[cfg(feature = "till")]
pub use speaking::till;
pub use speaking::{lang, lang_untracked, set_lang, start, texts};
pub use words::{Lang, Said};
