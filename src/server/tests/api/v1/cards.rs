//! `/v1/cards`: the shop's side of a card.

use loyalty::{Gives, Program, Promotion, PromotionKind};
use pass::CardId;
use serde_json::{Value, json};
use store::{admin, demo, params};

use super::me::{card_in, event};
use super::visits::other_shop;
use crate::sweep::publish;
use crate::world::{Client, World, earn, new_id, new_key, public, stamps};

/// An integration that keeps cards.
async fn software(world: &World, scope: &'static str) -> Client {
    let key = world.by_hand(move |tx, ctx| admin::create_key(tx, ctx, "demo", "Office", &[scope])).await;
    world.client().with_header("authorization", &format!("Bearer {}", key.token))
}

/// Tom, who is no manager, at a till.
async fn tom(world: &World) -> Client {
    let add = |tx: &mut dyn store::Tx, ctx: &store::Context| {
        admin::add_staff(tx, ctx, demo::SLUG, "Tom", false, Some("135790"), &[7; 32])
    };
    let pin = world.by_hand(add).await;
    let mut till = world.client();
    till.pair("Terrace").await.expect(201);
    let staff = till.get("/v1/staff").await.expect(200);
    let tom = staff["staff"].as_array().unwrap().iter().find(|one| one["name"] == "Tom").unwrap()["id"].clone();
    till.post("/v1/staff/sessions", &json!({"id": new_id(), "staff_id": tom, "pin": pin})).await.expect(201);
    till
}

/// A body with an id of its own.
fn with_id(mut body: Value) -> Value {
    body["id"] = json!(new_id());
    body
}

async fn patch(client: &mut Client, path: &str, body: &Value) -> crate::world::Answer {
    client.send("PATCH", path, &[("content-type", "application/json")], Some(body.to_string())).await
}

#[tokio::test]
async fn a_card_is_looked_up_by_its_number() {
    let world = World::new().await;
    let (mut lea, mut tom, phone) = (world.till("Bar").await, tom(&world).await, world.phone().await);
    let number = phone.joined["card"]["number"].as_str().unwrap().to_lowercase();
    let found = lea.get(&format!("/v1/cards?number={number}")).await.expect(200);
    assert_eq!(found["cards"][0]["card"]["id"], phone.card_id());
    assert_eq!(found["cards"][0]["facts"], json!({"tags": [], "lists": []}));
    let by_id = tom.get(&format!("/v1/cards/{}", phone.card_id())).await.expect(200);
    assert_eq!((&by_id["card"], by_id.get("facts")), (&found["cards"][0]["card"], None), "facts are for managers");
    let nobody = if number == "00000" { "11111" } else { "00000" };
    assert_eq!(lea.get(&format!("/v1/cards?number={nobody}")).await.expect(200), json!({"cards": []}));
    lea.get("/v1/cards?number=nonsense").await.refused(422, "invalid_request");
    lea.get("/v1/cards").await.refused(422, "invalid_request");
    lea.get("/v1/cards/nonsense").await.refused(404, "unknown_card");
    world.client().get(&format!("/v1/cards?number={number}")).await.refused(401, "till_required");
}

