//! A server of one's own in a temporary folder with the demo shop in it, a clock that can be moved, and clients with cookies.

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http_body_util::BodyExt as _;
use pass::{CardId, Header, Purpose, SigningKey, Slot, Step};
use serde_json::{Value, json};
use server::app::App;
use server::assets::Assets;
use server::clock::{Clock as _, SetClock};
use server::config::{Limits, Settings};
use server::router::router;
use store::{Context, Fault, Location, Store, Tx, admin, demo};
use tower::ServiceExt as _;
use uuid::Uuid;

/// Saturday, 14 March 2026, 09:30 in Paris.
pub const MORNING_US: i64 = 1_773_477_000_000_000;

/// A server.
pub struct World {
    /// Its insides.
    pub app: App,
    /// Its clock, standing still until moved.
    pub clock: Arc<SetClock>,
    /// Its router.
    pub router: Router,
    _folder: tempfile::TempDir,
}

impl World {
    /// On http://localhost:8080 with the demo's limits.
    pub async fn new() -> Self {
        Self::with(Settings::default()).await
    }

    /// With these settings.
    pub async fn with(settings: Settings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        write_apps(&folder.path().join("apps"));
        let data = folder.path().join("data");
        let store = Store::open(&Location::Sqlite(data.clone())).unwrap();
        let clock = Arc::new(SetClock::at(MORNING_US));
        let config = Settings { data: Some(data), ..settings }.complete("", Limits::DEMO).unwrap();
        let assets = Assets::Folder(folder.path().join("apps"));
        let app = App::new(store, clock.clone(), config, [7; 32], assets);
        let ctx = app.context();
        let made: Result<(), Fault> = app.store.write(move |tx| demo::ensure(tx, &ctx, &[7; 32])).await;
        made.unwrap();
        Self { router: router(app.clone()), app, clock, _folder: folder }
    }

    /// Somebody new, without cookies.
    pub fn client(&self) -> Client {
        Client { router: self.router.clone(), cookies: BTreeMap::new(), headers: Vec::new() }
    }

    /// A job in the store, as the command line does it.
    pub async fn by_hand<T: Send + 'static>(
        &self,
        job: impl Fn(&mut dyn Tx, &Context) -> Result<T, Fault> + Send + 'static,
    ) -> T {
        let ctx = self.app.context();
        self.app.store.write(move |tx| job(tx, &ctx)).await.unwrap()
    }

    /// The demo shop goes on with this definition of a programme, as its version 2.
    pub async fn publish(&self, definition: Value) {
        self.by_hand(move |tx, _| {
            let definition = definition.to_string();
            let program =
                "INSERT INTO program (shop_id, version, definition, published_at) SELECT shop_id, 2, $1, 0 FROM shop";
            tx.execute(program, &store::params![&definition])?;
            tx.execute("UPDATE shop SET program_version = 2", &store::params![])?;
            Ok(())
        })
        .await;
    }

    /// A till of the demo shop where Tom is signed in, who is no manager.
    pub async fn toms_till(&self) -> Client {
        let hire = |tx: &mut dyn Tx, ctx: &Context| {
            admin::add_staff(tx, ctx, demo::SLUG, "Tom", false, Some("135790"), &[7; 32])
        };
        let pin = self.by_hand(hire).await;
        let mut till = self.client();
        till.pair("Terrace").await.expect(201);
        let staff = till.get("/v1/staff").await.expect(200);
        let tom = staff["staff"].as_array().unwrap().iter().find(|one| one["name"] == "Tom").unwrap()["id"].clone();
        till.post("/v1/staff/sessions", &json!({"id": new_id(), "staff_id": tom, "pin": pin})).await.expect(201);
        till
    }

    /// An integration of the demo shop.
    pub async fn software(&self) -> Client {
        let key = self.by_hand(|tx, ctx| admin::create_key(tx, ctx, demo::SLUG, "Till software", &["visits"])).await;
        self.client().with_header("authorization", &format!("Bearer {}", key.token))
    }

    /// A till of the demo shop where Léa is signed in.
    pub async fn till(&self, name: &str) -> Client {
        let mut till = self.client();
        till.pair(name).await.expect(201);
        till.sign_in(demo::PIN).await.expect(201);
        till
    }

    /// A phone with a card of the demo shop.
    pub async fn phone(&self) -> Phone {
        self.phone_with("webcrypto").await
    }

    /// A phone whose key is kept in this way.
    pub async fn phone_with(&self, key_storage: &str) -> Phone {
        let (key, mut client) = (new_key(), self.client());
        let body = json!({"id": new_id(), "public_key": public(&key), "key_storage": key_storage});
        let joined = client.post("/v1/shops/demo/cards", &body).await.expect(201);
        Phone { client, key, slot: joined["key_slot"].as_u64().unwrap() as u8, joined, clock: self.clock.clone() }
    }
}

