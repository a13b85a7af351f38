//! `/{slug}/recover/email`: a code goes to the address that was confirmed, and is typed on the page that asked for it.

use axum::http::StatusCode;
use axum::response::Response;
use uuid::Uuid;
use wire::{AskByEmail, Code};

use super::recover::{Tried, page};
use crate::app::App;
use crate::limits::Client;
use crate::pages::escape;
use crate::paper::form::{self, Form, form, hidden};
use crate::paper::frame::Reader;
use crate::routes::email;
use store::paper::Settings;

/// The part of the page: where to send a code, or the field for the one that was sent. Nothing where the server sends no mail.
pub fn section(app: &App, slug: &str, tried: &Tried<'_>, reader: Reader) -> String {
    if app.post.is_none() {
        return String::new();
    }
    let paper = &reader.words().paper;
    let words = &paper.recovery;
    match tried.ask {
        Some(ask) => waiting(app, slug, ask, reader),
        None => {
            let fields = format!(
                "<label>{} <input name=\"email\" type=\"email\" maxlength=\"{}\" autocomplete=\"email\" required value=\"{}\"></label>",
                escape(words.email),
                wire::EMAIL_CHARS_MAX,
                escape(tried.email),
            );
            let button = format!("<button class=\"button\">{}</button>", escape(paper.mail_code.send));
            let sending = form(app, &reader.address(slug, "recover/email"), &fields, &button);
            let (title, about) =
                (escape(words.by_email), escape(&words.what_by_email.with([reader.words().card.about_you])));
            format!("<section><h2>{title}</h2><p>{about}</p>{sending}</section>")
        }
    }
}

fn waiting(app: &App, slug: &str, ask: Uuid, reader: Reader) -> String {
    let paper = &reader.words().paper;
    let words = &paper.recovery;
    let fields = format!(
        "{}<label>{} <input name=\"code\" maxlength=\"16\" autocomplete=\"one-time-code\" autocapitalize=\"characters\" spellcheck=\"false\" \
         required></label>",
        hidden("ask", &ask.to_string()),
        escape(paper.mail_code.label),
    );
    let button = format!("<button class=\"button main\">{}</button>", escape(words.bring_back));
    let typing = form(app, &reader.address(slug, "recover"), &fields, &button);
    let (about, does) = (escape(paper.mail_code.type_it), escape(words.what_it_does_by_email));
    format!("<section><p>{about}</p>{typing}<p class=\"soft\">{does}</p></section>")
}

/// Sends a code, if a card has the address: the page says the same when none has.
pub async fn ask(app: &App, form: &Form, settings: &Settings, client: Client, reader: Reader) -> Response {
    let email = form.get("email");
    let asked = async {
        let request = AskByEmail { id: form.id()?, email: email.to_owned() };
        let ask = request.id;
        email::asked_recovery(app, settings.shop.slug.clone(), client, request, reader.lang).await.map(|_| ask)
    };
    match asked.await {
        Ok(ask) => {
            let sent = Some(reader.words().paper.recovery.sent);
            page(app, settings, &Tried { ask: Some(ask), ..Tried::default() }, (sent, None), reader)
        }
        Err(refused) => {
            let why = match refused.0.code {
                Code::InvalidRequest => Some(reader.words().paper.recovery.bad_email),
                _ => form::refusal(form::said(&refused), &reader.words().paper.common),
            };
            let mut response = page(app, settings, &Tried { email, ..Tried::default() }, (None, why), reader);
            *response.status_mut() = StatusCode::from_u16(refused.0.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            response
        }
    }
}
