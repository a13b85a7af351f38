//! `/v1/me/cards`: what the customer's own phone asks and hears.

use std::str::FromStr as _;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use pass::CardId;
use serde::Deserialize;
use store::{Fault, Lang, cards};
use utoipa::IntoParams;
use wire::{Card, Cards, Code, Operations, Problem};

use crate::app::App;
use crate::auth::{Holder, MaybeHolder};
use crate::pages::lang;
use crate::problem::Refused;
use crate::{answer, live, seen};

/// Operations on a page when none is asked for.
const PAGE: u32 = 20;

/// What to say to a browser without cards.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Nobody {
    /// A browser that has never had a card gets an empty list, in place of 401, which browsers write down as a page's error.
    #[serde(default)]
    or_none: bool,
}

/// All cards of this browser, newest first, names in the language of `Accept-Language`. Has an ETag.
#[utoipa::path(get, path = "/v1/me/cards", tag = "card", security(("holder" = [])), params(Nobody), responses(
    (status = 200, description = "The cards", body = Cards),
    (status = 304, description = "Unchanged since the answer in `If-None-Match`"),
    (status = 401, description = "`holder_required`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn list(
    State(app): State<App>,
    MaybeHolder(holder): MaybeHolder,
    nobody: Result<Query<Nobody>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    match holder {
        Some(holder) => answer::in_language(&headers, &seen::cards(&app, holder, lang(&headers)).await?),
        None if nobody.is_ok_and(|Query(nobody)| nobody.or_none) => {
            answer::in_language(&headers, &Cards { cards: vec![] })
        }
        None => Err(Code::HolderRequired.into()),
    }
}

/// One card, names in the language of `Accept-Language`. Has an ETag, which changes with the card's version and with the language,
/// and when the shop publishes other rules.
#[utoipa::path(get, path = "/v1/me/cards/{card_id}", tag = "card", security(("holder" = [])), params(("card_id" = String, Path, description = "16 hex digits")), responses(
    (status = 200, description = "The card", body = Card),
    (status = 304, description = "Unchanged since the answer in `If-None-Match`"),
    (status = "4XX", description = "`holder_required`, `unknown_card`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn get(
    State(app): State<App>,
    Holder(holder): Holder,
    Path(card): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    answer::in_language(&headers, &seen::card(&app, holder, card, lang(&headers)).await?)
}

/// Which page of a history.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Page {
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Operations on the page: 20 when absent, at most 50.
    limit: Option<u32>,
}

/// What was done on a card, newest first.
#[utoipa::path(get, path = "/v1/me/cards/{card_id}/operations", tag = "card", security(("holder" = [])), params(("card_id" = String, Path, description = "16 hex digits"), Page), responses(
    (status = 200, description = "A page of the history", body = Operations),
    (status = "4XX", description = "`holder_required`, `unknown_card`, `invalid_request`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn operations(
    State(app): State<App>,
    Holder(holder): Holder,
    Path(card): Path<String>,
    page: Result<Query<Page>, QueryRejection>,
) -> Result<Response, Refused> {
    let Query(page) = page.map_err(|error| Problem::new(Code::InvalidRequest).detail(error.body_text()))?;
    let limit = page.limit.unwrap_or(PAGE).clamp(1, cards::HISTORY_PAGE_MAX);
    let read = move |tx: &mut dyn store::Tx| cards::operations(tx, holder, &card, page.cursor.as_deref(), limit);
    let operations: Result<Operations, Fault> = app.store.read(read).await;
    answer::json(&operations?)
}

/// In which language events come.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Spoken {
    /// `en` or `fr`; that of `Accept-Language` when absent, which a browser's `EventSource` sends without asking the page.
    lang: Option<String>,
}

/// Server-sent events: `card` with the whole card on each change, `id:` its version. `Last-Event-ID` resumes; a comment every 15 s.
#[utoipa::path(get, path = "/v1/me/cards/{card_id}/events", tag = "card", security(("holder" = [])), params(("card_id" = String, Path, description = "16 hex digits"), Spoken), responses(
    (status = 200, description = "Events `card`", body = Card, content_type = "text/event-stream"),
    (status = "4XX", description = "`holder_required`, `unknown_card`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn events(
    State(app): State<App>,
    Holder(holder): Holder,
    Path(card): Path<String>,
    spoken: Result<Query<Spoken>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    // What is no id is an address where nothing is, as an id of somebody else's card.
    let card = CardId::from_str(&card).map_err(|_| Problem { status: 404, ..Code::UnknownCard.into() })?;
    let known = headers.get("last-event-id").and_then(|value| value.to_str().ok()).and_then(|id| id.parse().ok());
    let asked = spoken.ok().and_then(|Query(spoken)| Lang::of_tag(&spoken.lang?));
    let lang = asked.unwrap_or_else(|| lang(&headers));
    live::stream(app, holder, card, lang, known).await
}
