//! Who may call: extractors, so that a handler's signature says it. What the database said of a token is remembered for a few seconds,
//! so that a scan costs one write transaction and no reads.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use quick_cache::sync::Cache;
use store::auth::{self, KeyAuth, StaffAuth, TillAuth};
use store::{Fault, HolderId};
use wire::Code;

use crate::app::App;
use crate::cookies::Cookie;
use crate::problem::Refused;

/// How long an answer of the database about a token is believed. A revoked till or key is refused after this at the latest.
const BELIEVED_US: i64 = 3_000_000;
/// Tokens remembered of each kind.
const TOKENS_MAX: usize = 10_000;
/// Longest token looked at.
const TOKEN_BYTES_MAX: usize = 512;

type Believed<T> = Cache<String, (T, i64)>;

/// Tokens the database vouched for a moment ago.
pub struct AuthCache {
    holders: Believed<HolderId>,
    tills: Believed<TillAuth>,
    staff: Believed<StaffAuth>,
    keys: Believed<KeyAuth>,
}

impl AuthCache {
    /// Nobody is known.
    pub fn new() -> Self {
        Self {
            holders: Cache::new(TOKENS_MAX),
            tills: Cache::new(TOKENS_MAX),
            staff: Cache::new(TOKENS_MAX),
            keys: Cache::new(TOKENS_MAX),
        }
    }

    /// Somebody signed out: their token is asked for again at once.
    pub fn forget_staff(&self, token: &str) {
        self.staff.remove(token);
    }
}

impl Default for AuthCache {
    fn default() -> Self {
        Self::new()
    }
}

fn believed<T: Clone>(cache: &Believed<T>, token: &str, now_us: i64) -> Option<T> {
    cache.get(token).filter(|(_, until)| now_us < *until).map(|(who, _)| who)
}

/// The customer, by the holder cookie.
pub struct Holder(pub HolderId);

/// The customer, if this browser has a card here.
pub struct MaybeHolder(pub Option<HolderId>);

/// The customer with the token of the cookie.
pub struct HolderToken(pub HolderId, pub String);

/// A paired device.
pub struct Till(pub TillAuth);

/// A paired device, and who is signed in at it, if anyone.
pub struct TillAndStaff(pub TillAuth, pub Option<StaffAuth>);

/// Somebody signed in at a till, with the token of the session.
pub struct Staff(pub StaffAuth, pub String);

/// Whoever may open visits: staff at a till, or an integration.
pub struct Actor(pub auth::Actor);

/// Whoever may look cards up: staff at a till, or an integration with the scope `cards`. What only managers may do with one the store asks for.
pub struct CardActor(pub auth::Actor);

/// Whoever may take something back: staff at a till, or an integration that opens visits or keeps cards.
pub struct Undoer(pub auth::Actor);

/// Whoever may edit the programme: an integration with the scope for it.
pub struct Editor(pub KeyAuth);

/// The Host header.
pub fn host(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::HOST).and_then(|value| value.to_str().ok())
}

/// Where the reader reached this server, for a link that leads back here: `https://host[:port]`.
pub fn origin(headers: &HeaderMap, app: &App) -> Option<String> {
    let host = host(headers)?;
    let scheme = if app.is_https(Some(host)) { "https" } else { "http" };
    Some(format!("{scheme}://{}", pass::host_of(&format!("{scheme}://{host}"))?))
}

fn cookie<'a>(cookie: Cookie, headers: &'a HeaderMap, app: &App) -> Option<&'a str> {
    let value = cookie.read(headers, app.is_https(host(headers)))?;
    (value.len() <= TOKEN_BYTES_MAX).then_some(value)
}

/// The customer of a request, if its browser has a card here.
pub async fn holder(headers: &HeaderMap, app: &App) -> Result<Option<HolderId>, Refused> {
    let Some(token) = cookie(Cookie::Holder, headers, app) else { return Ok(None) };
    let now_us = app.clock.now_us();
    if let Some(holder) = believed(&app.auth.holders, token, now_us) {
        return Ok(Some(holder));
    }
    let asked = token.to_owned();
    let found = app.store.read(move |tx| auth::holder(tx, &asked, now_us)).await?;
    if let Some(holder) = found {
        app.auth.holders.insert(token.to_owned(), (holder, now_us + BELIEVED_US));
    }
    Ok(found)
}

/// As [`holder`], with the token of the cookie.
pub async fn holder_token(headers: &HeaderMap, app: &App) -> Result<Option<(HolderId, String)>, Refused> {
    let holder = holder(headers, app).await?;
    Ok(holder.zip(cookie(Cookie::Holder, headers, app)).map(|(holder, token)| (holder, token.to_owned())))
}

