//! What a purchase, a payment and a reward may say beside their quantity, and each refusal with its facts.

use serde_json::{Value, json};

use crate::world::{Client, Phone, World, canteen, euros, held, new_id, paid, with};

/// A canteen, a till and a phone there.
async fn canteen_world() -> (World, Client, Phone) {
    let world = World::new().await;
    world.publish(canteen()).await;
    let (till, phone) = (world.till("Bar").await, world.phone().await);
    (world, till, phone)
}

fn spend(minor: i64) -> Value {
    json!({"id": new_id(), "kind": "spend", "amount": euros(minor)})
}

#[tokio::test]
async fn tags_fill_their_own_cards_and_what_credit_paid_earns_nothing() {
    let (_world, mut till, phone) = canteen_world().await;
    let more = json!({"quantity": 2, "tags": [{"tag": "lunch", "quantity": 3}, {"tag": "vegan", "quantity": 1}], "paid_by_credit": euros(500)});
    let opened = till.visit(&phone.code(), &[with(paid(2500), more)]).await.expect(201);
    let all = ["coffee", "lunch", "points", "credit"].map(|purse| held(&opened["card"], purse));
    assert_eq!(all, [2, 3, 20, 100]);
    assert_eq!(opened.get("credit"), None, "the bill has earned: credit can't pay any more");
    let tags: Vec<Value> = (0..21).map(|tag| json!({"tag": format!("t{tag}"), "quantity": 1})).collect();
    till.operate(&opened, &with(paid(1), json!({"tags": tags}))).await.refused(422, "invalid_request");
    let unknown = json!({"tags": [{"tag": "lunch", "quantity": 1, "price": 3}]});
    till.operate(&opened, &with(paid(1), unknown)).await.refused(422, "invalid_request");
    let dollars = json!({"paid_by_credit": {"minor": 1, "currency": "USD"}});
    till.operate(&opened, &with(paid(1), dollars)).await.refused(422, "invalid_request");
}

#[tokio::test]
async fn a_receipt_earns_once_and_pays_once() {
    let (world, mut till, phone) = canteen_world().await;
    let opened = till.visit(&phone.code(), &[with(paid(4000), json!({"external_ref": "Z1-0042"}))]).await.expect(201);
    let earned = &opened["operations"][0];
    world.clock.advance_s(120);
    let mut software = world.software().await;
    let again = json!({"id": new_id(), "card_id": phone.card_id(), "operations": [with(paid(4000), json!({"external_ref": "Z1-0042"}))]});
    let used = software.post("/v1/visits", &again).await.refused(409, "external_ref_used");
    assert_eq!((&used["operation_id"], &used["at"]), (&earned["id"], &earned["at"]));
    till.void(earned, None).await.expect(201);
    software.post("/v1/visits", &again).await.refused(409, "external_ref_used");
    till.visit(&phone.code(), &[paid(4000)]).await.expect(201);
    world.clock.advance_s(120);
    let opened = till.visit(&phone.code(), &[]).await.expect(201);
    till.operate(&opened, &with(spend(100), json!({"external_ref": "Z1-0042"}))).await.expect(201);
    let twice = till.operate(&opened, &with(spend(100), json!({"external_ref": "Z1-0042"}))).await;
    twice.refused(409, "external_ref_used");
    for bad in [" ", &"9".repeat(65), "a\u{7}"] {
        till.operate(&opened, &with(spend(100), json!({"external_ref": bad}))).await.refused(422, "invalid_request");
    }
}

#[tokio::test]
async fn credit_pays_within_its_bounds_and_says_what_it_can() {
    let (world, mut till, phone) = canteen_world().await;
    let opened = till.visit(&phone.code(), &[paid(4000)]).await.expect(201);
    assert_eq!(held(&opened["card"], "credit"), 200);
    till.operate(&opened, &spend(100)).await.refused(409, "earned_first");
    world.clock.advance_s(120);
    let opened = till.visit(&phone.code(), &[]).await.expect(201);
    assert_eq!(opened["credit"], json!({"payable": euros(200), "least": euros(100)}));
    let bill = json!({"bill": euros(150)});
    assert_eq!(
        till.operate(&opened, &with(spend(160), bill.clone())).await.refused(409, "more_than_bill")["most"],
        150
    );
    assert_eq!(till.operate(&opened, &spend(99)).await.refused(409, "less_than_minimum")["least"], 100);
    assert_eq!(till.operate(&opened, &spend(201)).await.refused(409, "insufficient_balance")["missing"], 1);
    let done = till.operate(&opened, &with(spend(100), bill)).await.expect(201);
    assert_eq!(done["credit"], json!({"payable": euros(100), "least": euros(100)}));
    let done = till.operate(&opened, &spend(100)).await.expect(201);
    assert_eq!(done.get("credit"), None);
    let undone = till.void(&done["operation"], None).await.expect(201);
    assert_eq!(undone["credit"], json!({"payable": euros(100), "least": euros(100)}));
}

