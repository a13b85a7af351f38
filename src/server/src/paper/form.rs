//! Forms of the server's pages. Each carries the id of its request from when it was made, so that a doubled click is one request, and is answered
//! with the way back to a page (303), which says what happened. That it comes from this site is checked for every write, see `security`.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use uuid::Uuid;
use wire::{Code, Problem};
use words::paper::Common;

use crate::app::App;
use crate::body;
use crate::pages::escape;
use crate::problem::Refused;
use crate::random;

/// What somebody filled in.
pub struct Form(Vec<(String, String)>);

impl Form {
    /// Reads the body of a request.
    ///
    /// # Errors
    /// `too_large`, and `invalid_request` for another content type or a body that ended early.
    pub async fn read(headers: &HeaderMap, body: Body) -> Result<Form, Refused> {
        if !body::is_of_type(headers, "application/x-www-form-urlencoded") {
            return Err(Problem::new(Code::InvalidRequest).detail("This address takes a form.").into());
        }
        let bytes = body::read(body).await?;
        Ok(Form(form_urlencoded::parse(&bytes).into_owned().collect()))
    }

    /// A field without the blanks around it; empty if there is none of that name.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim()).unwrap_or_default()
    }

    /// The id of the request.
    ///
    /// # Errors
    /// `invalid_request` if it is none.
    pub fn id(&self) -> Result<Uuid, Refused> {
        self.get("id").parse().map_err(|_| Problem::new(Code::InvalidRequest).into())
    }
}

/// A form as it stands on a page: its fields as HTML, and the button that sends it.
pub fn form(app: &App, action: &str, fields: &str, button: &str) -> String {
    let mut ten = [0; 10];
    ten.copy_from_slice(&random::seed()[..10]);
    let now_ms = app.clock.now_ms().unsigned_abs();
    let id = uuid::Builder::from_unix_timestamp_millis(now_ms, &ten).into_uuid();
    let action = escape(action);
    format!(
        "<form method=\"post\" action=\"{action}\"><input type=\"hidden\" name=\"id\" value=\"{id}\">{fields}{button}</form>"
    )
}

/// A field that nobody sees.
pub fn hidden(name: &str, value: &str) -> String {
    format!("<input type=\"hidden\" name=\"{name}\" value=\"{}\">", escape(value))
}

/// The way to a page after a form was sent.
pub fn see(address: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    // An address that is none leads nowhere; ours are made of a slug, a path and keys.
    if let Ok(address) = HeaderValue::from_str(address) {
        response.headers_mut().insert(header::LOCATION, address);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// What a page says after its form was refused, as a key in its address (`?said=`).
pub fn said(refused: &Refused) -> &'static str {
    match refused.0.code {
        Code::InvalidRequest | Code::TooLarge => "invalid",
        // The page came back out of the browser's memory, with the id of what was done already.
        Code::IdReused => "again",
        Code::HolderRequired | Code::UnknownCard | Code::KeyRevoked => "gone",
        Code::Locked | Code::RateLimited => "wait",
        _ => "failed",
    }
}

/// A refusal in words, by its key.
pub fn refusal(key: &str, words: &Common) -> Option<&'static str> {
    match key {
        "invalid" => Some(words.invalid),
        "again" => Some(words.again),
        "gone" => Some(words.gone),
        "wait" => Some(words.wait),
        "failed" => Some(words.failed),
        _ => None,
    }
}

/// What a page says at its top of what was just done; a refusal stands out.
pub fn notice(done: Option<&str>, refused: Option<&str>) -> String {
    let (class, text) = match (done, refused) {
        (Some(text), _) => ("said", text),
        (None, Some(text)) => ("said bad", text),
        (None, None) => return String::new(),
    };
    format!("<p id=\"said\" class=\"{class}\" role=\"status\">{}</p>", escape(text))
}
