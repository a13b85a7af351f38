//! What people read, in every language. A tour:
//!
//! - A language is a folder (`en`, `fr`, …) of constants of the structs in [`Words`], so that the compiler says what is missing.
//! - [`Template`], [`Plural`] and [`Sentences`] are the texts: data with places for facts, no code. [`category`] picks a plural's form.
//! - [`Listed`] lays a struct out as a flat list of lines and reads it back: an app does not carry its languages, its page brings the one that
//!   is read, and the binary of this crate writes those lists when the apps are built ([`list`]).
//!
//! The apps link none of the languages, the server those of its own pages.

#![warn(missing_docs)]

mod card;
mod counter;
mod de;
mod en;
mod es;
mod fr;
mod it;
mod list;
mod moves;
mod nl;
pub mod paper;
mod pl;
mod plural;
mod pt;
mod shared;
mod text;
mod till;

pub use card::Card;
pub use counter::Counter;
pub use list::{Entry, Listed, Reader};
pub use moves::Moves;
pub use paper::Paper;
pub use plural::{Category, category};
pub use shared::Shared;
pub use text::{Plural, Said, Sentences, Template};
pub use till::Till;
pub use wire::Lang;

/// All that is said in a language.
pub struct Words {
    /// What all apps say.
    pub shared: Shared,
    /// What the shared parts say only at a till.
    pub till: Till,
    /// The customer's card.
    pub card: Card,
    /// The counter.
    pub counter: Counter,
    /// The counter's page for lost phones.
    pub moves: Moves,
    /// The server's own pages.
    pub paper: Paper,
}

/// The words of a language. Not for the apps: they would carry them all.
pub fn of(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &en::WORDS,
        Lang::Fr => &fr::WORDS,
        Lang::De => &de::WORDS,
        Lang::Es => &es::WORDS,
        Lang::It => &it::WORDS,
        Lang::Nl => &nl::WORDS,
        Lang::Pl => &pl::WORDS,
        Lang::Pt => &pt::WORDS,
    }
}

/// An app that has its words as a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum App {
    /// `card`
    Card,
    /// `counter`
    Counter,
}

impl App {
    /// By the name of its crate.
    pub fn named(name: &str) -> Option<App> {
        match name {
            "card" => Some(App::Card),
            "counter" => Some(App::Counter),
            _ => None,
        }
    }
}

/// Every text that an app has in a language, in the order in which it reads them.
pub fn entries(app: App, lang: Lang) -> Vec<Entry> {
    let words = of(lang);
    let mut entries = vec![];
    words.shared.write("shared", &mut entries);
    match app {
        App::Card => words.card.write("card", &mut entries),
        App::Counter => {
            words.till.write("till", &mut entries);
            words.counter.write("counter", &mut entries);
        }
    }
    entries
}

/// An app's words as its page brings them: a line each, behind the language's tag. [`Reader`] reads it.
pub fn list(app: App, lang: Lang) -> String {
    let entries = entries(app, lang);
    let lines = std::iter::once(lang.tag()).chain(entries.iter().map(|entry| entry.text));
    lines.collect::<Vec<_>>().join("\n")
}
