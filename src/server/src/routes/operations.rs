//! `/v1/operations`: taking one back, and how it came about.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use store::{Fault, Reply, explain, voids};
use wire::{Code, Explanation, OperationDone, Problem, VoidRequest};

use crate::answer;
use crate::app::App;
use crate::auth::{Actor, Undoer};
use crate::body::{Json, id_in};
use crate::pages::lang;
use crate::problem::Refused;

/// Writes the mirror of an operation: what was earned goes, what was spent comes back, a used reward is ready again.
#[utoipa::path(post, path = "/v1/operations/{operation_id}/void", tag = "till", security(("till" = [], "staff" = []), ("key" = [])), params(("operation_id" = String, Path, description = "The operation's id")), request_body = VoidRequest, responses(
    (status = 201, description = "The void, and the card after it", body = OperationDone),
    (status = "4XX", description = "`unknown_operation`, `already_voided`, `void_window_over`, `manager_required`, `not_voidable`, `superseded`, `more_than_paid` (`most`), `staff_required`, `key_refused`, `invalid_request`, `id_reused`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn void(
    State(app): State<App>,
    Undoer(actor): Undoer,
    operation: Result<Path<String>, PathRejection>,
    Json(request): Json<VoidRequest>,
) -> Result<Response, Refused> {
    let operation = id_in(operation, Code::UnknownOperation)?;
    let ctx = app.context();
    let void = move |tx: &mut dyn store::Tx| voids::void(tx, &ctx, &actor, operation, &request);
    let reply: Result<Reply, Fault> = app.store.write(void).await;
    Ok(answer::written(&app, &mut reply?))
}

/// How each number of an operation came about, in the language of `Accept-Language` and as data: the rule and the version of
/// the programme, what was carried, which multipliers counted, which lots were used, which limits a manager let it pass.
#[utoipa::path(get, path = "/v1/operations/{operation_id}/explain", tag = "till", security(("till" = [], "staff" = []), ("key" = [])), params(("operation_id" = String, Path, description = "The operation's id")), responses(
    (status = 200, description = "How it came about", body = Explanation),
    (status = "4XX", description = "`unknown_operation`, `staff_required`, `key_refused`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn explain(
    State(app): State<App>,
    Actor(actor): Actor,
    operation: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let (operation, lang) = (id_in(operation, Code::UnknownOperation)?, lang(&headers));
    let explain = move |tx: &mut dyn store::Tx| explain::explain(tx, actor.shop(), operation, lang);
    let explained: Result<Explanation, Fault> = app.store.read(explain).await;
    answer::json(&explained?)
}
