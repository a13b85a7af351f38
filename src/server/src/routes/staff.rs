//! `/v1/staff`: who works here, signing in at a till, signing out.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use store::staff::{self, PinChallenge};
use store::{Fault, tills};
use wire::{Code, Problem, SignInRequest, SignedIn, StaffList};

use crate::answer;
use crate::app::App;
use crate::auth::{Staff, Till, counted, host};
use crate::body::Json;
use crate::cookies::Cookie;
use crate::problem::Refused;

/// The names to pick oneself from.
#[utoipa::path(get, path = "/v1/staff", tag = "till", security(("till" = [])), responses(
    (status = 200, description = "Who works here", body = StaffList),
    (status = 401, description = "`till_required`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn list(State(app): State<App>, Till(till): Till) -> Result<Response, Refused> {
    let staff: Result<StaffList, Fault> = app.store.read(move |tx| tills::staff(tx, &till)).await;
    answer::json(&staff?)
}

/// Signs somebody in at this till by PIN, and sets the staff cookie. Wrong PINs are counted per person and per till.
#[utoipa::path(post, path = "/v1/staff/sessions", tag = "till", security(("till" = [])), request_body = SignInRequest, responses(
    (status = 201, description = "Signed in", body = SignedIn),
    (status = "4XX", description = "`till_required`, `wrong_pin` (`tries_left`), `locked` (`until`), `unknown_staff`, `invalid_request`, `id_reused`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn sign_in(
    State(app): State<App>,
    Till(till): Till,
    headers: HeaderMap,
    Json(request): Json<SignInRequest>,
) -> Result<Response, Refused> {
    let ctx = app.context();
    let (at, who) = (till.clone(), request.staff_id);
    let challenge: Result<PinChallenge, Fault> =
        app.store.read(move |tx| staff::challenge(tx, &at, who, ctx.now_us)).await;
    let pin_ok = check(&app, challenge?, request.pin.clone()).await?;
    let mut reply = counted(app.store.write(move |tx| staff::sign_in(tx, &ctx, &till, &request, pin_ok)).await)?;
    let token = reply.token.take();
    let age_s = serde_json::from_str(&reply.json).ok().and_then(|signed: SignedIn| lasts_s(&signed, ctx.now_us));
    let cookie = token.and_then(|token| Cookie::Staff.set(&token, app.is_https(host(&headers)), age_s));
    let mut response = answer::written(&app, &mut reply);
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Checks a PIN away from the threads that answer requests: it is slow on purpose, and takes memory, so few run at once.
async fn check(app: &App, challenge: PinChallenge, pin: String) -> Result<bool, Refused> {
    let _turn = app.pin_turns.acquire().await.map_err(|_| Code::Busy)?;
    let pepper = app.pepper;
    let checked = tokio::task::spawn_blocking(move || challenge.matches(&pin, &pepper)).await;
    checked.map_err(|_| Code::Internal.into())
}

fn lasts_s(signed: &SignedIn, now_us: i64) -> Option<i64> {
    let until: jiff::Timestamp = signed.expires_at.0.parse().ok()?;
    Some((until.as_microsecond() - now_us) / 1_000_000)
}

/// Signs out, and takes the staff cookie away.
#[utoipa::path(delete, path = "/v1/staff/sessions/current", tag = "till", security(("till" = [], "staff" = [])), responses(
    (status = 204, description = "Signed out"),
    (status = 401, description = "`till_required`, `staff_required`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn sign_out(
    State(app): State<App>,
    Staff(staff, token): Staff,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    app.auth.forget_staff(&token);
    let (ended, now_us) = (token.clone(), app.clock.now_us());
    let done: Result<(), Fault> = app.store.write(move |tx| staff::sign_out(tx, &staff, &ended, now_us)).await;
    done?;
    // Once more: a request beside this one may have remembered it meanwhile.
    app.auth.forget_staff(&token);
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Some(cookie) = Cookie::Staff.clear(app.is_https(host(&headers))) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
