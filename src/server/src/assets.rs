//! The built apps: files with hashed names that browsers keep for a year, each with a brotli and a gzip copy made when it was built.

use std::borrow::Cow;
use std::path::PathBuf;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use wire::Code;

use crate::answer::is_known;
use crate::app::App;
use crate::problem::Refused;

/// A year: the name changes with the content.
const FOR_A_YEAR: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Kept, but asked for each time whether it is still the one.
pub const ASK_FIRST: HeaderValue = HeaderValue::from_static("no-cache");
/// Digits of the hash in a name.
const NAME_HASH_DIGITS: usize = 16;

/// In release builds the folder is in the binary, in others it is read when asked for.
#[derive(rust_embed::Embed)]
#[folder = "$COMPTOIR_APPS_DIR"]
#[allow_missing = true]
struct Embedded;

/// Where the built apps are.
#[derive(Clone, Debug)]
pub enum Assets {
    /// In the binary.
    Embedded,
    /// In a folder, read at each request: what it holds may be changed while the server runs.
    Folder(PathBuf),
}

/// Bytes in the form that the client takes.
pub struct Encoded {
    /// `br`, `gzip`, or none.
    pub encoding: Option<&'static str>,
    /// The bytes, compressed or not.
    pub bytes: Cow<'static, [u8]>,
}

impl Assets {
    /// A file by its path in `target/apps`.
    pub fn get(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        if path.split('/').any(|part| part.is_empty() || part == "." || part == "..") {
            return None;
        }
        match self {
            Self::Embedded => Embedded::get(path).map(|file| file.data),
            Self::Folder(folder) => std::fs::read(folder.join(path)).ok().map(Cow::Owned),
        }
    }

    /// A file as text.
    pub fn text(&self, path: &str) -> Option<String> {
        self.get(path).and_then(|bytes| String::from_utf8(bytes.into_owned()).ok())
    }

    /// A file, compressed if it was built so and the client takes it so.
    pub fn encoded(&self, path: &str, request: &HeaderMap) -> Option<Encoded> {
        let accepted = accepted(request);
        for (encoding, end) in [("br", "br"), ("gzip", "gz")] {
            if accepted.contains(&encoding)
                && let Some(bytes) = self.get(&format!("{path}.{end}"))
            {
                return Some(Encoded { encoding: Some(encoding), bytes });
            }
        }
        self.get(path).map(|bytes| Encoded { encoding: None, bytes })
    }
}

/// The encodings of ours that a client takes.
pub fn accepted(request: &HeaderMap) -> Vec<&'static str> {
    let lines = request.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let offers: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
    let takes = |name: &str| {
        offers.iter().any(|offer| {
            let (offered, quality) = offer.split_once(';').unwrap_or((offer, ""));
            offered.trim().eq_ignore_ascii_case(name)
                && !matches!(quality.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
        })
    };
    ["br", "gzip"].into_iter().filter(|name| takes(name)).collect()
}

/// `GET /assets/{app}/{file}`
pub async fn file(State(app): State<App>, Path(path): Path<String>, request: HeaderMap) -> Response {
    let hidden = ["br", "gz", "txt", "html"].iter().any(|end| path.rsplit('.').next() == Some(end));
    match app.assets.encoded(&path, &request).filter(|_| !hidden) {
        Some(found) => serve(&path, found, &request),
        None => Refused::from(Code::NotFound).into_response(),
    }
}

/// `GET /sw.js`: at the root, because a service worker may only look after what is below it.
pub async fn service_worker(State(app): State<App>, request: HeaderMap) -> Response {
    let Some(found) = app.assets.encoded("sw.js", &request) else {
        return Refused::from(Code::NotFound).into_response();
    };
    let mut response = serve("sw.js", found, &request);
    response.headers_mut().insert("service-worker-allowed", HeaderValue::from_static("/"));
    // A worker runs under its own policy: it fetches and caches from here, and nothing else.
    let policy = HeaderValue::from_static("default-src 'none'; script-src 'self'; connect-src 'self'");
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

fn serve(path: &str, found: Encoded, request: &HeaderMap) -> Response {
    let kept = if is_named_by_hash(path) { FOR_A_YEAR } else { ASK_FIRST };
    send(kind_of(path), found, request, kept)
}

/// Bytes with everything a browser needs to keep them and ask for them again.
pub fn send(kind: &'static str, found: Encoded, request: &HeaderMap, kept: HeaderValue) -> Response {
    let Ok(tag) = HeaderValue::from_str(&tag(&found.bytes)) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut response = match is_known(request, &tag) {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => axum::body::Body::from(match found.bytes {
            Cow::Borrowed(bytes) => axum::body::Bytes::from_static(bytes),
            Cow::Owned(bytes) => bytes.into(),
        })
        .into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, kept);
    headers.insert(header::ETAG, tag);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = found.encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

fn tag(bytes: &[u8]) -> String {
    format!("\"{}\"", URL_SAFE_NO_PAD.encode(&Sha256::digest(bytes)[..12]))
}

/// `card-0123456789abcdef.js`, `card-0123456789abcdef_bg.wasm`
fn is_named_by_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name);
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let hash = stem.rsplit('-').next().filter(|hash| hash.len() < stem.len());
    hash.is_some_and(|hash| hash.len() >= NAME_HASH_DIGITS && hash.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

fn kind_of(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" => "application/json",
        "text" => "text/plain; charset=utf-8",
        "woff2" => "font/woff2",
        "mp3" => "audio/mpeg",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_a_year() {
        assert!(is_named_by_hash("card/card-0123456789abcdef_bg.wasm"));
        assert!(is_named_by_hash("card/card-0123456789abcdef.js"));
        assert!(is_named_by_hash("card/words-0123456789abcdef.fr.text"));
        assert!(!is_named_by_hash("card/card.js"));
        assert!(!is_named_by_hash("sw.js"));
        assert!(!is_named_by_hash("card/0123456789abcdef.js"), "a hash alone may be somebody's name");
    }

    #[test]
    fn a_refused_encoding_is_not_sent() {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("br;q=0, gzip"));
        assert_eq!(accepted(&headers), ["gzip"]);
    }
}
