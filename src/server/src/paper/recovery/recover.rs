//! `/{slug}/recover`: a code brings the card to this browser.

use std::fmt::Write as _;
use std::sync::LazyLock;

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use store::HolderId;
use store::paper::Settings;
use uuid::Uuid;
use wire::{Code, Recover, Recovered};

use super::by_email;
use crate::app::App;
use crate::limits::Client;
use crate::pages::escape;
use crate::paper::form::{self, Form, form, see};
use crate::paper::frame::{self, Reader};
use crate::paper::when::when;
use crate::problem::Refused;
use crate::routes::recovery;

/// The one script of these pages. The code's QR leads here with the code behind `#`, which browsers don't send, so that it is in no log on the way; only
/// a script can put it into the field. Without one the code is typed.
const SCRIPT: &str = "var code=location.hash.slice(1);if(code){document.querySelector('[name=code]').value=code;\
                      history.replaceState(null,'',location.pathname+location.search)}";
/// The script, as the page's policy names it.
static SOURCE: LazyLock<String> =
    LazyLock::new(|| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(SCRIPT.as_bytes()))));

/// What somebody typed on the page before, and what stands in the fields again.
#[derive(Default)]
pub struct Tried<'a> {
    /// The recovery code.
    pub code: &'a str,
    /// The e-mail address.
    pub email: &'a str,
    /// The request that asked for a code by e-mail.
    pub ask: Option<Uuid>,
}

/// The page; `said`: what was just done, and what was refused.
pub fn page(
    app: &App,
    settings: &Settings,
    tried: &Tried<'_>,
    said: (Option<&str>, Option<&str>),
    reader: Reader,
) -> Response {
    let (words, slug) = (&reader.words().paper.recovery, &settings.shop.slug);
    let mut body = form::notice(said.0, said.1);
    if settings.card.is_some() {
        let link = format!("<a href=\"/{}\">{}</a>", escape(slug), escape(words.open_it));
        let _ = write!(body, "<p>{} {link}</p>", escape(words.has_one));
    }
    let fields = format!(
        "<label>{} <input name=\"code\" maxlength=\"64\" autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\" required \
         value=\"{}\"></label>",
        escape(words.code),
        escape(tried.code),
    );
    let button = format!("<button class=\"button main\">{}</button>", escape(words.bring_back));
    let by_code = format!(
        "<section><p>{}</p>{}<p class=\"soft\">{}</p></section>",
        escape(words.type_it),
        form(app, &reader.address(slug, "recover"), &fields, &button),
        escape(words.what_it_does),
    );
    let by_email = by_email::section(app, slug, tried, reader);
    // Who waits for a letter has no other code.
    body += &if tried.ask.is_some() { by_email } else { by_code + &by_email };
    let _ = write!(
        body,
        "<section><h2>{}</h2><p>{}</p><p>{}</p></section><script>{SCRIPT}</script>",
        escape(words.no_code),
        escape(&words.other_phone.with([reader.words().card.phones])),
        escape(words.at_the_counter),
    );
    let html = frame::frame(&settings.shop, None, words.recover_title, reader, &body);
    frame::with_script(html, &SOURCE)
}

/// Brings the card back, and leads to it: its app enrols a key by itself then. What was refused stands in the field again, as it is long to type.
pub async fn recover(
    app: &App,
    form: &Form,
    headers: &HeaderMap,
    settings: &Settings,
    who: (Option<HolderId>, Client),
    reader: Reader,
) -> Response {
    let ask = form.get("ask").parse().ok();
    let recovered = async {
        let request = Recover { id: form.id()?, code: form.get("code").to_owned(), ask };
        recovery::recovered(app, headers, settings.shop.slug.clone(), who, request).await
    };
    match recovered.await {
        Ok((reply, cookie)) => {
            let mut response = back(&reply.json, settings, reader);
            if let Some(cookie) = cookie {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            response
        }
        Err(refused) => {
            let said = refusal(&refused, ask, reader);
            let code = if ask.is_some() { "" } else { form.get("code") };
            // After too many wrong ones, another has to be asked for.
            let ask = ask.filter(|_| refused.0.code != Code::Locked);
            let mut response =
                page(app, settings, &Tried { code, ask, ..Tried::default() }, (None, said.as_deref()), reader);
            *response.status_mut() = StatusCode::from_u16(refused.0.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            response
        }
    }
}

/// The way to the card. Where staff moved it, the page says first from when on what is on it can be used.
fn back(json: &str, settings: &Settings, reader: Reader) -> Response {
    let (card, paper) = (format!("/{}?back=1", settings.shop.slug), &reader.words().paper);
    let paused = serde_json::from_str::<Recovered>(json).ok().and_then(|done| done.redeem_paused_until);
    let Some(until) = paused else { return see(&card) };
    let words = &paper.recovery;
    let body = format!(
        "<p class=\"lead\">{}</p><a class=\"button main\" href=\"{}\">{}</a>",
        escape(&words.waits.with([&when(&until.0, &settings.zone, &paper.dates)])),
        escape(&card),
        escape(words.open_it),
    );
    frame::with_forms(frame::frame(&settings.shop, None, words.recover_title, reader, &body))
}

fn refusal(refused: &Refused, ask: Option<Uuid>, reader: Reader) -> Option<String> {
    let paper = &reader.words().paper;
    let words = &paper.recovery;
    match refused.0.code {
        Code::BadRecoveryCode if ask.is_some() => Some(paper.mail_code.wrong.to_owned()),
        Code::BadRecoveryCode => Some(words.wrong.to_owned()),
        Code::CardHeld => Some(words.held.to_owned()),
        Code::CardMerged => Some(words.merged.with([refused.0.into.as_deref().unwrap_or_default()])),
        _ => form::refusal(form::said(refused), &paper.common).map(str::to_owned),
    }
}
