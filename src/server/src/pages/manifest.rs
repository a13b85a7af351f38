//! The manifest: what a phone puts on its home screen, with the shop's name, colour and pictures in it.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::Value;
use wire::Code;

use super::Face;
use crate::assets::ASK_FIRST;
use crate::problem::Refused;

/// The manifest every shop gets its own copy of.
static MANIFEST: &str = include_str!("../../../../manifest.json");

/// The manifest. `handoff`: a code that the install page has for a home screen whose storage is another one. It goes behind the `#` of where the
/// app begins, which no browser sends, so that it is in no log of what is asked for at each start; the app's identity is the same with it and without.
pub(super) fn manifest(face: &Face, handoff: Option<&str>) -> Response {
    let Ok(mut manifest) = serde_json::from_str::<Value>(MANIFEST) else {
        return Refused::from(Code::Internal).into_response();
    };
    if face.base.is_empty() {
        // The list of cards has no code to show, and no picture of its own.
        for member in ["shortcuts", "screenshots"] {
            manifest.as_object_mut().and_then(|members| members.remove(member));
        }
    }
    fill(&mut manifest, face);
    let code = handoff.filter(|code| code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
    if let Some(code) = code {
        manifest["start_url"] = format!("{}#handoff={code}", face.base).into();
    }
    let mut response = manifest.to_string().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/manifest+json"));
    let kept = if code.is_some() { HeaderValue::from_static("no-store") } else { ASK_FIRST };
    headers.insert(header::CACHE_CONTROL, kept);
    headers.insert(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    response
}

/// Replaces the markers in each text of the manifest, and leaves out what is empty then.
fn fill(value: &mut Value, face: &Face) {
    match value {
        Value::String(text) => {
            *text =
                face.markers().iter().fold(std::mem::take(text), |text, (marker, value)| text.replace(marker, value));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| fill(item, face)),
        Value::Object(members) => {
            members.values_mut().for_each(|member| fill(member, face));
            members.retain(|_, member| member.as_str() != Some(""));
        }
        _ => {}
    }
}
