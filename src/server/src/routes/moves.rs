//! `/v1/moves`, and where staff moves a card: for somebody who lost everything that could bring it back.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use store::auth::{Actor, StaffAuth};
use store::moves::{self, Looked};
use store::{Fault, Reply};
use utoipa::IntoParams;
use wire::{CardMoves, Code, GiveMove, LiftPause, LostCards, MoveGiven, PauseLifted, Problem};

use crate::answer;
use crate::app::App;
use crate::auth::{CardActor, Staff};
use crate::body::Json;
use crate::problem::Refused;

/// What the customer remembers: one of the two.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Remembered {
    /// The card's number, in any case: `K7M2Q`.
    number: Option<String>,
    /// About when they were here, by the shop's clock: `2026-11-25T09:30`.
    around: Option<String>,
}

/// Where a page goes on.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Page {
    /// `next_cursor` of the page before; the first page when absent.
    cursor: Option<String>,
}

/// Cards that may be the one a customer lost: by its number, or those that were at a till of the shop within an hour of a moment, the nearest first, 12 at
/// most. Cards that can't be used are not among them.
#[utoipa::path(get, path = "/v1/moves/cards", tag = "till", security(("till" = [], "staff" = [])), params(Remembered), responses(
    (status = 200, description = "What is on each, and when it was here; nothing of whose it is", body = LostCards),
    (status = "4XX", description = "`till_required`, `staff_required`, `invalid_request`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn cards(
    State(app): State<App>,
    Staff(staff, _): Staff,
    remembered: Result<Query<Remembered>, QueryRejection>,
) -> Result<Response, Refused> {
    let invalid = |text: String| Problem::new(Code::InvalidRequest).detail(text);
    let Query(remembered) = remembered.map_err(|error| invalid(error.body_text()))?;
    let looked = match (remembered.number, remembered.around) {
        (Some(number), None) => Looked::Number(number),
        (None, Some(around)) => Looked::Around(around),
        _ => return Err(invalid("Give either `number` or `around`.".into()).into()),
    };
    answer::json(&found(&app, staff, looked).await?)
}

/// Gives out a code that brings the card to another phone, once, within ten minutes; it ends the one before. Used at `POST /v1/shops/{slug}/recover`, it does what a recovery code does,
/// and nothing on the card can be used for 24 hours, unless a manager lifts that. A till gives three cards a day away, a card goes once a day.
#[utoipa::path(post, path = "/v1/cards/{card_id}/move", tag = "till", security(("till" = [], "staff" = [])), params(("card_id" = String, Path, description = "16 hex digits")), request_body = GiveMove, responses(
    (status = 201, description = "The code", body = MoveGiven),
    (status = "4XX", description = "`unknown_card`, `card_blocked`, `card_merged` (`into`), `limit_reached` (`limit`: `moves_per_till_day`, `moves_per_card_day`; `until`), `till_required`, `staff_required`, `invalid_request`, `id_reused`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn give(
    State(app): State<App>,
    Staff(staff, _): Staff,
    Path(card): Path<String>,
    Json(request): Json<GiveMove>,
) -> Result<Response, Refused> {
    Ok(answer::written(&app, &mut given(&app, staff, card, request).await?))
}

/// Lets what is on a card be used at once after a move. For managers, and API keys with the scope `cards`.
#[utoipa::path(post, path = "/v1/cards/{card_id}/move/lift", tag = "shop", security(("till" = [], "staff" = []), ("key" = [])), params(("card_id" = String, Path, description = "16 hex digits")), request_body = LiftPause, responses(
    (status = 200, description = "It can be used", body = PauseLifted),
    (status = "4XX", description = "`unknown_card`, `manager_required`, `till_required`, `staff_required`, `key_refused`, `invalid_request`, `id_reused`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn lift(
    State(app): State<App>,
    CardActor(actor): CardActor,
    Path(card): Path<String>,
    Json(request): Json<LiftPause>,
) -> Result<Response, Refused> {
    Ok(answer::written(&app, &mut lifted(&app, actor, card, request).await?))
}

/// What the owner reads of moves, newest first, 50 on a page: when, at which till, by whom and why, and what came of it. For managers, and API keys with
/// the scope `cards`.
#[utoipa::path(get, path = "/v1/moves", tag = "shop", security(("till" = [], "staff" = []), ("key" = [])), params(Page), responses(
    (status = 200, description = "The moves", body = CardMoves),
    (status = "4XX", description = "`manager_required`, `till_required`, `staff_required`, `key_refused`, `invalid_request`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn list(
    State(app): State<App>,
    CardActor(actor): CardActor,
    page: Result<Query<Page>, QueryRejection>,
) -> Result<Response, Refused> {
    let Query(Page { cursor }) = page.map_err(|error| Problem::new(Code::InvalidRequest).detail(error.body_text()))?;
    answer::json(&listed(&app, actor, cursor).await?)
}

/// Reads moves; for the endpoint and for the page.
pub async fn listed(app: &App, actor: Actor, cursor: Option<String>) -> Result<CardMoves, Refused> {
    let moves: Result<CardMoves, Fault> = app.store.read(move |tx| moves::list(tx, &actor, cursor.as_deref())).await;
    Ok(moves?)
}

/// Finds cards; for the endpoint and for the page.
pub async fn found(app: &App, staff: StaffAuth, looked: Looked) -> Result<LostCards, Refused> {
    let now_us = app.clock.now_us();
    let found: Result<LostCards, Fault> = app.store.read(move |tx| moves::find(tx, &staff, &looked, now_us)).await;
    Ok(found?)
}

/// Gives out a code; for the endpoint and for the page.
pub async fn given(app: &App, staff: StaffAuth, card: String, request: GiveMove) -> Result<Reply, Refused> {
    let (ctx, vault) = (app.context(), app.vault);
    let give = move |tx: &mut dyn store::Tx| moves::give(tx, &ctx, &vault, &staff, &card, &request);
    let done: Result<Reply, Fault> = app.store.write(give).await;
    Ok(done?)
}

/// Lifts a pause; for the endpoint and for the page.
pub async fn lifted(app: &App, actor: Actor, card: String, request: LiftPause) -> Result<Reply, Refused> {
    let ctx = app.context();
    let lift = move |tx: &mut dyn store::Tx| moves::lift(tx, &ctx, &actor, &card, &request);
    let done: Result<Reply, Fault> = app.store.write(lift).await;
    Ok(done?)
}
