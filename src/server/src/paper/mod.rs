//! The server's own pages for customers: the history of a card, the terms of the programme, and what one rarely does with a card. Whoever opens
//! them has a network, so they are plain HTML without a script, and the card's app is spared their weight. What a form here does is also an
//! endpoint of the API, and the same job in the store.

mod form;
mod frame;
mod history;
mod install;
pub mod lost;
mod person;
mod qr;
mod receipt;
mod recovery;
mod settings;
mod terms;
pub mod when;

use axum::extract::Request;
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Response};
use store::{Fault, Lang, face, paper};
use wire::Code;
use words::Words;

use crate::app::App;
use crate::assets::ASK_FIRST;
use crate::auth;
use crate::icons;
use crate::limits::Client;
use crate::problem::Refused;
use form::Form;
use frame::Reader;
pub use frame::query;

/// What the pages look like, behind the shop's own colour.
const STYLE: &str = concat!(
    include_str!("../../../../style/tokens.css"),
    include_str!("../../../../style/base.css"),
    include_str!("../../../../style/paper/sheet.css"),
    include_str!("../../../../style/paper/forms.css"),
    include_str!("../../../../style/paper/steps.css")
);

/// A page, by the last parts of its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// `/{slug}/history`
    History,
    /// `/{slug}/terms`
    Terms,
    /// `/{slug}/settings`
    Settings,
    /// `/{slug}/settings/revoke?key=1`
    Revoke,
    /// `/{slug}/recover`
    Recover,
    /// `/{slug}/profile`
    Person,
    /// `/{slug}/profile/erase`
    Erase,
    /// `/{slug}/install`
    Install,
}

impl Paper {
    /// Those that each page leads to, in this order.
    const LISTED: [Paper; 5] = [Paper::History, Paper::Terms, Paper::Settings, Paper::Person, Paper::Install];

    /// By what follows the shop in an address.
    pub fn of(parts: &[&str]) -> Option<Paper> {
        match parts {
            ["history"] => Some(Paper::History),
            ["terms"] => Some(Paper::Terms),
            ["settings"] => Some(Paper::Settings),
            ["settings", "revoke"] => Some(Paper::Revoke),
            ["recover"] => Some(Paper::Recover),
            ["profile"] => Some(Paper::Person),
            ["profile", "erase"] => Some(Paper::Erase),
            ["install"] => Some(Paper::Install),
            _ => None,
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Paper::History => "history",
            Paper::Terms => "terms",
            Paper::Settings => "settings",
            Paper::Revoke => "settings/revoke",
            Paper::Recover => "recover",
            Paper::Person => "profile",
            Paper::Erase => "profile/erase",
            Paper::Install => "install",
        }
    }

    /// As the card's links call it.
    fn name(self, words: &Words) -> &'static str {
        match self {
            Paper::History => words.card.history,
            Paper::Terms => words.card.terms,
            Paper::Settings | Paper::Revoke | Paper::Recover => words.card.phones,
            Paper::Person | Paper::Erase => words.card.about_you,
            Paper::Install => words.paper.common.install,
        }
    }
}

/// What a form asks for, by the last parts of the address it is sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// `POST /{slug}/settings/name`
    NameKey,
    /// `POST /{slug}/settings/revoke`
    RevokeKey,
    /// `POST /{slug}/settings/code`
    MakeCode,
    /// `POST /{slug}/settings/code/confirm`
    ConfirmCode,
    /// `POST /{slug}/recover`
    Recover,
    /// `POST /{slug}/recover/email`
    AskByEmail,
    /// `POST /{slug}/profile`
    Tell,
    /// `POST /{slug}/profile/consents`
    Consent,
    /// `POST /{slug}/profile/email`
    AskConfirmation,
    /// `POST /{slug}/profile/email/confirm`
    ConfirmEmail,
    /// `POST /{slug}/profile/erase`
    Erase,
}

impl Asked {
    /// By what follows the shop in an address.
    pub fn of(parts: &[&str]) -> Option<Asked> {
        match parts {
            ["settings", "name"] => Some(Asked::NameKey),
            ["settings", "revoke"] => Some(Asked::RevokeKey),
            ["settings", "code"] => Some(Asked::MakeCode),
            ["settings", "code", "confirm"] => Some(Asked::ConfirmCode),
            ["recover"] => Some(Asked::Recover),
            ["recover", "email"] => Some(Asked::AskByEmail),
            ["profile"] => Some(Asked::Tell),
            ["profile", "email"] => Some(Asked::AskConfirmation),
            ["profile", "email", "confirm"] => Some(Asked::ConfirmEmail),
            ["profile", "consents"] => Some(Asked::Consent),
            ["profile", "erase"] => Some(Asked::Erase),
            _ => None,
        }
    }
}

