//! `/v1/shops/{slug}`: a shop's public face, and joining it.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use store::{Fault, Reply, cards, face};
use wire::{JoinRequest, Joined, Problem, Shop, Terms};

use crate::answer;
use crate::app::App;
use crate::auth::{MaybeHolder, host};
use crate::body::Json;
use crate::cookies::Cookie;
use crate::pages::lang;
use crate::problem::Refused;

/// Name, brand and programme of a shop, its words in the language of `Accept-Language`. Has an ETag.
#[utoipa::path(get, path = "/v1/shops/{slug}", tag = "card", params(("slug" = String, Path, description = "The shop's part of the link")), responses(
    (status = 200, description = "The shop", body = Shop),
    (status = 404, description = "`unknown_shop`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn get(State(app): State<App>, Path(slug): Path<String>, headers: HeaderMap) -> Result<Response, Refused> {
    let lang = lang(&headers);
    let shop: Result<Shop, Fault> = app.store.read(move |tx| face::view(tx, &slug, lang)).await;
    answer::in_language(&headers, &shop?)
}

/// The full terms of the programme in force, in the language of `Accept-Language`. Has an ETag.
#[utoipa::path(get, path = "/v1/shops/{slug}/terms", tag = "card", params(("slug" = String, Path, description = "The shop's part of the link")), responses(
    (status = 200, description = "The terms", body = Terms),
    (status = 304, description = "Unchanged since the answer in `If-None-Match`"),
    (status = 404, description = "`unknown_shop`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn terms(State(app): State<App>, Path(slug): Path<String>, headers: HeaderMap) -> Result<Response, Refused> {
    let lang = lang(&headers);
    let terms: Result<Terms, Fault> = app.store.read(move |tx| face::terms(tx, &slug, lang)).await;
    answer::in_language(&headers, &terms?)
}

/// Gives a card and its first key, and the holder cookie if this browser has none. A holder has one card in a shop: joining again enrols one
/// more key on it; with a `handoff` the key goes on the card that was handed over. Names are in the language of `Accept-Language`,
/// as wherever the card is read.
#[utoipa::path(post, path = "/v1/shops/{slug}/cards", tag = "card", params(("slug" = String, Path, description = "The shop's part of the link")), request_body = JoinRequest, responses(
    (status = 201, description = "The card", body = Joined),
    (status = "4XX", description = "`unknown_shop`, `bad_public_key`, `bad_handoff_code`, `card_held`, `card_merged` (`into`), `invalid_request`, `id_reused`, `rate_limited`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn join(
    State(app): State<App>,
    Path(slug): Path<String>,
    MaybeHolder(holder): MaybeHolder,
    headers: HeaderMap,
    Json(request): Json<JoinRequest>,
) -> Result<Response, Refused> {
    let (ctx, lang) = (app.context(), Some(lang(&headers)));
    let reply: Result<Reply, Fault> =
        app.store.write(move |tx| cards::join(tx, &ctx, &slug, &request, holder, lang)).await;
    let mut reply = reply?;
    let cookie = reply.token.take().and_then(|token| Cookie::Holder.set(&token, app.is_https(host(&headers)), None));
    let mut response = answer::written(&app, &mut reply);
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
