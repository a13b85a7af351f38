//! The one file that talks to the server: one function per endpoint of [`wire::paths`], every failure a [`Failure`].
//!
//! JSON is read by the browser's own parser, then by `members` or `reader`: serde_json's reader would cost 20 KB. Writing with it costs one.

use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestCache, RequestInit, Response};
use wire::{Code, Id, paths};

use crate::{
    browser,
    browser::clock,
    i18n,
    members::{Read, get as member},
    reader,
    sent::Sent,
};

/// Longer than this and the answer counts as not coming: nobody waits so long at a counter.
const TIMEOUT_MS: u32 = 12_000;

/// A refusal with its facts.
#[cfg(feature = "till")]
pub use wire::Problem as Refusal;

/// A refusal by its code, which is all that a customer's app says of it: the facts, and the titles for developers, are 3 KB.
#[cfg(not(feature = "till"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The stable code.
    pub code: Code,
}

/// Why a call brought no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The server refused, with a code and facts; [`i18n::problem_text`] says it in words.
    Refused(Box<Refusal>),
    /// No answer came: no network, server away, or too slow. Sending the same request (same id) again is safe.
    Offline,
}

impl Failure {
    /// The code of a refusal.
    pub fn code(&self) -> Option<Code> {
        match self {
            Failure::Refused(problem) => Some(problem.code),
            Failure::Offline => None,
        }
    }
}

/// What a call brings.
pub type Answer<T> = Result<T, Failure>;

/// Server time; learnt by the clock on the way.
pub async fn time() -> Answer<wire::ServerTime> {
    get(paths::TIME).await
}

/// A shop's public face, its sentences in the language of the app; `T` is what of it the app needs.
pub async fn shop<T: Read>(slug: &str) -> Answer<Sent<T>> {
    sent(exchange("GET", &paths::shop(slug), None).await?)
}

/// Joins: brings a new card, or the one this holder already has in the shop, and what was enrolled for it; `T` is what of the card the app needs.
pub async fn join<T: Read>(slug: &str, request: &wire::JoinRequest) -> Answer<(Sent<T>, wire::KeyEnrolled)> {
    let value = exchange("POST", &paths::shop_cards(slug), Some(to_json(request))).await?;
    Ok((sent(member(&value, "card"))?, read(value)?))
}

/// The holder's cards; none, where there is no holder yet.
pub async fn my_cards<T: Read>() -> Answer<Vec<Sent<T>>> {
    let value = exchange("GET", paths::MY_CARDS_OR_NONE, None).await?;
    js_sys::Array::from(&member(&value, "cards")).iter().map(sent).collect()
}

/// One of the holder's cards.
pub async fn my_card<T: Read>(card: &str) -> Answer<Sent<T>> {
    sent(exchange("GET", &paths::my_card(card), None).await?)
}

/// Enrols this browser's key on a card of the holder.
pub async fn enrol_key(card: &str, request: &wire::EnrolKeyRequest) -> Answer<wire::KeyEnrolled> {
    post(&paths::my_card_keys(card), request).await
}

/// This phone's own key on a card, if it still acts for it.
pub async fn own_key(card: &str, slot: &str) -> Answer<wire::KeyEnrolled> {
    get(&[&*paths::my_card_keys(card), "/", slot].concat()).await
}

/// Pairs this device with a shop.
pub async fn pair(request: &wire::PairRequest) -> Answer<wire::Paired> {
    post(paths::PAIR, request).await
}

/// This till, its shop, and who is signed in.
pub async fn till() -> Answer<wire::Till> {
    get(paths::TILL).await
}

/// This till's last visits, newest first.
pub async fn till_visits(limit: u32) -> Answer<wire::TillVisits> {
    let mut path = String::from(paths::TILL_VISITS);
    path += "?limit=";
    path += &limit.to_string();
    get(&path).await
}

/// Who works here.
pub async fn staff() -> Answer<wire::StaffList> {
    get(paths::STAFF).await
}

/// Signs a member of staff in.
pub async fn sign_in(request: &wire::SignInRequest) -> Answer<wire::SignedIn> {
    post(paths::STAFF_SESSIONS, request).await
}

/// Signs out; the till stays paired.
pub async fn sign_out() -> Answer<()> {
    exchange("DELETE", paths::STAFF_SESSION_CURRENT, None).await.map(|_| ())
}

