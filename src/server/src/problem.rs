//! Refusals on their way out: a [`wire::Problem`] as `application/problem+json`. Handlers answer `Result<_, Refused>` and use `?`.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use store::Fault;
use wire::{Code, Problem};

/// Seconds to wait when the writer's queue is full.
const BUSY_RETRY_S: u32 = 1;

/// A refusal as a response.
#[derive(Debug)]
pub struct Refused(pub Box<Problem>);

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self(Box::new(problem))
    }
}

impl From<Code> for Refused {
    fn from(code: Code) -> Self {
        Problem::new(code).into()
    }
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Refused(problem) => Self(problem),
            Fault::Engine(error) => error.into(),
        }
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        let mut problem = match &error {
            store::Error::Busy | store::Error::Closed | store::Error::Unavailable(_) => Problem::new(Code::Busy),
            _ => Problem::new(Code::Internal),
        };
        if problem.code == Code::Busy {
            problem.retry_after_s = Some(BUSY_RETRY_S);
        } else {
            // Its text names tables and engine codes only, see `store::Error`.
            tracing::error!(%error, "the store failed");
        }
        problem.into()
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        respond(&self.0)
    }
}

/// The response of a problem.
pub fn respond(problem: &Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = serde_json::to_vec(problem).unwrap_or_default();
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(seconds) = problem.retry_after_s {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if problem.code == Code::KeyRefused {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

/// What nobody answers: `GET /v1/nothing`.
pub async fn not_found() -> Refused {
    Code::NotFound.into()
}

/// `DELETE /v1/time`.
pub async fn method_not_allowed() -> Refused {
    Code::MethodNotAllowed.into()
}
