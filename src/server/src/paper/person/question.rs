//! `/{slug}/profile/erase`: says what it means to be forgotten, asks once, and does it.

use axum::response::Response;
use store::HolderId;
use store::paper::Person;
use wire::{Code, EraseRequest};

use super::{back, page};
use crate::app::App;
use crate::pages::escape;
use crate::paper::Paper;
use crate::paper::form::{Form, form, hidden};
use crate::paper::frame::{Reader, frame};
use crate::routes::person as api;

/// The page that asks. A card that is gone already has no question.
pub fn question(app: &App, person: &Person, reader: Reader) -> String {
    let Some(card) = &person.card else { return page(app, person, "gone", None, reader) };
    let (words, slug) = (&reader.words().paper.person, &person.shop.slug);
    let means = words.means.map(|line| format!("<p>{}</p>", escape(line))).concat();
    let button = format!("<button class=\"button bad\">{}</button>", escape(words.do_erase));
    let sent = form(app, &reader.address(slug, Paper::Erase.path()), &hidden("card", card), &button);
    let keep = escape(&reader.address(slug, Paper::Person.path()));
    let body = format!(
        "<section>{means}</section><div class=\"choice\">{sent}<a class=\"button\" href=\"{keep}\">{}</a></div>",
        escape(words.keep)
    );
    frame(&person.shop, None, words.question, reader, &body)
}

/// Forgets a person.
pub async fn erase(app: &App, form: &Form, slug: &str, holder: Option<HolderId>, reader: Reader) -> Response {
    let erased = async {
        let holder = holder.ok_or(Code::HolderRequired)?;
        let request = EraseRequest { id: form.id()? };
        api::forgotten(app, holder, form.get("card").to_owned(), request).await?;
        Ok("erased")
    };
    back(erased.await, slug, reader)
}