#[tokio::test]
async fn the_shop_keeps_facts_about_its_customers() {
    let world = World::new().await;
    let (mut office, phone) = (software(&world, "cards").await, world.phone().await);
    let path = format!("/v1/cards/{}", phone.card_id());
    let body = with_id(
        json!({"birthday": {"month": 2, "day": 29}, "tags": ["regular", "neighbour", "regular"], "lists": ["tasting"]}),
    );
    let changed = patch(&mut office, &path, &body).await;
    let again = patch(&mut office, &path, &body).await;
    assert_eq!((again.header("idempotent-replayed"), &again.bytes), ("true", &changed.bytes));
    let facts = changed.expect(200)["facts"].clone();
    assert_eq!(
        facts,
        json!({"birthday": {"month": 2, "day": 29}, "tags": ["neighbour", "regular"], "lists": ["tasting"]})
    );
    // What is absent stays, null forgets.
    let changed = patch(&mut office, &path, &with_id(json!({"tags": []}))).await.expect(200);
    assert_eq!(changed["facts"]["birthday"], json!({"month": 2, "day": 29}));
    let changed = patch(&mut office, &path, &with_id(json!({"birthday": null}))).await.expect(200);
    assert_eq!(changed["facts"], json!({"tags": [], "lists": ["tasting"]}));
    let wrongs = [
        json!({"birthday": {"month": 2, "day": 30}}),
        json!({"birthday": {"month": 13, "day": 1}}),
        json!({"birthday": {"month": 4, "day": 0}}),
        json!({"tags": [""]}),
        json!({"tags": ["x".repeat(41)]}),
        json!({"lists": (0..51).map(|n| n.to_string()).collect::<Vec<_>>()}),
        json!({"colour": "blue"}),
    ];
    for wrong in wrongs {
        patch(&mut office, &path, &with_id(wrong)).await.refused(422, "invalid_request");
    }
    assert_eq!(office.get(&path).await.expect(200)["facts"], json!({"tags": [], "lists": ["tasting"]}));
}

#[tokio::test]
async fn a_merge_moves_everything_and_is_taken_back_whole() {
    let world = World::new().await;
    let (mut lea, mut old, mut new) = (world.till("Bar").await, world.phone().await, world.phone().await);
    lea.visit(&old.code(), &[earn(13)]).await.expect(201);
    lea.visit(&new.code(), &[earn(2)]).await.expect(201);
    let before = (old.card().await, new.card().await);
    let number = new.joined["card"]["number"].clone();
    let body = with_id(json!({"into": number}));
    let path = format!("/v1/cards/{}/merge", old.card_id());
    let merged = lea.post(&path, &body).await;
    assert_eq!(lea.post(&path, &body).await.bytes, merged.bytes, "once");
    let merged = merged.expect(201);
    assert_eq!((stamps(&merged["card"]), merged["card"]["vouchers"].as_array().unwrap().len()), (6, 1));
    assert_eq!(merged["operation"]["vouchers_issued"], merged["card"]["vouchers"]);
    assert_eq!((old.card().await, new.card().await), (merged["merged"].clone(), merged["card"].clone()));

    // Who holds the merged card reads where everything went, and so does staff that scans it.
    assert_eq!((&merged["merged"]["status"], &merged["merged"]["merged_into"]), (&json!("merged"), &number));
    world.clock.advance_s(90);
    assert_eq!(lea.visit(&old.code(), &[earn(1)]).await.refused(409, "card_merged")["into"], number);
    let there = with_id(json!({"into": old.card_id()}));
    let path_of_new = format!("/v1/cards/{}/merge", new.card_id());
    assert_eq!(lea.post(&path_of_new, &there).await.refused(409, "card_merged")["into"], number);
    lea.post(&path, &with_id(json!({"into": number}))).await.refused(409, "card_merged");

    // A mistake: both cards are as they were.
    let void = format!("/v1/operations/{}/void", merged["operation"]["id"].as_str().unwrap());
    lea.post(&void, &with_id(json!({}))).await.expect(201);
    let after = (old.card().await, new.card().await);
    for (is, was) in [(&after.0, &before.0), (&after.1, &before.1)] {
        for member in ["status", "purses", "vouchers", "merged_into"] {
            assert_eq!(is.get(member), was.get(member), "{member}");
        }
    }
    lea.visit(&old.code(), &[earn(1)]).await.expect(201);
    // Nothing at all is moved, too.
    let (empty, other) = (world.phone().await, world.phone().await);
    let path = format!("/v1/cards/{}/merge", empty.card_id());
    let merged = lea.post(&path, &with_id(json!({"into": other.card_id()}))).await.expect(201);
    assert_eq!(merged["merged"]["status"], "merged");
    let void = format!("/v1/operations/{}/void", merged["operation"]["id"].as_str().unwrap());
    lea.post(&void, &with_id(json!({}))).await.expect(201);
    let clean = world.by_hand(|tx, _| store::verify::run(tx)).await;
    assert_eq!(clean.broken, []);
}

