//! `/v1/me/cards`

use std::time::Duration;

use axum::body::Body;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};

use crate::world::{World, earn, new_id, new_key, public, stamps};

#[tokio::test]
async fn cards_are_their_holders_alone() {
    let world = World::new().await;
    let (mut phone, mut other) = (world.phone().await, world.phone().await);
    let path = format!("/v1/me/cards/{}", phone.card_id());
    world.client().get("/v1/me/cards").await.refused(401, "holder_required");
    let none = world.client().get("/v1/me/cards?or_none=true").await.expect(200);
    assert_eq!(none, json!({"cards": []}), "what a page asks on a first visit");
    world.client().get("/v1/me/cards?or_none=perhaps").await.refused(401, "holder_required");
    let mine = phone.client.get("/v1/me/cards?or_none=true").await.expect(200);
    assert_eq!(mine["cards"][0]["id"], phone.card_id());
    world.client().get(&path).await.refused(401, "holder_required");
    other.client.get(&path).await.refused(404, "unknown_card");
    other.client.get(&format!("{path}/operations")).await.refused(404, "unknown_card");
    other.client.get(&format!("{path}/events")).await.refused(404, "unknown_card");
    let body = json!({"id": new_id(), "public_key": public(&new_key()), "key_storage": "webcrypto"});
    other.client.post(&format!("{path}/keys"), &body).await.refused(404, "unknown_card");
    phone.client.get(&path).await.expect(200);
    phone.client.get("/v1/me/cards/nonsense/events").await.refused(404, "unknown_card");
    phone.client.get("/v1/me/cards/nonsense").await.refused(404, "unknown_card");
}

#[tokio::test]
async fn a_card_is_sent_again_only_when_it_changed() {
    let world = World::new().await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    let path = format!("/v1/me/cards/{}", phone.card_id());
    let card = phone.client.get(&path).await;
    let tag = card.header("etag").to_owned();
    assert_eq!(card.header("cache-control"), "private, no-cache");
    let unchanged = phone.client.send("GET", &path, &[("if-none-match", &tag)], None).await;
    assert_eq!((unchanged.status, unchanged.bytes.len()), (304, 0));
    till.visit(&phone.code(), &[earn(1)]).await.expect(201);
    let changed = phone.client.send("GET", &path, &[("if-none-match", &tag)], None).await;
    assert_eq!(stamps(&changed.expect(200)), 1);
}

#[tokio::test]
async fn a_list_is_sent_again_only_when_a_card_changed() {
    let world = World::new().await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    let tag = phone.client.get("/v1/me/cards").await.header("etag").to_owned();
    let unchanged = phone.client.send("GET", "/v1/me/cards", &[("if-none-match", &tag)], None).await;
    assert_eq!((unchanged.status, unchanged.bytes.len()), (304, 0));
    till.visit(&phone.code(), &[earn(1)]).await.expect(201);
    let changed = phone.client.send("GET", "/v1/me/cards", &[("if-none-match", &tag)], None).await;
    assert_ne!(changed.header("etag"), tag);
    assert_eq!(changed.expect(200)["cards"][0]["purses"][0]["balance"], 1);
}

#[tokio::test]
async fn history_is_read_page_by_page() {
    let world = World::new().await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    till.visit(&phone.code(), &[earn(1), earn(2), earn(3)]).await.expect(201);
    let path = format!("/v1/me/cards/{}/operations", phone.card_id());
    let first = phone.client.get(&format!("{path}?limit=2")).await.expect(200);
    let kept = |page: &Value| {
        page["operations"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["entries"][0]["delta"].as_i64().unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(kept(&first), [3, 2], "newest first");
    let next = format!("{path}?limit=2&cursor={}", first["next_cursor"].as_str().unwrap());
    let last = phone.client.get(&next).await.expect(200);
    assert_eq!(kept(&last), [1]);
    assert!(last.get("next_cursor").is_none());
    phone.client.get(&format!("{path}?limit=many")).await.refused(422, "invalid_request");
    phone.client.get(&format!("{path}?page=2")).await.refused(422, "invalid_request");
}

#[tokio::test]
async fn a_new_container_enrols_its_own_key() {
    let world = World::new().await;
    let mut phone = world.phone().await;
    let path = format!("/v1/me/cards/{}/keys", phone.card_id());
    let body = json!({"id": new_id(), "public_key": public(&new_key()), "key_storage": "memory"});
    let enrolled = phone.client.post(&path, &body).await.expect(201);
    assert_eq!(enrolled["key_slot"], 1);
    assert_eq!(enrolled["typed_code_secret"], phone.joined["typed_code_secret"]);
    let again = phone.client.post(&path, &body).await;
    assert_eq!(again.header("idempotent-replayed"), "true");
    let bad = json!({"id": new_id(), "public_key": "AAAA", "key_storage": "memory"});
    phone.client.post(&path, &bad).await.refused(422, "bad_public_key");
}

/// The next event of a stream, as its lines; none when the stream ended.
pub async fn event(body: &mut Body) -> Option<String> {
    let frame = tokio::time::timeout(Duration::from_secs(5), body.frame()).await.expect("an event within 5 s")?;
    Some(String::from_utf8(frame.unwrap().into_data().unwrap().to_vec()).unwrap())
}

pub fn card_in(event: &str) -> Value {
    let data = event.lines().find_map(|line| line.strip_prefix("data: ")).unwrap_or_else(|| panic!("data in {event}"));
    serde_json::from_str(data).unwrap()
}

#[tokio::test]
async fn who_shows_a_card_hears_of_each_change() {
    let world = World::new().await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    let path = format!("/v1/me/cards/{}/events", phone.card_id());
    let response = phone.client.begin("GET", &path, &[], None).await;
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut body = response.into_body();
    let first = event(&mut body).await.unwrap();
    assert!(first.contains("event: card"), "{first}");
    assert_eq!(stamps(&card_in(&first)), 0, "the card as it is, at once");
    till.visit(&phone.code(), &[earn(2)]).await.expect(201);
    let second = event(&mut body).await.unwrap();
    let card = card_in(&second);
    assert_eq!(stamps(&card), 2);
    assert!(second.contains(&format!("id: {}", card["version"])), "{second}");
}

#[tokio::test]
async fn a_stream_goes_on_where_it_broke_off() {
    let world = World::new().await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    let path = format!("/v1/me/cards/{}/events", phone.card_id());
    let known = phone.card().await["version"].to_string();
    let mut unchanged = phone.client.begin("GET", &path, &[("last-event-id", &known)], None).await.into_body();
    till.visit(&phone.code(), &[earn(1)]).await.expect(201);
    assert_eq!(stamps(&card_in(&event(&mut unchanged).await.unwrap())), 1, "nothing before the change");
    let mut missed = phone.client.begin("GET", &path, &[("last-event-id", &known)], None).await.into_body();
    assert_eq!(stamps(&card_in(&event(&mut missed).await.unwrap())), 1, "what was missed, at once");
}

#[tokio::test]
async fn streams_end_when_the_server_stops() {
    let world = World::new().await;
    let mut phone = world.phone().await;
    let path = format!("/v1/me/cards/{}/events", phone.card_id());
    let mut body = phone.client.begin("GET", &path, &[], None).await.into_body();
    event(&mut body).await.unwrap();
    assert_eq!(world.app.hub.streams(), 1);
    world.app.stop();
    assert_eq!(event(&mut body).await, None);
    drop(body);
    assert_eq!(world.app.hub.streams(), 0);
}
