//! What goes back: voids and refunds of a part, with all that hangs on them.

use serde_json::{Value, json};
use store::demo;

use crate::world::{Client, Phone, World, canteen, euros, held, new_id, paid, with};

async fn canteen_world(change: impl FnOnce(&mut Value)) -> (World, Client, Phone) {
    let world = World::new().await;
    let mut program = canteen();
    change(&mut program);
    world.publish(program).await;
    let (till, phone) = (world.till("Bar").await, world.phone().await);
    (world, till, phone)
}

fn redeem(reward: &str) -> Value {
    json!({"id": new_id(), "kind": "redeem", "reward": reward})
}

fn next_expiry<'a>(card: &'a Value, purse: &str) -> &'a Value {
    &card["purses"].as_array().unwrap().iter().find(|found| found["id"] == purse).unwrap()["next_expiry"]
}

#[tokio::test]
async fn spent_points_come_back_with_their_own_expiry() {
    let (world, mut till, phone) = canteen_world(|_| {}).await;
    let old = till.visit(&phone.code(), &[paid(2000)]).await.expect(201);
    let expiry = next_expiry(&old["card"], "points").clone();
    assert_eq!(expiry, "2026-04-13T22:00:00Z");
    world.clock.advance_s(10 * 24 * 3600);
    till.sign_in(demo::PIN).await.expect(201);
    let opened = till.visit(&phone.code(), &[paid(500)]).await.expect(201);
    let eaten = till.operate(&opened, &redeem("cake")).await.expect(201);
    assert_eq!((held(&eaten["card"], "points"), eaten["operation"]["entries"][0]["delta"].as_i64()), (5, Some(-20)));
    assert_eq!(next_expiry(&eaten["card"], "points"), "2026-04-23T22:00:00Z", "the older went first");
    let back = till.void(&eaten["operation"], None).await.expect(201);
    assert_eq!(back["operation"]["entries"], json!([{"purse": "points", "delta": 20, "balance_after": 25}]));
    assert_eq!(*next_expiry(&back["card"], "points"), expiry, "and is there again as it was");
    // They lapse when they would have, though they were away for a while.
    world.clock.advance_s(21 * 24 * 3600);
    till.sign_in(demo::PIN).await.expect(201);
    let later = till.visit(&phone.code(), &[]).await.expect(201);
    assert_eq!(held(&later["card"], "points"), 5);
}

#[tokio::test]
async fn a_void_takes_back_levels_and_their_gifts_unless_used() {
    let (world, mut till, mut phone) = canteen_world(|_| {}).await;
    let opened = till.visit(&phone.code(), &[paid(4000)]).await.expect(201);
    assert_eq!((&opened["card"]["tier"], &opened["card"]["vouchers"][0]["reward"]), (&json!("Silver"), &json!("cake")));
    let voided = till.void(&opened["operations"][0], None).await.expect(201);
    assert_eq!((voided["card"].get("tier"), &voided["card"]["vouchers"]), (None, &json!([])));
    for purse in ["coffee", "points", "credit"] {
        assert_eq!(held(&voided["card"], purse), 0, "{purse}");
    }
    // Both sides are in the customer's history.
    let history = phone.client.get(&format!("/v1/me/cards/{}/operations", phone.card_id())).await.expect(200);
    let (void, earned) = (&history["operations"][0], &history["operations"][1]);
    assert_eq!((&void["void_of"], &earned["voided_by"]), (&earned["id"], &void["id"]));
    let entry = |done: &Value| -> Vec<(String, i64)> {
        let entries = done["entries"].as_array().unwrap().iter();
        let mut moved: Vec<_> = entries
            .map(|entry| (entry["purse"].as_str().unwrap().to_owned(), entry["delta"].as_i64().unwrap()))
            .collect();
        moved.sort();
        moved
    };
    let mirror: Vec<_> = entry(earned).into_iter().map(|(purse, delta)| (purse, -delta)).collect();
    assert_eq!(entry(void), mirror);

    // A gift that was eaten stays eaten; the level goes all the same.
    world.clock.advance_s(120);
    let opened = till.visit(&phone.code(), &[paid(4000)]).await.expect(201);
    let voucher = &opened["card"]["vouchers"][0]["id"];
    till.operate(&opened, &json!({"id": new_id(), "kind": "redeem", "voucher_id": voucher})).await.expect(201);
    let voided = till.void(&opened["operations"][0], None).await.expect(201);
    assert_eq!((voided["card"].get("tier"), &voided["card"]["vouchers"]), (None, &json!([])));
}