#[tokio::test]
async fn who_held_a_merged_card_can_have_another() {
    let world = World::new().await;
    let (mut lea, mut old, new) = (world.till("Bar").await, world.phone().await, world.phone().await);
    let merge = with_id(json!({"into": new.card_id()}));
    lea.post(&format!("/v1/cards/{}/merge", old.card_id()), &merge).await.expect(201);
    let body = json!({"id": new_id(), "public_key": public(&new_key()), "key_storage": "webcrypto"});
    let joined = old.client.post("/v1/shops/demo/cards", &body).await.expect(201);
    assert_ne!(joined["card"]["id"], old.card_id());
    assert_eq!(joined["card"]["status"], "active");
    assert_eq!(old.client.get("/v1/me/cards").await.expect(200)["cards"][0]["id"], joined["card"]["id"]);
}

#[tokio::test]
async fn a_paper_card_is_brought_over_once() {
    let world = World::new().await;
    let (mut office, mut phone) = (software(&world, "cards").await, world.phone().await);
    let path = format!("/v1/cards/{}/opening", phone.card_id());
    let line = |units: i64, name: &str| {
        with_id(json!({"balances": [{"purse": "coffee", "units": units}], "external_ref": name}))
    };
    let opened = office.post(&path, &line(4, "line 7")).await.expect(201);
    assert_eq!((&opened["operation"]["kind"], stamps(&opened["card"])), (&json!("opening"), 4));
    assert!(office.post(&path, &line(4, "line 7")).await.refused(409, "external_ref_used")["at"].is_string());
    office.post(&path, &line(0, "line 8")).await.refused(422, "invalid_request");
    office.post(&path, &with_id(json!({"balances": []}))).await.refused(422, "invalid_request");
    office.post(&path, &line(1, "")).await.refused(422, "invalid_request");
    let tea = with_id(json!({"balances": [{"purse": "tea", "units": 1}]}));
    office.post(&path, &tea).await.refused(422, "unknown_purse");
    assert_eq!(stamps(&phone.card().await), 4);
    // It can be taken back, also by the integration, and later.
    world.clock.advance_s(3 * 86_400);
    let void = format!("/v1/operations/{}/void", opened["operation"]["id"].as_str().unwrap());
    office.post(&void, &with_id(json!({}))).await.expect(201);
    assert_eq!(stamps(&phone.card().await), 0);
}

#[tokio::test]
async fn cards_are_kept_by_managers_and_by_keys_with_the_scope() {
    let world = World::new().await;
    let (phone, into) = (world.phone().await, world.phone().await);
    let place = format!("/v1/cards/{}", phone.card_id());
    let posts = [
        ("merge", json!({"into": into.card_id()})),
        ("opening", json!({"balances": [{"purse": "coffee", "units": 1}]})),
        ("prolong", json!({"purse": "coffee", "until": "2027-01-01T00:00:00Z"})),
    ];
    let mut strangers = [
        (tom(&world).await, 403, "manager_required"),
        (software(&world, "visits").await, 401, "key_refused"),
        (world.client(), 401, "till_required"),
    ];
    for (who, status, code) in &mut strangers {
        for (what, body) in &posts {
            who.post(&format!("{place}/{what}"), &with_id(body.clone())).await.refused(*status, code);
        }
        patch(who, &place, &with_id(json!({"tags": ["x"]}))).await.refused(*status, code);
    }
    // Another shop's manager and key see nothing of it.
    let token = world.by_hand(|tx, ctx| other_shop(tx, ctx, "cards")).await;
    let mut other = world.client().with_header("authorization", &format!("Bearer {token}"));
    for (what, body) in &posts {
        other.post(&format!("{place}/{what}"), &with_id(body.clone())).await.refused(404, "unknown_card");
    }
    patch(&mut other, &place, &with_id(json!({"tags": ["x"]}))).await.refused(404, "unknown_card");
    other.get(&place).await.refused(404, "unknown_card");
    let number = phone.joined["card"]["number"].as_str().unwrap();
    assert_eq!(other.get(&format!("/v1/cards?number={number}")).await.expect(200), json!({"cards": []}));
    // Nor does anything go to a card of another shop.
    let body = json!({"id": new_id(), "public_key": public(&new_key()), "key_storage": "webcrypto"});
    let theirs = world.client().post("/v1/shops/other/cards", &body).await.expect(201);
    let mut office = software(&world, "cards").await;
    let away = with_id(json!({"into": theirs["card"]["id"]}));
    office.post(&format!("{place}/merge"), &away).await.refused(422, "unknown_card");
    let itself = with_id(json!({"into": phone.card_id()}));
    office.post(&format!("{place}/merge"), &itself).await.refused(422, "invalid_request");
}