/// The least that the server needs of built apps.
fn write_apps(folder: &std::path::Path) {
    let page = "<!doctype html><html lang=\"{{lang}}\"><title>{{shop_name}}</title><meta name=\"theme-color\" \
                content=\"{{brand_color}}\"><link rel=\"manifest\" href=\"{{manifest_url}}\"><link rel=\"icon\" href=\"{{icon_url}}\">\
                <body data-slug=\"{{slug}}\"><p>{{headline}}</p><script>1</script></body></html>";
    for app in ["card", "counter"] {
        fs::create_dir_all(folder.join(app)).unwrap();
        fs::write(folder.join(app).join("index.html"), page).unwrap();
        fs::write(folder.join(app).join("csp.txt"), "'sha256-AAAA='\n").unwrap();
    }
    fs::write(folder.join("card/card-0123456789abcdef.js"), "let plain = 1;").unwrap();
    fs::write(folder.join("card/card-0123456789abcdef.js.br"), "br bytes").unwrap();
    fs::write(folder.join("card/card-0123456789abcdef.js.gz"), "gz bytes").unwrap();
    fs::write(folder.join("sw.js"), "self.x = 1;").unwrap();
}

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

/// A customer's phone.
pub struct Phone {
    /// Its HTTP side, with the holder cookie.
    pub client: Client,
    /// What joining answered.
    pub joined: Value,
    /// Its key's slot.
    pub slot: u8,
    key: SigningKey,
    clock: Arc<SetClock>,
}

impl Phone {
    /// The card's id.
    pub fn card_id(&self) -> String {
        self.joined["card"]["id"].as_str().unwrap().to_owned()
    }

    /// Its code now.
    pub fn code(&self) -> String {
        self.code_at(0)
    }

    /// Its code so many seconds from now.
    pub fn code_at(&self, off_s: i64) -> String {
        self.code_for("localhost:8080", off_s, Purpose::Show)
    }

    /// A code signed for a host.
    pub fn code_for(&self, host: &str, off_s: i64, purpose: Purpose) -> String {
        let card: CardId = self.card_id().parse().unwrap();
        let step = Step::at(self.clock.now_ms() + off_s * 1000);
        let header = Header { card, slot: Slot::new(self.slot).unwrap(), purpose, step };
        self.key.pass(host, header).link(&format!("http://{host}"))
    }

    /// Its typed code now.
    pub fn typed_code(&self) -> String {
        let secret = URL_SAFE_NO_PAD.decode(self.joined["typed_code_secret"].as_str().unwrap()).unwrap();
        let number = self.joined["card"]["number"].as_str().unwrap().parse().unwrap();
        pass::typed_code(number, &secret.try_into().unwrap(), self.clock.now_us() / 1_000_000)
    }

    /// The card as the server has it.
    pub async fn card(&mut self) -> Value {
        let path = format!("/v1/me/cards/{}", self.card_id());
        self.client.get(&path).await.expect(200)
    }
}

