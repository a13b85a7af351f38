//! Answers on their way out: what the store wrote as JSON, with its status, its headers, and its ETag.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use store::Reply;

use crate::app::App;
use crate::problem::Refused;

static IDEMPOTENT_REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");
static JSON: HeaderValue = HeaderValue::from_static("application/json");

/// The answer to a write: tells who listens to the card, and sends the JSON that the store keeps for this id.
pub fn written(app: &App, reply: &mut Reply) -> Response {
    if let Some(changed) = reply.changed.take() {
        app.hub.publish(changed);
    }
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = json_text(status, std::mem::take(&mut reply.json));
    if reply.replayed {
        response.headers_mut().insert(IDEMPOTENT_REPLAYED.clone(), HeaderValue::from_static("true"));
    }
    response
}

/// JSON that nobody keeps.
pub fn json<T: Serialize>(value: &T) -> Result<Response, Refused> {
    let text = serde_json::to_string(value).map_err(|error| {
        tracing::error!(%error, "an answer could not be written");
        wire::Code::Internal
    })?;
    Ok(json_text(StatusCode::OK, text))
}

/// JSON that the client may ask for again with `If-None-Match`.
pub fn tagged<T: Serialize>(request: &HeaderMap, tag: &str, value: &T) -> Result<Response, Refused> {
    let tag = HeaderValue::from_str(&format!("\"{tag}\"")).map_err(|_| wire::Code::Internal)?;
    let mut response = match is_known(request, &tag) {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => json(value)?,
    };
    let headers = response.headers_mut();
    headers.insert(header::ETAG, tag);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    Ok(response)
}

/// Whether the client has what this tag stands for.
pub fn is_known(request: &HeaderMap, tag: &HeaderValue) -> bool {
    let Ok(tag) = tag.to_str() else { return false };
    let known = request.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut known = known.flat_map(|line| line.split(',')).map(str::trim);
    known.any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}

fn json_text(status: StatusCode, text: String) -> Response {
    let mut response = (status, text).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, JSON.clone());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
