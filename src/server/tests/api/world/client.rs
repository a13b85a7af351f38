//! Somebody with cookies who sends requests, and what is answered.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, header};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use store::demo;
use tower::ServiceExt as _;

use super::forms::{euros, new_id};

/// Somebody who sends requests and keeps cookies.
#[derive(Clone)]
pub struct Client {
    /// What it talks to.
    pub router: Router,
    /// Cookies by name.
    pub cookies: BTreeMap<String, String>,
    /// Sent with each request.
    pub headers: Vec<(&'static str, String)>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// The body.
    pub bytes: Vec<u8>,
    /// The body as JSON, null if it is none.
    pub json: Value,
}

impl Client {
    /// The same person with one more header on each request.
    pub fn with_header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// GET.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, &[], None).await
    }

    /// POST of JSON.
    pub async fn post(&mut self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, &[("content-type", "application/json")], Some(body.to_string())).await
    }

    /// Any request, whole answer.
    pub async fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<String>) -> Answer {
        let response = self.begin(method, path, headers, body).await;
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        let json = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status: parts.status.as_u16(), headers: parts.headers, bytes, json }
    }

    /// Any request; the body is still to come.
    pub async fn begin(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<String>,
    ) -> axum::response::Response {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "localhost:8080");
        let own = self.headers.iter().map(|(name, value)| (*name, value.as_str()));
        for (name, value) in own.chain(headers.iter().copied()) {
            request = request.header(name, value);
        }
        if !self.cookies.is_empty() {
            let jar: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, jar.join("; "));
        }
        let mut request = request.body(body.map_or_else(Body::empty, Body::from)).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 50_000))));
        let response = self.router.clone().oneshot(request).await.unwrap();
        self.keep_cookies(response.headers());
        response
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for set in headers.get_all(header::SET_COOKIE) {
            let set = set.to_str().unwrap();
            let (name, value) = set.split(';').next().and_then(|pair| pair.split_once('=')).unwrap();
            if set.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// Pairs with the demo's code.
    pub async fn pair(&mut self, name: &str) -> Answer {
        let body = json!({"id": new_id(), "pairing_code": demo::PAIRING_CODE, "name": name});
        self.post("/v1/devices/pair", &body).await
    }

    /// Léa signs in.
    pub async fn sign_in(&mut self, pin: &str) -> Answer {
        let staff = self.get("/v1/staff").await.expect(200);
        let body = json!({"id": new_id(), "staff_id": staff["staff"][0]["id"], "pin": pin});
        self.post("/v1/staff/sessions", &body).await
    }

    /// One more thing in an open visit.
    pub async fn operate(&mut self, opened: &Value, operation: &Value) -> Answer {
        let place = format!("/v1/visits/{}/operations", opened["visit"]["id"].as_str().unwrap());
        self.post(&place, operation).await
    }

    /// Takes an operation back; the whole of it, or so many cents.
    pub async fn void(&mut self, operation: &Value, minor: Option<i64>) -> Answer {
        let mut body = json!({"id": new_id()});
        if let Some(minor) = minor {
            body["amount"] = euros(minor);
        }
        self.post(&format!("/v1/operations/{}/void", operation["id"].as_str().unwrap()), &body).await
    }

    /// Opens a visit with a code and does this in it.
    pub async fn visit(&mut self, code: &str, operations: &[Value]) -> Answer {
        self.post("/v1/visits", &json!({"id": new_id(), "code": code, "operations": operations})).await
    }
}

impl Answer {
    /// This status, or the test fails with what came instead; answers the JSON.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "answered {} with {}", self.status, String::from_utf8_lossy(&self.bytes));
        self.json
    }

    /// A refusal with this code, as a problem; answers the JSON.
    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Value {
        assert_eq!(self.json["code"], code, "answered {} with {}", self.status, String::from_utf8_lossy(&self.bytes));
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(self.json["status"], status, "status in the body");
        assert!(self.json["title"].as_str().is_some_and(|title| title.len() > 5), "a title in words");
        self.expect(status)
    }

    /// A header's text, empty if missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }
}