/// A new key, another each time, the same in each run.
pub fn new_key() -> SigningKey {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let mut bytes = [9; 32];
    bytes[24..].copy_from_slice(&NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    SigningKey::from_bytes(bytes).unwrap()
}

/// A key as it is enrolled.
pub fn public(key: &SigningKey) -> String {
    URL_SAFE_NO_PAD.encode(key.public_key().compressed())
}

/// A new id of a client.
pub fn new_id() -> Uuid {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let mut random = [0; 10];
    random[2..].copy_from_slice(&NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    uuid::Builder::from_unix_timestamp_millis(MORNING_US as u64 / 1000, &random).into_uuid()
}

/// So many stamps, as an operation.
pub fn earn(quantity: u32) -> Value {
    json!({"id": new_id(), "kind": "earn", "quantity": quantity})
}

/// So many cents.
pub fn euros(minor: i64) -> Value {
    json!({"minor": minor, "currency": "EUR"})
}

/// A purchase of one item with its bill.
pub fn paid(minor: i64) -> Value {
    json!({"id": new_id(), "kind": "earn", "amount": euros(minor)})
}

/// The same object with more members.
pub fn with(mut value: Value, more: Value) -> Value {
    value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    value
}

/// What a card holds in a purse.
pub fn held(card: &Value, purse: &str) -> i64 {
    card["purses"].as_array().unwrap().iter().find(|found| found["id"] == purse).unwrap()["balance"].as_i64().unwrap()
}

/// A canteen: three coffees for a coffee or a tea, lunches by tag for a dessert, a point per euro, 5 % back from € 1 at once, actions, levels
/// from € 30 and € 60 with a gift at each, a membership, and a limit for everything.
pub fn canteen() -> Value {
    let reward = |id: &str| json!({"id": id, "title": {"text": format!("One {id}")}, "unit_cost": 50, "valid_days": 30, "confirm": false});
    let level = |id: &str, name: &str, from: i64, pct: u32| json!({"id": id, "name": {"text": name}, "from": from, "multiplier_pct": pct, "entry_gift": "cake"});
    let action = |action: &str, once_per: &str| json!({"by_action": {"action": action, "points": 3, "words": {"text": "Own cup"}, "once_per": once_per}});
    json!({
        "stamp_cards": [
            {"id": "coffee", "name": {"text": "Coffee", "fr": "Café"}, "goal": 3, "reward": "coffee", "choices": ["tea"], "expiry": "never"},
            {"id": "lunch", "name": {"text": "Lunch"}, "goal": 5, "reward": "dessert", "earn": {"tag": "lunch"}, "automatic": false,
             "expiry": "never"},
        ],
        "points": {"name": {"text": "Beans"}, "expiry": {"days": 30},
                   "earn": [{"by_amount": {"points": 1, "per_minor": 100}}, action("cup", "day"), action("app", "ever")]},
        "cashback": {"basis_points": 500, "pay_min": 100},
        "tiers": {"basis": "spend", "period_months": 12, "levels": [level("silver", "Silver", 3000, 100), level("gold", "Gold", 6000, 150)]},
        "membership": {"name": {"text": "Friends"}, "valid": {"days": 10}},
        "rewards": [reward("coffee"), reward("tea"), with(reward("dessert"), json!({"confirm": true})),
                    with(reward("cake"), json!({"cost": 20})), with(reward("trip"), json!({"cost": 1, "min_tier": "gold"}))],
        "warning_days": 0,
        "limits": {"quantity_max": 8, "stamps_per_day_max": 12, "gifts_per_day_max": 1, "visits_per_day_max": 9, "manual_per_staff_day_max": 1,
                   "earns_per_till_day_max": 6, "points_per_day_max": 200, "credit_per_day_max": 1000},
    })
}

/// The stamps on a card.
pub fn stamps(card: &Value) -> i64 {
    card["purses"][0]["balance"].as_i64().unwrap()
}