#[tokio::test]
async fn what_was_spent_meanwhile_is_owed_or_forgiven_as_the_shop_chose() {
    for (policy, after_void, after_next) in [("debt", -20, 5), ("floor", 0, 25)] {
        let (world, mut till, phone) = canteen_world(|program| program["below_zero"] = json!(policy)).await;
        let opened = till.visit(&phone.code(), &[paid(2000)]).await.expect(201);
        till.operate(&opened, &redeem("cake")).await.expect(201);
        let voided = till.void(&opened["operations"][0], None).await.expect(201);
        assert_eq!(held(&voided["card"], "points"), after_void, "{policy}");
        world.clock.advance_s(120);
        let next = till.visit(&phone.code(), &[paid(2500)]).await.expect(201);
        assert_eq!(held(&next["card"], "points"), after_next, "{policy}");
    }
}

#[tokio::test]
async fn a_bill_goes_back_in_steps_to_the_last_cent() {
    let (world, mut till, mut phone) = canteen_world(|_| {}).await;
    // € 0.50 is carried from before: € 12.50 then make 13 points, and € 0.62 of credit.
    till.visit(&phone.code(), &[paid(50)]).await.expect(201);
    world.clock.advance_s(120);
    let before = phone.card().await;
    let bill = with(paid(1250), json!({"external_ref": "Z-1", "quantity": 2}));
    let opened = till.visit(&phone.code(), &[bill]).await.expect(201);
    let earned = &opened["operations"][0];
    assert_eq!((held(&opened["card"], "points"), held(&opened["card"], "credit")), (13, 65));
    assert_eq!(opened["card"]["vouchers"].as_array().map(Vec::len), Some(1), "the third coffee");
    for (part, points, left) in [(1, 12, 1249), (333, 9, 916), (450, 5, 466), (415, 1, 51)] {
        let refunded = till.void(earned, Some(part)).await.expect(201);
        assert_eq!(
            (&refunded["operation"]["kind"], &refunded["operation"]["void_of"]),
            (&json!("refund"), &earned["id"])
        );
        assert_eq!(held(&refunded["card"], "points"), points, "after {part} cents");
        assert_eq!(refunded["card"]["vouchers"].as_array().map(Vec::len), Some(1), "things stay until the last cent");
        let more = till.void(earned, Some(left + 1)).await.refused(409, "more_than_paid");
        assert_eq!(more["most"], left);
    }
    till.void(earned, Some(0)).await.refused(422, "invalid_request");
    let last = till.void(earned, Some(51)).await.expect(201);
    assert_eq!(last["operation"]["kind"], "void");
    for member in ["purses", "vouchers"] {
        assert_eq!(last["card"][member], before[member], "all is as before");
    }
    till.void(earned, Some(1)).await.refused(409, "already_voided");
    till.void(earned, None).await.refused(409, "already_voided");
    // What was carried before is carried again: half a euro makes the point.
    world.clock.advance_s(120);
    let next = till.visit(&phone.code(), &[paid(50)]).await.expect(201);
    assert_eq!(held(&next["card"], "points"), 1);
}

#[tokio::test]
async fn a_membership_and_an_action_go_back_and_stand_in_order() {
    let (_world, mut till, phone) = canteen_world(|program| program["membership"]["renewable"] = json!(true)).await;
    let opened = till.visit(&phone.code(), &[]).await.expect(201);
    let action = || json!({"id": new_id(), "kind": "action", "action": "app"});
    let done = till.operate(&opened, &action()).await.expect(201);
    till.operate(&opened, &action()).await.refused(409, "action_done");
    till.void(&done["operation"], None).await.expect(201);
    till.operate(&opened, &action()).await.expect(201);
    let step = |step: &str| json!({"id": new_id(), "kind": "membership", "step": step});
    let enrolled = till.operate(&opened, &step("enrol")).await.expect(201);
    let renewed = till.operate(&opened, &step("renew")).await.expect(201);
    till.void(&enrolled["operation"], None).await.refused(409, "superseded");
    till.void(&renewed["operation"], None).await.expect(201);
    till.void(&enrolled["operation"], None).await.expect(201);
    till.operate(&opened, &step("cancel")).await.refused(409, "not_a_member");
    let spend = json!({"id": new_id(), "kind": "spend", "amount": euros(100)});
    till.operate(&opened, &spend).await.refused(409, "insufficient_balance");
}
