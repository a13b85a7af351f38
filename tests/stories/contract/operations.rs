//! Nine coffees, the tenth free, and every way to take something back.

use it::{Client, Phone, Server, api, clock::new_id, demo};
use serde_json::{Value, json};

struct Open {
    server: Server,
    till: Client,
    phone: Phone,
    visit: Value,
}

/// A visit in which `quantity` stamps were given.
fn open_with(quantity: u64) -> (Open, Value) {
    let server = Server::demo();
    let (mut till, phone) = (Client::till(&server.origin), Phone::join(&server));
    let answer = till.visit(&phone.code(), &[api::earn(quantity)]).expect_status(201).json;
    let open = Open { server, till, phone, visit: answer["visit"]["id"].clone() };
    (open, answer)
}

#[test]
fn the_ninth_stamp_is_a_free_coffee_and_the_tenth_starts_the_next_card() {
    let (mut open, _) = open_with(demo::GOAL - 1);
    let answer = open.till.operate(&open.visit, &api::earn(2)).expect_status(201).json;
    assert_eq!(api::stamps(&answer["card"]), 1, "the overflow goes to the next card");
    let voucher = &answer["card"]["vouchers"][0];
    assert!(voucher["title"].as_str().is_some_and(|title| !title.is_empty()), "{voucher}");
    assert_eq!(answer["operation"]["vouchers_issued"][0]["id"], voucher["id"]);
    let deltas: i64 =
        answer["operation"]["entries"].as_array().expect("entries").iter().filter_map(|e| e["delta"].as_i64()).sum();
    assert_eq!(deltas, 2 - demo::GOAL as i64);
    let redeemed = open.till.operate(&open.visit, &api::redeem(&voucher["id"])).expect_status(201).json;
    assert_eq!(redeemed["operation"]["kind"], "redeem");
    assert_eq!(redeemed["card"]["vouchers"], json!([]));
    open.till.operate(&open.visit, &api::redeem(&voucher["id"])).expect_problem(409, "voucher_used");
    open.server.assert_verified_after_stop();
}

#[test]
fn a_reward_is_offered_and_redeemed_by_its_name() {
    let (mut open, answer) = open_with(demo::GOAL);
    let offer = &answer["available"][0];
    assert_eq!(offer["voucher_id"], answer["card"]["vouchers"][0]["id"]);
    assert!(offer["title"].is_string() && offer["reward"].is_string(), "{offer}");
    let by_name = json!({"id": new_id(), "kind": "redeem", "reward": offer["reward"]});
    open.till.operate(&open.visit, &by_name).expect_status(201);
    let again = json!({"id": new_id(), "kind": "redeem", "reward": offer["reward"]});
    let facts = open.till.operate(&open.visit, &again).expect_problem(409, "insufficient_balance");
    assert_eq!(facts["missing"], demo::GOAL, "{facts}");
}

#[test]
fn a_void_is_the_mirror_and_happens_once() {
    let (mut open, answer) = open_with(1);
    let earned = answer["operations"][0]["id"].clone();
    let voided = open.till.void(&earned).expect_status(201).json;
    assert_eq!(api::stamps(&voided["card"]), 0);
    assert_eq!(voided["operation"]["kind"], "void");
    assert_eq!(voided["operation"]["void_of"], earned);
    assert_eq!(voided["operation"]["entries"][0]["delta"], -1);
    open.till.void(&earned).expect_problem(409, "already_voided");
    let history = open.phone.operations();
    assert_eq!(history.len(), 2, "nothing is ever deleted: {history:?}");
}

#[test]
fn a_redeemed_coffee_that_was_a_mistake_comes_back() {
    let (mut open, answer) = open_with(demo::GOAL);
    let voucher = answer["card"]["vouchers"][0]["id"].clone();
    let redeemed = open.till.operate(&open.visit, &api::redeem(&voucher)).expect_status(201).json;
    let back = open.till.void(&redeemed["operation"]["id"]).expect_status(201).json;
    assert_eq!(back["card"]["vouchers"][0]["id"], voucher, "the reward is on the card again");
    open.till.operate(&open.visit, &api::redeem(&voucher)).expect_status(201);
}

#[test]
fn a_ninth_stamp_that_was_a_mistake_takes_its_coffee_with_it() {
    let (mut open, _) = open_with(demo::GOAL - 1);
    let ninth = open.till.operate(&open.visit, &api::earn(1)).expect_status(201).json;
    assert_eq!(ninth["card"]["vouchers"].as_array().map(Vec::len), Some(1));
    let back = open.till.void(&ninth["operation"]["id"]).expect_status(201).json;
    assert_eq!(api::stamps(&back["card"]), demo::GOAL as i64 - 1);
    assert_eq!(back["card"]["vouchers"], json!([]));
    open.server.assert_verified_after_stop();
}

#[test]
fn a_gift_has_a_reason_and_is_a_reward_on_the_card() {
    let (mut open, _) = open_with(1);
    let shop = open.till.get("/v1/shops/demo").expect_status(200).json;
    let reward = shop["program"]["stamp_cards"][0]["reward"].clone();
    let unexplained = json!({"id": new_id(), "kind": "gift", "reward": reward});
    open.till.operate(&open.visit, &unexplained).expect_problem(422, "invalid_request");
    let gift = json!({"id": new_id(), "kind": "gift", "reward": reward, "reason": "spilled the first one"});
    let given = open.till.operate(&open.visit, &gift).expect_status(201).json;
    assert_eq!(given["card"]["vouchers"][0]["reward"], reward);
    assert_eq!(api::stamps(&given["card"]), 1, "a gift costs no stamp");
}

#[test]
fn spending_credit_one_has_not_says_what_is_missing() {
    let (mut open, _) = open_with(1);
    let spend = json!({"id": new_id(), "kind": "spend", "amount": {"minor": 450, "currency": "EUR"}});
    let facts = open.till.operate(&open.visit, &spend).expect_problem(409, "insufficient_balance");
    assert_eq!(facts["missing"], 450, "{facts}");
}

#[test]
fn a_copied_key_redeems_only_when_staff_says_so() {
    let server = Server::demo();
    let (mut till, phone) = (Client::till(&server.origin), Phone::join_with_raw_key(&server));
    let answer = till.visit(&phone.code(), &[api::earn(demo::GOAL)]).expect_status(201).json;
    assert_eq!(answer["visit"]["flags"], json!(["raw_key"]));
    let mut redeem = api::redeem(&answer["card"]["vouchers"][0]["id"]);
    till.operate(&answer["visit"]["id"], &redeem).expect_problem(409, "confirm_required");
    redeem["confirmed"] = json!(true);
    till.operate(&answer["visit"]["id"], &redeem).expect_status(201);
}

#[test]
fn what_is_not_there_is_not_found() {
    let (mut open, _) = open_with(1);
    let nowhere = json!(new_id());
    open.till.operate(&nowhere, &api::earn(1)).expect_problem(404, "unknown_visit");
    open.till.void(&nowhere).expect_problem(404, "unknown_operation");
    open.till.operate(&open.visit, &api::redeem(&json!(new_id()))).expect_problem(422, "unknown_voucher");
    let other_card = json!({"id": new_id(), "kind": "earn", "stamp_card": "no-such-card"});
    open.till.operate(&open.visit, &other_card).expect_problem(422, "unknown_stamp_card");
    let nothing = json!({"id": new_id(), "kind": "earn", "quantity": 0});
    assert_eq!(open.till.operate(&open.visit, &nothing).status, 422);
}