#[tokio::test]
async fn a_choice_is_offered_and_taken() {
    let (_world, mut till, phone) = canteen_world().await;
    let more = json!({"quantity": 3, "tags": [{"tag": "lunch", "quantity": 5}]});
    let opened = till.visit(&phone.code(), &[with(paid(500), more)]).await.expect(201);
    let voucher = &opened["card"]["vouchers"][0]["id"];
    let offer = |reward: &str| json!({"reward": reward, "title": format!("One {reward}")});
    let dessert = with(offer("dessert"), json!({"stamp_card": "lunch", "confirm": true}));
    let of_voucher = json!({"voucher_id": voucher});
    let expected = [with(offer("coffee"), of_voucher.clone()), with(offer("tea"), of_voucher), dessert];
    assert_eq!(opened["available"], json!(expected));
    let redeem = |more: Value| with(json!({"id": new_id(), "kind": "redeem"}), more);
    let choice = |choice: &str| redeem(json!({"voucher_id": voucher, "choice": choice}));
    till.operate(&opened, &choice("cake")).await.refused(422, "unknown_choice");
    till.operate(&opened, &redeem(json!({"reward": "tea", "choice": "coffee"}))).await.refused(422, "invalid_request");
    let taken = till.operate(&opened, &choice("tea")).await.expect(201);
    assert_eq!(taken["operation"]["voucher_used"]["reward"], "tea");
    till.operate(&opened, &redeem(json!({"reward": "dessert"}))).await.refused(409, "confirm_required");
    let trip = till.operate(&opened, &redeem(json!({"reward": "trip"}))).await.refused(409, "reward_unavailable");
    assert_eq!(trip["why"], "level");
}

#[tokio::test]
async fn actions_purses_and_memberships_are_refused_with_their_facts() {
    let (world, mut till, phone) = canteen_world().await;
    let opened = till.visit(&phone.code(), &[]).await.expect(201);
    let action = |action: &str| json!({"id": new_id(), "kind": "action", "action": action});
    till.operate(&opened, &action("dance")).await.refused(422, "unknown_action");
    let done = till.operate(&opened, &action("cup")).await.expect(201);
    assert_eq!(held(&done["card"], "points"), 3);
    let again = till.operate(&opened, &action("cup")).await.refused(409, "action_done");
    assert_eq!(again["until"], "2026-03-15T02:00:00Z");
    till.operate(&opened, &action("app")).await.expect(201);
    assert_eq!(till.operate(&opened, &action("app")).await.refused(409, "action_done").get("until"), None);
    let adjust = json!({"id": new_id(), "kind": "adjust", "purse": "tea", "units": 1, "reason": "A paper card"});
    till.operate(&opened, &adjust).await.refused(422, "unknown_purse");
    world.toms_till().await.operate(&opened, &adjust).await.refused(403, "manager_required");
    let membership = |step: &str| json!({"id": new_id(), "kind": "membership", "step": step});
    till.operate(&opened, &membership("cancel")).await.refused(409, "not_a_member");
    till.operate(&opened, &membership("enrol")).await.expect(201);
    let member = till.operate(&opened, &membership("enrol")).await.refused(409, "already_member");
    assert_eq!(member["until"], "2026-03-24T23:00:00Z");
    till.operate(&opened, &membership("renew")).await.refused(409, "not_renewable");
}

#[tokio::test]
async fn what_the_demo_does_not_have_is_said() {
    let world = World::new().await;
    let (mut till, phone) = (world.till("Bar").await, world.phone().await);
    let opened = till.visit(&phone.code(), &[]).await.expect(201);
    till.operate(&opened, &json!({"id": new_id(), "kind": "membership", "step": "enrol"}))
        .await
        .refused(422, "no_membership");
    let mut by_visit = canteen();
    by_visit["stamp_cards"][0]["earn"] = json!("visit");
    world.publish(by_visit).await;
    let earn = with(paid(100), json!({"stamp_card": "coffee"}));
    till.operate(&opened, &earn).await.refused(409, "earned_by_visit");
}
