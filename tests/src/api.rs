//! A small HTTP client with cookies, for everyone in a story who needs no screen: a second till, a customer who
//! replays, a load. Speaks plain JSON values, not the server's own types: the contract is text that others rely on.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};
use ureq::http;

use crate::{clock::new_id, demo};

/// One client with its own cookies and keep-alive connections. A clone is the same person: same cookies at that moment.
#[derive(Clone)]
pub struct Client {
    agent: ureq::Agent,
    origin: String,
    /// Cookies by name, as the server set them.
    pub cookies: BTreeMap<String, String>,
}

/// What came back: never an error by itself, a story asserts which status it expects.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: http::HeaderMap,
    /// The body as JSON, `null` if it is none.
    pub json: Value,
    /// The body as text.
    pub text: String,
}

impl Client {
    /// A client of this origin that has no cookie yet.
    pub fn new(origin: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(Duration::from_secs(30)))
            .build();
        Self { agent: config.new_agent(), origin: origin.to_owned(), cookies: BTreeMap::new() }
    }

    /// The same person with the same cookies, at another server.
    pub fn clone_at(&self, origin: &str) -> Self {
        Self { cookies: self.cookies.clone(), ..Self::new(origin) }
    }

    /// A till of the demo shop where Léa has signed in.
    pub fn till(origin: &str) -> Self {
        let mut till = Self::new(origin);
        till.pair("A second till").expect_status(201);
        till.sign_in(demo::PIN).expect_status(201);
        till
    }

    /// Pairs this client with the demo's code.
    pub fn pair(&mut self, name: &str) -> Answer {
        self.post("/v1/devices/pair", &json!({"id": new_id(), "pairing_code": demo::PAIRING_CODE, "name": name}))
    }

    /// Signs the demo's staff member in with this PIN.
    pub fn sign_in(&mut self, pin: &str) -> Answer {
        let staff = self.get("/v1/staff").expect_status(200).json;
        let found = staff["staff"].as_array().and_then(|all| all.iter().find(|one| one["name"] == demo::STAFF));
        let id = found.unwrap_or_else(|| panic!("{} works here: {staff}", demo::STAFF))["id"].clone();
        self.post("/v1/staff/sessions", &json!({"id": new_id(), "staff_id": id, "pin": pin}))
    }

    /// Opens a visit with a code and does these operations in it at once.
    pub fn visit(&mut self, code: &str, operations: &[Value]) -> Answer {
        self.post("/v1/visits", &json!({"id": new_id(), "code": code, "operations": operations}))
    }

    /// Opens a visit of a customer who buys again within the cooldown, and does these operations in it.
    pub fn visit_again(&mut self, code: &str, operations: &[Value]) -> Answer {
        let body = json!({"id": new_id(), "code": code, "operations": operations, "another_purchase": true});
        self.post("/v1/visits", &body)
    }

    /// Does one more operation in an open visit.
    pub fn operate(&mut self, visit: &Value, operation: &Value) -> Answer {
        let visit = visit.as_str().expect("a visit id");
        self.post(&format!("/v1/visits/{visit}/operations"), operation)
    }

    /// Takes an operation back.
    pub fn void(&mut self, operation: &Value) -> Answer {
        let operation = operation.as_str().expect("an operation id");
        self.post(&format!("/v1/operations/{operation}/void"), &json!({"id": new_id()}))
    }

    /// GET.
    pub fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, &[], None)
    }

    /// POST of JSON.
    pub fn post(&mut self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, &[("content-type", "application/json")], Some(body.to_string()))
    }

    /// Any request. Panics only if there is no HTTP answer at all.
    pub fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<String>) -> Answer {
        self.try_send(method, path, headers, body).unwrap_or_else(|e| panic!("{method} {path}: no answer: {e}"))
    }

    /// POST of JSON to a server that may die meanwhile.
    ///
    /// # Errors
    /// No whole answer came back: whether it happened is unknown.
    pub fn try_post(&mut self, path: &str, body: &Value) -> Result<Answer, ureq::Error> {
        self.try_send("POST", path, &[("content-type", "application/json")], Some(body.to_string()))
    }

    fn try_send(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<String>,
    ) -> Result<Answer, ureq::Error> {
        let mut request = http::Request::builder().method(method).uri(format!("{}{path}", self.origin));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if !self.cookies.is_empty() {
            let jar: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header("cookie", jar.join("; "));
        }
        let mut response = match body {
            Some(body) => self.agent.run(request.body(body).expect("a well-formed request"))?,
            None => self.agent.run(request.body(()).expect("a well-formed request"))?,
        };
        let text = response.body_mut().read_to_string()?;
        self.keep_cookies(response.headers());
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        Ok(Answer { status: response.status().as_u16(), headers: response.headers().clone(), json, text })
    }

    fn keep_cookies(&mut self, headers: &http::HeaderMap) {
        for set in headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()) {
            let (name, value) = set.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie pair");
            if value.is_empty() || set.to_ascii_lowercase().contains("max-age=0") {
                self.cookies.remove(name.trim());
            } else {
                self.cookies.insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
    }
}

impl Answer {
    /// This status, or the story fails with what came instead.
    #[track_caller]
    pub fn expect_status(self, status: u16) -> Self {
        assert_eq!(self.status, status, "answered {}: {}", self.status, self.text);
        self
    }

    /// A refusal with this code: problem+json, status of the code, a title in words. Answers the body for its facts.
    #[track_caller]
    pub fn expect_problem(self, status: u16, code: &str) -> Value {
        assert_eq!(self.json["code"], code, "answered {}: {}", self.status, self.text);
        assert_eq!(self.status, status, "the status of {code}");
        assert_eq!(self.header("content-type").split(';').next(), Some("application/problem+json"));
        assert_eq!(self.json["status"], status, "the status is in the body too");
        assert!(self.json["title"].as_str().is_some_and(|title| !title.is_empty()), "a title in words: {}", self.text);
        self.json
    }

    /// A header's text, empty if missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// One stamp, as an operation.
pub fn earn(quantity: u64) -> Value {
    json!({"id": new_id(), "kind": "earn", "quantity": quantity})
}

/// A voucher used, as an operation.
pub fn redeem(voucher: &Value) -> Value {
    json!({"id": new_id(), "kind": "redeem", "voucher_id": voucher})
}

/// The stamps on a `Card`.
#[track_caller]
pub fn stamps(card: &Value) -> i64 {
    let purse = card["purses"].as_array().and_then(|all| all.iter().find(|one| one["kind"] == "stamps"));
    purse.and_then(|purse| purse["balance"].as_i64()).unwrap_or_else(|| panic!("a card with stamps: {card}"))
}
