//! `/v1/me/cards/{card_id}/keys`: the phones of a card.

use serde_json::json;

use super::me::event;
use crate::world::{World, new_id, new_key, public};

#[tokio::test]
async fn a_phone_is_named_asked_for_and_taken_off() {
    let world = World::new().await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    let path = format!("/v1/me/cards/{}/keys", phone.card_id());
    let body = json!({"id": new_id(), "public_key": public(&new_key()), "key_storage": "memory"});
    phone.client.post(&path, &body).await.expect(201);
    till.visit(&phone.code(), &[]).await.expect(201);

    let named = json!({"id": new_id(), "name": "Home screen"});
    phone.client.post(&format!("{path}/1"), &named).await.expect(200);
    let again = phone.client.post(&format!("{path}/1"), &named).await;
    assert_eq!(again.header("idempotent-replayed"), "true");
    let listed = phone.client.get(&path).await.expect(200);
    assert_eq!(listed["keys"][0]["last_used_at"], "2026-03-14T08:30:00Z");
    let added = json!({"slot": 1, "storage": "memory", "name": "Home screen", "same_browser": true, "added_at": "2026-03-14T08:30:00Z"});
    assert_eq!(listed["keys"][1], added);
    let long = json!({"id": new_id(), "name": "x".repeat(41)});
    phone.client.post(&format!("{path}/1"), &long).await.refused(422, "invalid_request");

    let own = phone.client.get(&format!("{path}/0")).await.expect(200);
    assert_eq!(own["typed_code_secret"], phone.joined["typed_code_secret"]);
    assert_eq!(own["key_slot"], 0);
    phone.client.post(&format!("{path}/1/revoke"), &json!({"id": new_id()})).await.expect(200);
    phone.client.get(&format!("{path}/1")).await.refused(409, "key_revoked");
    let own = phone.client.get(&format!("{path}/0")).await.expect(200);
    assert_ne!(own["typed_code_secret"], phone.joined["typed_code_secret"], "who is gone reads no codes out");
    assert_eq!(phone.client.get(&path).await.expect(200)["keys"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn whoever_listens_must_ask_again_when_a_phone_is_taken_off() {
    let world = World::new().await;
    let mut phone = world.phone().await;
    let path = format!("/v1/me/cards/{}", phone.card_id());
    let mut body = phone.client.begin("GET", &format!("{path}/events"), &[], None).await.into_body();
    event(&mut body).await.unwrap();
    phone.client.post(&format!("{path}/keys/0/revoke"), &json!({"id": new_id()})).await.expect(200);
    assert_eq!(event(&mut body).await, None, "the stream ends");
    drop(body);
    let mut again = phone.client.begin("GET", &format!("{path}/events"), &[], None).await.into_body();
    assert!(event(&mut again).await.is_some(), "the browser still holds the card");
}

#[tokio::test]
async fn the_phones_of_others_are_nobodys_business() {
    let world = World::new().await;
    let (phone, mut other) = (world.phone().await, world.phone().await);
    let path = format!("/v1/me/cards/{}/keys", phone.card_id());
    other.client.get(&path).await.refused(404, "unknown_card");
    other.client.get(&format!("{path}/0")).await.refused(404, "unknown_card");
    other.client.get(&format!("{path}/x")).await.refused(404, "unknown_card");
    let id = || json!({"id": new_id()});
    other.client.post(&format!("{path}/0"), &id()).await.refused(404, "unknown_card");
    other.client.post(&format!("{path}/0/revoke"), &id()).await.refused(404, "unknown_card");
    world.client().get(&path).await.refused(401, "holder_required");
    world.client().post(&format!("{path}/0/revoke"), &id()).await.refused(401, "holder_required");
}
