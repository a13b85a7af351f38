//! What browsers are told not to do, on every answer; and the refusal of writes that come from other sites.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use wire::Code;

use crate::app::App;
use crate::auth::host;
use crate::problem::Refused;

/// What an answer that is no page may do in a browser: nothing.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/// The camera is for the counter alone; nothing here needs the rest.
const NO_CAMERA: &str = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";
const CAMERA: &str = "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";
/// A year.
const HSTS: &str = "max-age=31536000";

static SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
static PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
static OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
static RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The policy of an app's page; `sources` are those of its inline scripts and styles as in its csp.txt, each behind its directive on a line.
pub fn page_policy(sources: &str) -> String {
    let of = |directive: &str| {
        let hashes = sources.lines().filter_map(|line| line.strip_prefix(directive));
        hashes.fold(String::new(), |all, hash| all + hash.trim_end())
    };
    let (scripts, styles) = (of("script-src"), of("style-src"));
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; connect-src 'self'; \
         img-src 'self' data: blob:; media-src 'self' blob:; worker-src 'self' blob:; manifest-src 'self'; \
         object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

/// What will be asked of the apps later, and is only reported now.
pub const TRUSTED_TYPES: &str = "require-trusted-types-for 'script'";

/// Puts the headers on every answer, and refuses writes from other sites before they reach a handler.
pub async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let https = app.is_https(host(request.headers()));
    let shows_camera = matches!(request.uri().path(), "/counter" | "/s");
    let mut response = match same_site(&app, request.method(), request.headers()) {
        true => next.run(request).await,
        false => Refused::from(Code::CrossSite).into_response(),
    };
    let headers = response.headers_mut();
    let mut put = |name: &HeaderName, value: &'static str| {
        headers.insert(name.clone(), HeaderValue::from_static(value));
    };
    put(&header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(&header::REFERRER_POLICY, "same-origin");
    put(&header::X_FRAME_OPTIONS, "DENY");
    put(&PERMISSIONS_POLICY, if shows_camera { CAMERA } else { NO_CAMERA });
    put(&OPENER_POLICY, "same-origin");
    put(&RESOURCE_POLICY, "same-origin");
    if https {
        put(&header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(NOTHING));
    }
    response
}

/// Whether a request may write with the cookies it carries. Browsers say where a request comes from, and a page can't change what they say;
/// clients that are no browsers say nothing and carry no cookie of somebody else. A bearer token is never sent by a browser on its own.
fn same_site(app: &App, method: &Method, headers: &HeaderMap) -> bool {
    let writes = !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
    if !writes || headers.contains_key(header::AUTHORIZATION) {
        return true;
    }
    if let Some(site) = headers.get(&SEC_FETCH_SITE) {
        return site == "same-origin";
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let Some(from) = origin.to_str().ok().and_then(pass::host_of) else { return false };
    let ours = app.config.origins.iter().any(|ours| origin.as_bytes().eq_ignore_ascii_case(ours.as_bytes()));
    ours || (app.config.origins.is_empty() && host(headers) == Some(from.as_str()))
}