/// Opens a visit, with operations at once or none.
pub async fn open_visit(request: &wire::OpenVisit) -> Answer<wire::VisitOpened> {
    post(paths::VISITS, request).await
}

/// Does one thing more in an open visit.
pub async fn operate(visit: &Id, op: &wire::Op) -> Answer<wire::OperationDone> {
    post(&paths::visit_operations(visit), op).await
}

/// Takes an operation back.
pub async fn void(operation: &Id, request: &wire::VoidRequest) -> Answer<wire::OperationDone> {
    post(&paths::void(operation), request).await
}

/// Ends the pause of a card that was moved.
pub async fn lift_pause(card: &str, request: &wire::LiftPause) -> Answer<()> {
    exchange("POST", &paths::lift_pause(card), Some(to_json(request))).await.map(|_| ())
}

/// Reads JSON text as one of the wire's types: for live events.
pub fn from_json<T: Read>(text: &str) -> Option<Sent<T>> {
    Sent::read(js_sys::JSON::parse(text).ok()?)
}

/// Reads a plain JavaScript value as one of the wire's types.
pub fn from_value<T: DeserializeOwned>(value: JsValue) -> Option<T> {
    reader::read(&value)
}

/// Writes one of the wire's types as JSON.
pub fn to_json(data: &impl Serialize) -> String {
    serde_json::to_string(data).unwrap_or_default()
}

async fn get<T: DeserializeOwned>(path: &str) -> Answer<T> {
    read(exchange("GET", path, None).await?)
}

async fn post<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Answer<T> {
    read(exchange("POST", path, Some(to_json(body))).await?)
}

fn read<T: DeserializeOwned>(value: JsValue) -> Answer<T> {
    from_value(value).ok_or_else(|| unknown(500))
}

fn sent<T: Read>(value: JsValue) -> Answer<Sent<T>> {
    Sent::read(value).ok_or_else(|| unknown(500))
}

#[cfg(feature = "till")]
fn refusal(value: JsValue, status: u16) -> Option<Refusal> {
    from_value(value).map(|refusal| Refusal { status, ..refusal })
}

#[cfg(not(feature = "till"))]
fn refusal(value: JsValue, status: u16) -> Option<Refusal> {
    from_value(member(&value, "code")).map(|code| Refusal { status, code })
}

/// An answer that is not of this API: a newer server, a proxy in between.
fn unknown(status: u16) -> Failure {
    let code = Code::Unknown;
    #[cfg(feature = "till")]
    let refusal = Refusal { status, ..code.into() };
    #[cfg(not(feature = "till"))]
    let refusal = Refusal { status, code };
    Failure::Refused(Box::new(refusal))
}

/// Sends, waits, and parses; not generic, so that it is in the app once. Answers without a body are `undefined`.
async fn exchange(method: &str, path: &str, body: Option<String>) -> Answer<JsValue> {
    let sent = clock::Moment::now();
    let response = fetch(method, path, body).await.map_err(|_| Failure::Offline)?;
    let text = async { JsFuture::from(response.text()?).await }.await.map_err(|_| Failure::Offline)?;
    let text = text.as_string().unwrap_or_default();
    let value = js_sys::JSON::parse(&text).unwrap_or(JsValue::UNDEFINED);
    if response.ok() {
        if let Some(now_ms) = member(&value, "now_ms").as_f64() {
            clock::learn(sent, now_ms);
        }
        return Ok(value);
    }
    let status = response.status();
    match refusal(value, status) {
        Some(refusal) => Err(Failure::Refused(Box::new(refusal))),
        // A gateway's own page: our server is away.
        None if matches!(status, 502..=504) => Err(Failure::Offline),
        None => Err(unknown(status)),
    }
}

async fn fetch(method: &str, path: &str, body: Option<String>) -> Result<Response, JsValue> {
    let headers = Headers::new()?;
    headers.set("Accept-Language", i18n::lang_untracked().tag())?;
    let init = RequestInit::new();
    init.set_method(method);
    init.set_cache(RequestCache::NoStore);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(TIMEOUT_MS)));
    if let Some(body) = body {
        headers.set("Content-Type", "application/json")?;
        init.set_body(&body.into());
    }
    init.set_headers(&headers);
    JsFuture::from(browser::window().fetch_with_str_and_init(path, &init)).await?.dyn_into()
}
