//! Request bodies: JSON of a known form, or a refusal that says what is wrong with it.

use axum::body::Body;
use axum::extract::{FromRequest, Path, Request, rejection::PathRejection};
use axum::http::{HeaderMap, header};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde::de::DeserializeOwned;
use uuid::Uuid;
use wire::{BODY_BYTES_MAX, Code, Problem};

use crate::problem::Refused;

/// A JSON body. Refuses another content type, too many bytes, unknown members and wrong types.
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refused> {
        if !is_of_type(request.headers(), "application/json") {
            return Err(Code::JsonRequired.into());
        }
        let bytes = read(request.into_body()).await?;
        parse(&bytes).map(Json).map_err(|words| Problem::new(Code::InvalidRequest).detail(words).into())
    }
}

/// JSON of a known form, or what is wrong with it and where, in a sentence.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let read = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        // serde names the member and what was expected, and quotes no more than a scalar of the caller's own body.
        let error = error.into_inner();
        match error.classify() {
            serde_json::error::Category::Data if path != "." => {
                format!("Put this right: `{path}`: {error}.")
            }
            serde_json::error::Category::Data => format!("Put this right: {error}."),
            _ => format!("This is not JSON: {error}."),
        }
    });
    let read = read?;
    json.end().map(|()| read).map_err(|error| format!("This is not JSON: {error}."))
}

/// A whole body, or `too_large`.
///
/// # Errors
/// `too_large`, and `invalid_request` for one that ended early.
pub async fn read(body: Body) -> Result<axum::body::Bytes, Refused> {
    match Limited::new(body, BODY_BYTES_MAX).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Code::TooLarge.into()),
        Err(_) => Err(Problem::new(Code::InvalidRequest).detail("The body ended early.").into()),
    }
}

/// Whether a request says that its body is of this type.
pub fn is_of_type(headers: &HeaderMap, wanted: &str) -> bool {
    let Some(kind) = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return false };
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(wanted)
}

/// An id in the address; what is no id is an address where nothing is.
pub fn id_in(path: Result<Path<String>, PathRejection>, missing: Code) -> Result<Uuid, Refused> {
    let text = path.map_err(|_| missing)?.0;
    Uuid::parse_str(&text).map_err(|_| missing.into())
}
