//! Every refusal of a visit: its status, its code, and the facts a person is told.

use it::{Client, Phone, Server, api, clock::new_id};
use serde_json::json;

fn till_and_phone() -> (Server, Client, Phone) {
    let server = Server::demo();
    let (till, phone) = (Client::till(&server.origin), Phone::join(&server));
    (server, till, phone)
}

#[test]
fn what_is_not_a_code_is_malformed() {
    let (_server, mut till, phone) = till_and_phone();
    let code = phone.code();
    let digits = code.split_once('#').expect("a fragment").1;
    let not_a_number = format!("{}x", &digits[..189]);
    let too_large_a_group = "9".repeat(190);
    for bad in
        ["", "hello", "https://example.org/", &digits[..189], &not_a_number, &too_large_a_group, &format!("{digits}0")]
    {
        till.visit(bad, &[]).expect_problem(422, "malformed");
    }
}

#[test]
fn a_code_of_another_version_is_unsupported() {
    let (_server, mut till, phone) = till_and_phone();
    let code = phone.code();
    let digits = code.split_once('#').expect("a fragment").1;
    // The version is the first of the first group's seven bytes: one more there is 2^48 more in its 17 digits.
    let first: u64 = digits[..17].parse().expect("17 digits");
    let newer = format!("{:017}{}", first + (1 << 48), &digits[17..]);
    till.visit(&newer, &[]).expect_problem(422, "unsupported_version");
}

#[test]
fn a_strangers_signature_is_bad() {
    let (_server, mut till, phone) = till_and_phone();
    till.visit(&phone.forged_code(), &[api::earn(1)]).expect_problem(422, "bad_signature");
}

#[test]
fn a_card_nobody_has_is_unknown() {
    let (server, mut till, mut phone) = till_and_phone();
    let elsewhere = Server::demo();
    let mut stranger = Phone::join(&elsewhere);
    std::mem::swap(&mut phone, &mut stranger);
    till.visit(&phone.code_for_host(server.host()), &[]).expect_problem(422, "unknown_card");
    let body = json!({"id": new_id(), "card_id": "0123456789abcdef"});
    till.post("/v1/visits", &body).expect_problem(422, "unknown_card");
}

#[test]
fn a_clock_more_than_ten_minutes_off_is_told_by_how_much() {
    let (_server, mut till, phone) = till_and_phone();
    for off_s in [-3600, 3600] {
        let facts = till.visit(&phone.code_in(off_s), &[api::earn(1)]).expect_problem(409, "clock_wrong");
        let told = facts["off_by_s"].as_i64().unwrap_or_else(|| panic!("off_by_s: {facts}"));
        assert!((told - off_s).abs() <= 30, "told {told} s, is {off_s} s");
    }
}

#[test]
fn a_code_older_than_one_already_used_is_replayed() {
    let (_server, mut till, phone) = till_and_phone();
    let screenshot = phone.code_in(-30);
    till.visit(&phone.code(), &[api::earn(1)]).expect_status(201);
    till.visit(&screenshot, &[api::earn(1)]).expect_problem(409, "replayed");
}

#[test]
fn a_code_at_another_till_was_used_and_one_is_told_when_and_where() {
    let (server, mut till, phone) = till_and_phone();
    let code = phone.code();
    till.visit(&code, &[api::earn(1)]).expect_status(201);
    let mut bar = server.client();
    bar.pair("Bar").expect_status(201);
    bar.sign_in(it::demo::PIN).expect_status(201);
    for same in [code.clone(), phone.other_signature_of(&code)] {
        let facts = bar.visit(&same, &[api::earn(1)]).expect_problem(409, "code_used");
        assert!(facts["at"].as_str().is_some_and(|at| at.ends_with('Z')), "when: {facts}");
        assert!(facts["by"].as_str().is_some_and(|by| !by.is_empty()), "where: {facts}");
    }
}

#[test]
fn a_new_code_within_a_minute_is_in_its_cooldown() {
    let (_server, mut till, phone) = till_and_phone();
    till.visit(&phone.code(), &[api::earn(1)]).expect_status(201);
    let facts = till.visit(&phone.code_in(15), &[api::earn(1)]).expect_problem(409, "cooldown");
    assert!(facts["until"].as_str().is_some_and(|until| until.ends_with('Z')), "until when: {facts}");
}

#[test]
fn another_purchase_within_the_cooldown_is_possible_and_logged() {
    let (_server, mut till, phone) = till_and_phone();
    till.visit(&phone.code(), &[api::earn(1)]).expect_status(201);
    let again = till.visit_again(&phone.code_in(15), &[api::earn(1)]).expect_status(201).json;
    assert_eq!(again["visit"]["flags"], json!(["another_purchase"]));
    assert_eq!(api::stamps(&again["card"]), 2);
}

#[test]
fn a_hundred_stamps_at_once_are_over_the_limit() {
    let (_server, mut till, mut phone) = till_and_phone();
    till.visit(&phone.code(), &[api::earn(10_000)]).expect_problem(409, "limit_reached");
    assert_eq!(api::stamps(&phone.fetch()), 0, "and nothing of it was given");
}

/// A refused operation takes the visit with it: the code is not spent by a request that did nothing.
#[test]
fn a_visit_with_a_refused_operation_never_was() {
    let (_server, mut till, phone) = till_and_phone();
    let code = phone.code();
    let bad = json!({"id": new_id(), "kind": "redeem", "reward": "no-such-reward"});
    till.visit(&code, &[api::earn(1), bad]).expect_problem(422, "unknown_reward");
    let answer = till.visit(&code, &[api::earn(1)]).expect_status(201).json;
    assert_eq!(answer["duplicate"], false);
    assert_eq!(api::stamps(&answer["card"]), 1);
}
