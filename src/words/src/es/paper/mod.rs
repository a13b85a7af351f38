//! Spanish: what the server says by itself.

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

use crate::Paper;

pub const WORDS: Paper = Paper {
    no_script: "Esta página necesita JavaScript.",
    common: common::WORDS,
    mail_code: common::MAIL_CODE,
    dates: dates::WORDS,
    history: history::WORDS,
    settings: settings::WORDS,
    recovery: recovery::WORDS,
    person: person::WORDS,
    consents: consents::WORDS,
    install: install::WORDS,
    inapp: inapp::WORDS,
    letters: letters::WORDS,
    notice: notice::WORDS,
};
