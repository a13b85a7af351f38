//! `/v1/devices/pair`

use serde_json::json;
use store::admin;

use crate::world::{World, new_id};

#[tokio::test]
async fn a_device_is_paired_by_code() {
    let world = World::new().await;
    let mut till = world.client();
    let body = json!({"id": new_id(), "pairing_code": "demo 2345", "name": "Bar"});
    let paired = till.post("/v1/devices/pair", &body).await;
    let cookie = paired.header("set-cookie").to_owned();
    let paired = paired.expect(201);
    assert_eq!(paired["device"]["name"], "Bar");
    assert_eq!(paired["shop"]["slug"], "demo");
    for attribute in ["comptoir_till=", "HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(attribute), "{attribute} in {cookie}");
    }
    till.get("/v1/till").await.expect(200);
    let again = till.post("/v1/devices/pair", &body).await;
    assert_eq!(again.header("idempotent-replayed"), "true");
    till.get("/v1/till").await.expect(200);
}

#[tokio::test]
async fn a_real_code_pairs_one_device_for_a_quarter_of_an_hour() {
    let world = World::new().await;
    let code = world.by_hand(|tx, ctx| admin::pairing_code(tx, ctx, "demo")).await;
    let pair = || json!({"id": new_id(), "pairing_code": code, "name": "Bar"});
    world.client().post("/v1/devices/pair", &pair()).await.expect(201);
    world.client().post("/v1/devices/pair", &pair()).await.refused(422, "bad_pairing_code");
    let late = world.by_hand(|tx, ctx| admin::pairing_code(tx, ctx, "demo")).await;
    world.clock.advance_s(15 * 60 + 1);
    let body = json!({"id": new_id(), "pairing_code": late, "name": "Bar"});
    world.client().post("/v1/devices/pair", &body).await.refused(422, "bad_pairing_code");
}

#[tokio::test]
async fn wrong_codes_are_counted_per_address() {
    let world = World::new().await;
    let wrong = || json!({"id": new_id(), "pairing_code": "AAAA-2222", "name": "Bar"});
    for _ in 0..10 {
        world.client().post("/v1/devices/pair", &wrong()).await.refused(422, "bad_pairing_code");
    }
    let locked = world.client().post("/v1/devices/pair", &wrong()).await.refused(429, "locked");
    assert!(locked["until"].as_str().unwrap().ends_with('Z'));
    world.client().pair("Bar").await.refused(429, "locked");
    world.clock.advance_s(601);
    world.client().pair("Bar").await.expect(201);
}

#[tokio::test]
async fn a_device_has_a_name() {
    let world = World::new().await;
    for name in ["", "  ", &"x".repeat(61)] {
        world.client().pair(name).await.refused(422, "invalid_request");
    }
}
