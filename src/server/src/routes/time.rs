//! `/v1/time`: what phones set their passes by.

use axum::extract::State;
use axum::response::Response;
use wire::ServerTime;

use crate::answer;
use crate::app::App;
use crate::problem::Refused;

/// The server's clock.
#[utoipa::path(get, path = "/v1/time", tag = "card", responses((status = 200, description = "Now", body = ServerTime)))]
pub async fn get(State(app): State<App>) -> Result<Response, Refused> {
    answer::json(&ServerTime { now_ms: app.clock.now_ms() })
}
