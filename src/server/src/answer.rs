//! Answers on their way out: what the store wrote as JSON, with its status, its headers, and its ETag.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use store::Reply;

use crate::app::App;
use crate::problem::Refused;

/// Bytes of a hash that tell one content from another.
const TAG_HASH_BYTES: usize = 16;
static IDEMPOTENT_REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");
static JSON: HeaderValue = HeaderValue::from_static("application/json");

/// The answer to a write: tells who listens to a card that changed, and sends the JSON that the store keeps for this id.
pub fn written(app: &App, reply: &mut Reply) -> Response {
    for changed in reply.changed.drain(..) {
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
    Ok(json_text(StatusCode::OK, to_text(value)?))
}

fn to_text<T: Serialize>(value: &T) -> Result<String, Refused> {
    serde_json::to_string(value).map_err(|error| {
        tracing::error!(%error, "an answer could not be written");
        wire::Code::Internal.into()
    })
}

/// JSON that the client may ask for again with `If-None-Match`.
pub fn tagged<T: Serialize>(request: &HeaderMap, tag: &str, value: &T) -> Result<Response, Refused> {
    unless_known(request, tag, json(value)?)
}

/// As [`tagged`], for what has no version: the tag is a hash of it.
pub fn tagged_by_content<T: Serialize>(request: &HeaderMap, value: &T) -> Result<Response, Refused> {
    let text = to_text(value)?;
    let hash = Sha256::digest(text.as_bytes());
    unless_known(request, &URL_SAFE_NO_PAD.encode(&hash[..TAG_HASH_BYTES]), json_text(StatusCode::OK, text))
}

/// As [`tagged_by_content`], for what is said in the language of `Accept-Language`.
pub fn in_language<T: Serialize>(request: &HeaderMap, value: &T) -> Result<Response, Refused> {
    let mut response = tagged_by_content(request, value)?;
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-language"));
    Ok(response)
}

fn unless_known(request: &HeaderMap, tag: &str, whole: Response) -> Result<Response, Refused> {
    let tag = HeaderValue::from_str(&format!("\"{tag}\"")).map_err(|_| wire::Code::Internal)?;
    let mut response = match is_known(request, &tag) {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => whole,
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
