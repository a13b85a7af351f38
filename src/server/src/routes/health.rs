//! `/healthz` and `/readyz`: for whoever watches over the process.

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};
use store::{Fault, auth};
use wire::Code;

use crate::app::App;
use crate::problem::Refused;

/// The process serves requests.
#[utoipa::path(get, path = "/healthz", tag = "health", responses((status = 200, description = "`{\"status\":\"ok\"}`")))]
pub async fn healthz() -> Json<Value> {
    Json(json!({"status": "ok"}))
}

/// The database answers too, and the server is not about to leave.
#[utoipa::path(get, path = "/readyz", tag = "health", responses(
    (status = 200, description = "`{\"status\":\"ready\"}`"),
    (status = 503, description = "`busy`", body = wire::Problem, content_type = "application/problem+json"),
))]
pub async fn readyz(State(app): State<App>) -> Result<Json<Value>, Refused> {
    if app.is_stopping() {
        return Err(Code::Busy.into());
    }
    let now_us = app.clock.now_us();
    // Nobody has the empty token; what counts is that the database says so.
    let asked: Result<_, Fault> = app.store.read(move |tx| auth::holder(tx, "", now_us)).await;
    asked?;
    Ok(Json(json!({"status": "ready"})))
}
