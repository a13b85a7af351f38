//! The recovery code of a card, and `/v1/shops/{slug}/recover`, where it brings the card back.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use store::{Fault, HolderId, Reply, recovery};
use wire::{ConfirmRecovery, MadeRecovery, MakeRecovery, Problem, Recover, Recovered, RecoveryState};

use crate::answer;
use crate::app::App;
use crate::auth::{Holder, HolderToken, MaybeHolder, counted, host};
use crate::body::Json;
use crate::cookies::Cookie;
use crate::limits::Client;
use crate::problem::Refused;

/// Whether the card has a recovery code, and whether its customer showed that it is kept.
#[utoipa::path(get, path = "/v1/me/cards/{card_id}/recovery", tag = "card", security(("holder" = [])), params(("card_id" = String, Path, description = "16 hex digits")), responses(
    (status = 200, description = "How it stands", body = RecoveryState),
    (status = "4XX", description = "`holder_required`, `unknown_card`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn state(
    State(app): State<App>,
    Holder(holder): Holder,
    Path(card): Path<String>,
) -> Result<Response, Refused> {
    let state: Result<RecoveryState, Fault> = app.store.read(move |tx| recovery::state(tx, holder, &card)).await;
    answer::json(&state?)
}

/// Makes a recovery code, and ends the one before. The same request from the same browser is answered with the same code; the server keeps its
/// hash only.
#[utoipa::path(post, path = "/v1/me/cards/{card_id}/recovery", tag = "card", security(("holder" = [])), params(("card_id" = String, Path, description = "16 hex digits")), request_body = MakeRecovery, responses(
    (status = 201, description = "The code", body = MadeRecovery),
    (status = "4XX", description = "`holder_required`, `unknown_card`, `invalid_request`, `id_reused`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn make(
    State(app): State<App>,
    HolderToken(holder, token): HolderToken,
    Path(card): Path<String>,
    Json(request): Json<MakeRecovery>,
) -> Result<Response, Refused> {
    Ok(answer::written(&app, &mut made(&app, (holder, token), card, request).await?))
}

/// Says that the code is kept, by its last four letters. Until then it does not count as saved, though it brings the card back all the same.
#[utoipa::path(post, path = "/v1/me/cards/{card_id}/recovery/confirm", tag = "card", security(("holder" = [])), params(("card_id" = String, Path, description = "16 hex digits")), request_body = ConfirmRecovery, responses(
    (status = 200, description = "Saved", body = RecoveryState),
    (status = "4XX", description = "`bad_recovery_code`, `holder_required`, `unknown_card`, `invalid_request`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn confirm(
    State(app): State<App>,
    HolderToken(holder, token): HolderToken,
    Path(card): Path<String>,
    Json(request): Json<ConfirmRecovery>,
) -> Result<Response, Refused> {
    Ok(answer::written(&app, &mut confirmed(&app, (holder, token), card, request).await?))
}

/// Brings the card of a code to this browser, and sets the holder cookie if it has none. Every key of the card is revoked, no other browser holds it
/// any more, and the code is used up; then the browser enrols a key of its own. Another card of the shop that this browser holds gives way if nothing
/// was ever on it. Wrong tries are counted per address, and those of a code that came by e-mail (with `ask`) per code.
#[utoipa::path(post, path = "/v1/shops/{slug}/recover", tag = "card", params(("slug" = String, Path, description = "The shop's part of the link")), request_body = Recover, responses(
    (status = 201, description = "This browser holds the card", body = Recovered),
    (status = "4XX", description = "`bad_recovery_code` (`tries_left`), `locked` (`until`), `card_held`, `card_merged` (`into`), `unknown_shop`, `invalid_request`, `id_reused`, `rate_limited`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn recover(
    State(app): State<App>,
    Path(slug): Path<String>,
    MaybeHolder(holder): MaybeHolder,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    Json(request): Json<Recover>,
) -> Result<Response, Refused> {
    let (mut reply, cookie) = recovered(&app, &headers, slug, (holder, client), request).await?;
    let mut response = answer::written(&app, &mut reply);
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Makes a code; for the endpoint and for the page.
pub async fn made(
    app: &App,
    (holder, token): (HolderId, String),
    card: String,
    request: MakeRecovery,
) -> Result<Reply, Refused> {
    let ctx = app.context();
    let done: Result<Reply, Fault> =
        app.store.write(move |tx| recovery::make(tx, &ctx, holder, &token, &card, &request)).await;
    Ok(done?)
}

/// Confirms a code; for the endpoint and for the page.
pub async fn confirmed(
    app: &App,
    (holder, token): (HolderId, String),
    card: String,
    request: ConfirmRecovery,
) -> Result<Reply, Refused> {
    let ctx = app.context();
    let done: Result<Reply, Fault> =
        app.store.write(move |tx| recovery::confirm(tx, &ctx, holder, &token, &card, &request)).await;
    Ok(done?)
}

/// Brings a card back, and the cookie that goes with it; for the endpoint and for the page.
pub async fn recovered(
    app: &App,
    headers: &HeaderMap,
    slug: String,
    (holder, Client(address)): (Option<HolderId>, Client),
    request: Recover,
) -> Result<(Reply, Option<HeaderValue>), Refused> {
    let (ctx, vault, subject) = (app.context(), app.vault, address.to_string());
    let recover = move |tx: &mut dyn store::Tx| recovery::recover(tx, &ctx, &vault, &slug, &request, holder, &subject);
    let (mut reply, letter) = counted(app.store.write(recover).await)?;
    if let (Some(post), Some(moved)) = (&app.post, letter) {
        post.send_moved(&moved);
    }
    if let Ok(card) = serde_json::from_str::<Recovered>(&reply.json).map(|done| done.card_id)
        && let Ok(card) = card.parse()
    {
        app.hub.end(card);
    }
    let cookie = reply.token.take().and_then(|token| Cookie::Holder.set(&token, app.is_https(host(headers)), None));
    Ok((reply, cookie))
}
