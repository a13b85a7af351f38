//! The limits of a shop at the counter: each says which one and until when, and a manager may let a card pass.

use serde_json::{Value, json};
use store::demo;

use crate::world::{Client, World, canteen, earn, new_id, paid, with};

/// When the business day of the demo shop ends.
const TONIGHT: &str = "2026-03-15T02:00:00Z";

fn gift() -> Value {
    json!({"id": new_id(), "kind": "gift", "reward": "tea", "reason": "A long wait"})
}

fn adjust() -> Value {
    json!({"id": new_id(), "kind": "adjust", "purse": "points", "units": 5, "reason": "A paper card"})
}

/// The operation is refused by this limit until tonight; a member of staff can't change that, a manager can, and it is done.
async fn passes_for_a_manager(lea: &mut Client, tom: &mut Client, opened: &Value, op: impl Fn() -> Value, limit: &str) {
    let refused = lea.operate(opened, &op()).await.refused(409, "limit_reached");
    assert_eq!(refused["limit"], limit);
    let until = if limit == "quantity_max" { Value::Null } else { json!(TONIGHT) };
    assert_eq!(refused["until"], until, "{limit}");
    let overridden = || with(op(), json!({"overridden": true}));
    tom.operate(opened, &overridden()).await.refused(403, "manager_required");
    lea.operate(opened, &overridden()).await.expect(201);
}

#[tokio::test]
async fn each_limit_says_which_and_until_when_and_a_manager_passes_it() {
    let world = World::new().await;
    world.publish(canteen()).await;
    let (mut lea, mut tom, phone) = (world.till("Bar").await, world.toms_till().await, world.phone().await);
    let opened = lea.visit(&phone.code(), &[]).await.expect(201);
    let many = || with(paid(100), json!({"quantity": 9}));
    passes_for_a_manager(&mut lea, &mut tom, &opened, many, "quantity_max").await;
    let stamps = || with(paid(100), json!({"quantity": 4}));
    passes_for_a_manager(&mut lea, &mut tom, &opened, stamps, "stamps_per_day_max").await;
    passes_for_a_manager(
        &mut lea,
        &mut tom,
        &opened,
        || with(paid(25_000), json!({"stamp_card": "lunch", "tags": [{"tag": "x", "quantity": 1}]})),
        "points_per_day_max",
    )
    .await;
    lea.operate(&opened, &gift()).await.expect(201);
    passes_for_a_manager(&mut lea, &mut tom, &opened, gift, "gifts_per_day_max").await;
    lea.operate(&opened, &adjust()).await.expect(201);
    let refused = lea.operate(&opened, &adjust()).await.refused(409, "limit_reached");
    assert_eq!((&refused["limit"], &refused["until"]), (&json!("manual_per_staff_day_max"), &json!(TONIGHT)));
    lea.operate(&opened, &with(adjust(), json!({"overridden": true}))).await.expect(201);
    // An integration has hands of its own.
    let mut software = world.software().await;
    software.operate(&opened, &adjust()).await.expect(201);
    software.operate(&opened, &adjust()).await.refused(409, "limit_reached");
    software.operate(&opened, &with(adjust(), json!({"overridden": true}))).await.expect(201);
}

#[tokio::test]
async fn a_till_earns_so_often_a_day_whoever_stands_there() {
    let world = World::new().await;
    let mut few = canteen();
    few["limits"] = json!({"earns_per_till_day_max": 2});
    world.publish(few).await;
    let (mut lea, mut tom, phone) = (world.till("Bar").await, world.toms_till().await, world.phone().await);
    let opened = lea.visit(&phone.code(), &[paid(100)]).await.expect(201);
    let second = lea.operate(&opened, &paid(100)).await.expect(201);
    passes_for_a_manager(&mut lea, &mut tom, &opened, || paid(100), "earns_per_till_day_max").await;
    world.clock.advance_s(120);
    let elsewhere = tom.visit(&phone.code(), &[paid(100)]).await.expect(201);
    assert_eq!(elsewhere["operations"].as_array().unwrap().len(), 1, "another till has its own count");
    lea.void(&second["operation"], None).await.expect(201);
    lea.operate(&opened, &paid(100)).await.refused(409, "limit_reached");
    world.clock.advance_s(24 * 3600);
    lea.sign_in(demo::PIN).await.expect(201);
    lea.visit(&phone.code(), &[paid(100)]).await.expect(201);
}

#[tokio::test]
async fn visits_have_a_limit_too_and_credit() {
    let world = World::new().await;
    let mut few = canteen();
    few["limits"] = json!({"visits_per_day_max": 1, "credit_per_day_max": 10, "points_per_day_max": 1000});
    world.publish(few).await;
    let (mut lea, mut tom, phone) = (world.till("Bar").await, world.toms_till().await, world.phone().await);
    let opened = lea.visit(&phone.code(), &[]).await.expect(201);
    let body = |more: Value| with(json!({"id": new_id(), "card_id": phone.card_id(), "another_purchase": true}), more);
    let refused = lea.post("/v1/visits", &body(json!({}))).await.refused(409, "limit_reached");
    assert_eq!((&refused["limit"], &refused["until"]), (&json!("visits_per_day_max"), &json!(TONIGHT)));
    let overridden = json!({"overridden": true});
    tom.post("/v1/visits", &body(overridden.clone())).await.refused(403, "manager_required");
    let passed = lea.post("/v1/visits", &body(overridden)).await.expect(201);
    assert_eq!(passed["operations"][0]["kind"], "visit", "the override is an entry of its own");
    passes_for_a_manager(&mut lea, &mut tom, &opened, || with(paid(300), json!({"quantity": 1})), "credit_per_day_max")
        .await;
}

#[tokio::test]
async fn a_member_of_staff_may_do_what_needs_no_override() {
    let world = World::new().await;
    let (mut tom, phone) = (world.toms_till().await, world.phone().await);
    let opened = tom.visit(&phone.code(), &[earn(1)]).await.expect(201);
    tom.operate(&opened, &with(earn(1), json!({"overridden": false}))).await.expect(201);
    tom.operate(&opened, &with(earn(1), json!({"overridden": true}))).await.refused(403, "manager_required");
}
