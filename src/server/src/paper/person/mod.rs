//! `/{slug}/profile`: what customers tell about themselves, what they may be written to for, what is kept about them, and the way out.

mod email;
mod messages;
mod question;
mod tell;

use std::fmt::Write as _;

use axum::response::Response;
use store::paper::Person;
use store::{Fault, HolderId, Lang, paper};

pub use self::email::{ask, confirm};
pub use self::messages::consent;
pub use self::question::{erase, question};
pub use self::tell::tell;
use super::Paper;
use super::form::{self, see};
use super::frame::{Reader, frame};
use crate::app::App;
use crate::pages::escape;
use crate::problem::Refused;
use tell::Draft;
use uuid::Uuid;

/// Reads what the page shows.
pub async fn read(app: &App, slug: String, holder: Option<HolderId>, lang: Lang) -> Result<Person, Refused> {
    let vault = app.vault;
    let read = move |tx: &mut dyn store::Tx| paper::person(tx, &vault, &slug, holder, lang);
    Ok(app.store.read::<_, Fault>(read).await?)
}

/// The page. `said` is the key of what was just done, `ask` the request that asked for a code by e-mail.
pub fn page(app: &App, person: &Person, said: &str, ask: Option<Uuid>, reader: Reader) -> String {
    let common = &reader.words().paper.common;
    let notice = form::notice(done(said, reader), unconfirmed(said, reader).or_else(|| form::refusal(said, common)));
    let body = match &person.card {
        None if said == "erased" => String::new(),
        None => format!("<p>{}</p>", escape(common.no_card)),
        Some(card) => sections(app, person, card, (None, ask), reader),
    };
    frame(&person.shop, Some(Paper::Person), reader.words().card.about_you, reader, &(notice + &body))
}

/// What was done, by its key in the address.
fn done(said: &str, reader: Reader) -> Option<&'static str> {
    let words = &reader.words().paper.person;
    match said {
        "told" => Some(words.told),
        "said" => Some(words.said),
        "erased" => Some(words.erased),
        "mailed" => Some(words.mailed),
        "confirmed" => Some(words.confirmed),
        _ => None,
    }
}

/// Why an address was not confirmed, by its key in the address of the page.
fn unconfirmed(said: &str, reader: Reader) -> Option<&'static str> {
    let paper = &reader.words().paper;
    match said {
        "bad-code" => Some(paper.mail_code.wrong),
        "taken" => Some(paper.person.taken),
        _ => None,
    }
}

/// All that stands below each other. `draft`: what was filled in and could not be taken.
fn sections(
    app: &App,
    person: &Person,
    card: &str,
    (draft, ask): (Option<&Draft>, Option<Uuid>),
    reader: Reader,
) -> String {
    let mut body = tell::section(app, person, card, draft, reader);
    body.push_str(&email::section(app, person, card, ask, reader));
    body.push_str(&messages::section(app, person, card, reader));
    body.push_str(&kept(person, card, reader));
    body
}

fn section(title: &str, about: &str, rest: &str) -> String {
    format!("<section><h2>{}</h2><p class=\"soft\">{}</p>{rest}</section>", escape(title), escape(about))
}

/// The button below the fields of a form.
fn button(words: &str) -> String {
    format!("<div class=\"send\"><button class=\"button main\">{}</button></div>", escape(words))
}

/// What is kept, as a file; and the way to be forgotten.
fn kept(person: &Person, card: &str, reader: Reader) -> String {
    let words = &reader.words().paper.person;
    let file = wire::paths::my_card_export(card);
    let erase = reader.address(&person.shop.slug, Paper::Erase.path());
    let mut links = String::from("<div class=\"choice\">");
    let _ = write!(links, "<a class=\"button\" href=\"{}\" download>{}</a>", escape(&file), escape(words.download));
    let _ = write!(links, "<a class=\"button bad\" href=\"{}\">{}</a></div>", escape(&erase), escape(words.erase));
    section(words.data, words.what_data, &links)
}

/// The way back to the page, which says what was done or why not.
fn back(done: Result<&'static str, Refused>, slug: &str, reader: Reader) -> Response {
    back_with(done.unwrap_or_else(|refused| form::said(&refused)), None, slug, reader)
}

/// The same, to where a code can be typed.
fn back_with(said: &str, ask: Option<Uuid>, slug: &str, reader: Reader) -> Response {
    let ask = ask.map(|ask| format!("&ask={ask}")).unwrap_or_default();
    see(&format!("{}&said={said}{ask}", reader.address(slug, Paper::Person.path())))
}
