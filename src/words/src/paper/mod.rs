//! What the server says by itself: its pages, the notice above a card inside other apps, its letters.

mod common;
mod consents;
mod dates;
mod history;
mod inapp;
mod install;
mod letters;
mod notice;
mod person;
mod recovery;
mod settings;

pub use common::{Common, MailCode};
pub use consents::Consents;
pub use dates::Dates;
pub use history::History;
pub use inapp::InApp;
pub use install::Install;
pub use letters::Letters;
pub use notice::Notice;
pub use person::Person;
pub use recovery::Recovery;
pub use settings::Settings;

use crate::list::texts;

texts! {
    /// The words of what needs no app. Pages that a card leads to are called what the card calls them ([`crate::Card`]).
    Paper {
        /// A page that does nothing without scripts.
        no_script: &'static str,
        /// What more than one page says.
        common: Common,
        /// A code by e-mail.
        mail_code: MailCode,
        /// Days.
        dates: Dates,
        /// What happened on the card.
        history: History,
        /// The phones of a card.
        settings: Settings,
        /// The recovery code.
        recovery: Recovery,
        /// The person behind the card.
        person: Person,
        /// What they say yes to.
        consents: Consents,
        /// How the card goes on a home screen.
        install: Install,
        /// Above the card inside other apps.
        inapp: InApp,
        /// Letters with a code.
        letters: Letters,
        /// The letter to the owner.
        notice: Notice,
    }
}
