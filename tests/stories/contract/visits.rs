//! Opening a visit in every way there is, and what it answers.

use it::{Client, Phone, Server, api, clock::new_id, demo};
use serde_json::json;

#[test]
fn a_scan_with_a_stamp_answers_everything_the_till_shows() {
    let server = Server::demo();
    let (mut till, phone) = (Client::till(&server.origin), Phone::join(&server));
    let (visit_id, op) = (new_id(), api::earn(1));
    let body = json!({"id": visit_id, "code": phone.code(), "operations": [op]});
    let answer = till.post("/v1/visits", &body).expect_status(201).json;
    assert_eq!(answer["duplicate"], false);
    assert_eq!(answer["visit"]["id"], json!(visit_id));
    assert_eq!(answer["visit"]["card_id"], phone.card["id"]);
    assert_eq!(answer["visit"]["how"], "code");
    assert_eq!(answer["visit"]["flags"], json!([]));
    assert!(answer["visit"]["opened_at"].as_str().is_some_and(|at| at.ends_with('Z')));
    assert_eq!(api::stamps(&answer["card"]), 1);
    assert_eq!(answer["available"], json!([]));
    let done = &answer["operations"][0];
    assert_eq!(done["id"], op["id"]);
    assert_eq!(done["kind"], "earn");
    assert_eq!(done["seq"], 1);
    assert_eq!(done["by"], demo::STAFF);
    assert_eq!(done["entries"][0]["delta"], 1);
    assert_eq!(done["entries"][0]["balance_after"], 1);
    assert_eq!(done["vouchers_issued"], json!([]));
    let history = phone_history(phone);
    assert_eq!(history, [op["id"].clone()], "the customer sees it too");
}

fn phone_history(mut phone: Phone) -> Vec<serde_json::Value> {
    phone.operations().into_iter().map(|operation| operation["id"].clone()).collect()
}

#[test]
fn the_digits_alone_are_as_good_as_the_link() {
    let server = Server::demo();
    let (mut till, phone) = (Client::till(&server.origin), Phone::join(&server));
    let digits = phone.code().split_once('#').expect("a fragment").1.to_owned();
    assert_eq!(digits.len(), 190);
    let answer = till.visit(&digits, &[]).expect_status(201).json;
    assert_eq!(answer["visit"]["card_id"], phone.card["id"]);
}

#[test]
fn every_loopback_name_of_this_server_is_its_host() {
    let server = Server::demo();
    let mut till = Client::till(&server.origin);
    let port = server.host().split_once(':').expect("a port").1.to_owned();
    for name in ["localhost", "127.0.0.1", "[::1]"] {
        let phone = Phone::join(&server);
        till.visit(&phone.code_for_host(&format!("{name}:{port}")), &[]).expect_status(201);
    }
    let phone = Phone::join(&server);
    till.visit(&phone.code_for_host("elsewhere.example"), &[]).expect_problem(422, "bad_signature");
}

#[test]
fn the_typed_code_works_in_any_spelling_and_once() {
    let server = Server::demo();
    let mut till = Client::till(&server.origin);
    let phone = Phone::join(&server);
    let typed = phone.typed_code();
    assert_eq!((typed.len(), &typed[5..6]), (9, "-"), "{typed}");
    let sloppy = typed.to_lowercase().replace('-', "").replace('0', "o").replace('1', "l");
    let body = json!({"id": new_id(), "typed_code": sloppy, "operations": [api::earn(1)]});
    let answer = till.post("/v1/visits", &body).expect_status(201).json;
    assert_eq!(answer["visit"]["how"], "typed_code");
    assert_eq!(api::stamps(&answer["card"]), 1);
    let mut second = Client::till(&server.origin);
    let again = json!({"id": new_id(), "typed_code": typed, "operations": [api::earn(1)], "another_purchase": true});
    second.post("/v1/visits", &again).expect_problem(409, "code_used");
}

#[test]
fn a_wrong_typed_code_stamps_nothing() {
    let server = Server::demo();
    let mut till = Client::till(&server.origin);
    let phone = Phone::join(&server);
    let typed = phone.typed_code();
    let other = if typed.ends_with('A') { "B" } else { "A" };
    let wrong = format!("{}{other}", &typed[..8]);
    let refused = till.post("/v1/visits", &json!({"id": new_id(), "typed_code": wrong}));
    assert_eq!(refused.status, 422, "{}", refused.text);
    let nonsense = till.post("/v1/visits", &json!({"id": new_id(), "typed_code": "hello"}));
    nonsense.expect_problem(422, "malformed");
}

#[test]
fn staff_looks_a_card_up() {
    let server = Server::demo();
    let (mut till, phone) = (Client::till(&server.origin), Phone::join(&server));
    let body = json!({"id": new_id(), "card_id": phone.card_id(), "operations": [api::earn(2)]});
    let answer = till.post("/v1/visits", &body).expect_status(201).json;
    assert_eq!(answer["visit"]["how"], "lookup");
    assert_eq!(api::stamps(&answer["card"]), 2);
}

#[test]
fn one_visit_is_opened_by_exactly_one_thing() {
    let server = Server::demo();
    let (mut till, phone) = (Client::till(&server.origin), Phone::join(&server));
    till.post("/v1/visits", &json!({"id": new_id()})).expect_problem(422, "invalid_request");
    let both = json!({"id": new_id(), "code": phone.code(), "card_id": phone.card_id()});
    till.post("/v1/visits", &both).expect_problem(422, "invalid_request");
}

#[test]
fn a_phone_some_minutes_off_earns_and_is_flagged() {
    let server = Server::demo();
    let mut till = Client::till(&server.origin);
    for off_s in [-300, 300] {
        let phone = Phone::join(&server);
        let answer = till.visit(&phone.code_in(off_s), &[api::earn(1)]).expect_status(201).json;
        assert_eq!(answer["visit"]["flags"], json!(["clock_skew"]), "{off_s} s off");
        assert_eq!(api::stamps(&answer["card"]), 1);
    }
}

#[test]
fn a_code_from_the_future_does_not_lock_the_card() {
    let server = Server::demo();
    let (mut till, phone) = (Client::till(&server.origin), Phone::join(&server));
    till.visit(&phone.code_in(500), &[]).expect_status(201);
    // The mark may stand two steps ahead of now: a code of then is newer, and is accepted.
    let answer = till.visit_again(&phone.code_in(45), &[api::earn(1)]).expect_status(201).json;
    assert_eq!(api::stamps(&answer["card"]), 1);
}

#[test]
fn the_same_code_at_the_same_till_is_the_same_visit() {
    let server = Server::demo();
    let (mut till, phone) = (Client::till(&server.origin), Phone::join(&server));
    let code = phone.code();
    let first = till.visit(&code, &[api::earn(1)]).expect_status(201).json;
    for again in [code.clone(), phone.other_signature_of(&code)] {
        let second = till.visit(&again, &[api::earn(1)]).expect_status(201).json;
        assert_eq!(second["duplicate"], true, "{second}");
        assert_eq!(second["visit"]["id"], first["visit"]["id"]);
        assert_eq!(api::stamps(&second["card"]), 1, "nothing was stamped twice");
    }
}
