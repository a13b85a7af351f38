//! The e-mail address that brings the card back: confirmed by a code that goes there.

use axum::response::Response;
use store::HolderId;
use store::paper::Person;
use uuid::Uuid;
use wire::{AskConfirmation, Code, ConfirmEmail};

use super::{back, back_with};
use crate::app::App;
use crate::pages::escape;
use crate::paper::form::{self, Form, form, hidden};
use crate::paper::frame::Reader;
use crate::paper::when::day;
use crate::routes::email as api;

/// The part of the page. `ask`: the request that asked for a code, once one was sent. Nothing where there is no address, or no mail.
pub fn section(app: &App, person: &Person, card: &str, ask: Option<Uuid>, reader: Reader) -> String {
    let paper = &reader.words().paper;
    let (words, code, title) = (&paper.person, &paper.mail_code, paper.recovery.section);
    let Some(email) = person.profile.email.as_deref().filter(|_| app.post.is_some()) else { return String::new() };
    let (about, rest) = match (&person.profile.email_confirmed_at, ask) {
        (Some(at), _) => {
            let day = day(&at.0, &person.zone, &paper.dates);
            return super::section(title, &words.brings_back.with([email, &day]), "");
        }
        (None, None) => (words.what_by_email.with([email]), sending(app, person, card, code.send, reader)),
        (None, Some(ask)) => {
            let another = sending(app, person, card, code.send_another, reader);
            (code.type_it.to_owned(), typing(app, person, card, ask, reader) + &another)
        }
    };
    super::section(title, &about, &rest)
}

fn sending(app: &App, person: &Person, card: &str, label: &str, reader: Reader) -> String {
    let button = format!("<button class=\"button\">{}</button>", escape(label));
    form(app, &reader.address(&person.shop.slug, "profile/email"), &hidden("card", card), &button)
}

fn typing(app: &App, person: &Person, card: &str, ask: Uuid, reader: Reader) -> String {
    let paper = &reader.words().paper;
    let fields = format!(
        "{}<label>{} <input name=\"code\" maxlength=\"16\" autocomplete=\"one-time-code\" autocapitalize=\"characters\" spellcheck=\"false\" \
         required></label>",
        hidden("card", card) + &hidden("ask", &ask.to_string()),
        escape(paper.mail_code.label),
    );
    let button = format!("<button class=\"button main\">{}</button>", escape(paper.person.confirm));
    form(app, &reader.address(&person.shop.slug, "profile/email/confirm"), &fields, &button)
}

/// Sends a code to the address that was told.
pub async fn ask(app: &App, form: &Form, slug: &str, holder: Option<HolderId>, reader: Reader) -> Response {
    let asked = async {
        let (request, holder) = (AskConfirmation { id: form.id()? }, holder.ok_or(Code::HolderRequired)?);
        let ask = request.id;
        api::asked_confirmation(app, holder, form.get("card").to_owned(), request, reader.lang).await.map(|_| ask)
    };
    match asked.await {
        Ok(ask) => back_with("mailed", Some(ask), slug, reader),
        Err(refused) => back(Err(refused), slug, reader),
    }
}

/// Takes the code from the letter.
pub async fn confirm(app: &App, form: &Form, slug: &str, holder: Option<HolderId>, reader: Reader) -> Response {
    let ask = form.get("ask").parse().ok();
    let confirmed = async {
        let (id, ask, code) = (form.id()?, ask.ok_or(Code::InvalidRequest)?, form.get("code").to_owned());
        let holder = holder.ok_or(Code::HolderRequired)?;
        api::confirmed(app, holder, form.get("card").to_owned(), ConfirmEmail { id, ask, code }).await
    };
    match confirmed.await {
        Ok(_) => back_with("confirmed", None, slug, reader),
        Err(refused) => match refused.0.code {
            Code::BadRecoveryCode => back_with("bad-code", ask, slug, reader),
            Code::EmailTaken => back_with("taken", None, slug, reader),
            _ => back_with(form::said(&refused), None, slug, reader),
        },
    }
}