#[tokio::test]
async fn nothing_is_done_with_a_card_that_is_stopped() {
    let world = World::new().await;
    let (mut lea, phone, other) = (world.till("Bar").await, world.phone().await, world.phone().await);
    let card = phone.card_id().parse::<CardId>().unwrap().0;
    let block = move |tx: &mut dyn store::Tx, _: &store::Context| {
        Ok(tx.execute("UPDATE card SET status = 'blocked' WHERE card_id = $1", &params![card])?)
    };
    world.by_hand(block).await;
    let place = format!("/v1/cards/{}", phone.card_id());
    let posts = [
        ("merge", json!({"into": other.card_id()})),
        ("opening", json!({"balances": [{"purse": "coffee", "units": 1}]})),
        ("prolong", json!({"purse": "coffee", "until": "2027-01-01T00:00:00Z"})),
    ];
    for (what, body) in posts {
        lea.post(&format!("{place}/{what}"), &with_id(body)).await.refused(409, "card_blocked");
    }
    let into_it = format!("/v1/cards/{}/merge", other.card_id());
    lea.post(&into_it, &with_id(json!({"into": phone.card_id()}))).await.refused(409, "card_blocked");
    assert_eq!(lea.get(&place).await.expect(200)["card"]["status"], "blocked", "it can be looked at");
}

#[tokio::test]
async fn whoever_brought_a_friend_hears_of_their_first_visit() {
    let world = World::new().await;
    let units = |units| Gives::Units { units, of: "coffee".into() };
    let kind = PromotionKind::Referral { gives_friend: units(1), gives_referrer: units(2), max_per_referrer: 3 };
    let friends = Promotion { id: "friends".into(), name: "Friends".into(), from: None, until: None, kind };
    publish(&world, &Program { promotions: vec![friends], ..demo::program() }).await;
    let (mut lea, mut anna) = (world.till("Bar").await, world.phone().await);
    let number = anna.joined["card"]["number"].clone();
    let events = format!("/v1/me/cards/{}/events", anna.card_id());
    let mut stream = anna.client.begin("GET", &events, &[], None).await.into_body();
    event(&mut stream).await.unwrap();

    let body = json!({"id": new_id(), "public_key": public(&new_key()), "key_storage": "webcrypto", "friend": number});
    let ben = world.client().post("/v1/shops/demo/cards", &body).await.expect(201);
    let visit = json!({"id": new_id(), "card_id": ben["card"]["id"], "operations": [earn(1)]});
    let opened = lea.post("/v1/visits", &visit).await.expect(201);
    assert_eq!(stamps(&opened["card"]), 2, "one as a welcome, one for the coffee");
    assert_eq!(stamps(&card_in(&event(&mut stream).await.unwrap())), 2);
    let record = lea.get(&format!("/v1/cards/{}", ben["card"]["id"].as_str().unwrap())).await.expect(200);
    assert_eq!(record["brought_by"], number);
}
