//! `/v1/moves`: staff brings a card to another phone, and the owner reads of it.

use serde_json::{Value, json};
use store::{admin, demo};

use super::visits::other_shop;
use crate::world::{Client, Phone, World, earn, new_id};

const MORNING: &str = "2026-03-14T09:30";

fn because() -> Value {
    json!({"id": new_id(), "reason": "knew the stamps"})
}

fn place(phone: &Phone) -> String {
    format!("/v1/cards/{}/move", phone.card_id())
}

/// An integration that keeps cards.
async fn office(world: &World) -> Client {
    let key = world.by_hand(|tx, ctx| admin::create_key(tx, ctx, demo::SLUG, "Office", &["cards"])).await;
    world.client().with_header("authorization", &format!("Bearer {}", key.token))
}

#[tokio::test]
async fn a_card_goes_to_another_phone_and_waits_a_day() {
    let world = World::new().await;
    let (mut tom, mut lea, mut lost) = (world.toms_till().await, world.till("Bar").await, world.phone().await);
    let visit = lea.visit(&lost.code(), &[earn(10)]).await.expect(201);
    world.clock.advance_s(3_600);

    let found = tom.get(&format!("/v1/moves/cards?around={MORNING}")).await.expect(200);
    assert_eq!(found["cards"][0]["card_id"], lost.card_id());
    assert_eq!(found["cards"][0]["rewards"], 1);
    let number = lost.joined["card"]["number"].as_str().unwrap().to_owned();
    let by_number = tom.get(&format!("/v1/moves/cards?number={number}")).await.expect(200);
    assert_eq!(by_number["cards"][0]["number"], number);

    let body = because();
    let given = tom.post(&place(&lost), &body).await.expect(201);
    let again = tom.post(&place(&lost), &body).await;
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(again.expect(201), given);

    let mut new = world.client();
    let code = json!({"id": new_id(), "code": given["code"]});
    let recovered = new.post("/v1/shops/demo/recover", &code).await.expect(201);
    assert_eq!(recovered["card_id"], lost.card_id());
    assert_eq!(recovered["redeem_paused_until"], "2026-03-15T09:30:00Z");
    lost.client.get(&format!("/v1/me/cards/{}/keys/0", lost.card_id())).await.refused(409, "key_revoked");

    // Rewards wait, at any till; the owner reads why, and lifts it.
    let redeem = json!({"id": new_id(), "card_id": lost.card_id(), "operations": [
        {"id": new_id(), "kind": "redeem", "voucher_id": visit["available"][0]["voucher_id"]},
    ]});
    let refused = lea.post("/v1/visits", &redeem).await.refused(409, "redeem_paused");
    assert_eq!(refused["until"], "2026-03-15T09:30:00Z");
    let mut office = office(&world).await;
    let card = format!("/v1/cards/{}", lost.card_id());
    assert_eq!(office.get(&card).await.expect(200)["redeem_paused_until"], "2026-03-15T09:30:00Z");
    let lift = json!({"id": new_id()});
    office.post(&format!("{}/lift", place(&lost)), &lift).await.expect(200);
    lea.post("/v1/visits", &redeem).await.expect(201);
    assert_eq!(office.get(&card).await.expect(200).get("redeem_paused_until"), None);
    let notices = lea.get("/v1/moves").await.expect(200);
    let notice = &notices["moves"][0];
    assert_eq!((&notice["by"], &notice["till"]), (&json!("Tom"), &json!("Terrace")));
    assert_eq!((&notice["reason"], &notice["lifted_by"]), (&json!("knew the stamps"), &json!("Office")));
    assert_eq!(notices.get("next_cursor"), None);
}

