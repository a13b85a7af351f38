//! The address that brings a card back: confirmed at `/v1/me/cards/{card_id}/email`, used at `/v1/shops/{slug}/recover/email`.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use store::email::{self, Letter};
use store::{Fault, HolderId, Lang, Reply};
use wire::{AskByEmail, AskConfirmation, Asked, Code, ConfirmEmail, Problem, Profile};

use crate::answer;
use crate::app::App;
use crate::auth::{Holder, counted};
use crate::body::Json;
use crate::limits::Client;
use crate::pages::lang;
use crate::problem::Refused;

/// Sends a code to the address of the profile, to confirm it. `not_found` where the server sends no mail.
#[utoipa::path(post, path = "/v1/me/cards/{card_id}/email", tag = "card", security(("holder" = [])), params(("card_id" = String, Path, description = "16 hex digits")), request_body = AskConfirmation, responses(
    (status = 202, description = "A code is on its way; it counts for ten minutes, with the id of this request", body = Asked),
    (status = "4XX", description = "`holder_required`, `unknown_card`, `invalid_request` (no address was told), `id_reused`, `not_found`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn ask_confirmation(
    State(app): State<App>,
    Holder(holder): Holder,
    Path(card): Path<String>,
    headers: HeaderMap,
    Json(request): Json<AskConfirmation>,
) -> Result<Response, Refused> {
    Ok(answer::written(&app, &mut asked_confirmation(&app, holder, card, request, lang(&headers)).await?))
}

/// Says by the code that the address is the customer's: from then on it brings the card back.
#[utoipa::path(post, path = "/v1/me/cards/{card_id}/email/confirm", tag = "card", security(("holder" = [])), params(("card_id" = String, Path, description = "16 hex digits")), request_body = ConfirmEmail, responses(
    (status = 200, description = "The profile, with `email_confirmed_at`", body = Profile),
    (status = "4XX", description = "`bad_recovery_code` (`tries_left`), `locked` (`until`), `email_taken`, `holder_required`, `unknown_card`, `invalid_request`, `id_reused`, `not_found`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn confirm(
    State(app): State<App>,
    Holder(holder): Holder,
    Path(card): Path<String>,
    Json(request): Json<ConfirmEmail>,
) -> Result<Response, Refused> {
    Ok(answer::written(&app, &mut confirmed(&app, holder, card, request).await?))
}

/// Sends a code to a confirmed address, which brings its card to the browser that asked: `recover` with the code, and this request's id as `ask`. The
/// answer is the same, and takes as long, whether the address is somebody's or not.
#[utoipa::path(post, path = "/v1/shops/{slug}/recover/email", tag = "card", params(("slug" = String, Path, description = "The shop's part of the link")), request_body = AskByEmail, responses(
    (status = 202, description = "If a card has the address, a code is on its way; it counts for ten minutes", body = Asked),
    (status = "4XX", description = "`locked` (`until`), `unknown_shop`, `invalid_request`, `id_reused`, `rate_limited`, `not_found`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn ask_recovery(
    State(app): State<App>,
    Path(slug): Path<String>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    Json(request): Json<AskByEmail>,
) -> Result<Response, Refused> {
    Ok(answer::written(&app, &mut asked_recovery(&app, slug, client, request, lang(&headers)).await?))
}

/// Asks for a code that confirms; for the endpoint and for the page.
pub async fn asked_confirmation(
    app: &App,
    holder: HolderId,
    card: String,
    request: AskConfirmation,
    lang: Lang,
) -> Result<Reply, Refused> {
    offered(app)?;
    let (ctx, vault) = (app.context(), app.vault);
    let ask = move |tx: &mut dyn store::Tx| email::ask_confirmation(tx, &ctx, &vault, holder, &card, &request);
    let (reply, letter) = app.store.write::<(Reply, Option<Letter>), Fault>(ask).await?;
    send(app, letter, lang);
    Ok(reply)
}

/// Confirms an address; for the endpoint and for the page.
pub async fn confirmed(app: &App, holder: HolderId, card: String, request: ConfirmEmail) -> Result<Reply, Refused> {
    offered(app)?;
    let (ctx, vault) = (app.context(), app.vault);
    let confirm = move |tx: &mut dyn store::Tx| email::confirm(tx, &ctx, &vault, holder, &card, &request);
    counted(app.store.write(confirm).await)
}

/// Asks for a code that brings a card back; for the endpoint and for the page.
pub async fn asked_recovery(
    app: &App,
    slug: String,
    Client(address): Client,
    request: AskByEmail,
    lang: Lang,
) -> Result<Reply, Refused> {
    offered(app)?;
    let (ctx, vault, subject) = (app.context(), app.vault, address.to_string());
    let ask = move |tx: &mut dyn store::Tx| email::ask_recovery(tx, &ctx, &vault, &slug, &request, &subject);
    let (reply, letter) = app.store.write::<(Reply, Option<Letter>), Fault>(ask).await?;
    send(app, letter, lang);
    Ok(reply)
}

fn offered(app: &App) -> Result<(), Code> {
    app.post.as_ref().map(drop).ok_or(Code::NotFound)
}

fn send(app: &App, letter: Option<Letter>, lang: Lang) {
    if let (Some(post), Some(letter)) = (&app.post, letter) {
        post.send_code(&letter, lang);
    }
}