async fn till(headers: &HeaderMap, app: &App) -> Result<TillAuth, Refused> {
    let token = cookie(Cookie::Till, headers, app).ok_or(Code::TillRequired)?;
    let now_us = app.clock.now_us();
    if let Some(till) = believed(&app.auth.tills, token, now_us) {
        return Ok(till);
    }
    let asked = token.to_owned();
    let found: Option<TillAuth> = app.store.read(move |tx| auth::till(tx, &asked)).await?;
    let till = found.ok_or(Code::TillRequired)?;
    app.auth.tills.insert(token.to_owned(), (till.clone(), now_us + BELIEVED_US));
    Ok(till)
}

async fn staff(till: &TillAuth, headers: &HeaderMap, app: &App) -> Result<Option<(StaffAuth, String)>, Refused> {
    let Some(token) = cookie(Cookie::Staff, headers, app) else { return Ok(None) };
    let now_us = app.clock.now_us();
    if let Some(staff) = believed(&app.auth.staff, token, now_us) {
        // A session counts at the till where it began.
        return Ok((staff.till.device == till.device).then(|| (staff, token.to_owned())));
    }
    let (asked, at) = (token.to_owned(), till.clone());
    let found: Option<StaffAuth> = app.store.read(move |tx| auth::staff(tx, &at, &asked, now_us)).await?;
    if let Some(staff) = &found {
        app.auth.staff.insert(token.to_owned(), (staff.clone(), now_us + BELIEVED_US));
    }
    Ok(found.map(|staff| (staff, token.to_owned())))
}

async fn api_key(token: &str, scopes: &[&str], app: &App) -> Result<KeyAuth, Refused> {
    if token.len() > TOKEN_BYTES_MAX {
        return Err(Code::KeyRefused.into());
    }
    let now_us = app.clock.now_us();
    let key = match believed(&app.auth.keys, token, now_us) {
        Some(key) => key,
        None => {
            let asked = token.to_owned();
            let found: Option<KeyAuth> = app.store.read(move |tx| auth::api_key(tx, &asked)).await?;
            let key = found.ok_or(Code::KeyRefused)?;
            app.auth.keys.insert(token.to_owned(), (key.clone(), now_us + BELIEVED_US));
            key
        }
    };
    if scopes.iter().any(|scope| key.may(scope)) { Ok(key) } else { Err(Code::KeyRefused.into()) }
}

impl FromRequestParts<App> for Holder {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refused> {
        holder(&parts.headers, app).await?.map(Holder).ok_or_else(|| Code::HolderRequired.into())
    }
}

impl FromRequestParts<App> for HolderToken {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refused> {
        let (holder, token) = holder_token(&parts.headers, app).await?.ok_or(Code::HolderRequired)?;
        Ok(HolderToken(holder, token))
    }
}

impl FromRequestParts<App> for MaybeHolder {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refused> {
        holder(&parts.headers, app).await.map(MaybeHolder)
    }
}

impl FromRequestParts<App> for Till {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refused> {
        till(&parts.headers, app).await.map(Till)
    }
}

impl FromRequestParts<App> for TillAndStaff {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refused> {
        let till = till(&parts.headers, app).await?;
        let staff = staff(&till, &parts.headers, app).await?.map(|(staff, _)| staff);
        Ok(TillAndStaff(till, staff))
    }
}

impl FromRequestParts<App> for Staff {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refused> {
        let till = till(&parts.headers, app).await?;
        let (staff, token) = staff(&till, &parts.headers, app).await?.ok_or(Code::StaffRequired)?;
        Ok(Staff(staff, token))
    }
}

/// Staff at a till, or an integration with one of these scopes.
async fn staff_or_key(parts: &mut Parts, app: &App, scopes: &[&str]) -> Result<auth::Actor, Refused> {
    if let Some(token) = bearer(&parts.headers) {
        return api_key(token, scopes, app).await.map(auth::Actor::Key);
    }
    Staff::from_request_parts(parts, app).await.map(|Staff(staff, _)| auth::Actor::Staff(staff))
}

impl FromRequestParts<App> for Actor {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refused> {
        staff_or_key(parts, app, &[auth::SCOPE_VISITS]).await.map(Actor)
    }
}

impl FromRequestParts<App> for CardActor {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refused> {
        staff_or_key(parts, app, &[auth::SCOPE_CARDS]).await.map(CardActor)
    }
}

impl FromRequestParts<App> for Undoer {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refused> {
        staff_or_key(parts, app, &[auth::SCOPE_VISITS, auth::SCOPE_CARDS]).await.map(Undoer)
    }
}

impl FromRequestParts<App> for Editor {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refused> {
        let token = bearer(&parts.headers).unwrap_or_default();
        api_key(token, &[auth::SCOPE_PROGRAM], app).await.map(Editor)
    }
}

/// The token of `Authorization: Bearer`; any other Authorization is a token that nobody has.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().unwrap_or_default();
    Some(
        value
            .split_once(' ')
            .filter(|(kind, _)| kind.eq_ignore_ascii_case("bearer"))
            .map_or("", |(_, token)| token.trim()),
    )
}

/// A refused try that was counted, or what was answered.
pub fn counted<T>(outcome: Result<Result<T, wire::Problem>, Fault>) -> Result<T, Refused> {
    Ok(outcome??)
}
