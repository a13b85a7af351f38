//! `/v1/shops/{slug}` and joining.

use serde_json::json;

use crate::world::{World, new_id, new_key, public, stamps};

#[tokio::test]
async fn a_shop_shows_its_face_in_the_readers_language() {
    let world = World::new().await;
    let english = world.client().get("/v1/shops/demo").await;
    assert_eq!(english.header("vary"), "accept-language");
    let tag = english.header("etag").to_owned();
    let english = english.expect(200);
    assert_eq!(english["slug"], "demo");
    assert_eq!(english["name"], "Café Lumière");
    assert_eq!(english["currency"], "EUR");
    assert_eq!(english["program"]["stamp_cards"][0]["goal"], 9);
    assert!(english["brand"]["color"].as_str().unwrap().starts_with('#'));
    let mut french = world.client().with_header("accept-language", "fr-FR,fr;q=0.9");
    let french = french.get("/v1/shops/demo").await.expect(200);
    assert_ne!(french["program"]["headline"], english["program"]["headline"]);
    let again = world.client().send("GET", "/v1/shops/demo", &[("if-none-match", &tag)], None).await;
    assert_eq!((again.status, again.bytes.len()), (304, 0));
}

#[tokio::test]
async fn an_unknown_shop_is_said_to_be() {
    let world = World::new().await;
    world.client().get("/v1/shops/nowhere").await.refused(404, "unknown_shop");
    let body = json!({"id": new_id(), "public_key": public(&new_key()), "key_storage": "webcrypto"});
    world.client().post("/v1/shops/nowhere/cards", &body).await.refused(404, "unknown_shop");
}

#[tokio::test]
async fn joining_gives_a_card_a_key_and_a_cookie() {
    let world = World::new().await;
    let body = json!({"id": new_id(), "public_key": public(&new_key()), "key_storage": "webcrypto", "source": "poster", "locale": "fr"});
    let mut client = world.client();
    let joined = client.post("/v1/shops/demo/cards", &body).await;
    let cookie = joined.header("set-cookie").to_owned();
    let joined = joined.expect(201);
    assert_eq!(joined["key_slot"], 0);
    assert_eq!(joined["typed_code_secret"].as_str().unwrap().len(), 43);
    assert_eq!(joined["card"]["id"].as_str().unwrap().len(), 16);
    assert_eq!(joined["card"]["number"].as_str().unwrap().len(), 5);
    assert_eq!(joined["card"]["status"], "active");
    assert_eq!(stamps(&joined["card"]), 0);
    assert!(cookie.starts_with("comptoir_holder="), "{cookie}");
    for attribute in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=34560000"] {
        assert!(cookie.contains(attribute), "{attribute} in {cookie}");
    }
    assert!(!cookie.contains("Secure"), "on http a Secure cookie would not come back");
    let cards = client.get("/v1/me/cards").await.expect(200);
    assert_eq!(cards["cards"][0]["id"], joined["card"]["id"]);
}

#[tokio::test]
async fn a_holder_has_one_card_in_a_shop() {
    let world = World::new().await;
    let mut phone = world.phone().await;
    let body = json!({"id": new_id(), "public_key": public(&new_key()), "key_storage": "webcrypto"});
    let again = phone.client.post("/v1/shops/demo/cards", &body).await.expect(201);
    assert_eq!(again["card"]["id"], phone.card_id(), "the card they have");
    assert_eq!(again["key_slot"], 1, "with one more key");
    assert_eq!(phone.client.get("/v1/me/cards").await.expect(200)["cards"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn joining_twice_with_one_id_is_joining_once() {
    let world = World::new().await;
    let body = json!({"id": new_id(), "public_key": public(&new_key()), "key_storage": "webcrypto"});
    let first = world.client().post("/v1/shops/demo/cards", &body).await;
    let mut lost = world.client();
    let again = lost.post("/v1/shops/demo/cards", &body).await;
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(first.header("idempotent-replayed"), "");
    assert_eq!(first.bytes, again.bytes, "the same bytes");
    assert_eq!(
        lost.get("/v1/me/cards").await.expect(200)["cards"].as_array().unwrap().len(),
        1,
        "and a cookie that works"
    );
    let mut other = body.clone();
    other["source"] = json!("web");
    world.client().post("/v1/shops/demo/cards", &other).await.refused(422, "id_reused");
}

#[tokio::test]
async fn what_is_no_key_is_refused() {
    let world = World::new().await;
    for wrong in ["", "AAAA", &"A".repeat(44), "not base64 !"] {
        let body = json!({"id": new_id(), "public_key": wrong, "key_storage": "webcrypto"});
        world.client().post("/v1/shops/demo/cards", &body).await.refused(422, "bad_public_key");
    }
}

#[tokio::test]
async fn a_stamp_card_of_visits_says_that_nobody_counts_for_it() {
    let world = World::new().await;
    let mut programme = crate::world::canteen();
    programme["stamp_cards"][0]["earn"] = "visit".into();
    world.publish(programme).await;
    let shop = world.client().get("/v1/shops/demo").await.expect(200);
    let cards = shop["program"]["stamp_cards"].as_array().unwrap();
    assert_eq!((&cards[0]["by_visit"], cards[1].get("by_visit")), (&true.into(), None));
}

#[tokio::test]
async fn a_stamp_card_of_one_kind_of_items_says_which() {
    let world = World::new().await;
    world.publish(crate::world::canteen()).await;
    let program = &world.client().get("/v1/shops/demo").await.expect(200)["program"];
    assert_eq!(program["tags"], json!(["lunch"]));
    let cards = program["stamp_cards"].as_array().unwrap();
    assert_eq!((cards[0].get("tag"), &cards[1]["tag"]), (None, &"lunch".into()));
}
