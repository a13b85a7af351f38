//! `/v1/cards`: what the shop does with a card away from the till's daily work.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use store::{Fault, Reply, office};
use utoipa::IntoParams;
use wire::{
    CardRecord, CardRecords, Code, FactsRequest, MergeRequest, Merged, OpeningRequest, OperationDone, Problem,
    ProlongRequest,
};

use crate::answer;
use crate::app::App;
use crate::auth::CardActor;
use crate::body::Json;
use crate::problem::Refused;

/// Which card.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// The card's number, in any case: `K7M2Q`.
    number: String,
}

/// Looks a card up by its number. Facts are there for managers and for API keys with the scope `cards`.
#[utoipa::path(get, path = "/v1/cards", tag = "shop", security(("till" = [], "staff" = []), ("key" = [])), params(Wanted), responses(
    (status = 200, description = "The card, if there is one", body = CardRecords),
    (status = "4XX", description = "`till_required`, `staff_required`, `key_refused`, `invalid_request`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn find(
    State(app): State<App>,
    CardActor(actor): CardActor,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Refused> {
    let Query(wanted) = wanted.map_err(|error| Problem::new(Code::InvalidRequest).detail(error.body_text()))?;
    let now_us = app.clock.now_us();
    let find = move |tx: &mut dyn store::Tx| office::by_number(tx, &actor, &wanted.number, now_us);
    let found: Result<CardRecords, Fault> = app.store.read(find).await;
    answer::json(&found?)
}

/// One card of the shop. Facts are there for managers and for API keys with the scope `cards`.
#[utoipa::path(get, path = "/v1/cards/{card_id}", tag = "shop", security(("till" = [], "staff" = []), ("key" = [])), params(("card_id" = String, Path, description = "16 hex digits")), responses(
    (status = 200, description = "The card", body = CardRecord),
    (status = "4XX", description = "`unknown_card`, `till_required`, `staff_required`, `key_refused`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn get(
    State(app): State<App>,
    CardActor(actor): CardActor,
    Path(card): Path<String>,
) -> Result<Response, Refused> {
    let now_us = app.clock.now_us();
    let found: Result<CardRecord, Fault> = app.store.read(move |tx| office::get(tx, &actor, &card, now_us)).await;
    answer::json(&found?)
}

/// Changes what the shop knows of a customer; what the request leaves out stays. For managers, and API keys with the scope `cards`.
#[utoipa::path(patch, path = "/v1/cards/{card_id}", tag = "shop", security(("till" = [], "staff" = []), ("key" = [])), params(("card_id" = String, Path, description = "16 hex digits")), request_body = FactsRequest, responses(
    (status = 200, description = "The card", body = CardRecord),
    (status = "4XX", description = "`unknown_card`, `manager_required`, `staff_required`, `key_refused`, `invalid_request`, `id_reused`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn change(
    State(app): State<App>,
    CardActor(actor): CardActor,
    Path(card): Path<String>,
    Json(request): Json<FactsRequest>,
) -> Result<Response, Refused> {
    let (ctx, vault) = (app.context(), app.vault);
    let change = move |tx: &mut dyn store::Tx| office::change_facts(tx, &ctx, &vault, &actor, &card, &request);
    let reply: Result<Reply, Fault> = app.store.write(change).await;
    Ok(answer::written(&app, &mut reply?))
}

/// Moves everything on a card to another card of the shop: units with their own expiry, debts, rewards. The card is `merged` from then on; a void of
/// the operation restores both. For managers, and API keys with the scope `cards`.
#[utoipa::path(post, path = "/v1/cards/{card_id}/merge", tag = "shop", security(("till" = [], "staff" = []), ("key" = [])), params(("card_id" = String, Path, description = "16 hex digits")), request_body = MergeRequest, responses(
    (status = 201, description = "What came to the other card, and both cards", body = Merged),
    (status = "4XX", description = "`unknown_card`, `card_blocked`, `card_merged` (`into`), `manager_required`, `staff_required`, `key_refused`, `invalid_request`, `id_reused`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn merge(
    State(app): State<App>,
    CardActor(actor): CardActor,
    Path(card): Path<String>,
    Json(request): Json<MergeRequest>,
) -> Result<Response, Refused> {
    let ctx = app.context();
    let merge = move |tx: &mut dyn store::Tx| office::merge(tx, &ctx, &actor, &card, &request);
    let reply: Result<Reply, Fault> = app.store.write(merge).await;
    Ok(answer::written(&app, &mut reply?))
}

/// Puts balances from elsewhere on a card: half of a paper card, a line of an import. For managers, and API keys with the scope `cards`.
#[utoipa::path(post, path = "/v1/cards/{card_id}/opening", tag = "shop", security(("till" = [], "staff" = []), ("key" = [])), params(("card_id" = String, Path, description = "16 hex digits")), request_body = OpeningRequest, responses(
    (status = 201, description = "What was done, and the card after it", body = OperationDone),
    (status = "4XX", description = "`unknown_card`, `card_blocked`, `card_merged` (`into`), `external_ref_used` (`at`), `limit_reached` (`limit`), `manager_required`, `staff_required`, `key_refused`, `invalid_request`, `id_reused`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn open(
    State(app): State<App>,
    CardActor(actor): CardActor,
    Path(card): Path<String>,
    Json(request): Json<OpeningRequest>,
) -> Result<Response, Refused> {
    let ctx = app.context();
    let open = move |tx: &mut dyn store::Tx| office::open(tx, &ctx, &actor, &card, &request);
    let reply: Result<Reply, Fault> = app.store.write(open).await;
    Ok(answer::written(&app, &mut reply?))
}

/// Gives the units of a purse more time: none of them lapses before. For managers, and API keys with the scope `cards`.
#[utoipa::path(post, path = "/v1/cards/{card_id}/prolong", tag = "shop", security(("till" = [], "staff" = []), ("key" = [])), params(("card_id" = String, Path, description = "16 hex digits")), request_body = ProlongRequest, responses(
    (status = 201, description = "What was done, and the card after it", body = OperationDone),
    (status = "4XX", description = "`unknown_card`, `card_blocked`, `card_merged` (`into`), `manager_required`, `staff_required`, `key_refused`, `invalid_request`, `id_reused`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn prolong(
    State(app): State<App>,
    CardActor(actor): CardActor,
    Path(card): Path<String>,
    Json(request): Json<ProlongRequest>,
) -> Result<Response, Refused> {
    let ctx = app.context();
    let prolong = move |tx: &mut dyn store::Tx| office::prolong(tx, &ctx, &actor, &card, &request);
    let reply: Result<Reply, Fault> = app.store.write(prolong).await;
    Ok(answer::written(&app, &mut reply?))
}
