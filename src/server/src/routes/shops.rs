//! `/v1/shops/{slug}`: a shop's public face, and joining it.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use store::{Fault, Reply, cards, shops};
use wire::{JoinRequest, Joined, Problem, Shop};

use crate::answer;
use crate::app::App;
use crate::auth::{MaybeHolder, host};
use crate::body::Json;
use crate::cookies::Cookie;
use crate::pages::lang;
use crate::problem::Refused;

/// Name, brand and programme of a shop, the headline in the language of `Accept-Language` (French or English). Has an ETag.
#[utoipa::path(get, path = "/v1/shops/{slug}", tag = "card", params(("slug" = String, Path, description = "The shop's part of the link")), responses(
    (status = 200, description = "The shop", body = Shop),
    (status = 404, description = "`unknown_shop`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn get(State(app): State<App>, Path(slug): Path<String>, headers: HeaderMap) -> Result<Response, Refused> {
    let lang = lang(&headers);
    let shop: Result<Shop, Fault> = app.store.read(move |tx| shops::view(tx, &slug, lang)).await;
    let shop = shop?;
    let text = serde_json::to_vec(&shop).unwrap_or_default();
    let tag = URL_SAFE_NO_PAD.encode(&Sha256::digest(text)[..12]);
    let mut response = answer::tagged(&headers, &tag, &shop)?;
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-language"));
    Ok(response)
}

/// Gives a card and its first key, and the holder cookie if this browser has none. A holder has one card in a shop: joining again enrols one
/// more key on it.
#[utoipa::path(post, path = "/v1/shops/{slug}/cards", tag = "card", params(("slug" = String, Path, description = "The shop's part of the link")), request_body = JoinRequest, responses(
    (status = 201, description = "The card", body = Joined),
    (status = "4XX", description = "`unknown_shop`, `bad_public_key`, `invalid_request`, `id_reused`, `rate_limited`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn join(
    State(app): State<App>,
    Path(slug): Path<String>,
    MaybeHolder(holder): MaybeHolder,
    headers: HeaderMap,
    Json(request): Json<JoinRequest>,
) -> Result<Response, Refused> {
    let ctx = app.context();
    let reply: Result<Reply, Fault> = app.store.write(move |tx| cards::join(tx, &ctx, &slug, &request, holder)).await;
    let mut reply = reply?;
    let cookie = reply.token.take().and_then(|token| Cookie::Holder.set(&token, app.is_https(host(&headers)), None));
    let mut response = answer::written(&app, &mut reply);
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
