//! `/v1/devices`: a phone or tablet becomes a till.

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use store::tills;
use wire::{PairRequest, Paired, Problem};

use crate::answer;
use crate::app::App;
use crate::auth::{counted, host};
use crate::body::Json;
use crate::cookies::Cookie;
use crate::limits::Client;
use crate::problem::Refused;

/// Pairs this device with the shop that made the pairing code, and sets the till cookie. Wrong tries are counted per address.
#[utoipa::path(post, path = "/v1/devices/pair", tag = "till", request_body = PairRequest, responses(
    (status = 201, description = "Paired", body = Paired),
    (status = "4XX", description = "`bad_pairing_code`, `locked` (`until`), `invalid_request`, `id_reused`, `rate_limited`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn pair(
    State(app): State<App>,
    Extension(Client(address)): Extension<Client>,
    headers: HeaderMap,
    Json(request): Json<PairRequest>,
) -> Result<Response, Refused> {
    let ctx = app.context();
    let subject = address.to_string();
    let mut reply = counted(app.store.write(move |tx| tills::pair(tx, &ctx, &request, &subject)).await)?;
    let cookie = reply.token.take().and_then(|token| Cookie::Till.set(&token, app.is_https(host(&headers)), None));
    let mut response = answer::written(&app, &mut reply);
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
