//! Limits per address.

use serde_json::json;
use server::config::Settings;
use store::demo;

use crate::world::{World, new_id, new_key, public};

fn narrow() -> Settings {
    let trusted_proxy = vec!["127.0.0.0/8".parse().unwrap()];
    Settings {
        requests_per_s: Some(1),
        joins_per_min: Some(2),
        tries_per_min: Some(2),
        trusted_proxy,
        ..Settings::default()
    }
}

#[tokio::test]
async fn one_address_can_not_flood_and_others_are_not_kept_out() {
    let world = World::with(narrow()).await;
    let mut flood = world.client().with_header("x-forwarded-for", "198.51.100.1, 203.0.113.7");
    for _ in 0..20 {
        flood.get("/v1/time").await.expect(200);
    }
    let refused = flood.get("/v1/time").await;
    assert!(refused.header("retry-after").parse::<u32>().unwrap() >= 1);
    let refused = refused.refused(429, "rate_limited");
    assert!(refused["retry_after_s"].as_u64().unwrap() >= 1);
    // The left-most entry is the client's own claim: changing it changes nothing.
    let mut liar = world.client().with_header("x-forwarded-for", "192.0.2.99, 203.0.113.7");
    liar.get("/v1/time").await.refused(429, "rate_limited");
    let mut other = world.client().with_header("x-forwarded-for", "203.0.113.8");
    other.get("/v1/time").await.expect(200);
}

#[tokio::test]
async fn new_cards_and_tries_have_their_own_limits() {
    let world = World::with(narrow()).await;
    let mut client = world.client().with_header("x-forwarded-for", "203.0.113.7");
    let join = || json!({"id": new_id(), "public_key": public(&new_key()), "key_storage": "webcrypto"});
    for _ in 0..2 {
        client.post("/v1/shops/demo/cards", &join()).await.expect(201);
    }
    client.post("/v1/shops/demo/cards", &join()).await.refused(429, "rate_limited");
    client.pair("Bar").await.expect(201);
    client.sign_in(demo::PIN).await.expect(201);
    client.sign_in(demo::PIN).await.refused(429, "rate_limited");
    client.get("/v1/till").await.expect(200);
}
