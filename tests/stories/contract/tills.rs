//! Pairing a till, picking who one is, the PIN.

use it::{Client, Phone, Server, clock::new_id, demo};
use serde_json::json;

#[test]
fn a_till_is_paired_once_and_staff_signs_in() {
    let server = Server::demo();
    let mut till = server.client();
    let paired = till.pair("Bar").expect_status(201);
    let cookie = paired.header("set-cookie").to_lowercase();
    assert!(cookie.contains("httponly") && cookie.contains("samesite="), "the till cookie: {cookie}");
    let staff = till.get("/v1/staff").expect_status(200).json;
    let members = staff["staff"].as_array().expect("staff");
    assert_eq!(members.len(), 1, "{staff}");
    assert_eq!(members[0]["name"], demo::STAFF);
    assert!(members[0]["id"].is_string());
    till.sign_in(demo::PIN).expect_status(201);
    let code = Phone::join(&server).code();
    till.visit(&code, &[]).expect_status(201);
}

#[test]
fn the_demos_pairing_code_pairs_any_number_of_tills_in_any_spelling() {
    let server = Server::demo();
    for spelling in ["DEMO-2345", "demo-2345", "DEMO2345", "DEMO-2345"] {
        let body = json!({"id": new_id(), "pairing_code": spelling, "name": "Till"});
        server.client().post("/v1/devices/pair", &body).expect_status(201);
    }
}

#[test]
fn a_wrong_pairing_code_pairs_nothing() {
    let server = Server::demo();
    let mut till = server.client();
    let body = json!({"id": new_id(), "pairing_code": "DEMO-9999", "name": "Till"});
    till.post("/v1/devices/pair", &body).expect_problem(422, "bad_pairing_code");
    assert!(till.cookies.is_empty(), "no cookie for a wrong code");
    till.get("/v1/staff").expect_problem(401, "till_required");
}

#[test]
fn without_a_session_nothing_is_done() {
    let server = Server::demo();
    let phone = Phone::join(&server);
    let nobody = || -> Client { server.client() };
    let mut paired = server.client();
    paired.pair("Bar").expect_status(201);
    let some = "01890000-0000-7000-8000-000000000000";
    for (client, code) in [(&mut nobody(), "till_required"), (&mut paired, "staff_required")] {
        let refused = client.visit(&phone.code(), &[]);
        assert_eq!(refused.status, 401, "{}", refused.text);
        assert!(
            ["till_required", "staff_required"].contains(&refused.json["code"].as_str().unwrap_or_default()),
            "{code}"
        );
        assert_eq!(client.operate(&json!(some), &it::api::earn(1)).status, 401);
        assert_eq!(client.void(&json!(some)).status, 401);
    }
    let mut customer = phone.client.clone();
    assert_eq!(customer.visit(&phone.code(), &[]).status, 401, "a customer stamps nothing");
}

#[test]
fn a_wrong_pin_says_how_many_tries_are_left_and_ends_in_a_lock() {
    let server = Server::demo();
    let mut till = server.client();
    till.pair("Bar").expect_status(201);
    let mut left = i64::MAX;
    for _ in 0..12 {
        let refused = till.sign_in("000000");
        if refused.json["code"] == "locked" {
            assert_eq!(refused.status, 429);
            till.sign_in(demo::PIN).expect_problem(429, "locked");
            assert!(left <= 1, "locked after the announced tries, {left} were left");
            return;
        }
        let facts = refused.expect_problem(401, "wrong_pin");
        let now = facts["tries_left"].as_i64().unwrap_or_else(|| panic!("tries_left: {facts}"));
        assert!(now < left, "each wrong try costs one: {now} after {left}");
        left = now;
    }
    panic!("twelve wrong PINs and no lock");
}

#[test]
fn a_right_pin_after_a_slip_signs_in() {
    let server = Server::demo();
    let mut till = server.client();
    till.pair("Bar").expect_status(201);
    till.sign_in("123456").expect_problem(401, "wrong_pin");
    till.sign_in(demo::PIN).expect_status(201);
}
