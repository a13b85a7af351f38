//! `/v1/operations/{operation_id}/void`

use serde_json::{Value, json};

use crate::world::{World, earn, new_id, stamps};

fn place(operation: &Value) -> String {
    format!("/v1/operations/{}/void", operation["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_mistake_is_undone_once() {
    let world = World::new().await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    let opened = till.visit(&phone.code(), &[earn(3)]).await.expect(201);
    let place = place(&opened["operations"][0]);
    let body = json!({"id": new_id(), "reason": "Two coffees, not three"});
    let voided = till.post(&place, &body).await;
    let again = till.post(&place, &body).await;
    assert_eq!(voided.bytes, again.bytes);
    assert_eq!(again.header("idempotent-replayed"), "true");
    let voided = voided.expect(201);
    assert_eq!(voided["operation"]["void_of"], opened["operations"][0]["id"]);
    assert_eq!(voided["operation"]["entries"][0]["delta"], -3);
    assert_eq!(stamps(&voided["card"]), 0);
    assert_eq!(stamps(&phone.card().await), 0);
    till.post(&place, &json!({"id": new_id()})).await.refused(409, "already_voided");
    let of_void = format!("/v1/operations/{}/void", body["id"].as_str().unwrap());
    till.post(&of_void, &json!({"id": new_id()})).await.refused(409, "not_voidable");
}

#[tokio::test]
async fn a_used_reward_comes_back() {
    let world = World::new().await;
    let (mut till, phone) = (world.till("Bar").await, world.phone().await);
    let opened = till.visit(&phone.code(), &[earn(9)]).await.expect(201);
    let voucher = &opened["available"][0]["voucher_id"];
    let visit = format!("/v1/visits/{}/operations", opened["visit"]["id"].as_str().unwrap());
    let used = till.post(&visit, &json!({"id": new_id(), "kind": "redeem", "voucher_id": voucher})).await.expect(201);
    let voided = till.post(&place(&used["operation"]), &json!({"id": new_id()})).await.expect(201);
    assert_eq!(&voided["card"]["vouchers"][0]["id"], voucher);
}

#[tokio::test]
async fn what_others_did_is_for_a_manager() {
    let world = World::new().await;
    let phone = world.phone().await;
    let mut lea = world.till("Bar").await;
    let opened = lea.visit(&phone.code(), &[earn(1)]).await.expect(201);
    let mut tom = world.toms_till().await;
    let place_of_lea = place(&opened["operations"][0]);
    tom.post(&place_of_lea, &json!({"id": new_id()})).await.refused(403, "manager_required");
    world.clock.advance_s(120);
    let toms = tom.visit(&phone.code(), &[earn(1)]).await.expect(201);
    world.clock.advance_s(601);
    let place_of_tom = place(&toms["operations"][0]);
    tom.post(&place_of_tom, &json!({"id": new_id()})).await.refused(409, "void_window_over");
    lea.post(&place_of_tom, &json!({"id": new_id()})).await.expect(201);
}

#[tokio::test]
async fn what_never_was_can_not_be_undone() {
    let world = World::new().await;
    let mut till = world.till("Bar").await;
    let nowhere = format!("/v1/operations/{}/void", new_id());
    till.post(&nowhere, &json!({"id": new_id()})).await.refused(404, "unknown_operation");
    world.client().post(&nowhere, &json!({"id": new_id()})).await.refused(401, "till_required");
}
