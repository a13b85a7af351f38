//! `/v1/till`: what the counter app asks first, and its last visits.

use axum::extract::State;
use axum::response::Response;
use store::{Fault, tills};
use wire::{Problem, Till as TillState, TillVisits};

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
