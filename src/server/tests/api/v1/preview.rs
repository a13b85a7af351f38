//! `/v1/visits/preview`

use serde_json::{Value, json};

use crate::world::{World, canteen, earn, euros, held, new_id, paid, stamps, with};

#[tokio::test]
async fn a_preview_is_the_answer_without_the_visit() {
    let world = World::new().await;
    world.publish(canteen()).await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    let before = phone.card().await;
    let body =
        json!({"id": new_id(), "code": phone.code(), "operations": [with(paid(1250), json!({"external_ref": "K-9"}))]});
    let previewed = till.post("/v1/visits/preview", &body).await.expect(200);
    assert_eq!((held(&previewed["card"], "points"), held(&previewed["card"], "credit")), (12, 62));
    let texts: Vec<&str> = previewed["explained"][0]["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["text"].as_str().unwrap())
        .collect();
    let expected = [
        "A purchase of €12.50.",
        "Coffee: 1 stamp for 1 item.",
        "Beans: €12.50 at 1 point for every €1 make 12 points; 0.50 of a unit is kept for the next time.",
        "Credit: €12.50 at 5% make €0.62; 0.50 of a unit is kept for the next time.",
        "Coffee: 1 stamp, good for ever.",
        "Beans: 12 points, good until 2026-04-13.",
        "Credit: €0.62, good for ever.",
    ];
    assert_eq!(texts, expected);
    assert_eq!(phone.card().await, before, "nothing happened");
    assert_eq!(till.get("/v1/till/visits").await.expect(200)["visits"], json!([]));

    // Sent for good, the same body does what was said: the code, the ids and the receipt are still free.
    let opened = till.post("/v1/visits", &body).await;
    assert_eq!(opened.header("idempotent-replayed"), "");
    let opened = opened.expect(201);
    for member in ["visit", "card", "available", "operations", "duplicate"] {
        assert_eq!(opened[member], previewed[member], "{member}");
    }
    // And again it finds what was answered.
    let again = till.post("/v1/visits/preview", &body).await.expect(200);
    assert_eq!((&again["operations"], &again["explained"]), (&opened["operations"], &json!([])));
    assert_eq!(phone.card().await, opened["card"]);
}

#[tokio::test]
async fn a_preview_is_refused_as_the_visit_would_be() {
    let world = World::new().await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    let preview = |operations: Value| json!({"id": new_id(), "code": phone.code(), "operations": operations});
    let many = till.post("/v1/visits/preview", &preview(json!([earn(51)]))).await.refused(409, "limit_reached");
    assert_eq!(many["limit"], "quantity_max");
    let reward = json!([{"id": new_id(), "kind": "redeem", "reward": "free-coffee"}]);
    till.post("/v1/visits/preview", &preview(reward)).await.refused(409, "insufficient_balance");
    let spend = json!([{"id": new_id(), "kind": "spend", "amount": euros(0)}]);
    till.post("/v1/visits/preview", &preview(spend)).await.refused(422, "invalid_request");
    till.post("/v1/visits/preview", &json!({"id": new_id(), "code": "123"})).await.refused(422, "malformed");
    till.post("/v1/visits/preview", &json!({"id": new_id()})).await.refused(422, "invalid_request");
    till.visit(&phone.code(), &[earn(1)]).await.expect(201);
    let body = json!({"id": new_id(), "card_id": phone.card_id(), "operations": [earn(1)]});
    till.post("/v1/visits/preview", &body).await.refused(409, "cooldown");
    world.client().post("/v1/visits/preview", &body).await.refused(401, "till_required");
    world.clock.advance_s(61);
    let mut software = world.software().await;
    let previewed = software.post("/v1/visits/preview", &body).await.expect(200);
    assert_eq!((stamps(&previewed["card"]), stamps(&phone.card().await)), (2, 1));
}

#[tokio::test]
async fn guessing_typed_codes_costs_tries_in_a_preview_too() {
    let world = World::new().await;
    let (mut till, phone) = (world.till("Bar").await, world.phone().await);
    let body = |typed: &str| json!({"id": new_id(), "typed_code": typed, "operations": [earn(1)]});
    let right = body(&phone.typed_code());
    till.post("/v1/visits/preview", &right).await.expect(200);
    for left in (0..5).rev() {
        let wrong = till.post("/v1/visits/preview", &body("00000-000")).await.refused(422, "unknown_card");
        assert_eq!(wrong["tries_left"], left);
    }
    till.post("/v1/visits/preview", &right).await.refused(429, "locked");
    till.post("/v1/visits", &right).await.refused(429, "locked");
}
