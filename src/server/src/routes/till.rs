//! `/v1/till`: what the counter app asks first, what it must know without a network, and its last visits.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use store::{Fault, snapshot, tills};
use utoipa::IntoParams;
use wire::{Code, Problem, Till as TillState, TillSnapshot, TillVisits};

use crate::answer;
use crate::app::App;
use crate::auth::{Staff, TillAndStaff};
use crate::problem::Refused;

/// Visits in the list.
const VISITS: u32 = 20;

/// This device, its shop, and who is signed in.
#[utoipa::path(get, path = "/v1/till", tag = "till", security(("till" = [])), responses(
    (status = 200, description = "The till", body = TillState),
    (status = 401, description = "`till_required`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn get(State(app): State<App>, TillAndStaff(till, staff): TillAndStaff) -> Result<Response, Refused> {
    let state: Result<TillState, Fault> = app.store.read(move |tx| tills::state(tx, &till, staff.as_ref())).await;
    answer::json(&state?)
}

/// Since when.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Since {
    /// `cursor` of the last answer; all of it when absent.
    since: Option<String>,
}

/// What this till must know to work without a network: keys, how cards stand, codes used a moment ago, and how far it may go. With `since`, what
/// changed; up to 500 cards an answer, and `more` says to ask again at once.
#[utoipa::path(get, path = "/v1/till/snapshot", tag = "till", security(("till" = [], "staff" = [])), params(Since), responses(
    (status = 200, description = "What changed, or the whole", body = TillSnapshot),
    (status = "4XX", description = "`till_required`, `staff_required`, `invalid_request`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn snapshot(
    State(app): State<App>,
    Staff(staff, _): Staff,
    since: Result<Query<Since>, QueryRejection>,
) -> Result<Response, Refused> {
    let Query(Since { since }) = since.map_err(|error| Problem::new(Code::InvalidRequest).detail(error.body_text()))?;
    let now_us = app.clock.now_us();
    let read = move |tx: &mut dyn store::Tx| snapshot::read(tx, &staff.till, since.as_deref(), now_us);
    let snapshot: Result<TillSnapshot, Fault> = app.store.read(read).await;
    answer::json(&snapshot?)
}

/// The last visits opened at this till, newest first, with what was done in each.
#[utoipa::path(get, path = "/v1/till/visits", tag = "till", security(("till" = [], "staff" = [])), responses(
    (status = 200, description = "Up to 20 visits", body = TillVisits),
    (status = 401, description = "`till_required`, `staff_required`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn visits(State(app): State<App>, Staff(staff, _): Staff) -> Result<Response, Refused> {
    let now_us = app.clock.now_us();
    let visits: Result<TillVisits, Fault> =
        app.store.read(move |tx| tills::visits(tx, &staff.till, VISITS, now_us)).await;
    answer::json(&visits?)
}