#[tokio::test]
async fn moves_are_for_staff_and_what_they_did_for_managers() {
    let world = World::new().await;
    let (mut tom, mut lea, phone) = (world.toms_till().await, world.till("Bar").await, world.phone().await);
    let (mut office, mut software, mut nobody) = (office(&world).await, world.software().await, world.client());
    let find = format!("/v1/moves/cards?around={MORNING}");
    let lift = format!("{}/lift", place(&phone));
    // Only a person at a till finds a card and gives it away: an integration can't ask anybody a question.
    for who in [&mut office, &mut software, &mut nobody] {
        who.get(&find).await.refused(401, "till_required");
        who.post(&place(&phone), &because()).await.refused(401, "till_required");
    }
    let mut unnamed = world.client();
    unnamed.pair("Empty").await.expect(201);
    unnamed.get(&find).await.refused(401, "staff_required");
    unnamed.post(&place(&phone), &because()).await.refused(401, "staff_required");

    for (who, status, code) in [
        (&mut tom, 403, "manager_required"),
        (&mut software, 401, "key_refused"),
        (&mut nobody, 401, "till_required"),
        (&mut unnamed, 401, "staff_required"),
    ] {
        who.get("/v1/moves").await.refused(status, code);
        who.post(&lift, &json!({"id": new_id()})).await.refused(status, code);
    }
    lea.get("/v1/moves").await.expect(200);
    office.get("/v1/moves").await.expect(200);

    // Another shop's key and till see nothing of it.
    lea.post(&place(&phone), &because()).await.expect(201);
    let token = world.by_hand(|tx, ctx| other_shop(tx, ctx, "cards")).await;
    let mut other = world.client().with_header("authorization", &format!("Bearer {token}"));
    assert_eq!(other.get("/v1/moves").await.expect(200), json!({"moves": []}));
    other.post(&lift, &json!({"id": new_id()})).await.refused(404, "unknown_card");
}

#[tokio::test]
async fn what_is_asked_must_be_of_the_right_form() {
    let world = World::new().await;
    let (mut lea, phone) = (world.till("Bar").await, world.phone().await);
    for query in ["", "?number=K7M2Q&around=2026-03-14T09:30", "?number=?", "?around=noon", "?name=Anna"] {
        lea.get(&format!("/v1/moves/cards{query}")).await.refused(422, "invalid_request");
    }
    lea.get("/v1/moves?cursor=here").await.refused(422, "invalid_request");
    lea.post(&place(&phone), &json!({"id": new_id(), "reason": " "})).await.refused(422, "invalid_request");
    lea.post("/v1/cards/nothing/move", &because()).await.refused(404, "unknown_card");
    lea.post("/v1/cards/nothing/move/lift", &json!({"id": new_id()})).await.refused(404, "unknown_card");
    // A code of one shop opens no card of another.
    world.by_hand(|tx, ctx| other_shop(tx, ctx, "cards")).await;
    let given = lea.post(&place(&phone), &because()).await.expect(201);
    let code = json!({"id": new_id(), "code": given["code"]});
    world.client().post("/v1/shops/other/recover", &code).await.refused(422, "bad_recovery_code");
    world.client().post("/v1/shops/demo/recover", &code).await.expect(201);
}

#[tokio::test]
async fn many_moves_are_read_page_by_page() {
    let world = World::new().await;
    let (mut lea, phone) = (world.till("Bar").await, world.phone().await);
    for _ in 0..51 {
        lea.post(&place(&phone), &because()).await.expect(201);
    }
    let first = lea.get("/v1/moves").await.expect(200);
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = lea.get(&format!("/v1/moves?cursor={cursor}")).await.expect(200);
    let ids = |page: &Value| -> Vec<String> {
        page["moves"].as_array().unwrap().iter().map(|one| one["id"].to_string()).collect()
    };
    let all: std::collections::BTreeSet<String> = ids(&first).into_iter().chain(ids(&second)).collect();
    assert_eq!((ids(&first).len(), ids(&second).len(), all.len()), (50, 1, 51), "at one and the same moment");
    assert_eq!(second.get("next_cursor"), None);
}