/// One of the pages of a shop; refused with `unknown_shop` when there is no such shop.
pub async fn page(
    app: &App,
    headers: &HeaderMap,
    uri: &Uri,
    slug: &str,
    paper: Paper,
    browser: Lang,
) -> Result<Response, Refused> {
    let reader = Reader::of(uri, browser);
    let (slug, lang) = (slug.to_owned(), reader.lang);
    match paper {
        Paper::History => {
            let now_us = app.clock.now_us();
            let holder = auth::holder(headers, app).await?;
            let cursor = query(uri, "cursor").map(str::to_owned);
            let read = move |tx: &mut dyn store::Tx| paper::history(tx, &slug, holder, cursor.as_deref(), now_us, lang);
            let history: Result<paper::History, Fault> = app.store.read(read).await;
            Ok(frame::reading(history::page(&history?, reader)))
        }
        Paper::Terms => {
            let read = move |tx: &mut dyn store::Tx| Ok((face::view(tx, &slug, lang)?, face::terms(tx, &slug, lang)?));
            let (shop, terms) = app.store.read::<_, Fault>(read).await?;
            Ok(frame::reading(terms::page(&shop, &terms, reader)))
        }
        Paper::Recover => {
            let settings = settings_of(app, headers, slug, lang).await?;
            Ok(recovery::recover_page(app, &settings, &recovery::Tried::default(), (None, None), reader))
        }
        Paper::Install => {
            let settings = settings_of(app, headers, slug, lang).await?;
            install::page(app, headers, uri, &settings, reader).await
        }
        Paper::Settings | Paper::Revoke => {
            let settings = settings_of(app, headers, slug, lang).await?;
            let key = query(uri, "key").and_then(|key| key.parse().ok());
            let said = query(uri, "said").unwrap_or_default();
            Ok(frame::with_forms(match key.filter(|_| paper == Paper::Revoke) {
                Some(key) => settings::question(app, &settings, key, reader),
                None => settings::page(app, &settings, said, reader),
            }))
        }
        Paper::Person | Paper::Erase => {
            let person = person::read(app, slug, auth::holder(headers, app).await?, lang).await?;
            Ok(frame::with_forms(match paper {
                Paper::Erase => person::question(app, &person, reader),
                _ => {
                    let ask = query(uri, "ask").and_then(|ask| ask.parse().ok());
                    person::page(app, &person, query(uri, "said").unwrap_or_default(), ask, reader)
                }
            }))
        }
    }
}

async fn settings_of(app: &App, headers: &HeaderMap, slug: String, lang: Lang) -> Result<paper::Settings, Refused> {
    let holder = auth::holder(headers, app).await?;
    let read = move |tx: &mut dyn store::Tx| paper::settings(tx, &slug, holder, lang);
    Ok(app.store.read::<_, Fault>(read).await?)
}

/// Does what a form asks for, and leads to the page that says so.
pub async fn answer(app: &App, request: Request, slug: &str, asked: Asked, browser: Lang) -> Result<Response, Refused> {
    let (parts, body) = request.into_parts();
    let reader = Reader::of(&parts.uri, browser);
    let form = Form::read(&parts.headers, body).await?;
    let (headers, holder) = (&parts.headers, auth::holder_token(&parts.headers, app).await?);
    let id = holder.as_ref().map(|(id, _)| *id);
    match asked {
        Asked::NameKey => return Ok(settings::name(app, &form, slug, id, reader).await),
        Asked::RevokeKey => return Ok(settings::revoke(app, &form, slug, id, reader).await),
        Asked::Tell => return Ok(person::tell(app, &form, slug, id, reader).await),
        Asked::Consent => return Ok(person::consent(app, &form, slug, id, reader).await),
        Asked::Erase => return Ok(person::erase(app, &form, slug, id, reader).await),
        Asked::AskConfirmation => return Ok(person::ask(app, &form, slug, id, reader).await),
        Asked::ConfirmEmail => return Ok(person::confirm(app, &form, slug, id, reader).await),
        Asked::MakeCode | Asked::ConfirmCode | Asked::Recover | Asked::AskByEmail => {}
    }
    let settings = settings_of(app, headers, slug.to_owned(), reader.lang).await?;
    if matches!(asked, Asked::Recover | Asked::AskByEmail) {
        let client = parts.extensions.get::<Client>().copied().ok_or(Code::Internal)?;
        if asked == Asked::AskByEmail {
            return Ok(recovery::ask(app, &form, &settings, client, reader).await);
        }
        return Ok(recovery::recover(app, &form, headers, &settings, (id, client), reader).await);
    }
    let sent = recovery::Sent { form: &form, headers, settings: &settings, holder, reader };
    Ok(if asked == Asked::MakeCode { sent.make(app).await } else { sent.confirm(app).await })
}

/// `/{slug}/paper.css`: the pages' looks in the shop's colour.
pub fn style(color: &str) -> Response {
    let on = icons::letters_on_css(color);
    let css = format!("{STYLE}:root{{--brand:{color};--on-brand:{on}}}");
    let mut response = ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], css).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, ASK_FIRST);
    response
}
