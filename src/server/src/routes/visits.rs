//! `/v1/visits`: a card comes to the counter, and what is done there.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use store::{Fault, Reply, offline, visits};
use wire::{Code, Op, OpenVisit, OperationDone, Problem, VisitOpened, VisitPreview};

use crate::app::App;
use crate::auth::{Actor, counted};
use crate::body::{Json, id_in};
use crate::pages::lang;
use crate::problem::Refused;
use crate::{answer, scan};

/// Opens a visit by a code, a typed code or a card's id, and does the given operations in it, all or nothing. The same code again at the
/// same till is the same visit, with `duplicate: true`.
///
/// With `offline` it is a record of a till that had no network: judged at `occurred_at`, taken late, flagged where something is odd. A refusal
/// of it is kept, and answered the same from then on.
#[utoipa::path(post, path = "/v1/visits", tag = "till", security(("till" = [], "staff" = []), ("key" = [])), request_body = OpenVisit, responses(
    (status = 201, description = "The visit", body = VisitOpened),
    (status = "4XX", description = "`malformed`, `unsupported_version`, `bad_signature`, `unknown_card`, `other_shop`, `card_blocked`, `key_revoked`, `clock_wrong` (`off_by_s`), `replayed`, `code_used` (`at`, `by`), `cooldown` (`until`), `limit_reached` (`limit`, `until`), `manager_required`, those of an operation, `bad_till_signature` and `lease_over` of a record, `staff_required`, `key_refused`, `invalid_request`, `id_reused`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn open(
    State(app): State<App>,
    Actor(actor): Actor,
    Json(request): Json<OpenVisit>,
) -> Result<Response, Refused> {
    let opened = open_now(&app, &actor, &request).await;
    let mut reply = match opened {
        // A till sends a record until it hears what became of it: that it is not taken is written down, too.
        Err(refused) if request.offline.is_some() => {
            let ctx = app.context();
            let reject = move |tx: &mut dyn store::Tx| offline::reject(tx, &ctx, &actor, &request, &refused.0);
            counted(app.store.write(reject).await)?
        }
        opened => opened?,
    };
    Ok(answer::written(&app, &mut reply))
}

async fn open_now(app: &App, actor: &store::Actor, request: &OpenVisit) -> Result<Reply, Refused> {
    let scanned = match &request.code {
        Some(code) => Some(scan::read(app, actor.shop(), code).await?),
        None => None,
    };
    let (ctx, actor, request) = (app.context(), actor.clone(), request.clone());
    let open = move |tx: &mut dyn store::Tx| visits::open(tx, &ctx, &actor, &request, scanned.as_ref());
    counted(app.store.write(open).await)
}

/// What a visit would do, without doing it: the same body, the same answer or refusal as from `/v1/visits`, and line by line how each number comes
/// about, in the language of `Accept-Language`. Nothing is kept: the ids are free to be sent for good, the code can
/// still be used. Ids of rewards that it would issue, and times, are not those that the visit will have.
#[utoipa::path(post, path = "/v1/visits/preview", tag = "till", security(("till" = [], "staff" = []), ("key" = [])), request_body = OpenVisit, responses(
    (status = 200, description = "What it would do", body = VisitPreview),
    (status = "4XX", description = "As from `/v1/visits`; a wrong typed code counts as a try", body = Problem, content_type = "application/problem+json"),
))]
pub async fn preview(
    State(app): State<App>,
    Actor(actor): Actor,
    headers: HeaderMap,
    Json(request): Json<OpenVisit>,
) -> Result<Response, Refused> {
    let scanned = match &request.code {
        Some(code) => Some(scan::read(&app, actor.shop(), code).await?),
        None => None,
    };
    let (ctx, lang) = (app.context(), lang(&headers));
    if let Some(typed) = request.typed_code.clone() {
        let actor = actor.clone();
        counted(app.store.write(move |tx| visits::try_typed_code(tx, &ctx, &actor, &typed)).await)?;
    }
    let preview = move |tx: &mut dyn store::Tx| visits::preview(tx, &ctx, &actor, &request, scanned.as_ref(), lang);
    let previewed: VisitPreview = counted(app.store.read(preview).await)?;
    answer::json(&previewed)
}

/// Does one more thing in an open visit.
#[utoipa::path(post, path = "/v1/visits/{visit_id}/operations", tag = "till", security(("till" = [], "staff" = []), ("key" = [])), params(("visit_id" = String, Path, description = "The visit's id")), request_body = Op, responses(
    (status = 201, description = "What was done, and the card after it", body = OperationDone),
    (status = "4XX", description = "`unknown_visit`, `insufficient_balance` (`missing`), `voucher_used`, `voucher_expired`, `unknown_voucher`, `unknown_choice`, `unknown_reward`, `reward_unavailable` (`why`), `unknown_stamp_card`, `earned_by_visit`, `unknown_action`, `action_done` (`until`), `unknown_purse`, `amount_required`, `confirm_required`, `external_ref_used` (`at`, `operation_id`), `earned_first`, `more_than_bill` (`most`), `less_than_minimum` (`least`), `no_membership`, `not_a_member`, `already_member` (`until`), `not_renewable`, `limit_reached` (`limit`, `until`), `manager_required`, `staff_required`, `key_refused`, `invalid_request`, `id_reused`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn operate(
    State(app): State<App>,
    Actor(actor): Actor,
    visit: Result<Path<String>, PathRejection>,
    Json(operation): Json<Op>,
) -> Result<Response, Refused> {
    let visit = id_in(visit, Code::UnknownVisit)?;
    let ctx = app.context();
    let operate = move |tx: &mut dyn store::Tx| visits::operate(tx, &ctx, &actor, visit, &operation);
    let reply: Result<Reply, Fault> = app.store.write(operate).await;
    Ok(answer::written(&app, &mut reply?))
}
