//! `/v1/me/cards/{card_id}/keys`: the phones that act for a card.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use pass::CardId;
use store::{Fault, HolderId, Reply, devices};
use wire::{CardKeys, Code, EnrolKeyRequest, KeyChanged, KeyEnrolled, NameKeyRequest, Problem, RevokeKeyRequest};

use crate::answer;
use crate::app::App;
use crate::auth::Holder;
use crate::body::Json;
use crate::problem::Refused;

/// The phones that act for a card: each with its name, where it keeps its key, and when it was added and last used.
#[utoipa::path(get, path = "/v1/me/cards/{card_id}/keys", tag = "card", security(("holder" = [])), params(("card_id" = String, Path, description = "16 hex digits")), responses(
    (status = 200, description = "The keys", body = CardKeys),
    (status = "4XX", description = "`holder_required`, `unknown_card`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn list(
    State(app): State<App>,
    Holder(holder): Holder,
    Path(card): Path<String>,
) -> Result<Response, Refused> {
    let keys: Result<CardKeys, Fault> = app.store.read(move |tx| devices::list(tx, holder, &card)).await;
    answer::json(&keys?)
}

/// Enrols one more key on a card: a browser that has the cookie and lost its key.
#[utoipa::path(post, path = "/v1/me/cards/{card_id}/keys", tag = "card", security(("holder" = [])), params(("card_id" = String, Path, description = "16 hex digits")), request_body = EnrolKeyRequest, responses(
    (status = 201, description = "The key's slot", body = KeyEnrolled),
    (status = "4XX", description = "`holder_required`, `unknown_card`, `bad_public_key`, `invalid_request`, `id_reused`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn enrol(
    State(app): State<App>,
    Holder(holder): Holder,
    Path(card): Path<String>,
    Json(request): Json<EnrolKeyRequest>,
) -> Result<Response, Refused> {
    let ctx = app.context();
    let reply: Result<Reply, Fault> =
        app.store.write(move |tx| store::cards::enrol_key(tx, &ctx, holder, &card, &request)).await;
    Ok(answer::written(&app, &mut reply?))
}

/// What a phone asks of its own key when it opens: whether it still acts for the card, and the secret of the typed code, which changes when a
/// phone is taken off the card.
#[utoipa::path(get, path = "/v1/me/cards/{card_id}/keys/{slot}", tag = "card", security(("holder" = [])), params(("card_id" = String, Path, description = "16 hex digits"), ("slot" = u8, Path, description = "0 to 7")), responses(
    (status = 200, description = "The key acts for the card", body = KeyEnrolled),
    (status = "4XX", description = "`key_revoked`, `holder_required`, `unknown_card`: with 410 when its customer asked to be forgotten", body = Problem, content_type = "application/problem+json"),
))]
pub async fn get(
    State(app): State<App>,
    Holder(holder): Holder,
    place: Result<Path<(String, u8)>, PathRejection>,
) -> Result<Response, Refused> {
    let (card, slot) = place_in(place)?;
    let now_us = app.clock.now_us();
    let key: Result<KeyEnrolled, Fault> =
        app.store.read(move |tx| devices::own_key(tx, holder, &card, slot, now_us)).await;
    answer::json(&key?)
}

/// Gives a phone a name, or takes it away.
#[utoipa::path(post, path = "/v1/me/cards/{card_id}/keys/{slot}", tag = "card", security(("holder" = [])), params(("card_id" = String, Path, description = "16 hex digits"), ("slot" = u8, Path, description = "0 to 7")), request_body = NameKeyRequest, responses(
    (status = 200, description = "Named", body = KeyChanged),
    (status = "4XX", description = "`key_revoked`, `holder_required`, `unknown_card`, `invalid_request`, `id_reused`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn name(
    State(app): State<App>,
    Holder(holder): Holder,
    place: Result<Path<(String, u8)>, PathRejection>,
    Json(request): Json<NameKeyRequest>,
) -> Result<Response, Refused> {
    let (card, slot) = place_in(place)?;
    Ok(answer::written(&app, &mut named(&app, holder, card, slot, request).await?))
}

/// Takes a phone off the card. Its codes are refused from now on, and those that it reads aloud: the secret of the typed code is another one then.
/// A browser that enrolled the key, is not the caller's and has no other one on the card holds the card no longer.
#[utoipa::path(post, path = "/v1/me/cards/{card_id}/keys/{slot}/revoke", tag = "card", security(("holder" = [])), params(("card_id" = String, Path, description = "16 hex digits"), ("slot" = u8, Path, description = "0 to 7")), request_body = RevokeKeyRequest, responses(
    (status = 200, description = "Taken off", body = KeyChanged),
    (status = "4XX", description = "`key_revoked`, `holder_required`, `unknown_card`, `invalid_request`, `id_reused`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn revoke(
    State(app): State<App>,
    Holder(holder): Holder,
    place: Result<Path<(String, u8)>, PathRejection>,
    Json(request): Json<RevokeKeyRequest>,
) -> Result<Response, Refused> {
    let (card, slot) = place_in(place)?;
    Ok(answer::written(&app, &mut revoked(&app, holder, card, slot, request).await?))
}

/// A card and a slot in the address; what is none is an address where nothing is.
fn place_in(place: Result<Path<(String, u8)>, PathRejection>) -> Result<(String, u8), Refused> {
    let unknown = Problem { status: 404, ..Code::UnknownCard.into() };
    Ok(place.map_err(|_| unknown)?.0)
}

/// Names a phone; for the endpoint and for the page.
pub async fn named(
    app: &App,
    holder: HolderId,
    card: String,
    slot: u8,
    request: NameKeyRequest,
) -> Result<Reply, Refused> {
    let done: Result<Reply, Fault> = app.store.write(move |tx| devices::name(tx, holder, &card, slot, &request)).await;
    Ok(done?)
}

/// Takes a phone off; for the endpoint and for the page.
pub async fn revoked(
    app: &App,
    holder: HolderId,
    card: String,
    slot: u8,
    request: RevokeKeyRequest,
) -> Result<Reply, Refused> {
    let (ctx, listened) = (app.context(), card.parse::<CardId>());
    let done: Result<Reply, Fault> =
        app.store.write(move |tx| devices::revoke(tx, &ctx, holder, &card, slot, &request)).await;
    let done = done?;
    if let Ok(card) = listened {
        app.hub.end(card);
    }
    Ok(done)
}
