//! What holds for every request: ids are for ever, bodies have a form and a limit, other sites write nothing.

use it::{Answer, Client, Phone, Server, api, clock::new_id, phone};
use serde_json::{Value, json};

fn assert_replayed(first: &Answer, again: &Answer) {
    assert_eq!(again.header("idempotent-replayed"), "true", "{}", again.text);
    assert_eq!(again.status, first.status);
    assert_eq!(again.json, first.json, "the same answer");
}

/// Every POST of the main job: sent twice it happens once, changed it is refused.
#[test]
fn the_same_id_is_the_same_request_for_ever() {
    let mut server = Server::demo();
    let (mut till, mut phone) = (Client::till(&server.origin), Phone::join(&server));
    let code = phone.code();
    let visit = json!({"id": new_id(), "code": code, "operations": [api::earn(2)]});
    let opened = till.post("/v1/visits", &visit).expect_status(201);
    assert_eq!(opened.header("idempotent-replayed"), "", "the first time is no replay");
    assert_replayed(&opened, &till.post("/v1/visits", &visit));

    let path = format!("/v1/visits/{}/operations", opened.json["visit"]["id"].as_str().expect("an id"));
    let op = api::earn(1);
    let done = till.post(&path, &op).expect_status(201);
    assert_replayed(&done, &till.post(&path, &op));

    let void_path = format!("/v1/operations/{}/void", op["id"].as_str().expect("an id"));
    let void = json!({"id": new_id()});
    let voided = till.post(&void_path, &void).expect_status(201);
    server.kill_9();
    server.start_again();
    assert_replayed(&voided, &till.post(&void_path, &void));
    assert_replayed(&opened, &till.post("/v1/visits", &visit));

    for (path, body, change) in [("/v1/visits", &visit, "another_purchase"), (path.as_str(), &op, "quantity")] {
        let mut other = body.clone();
        other[change] = if change == "quantity" { json!(5) } else { json!(true) };
        till.post(path, &other).expect_problem(422, "id_reused");
    }
    assert_eq!(api::stamps(&phone.fetch()), 2, "two stamps given, one given and taken back");
}

#[test]
fn joining_twice_with_one_id_is_one_card() {
    let server = Server::demo();
    let mut client = server.client();
    let body = phone::join_request(&phone::new_key(), "webcrypto");
    let first = client.post(&phone::join_path(), &body).expect_status(201);
    let again = client.post(&phone::join_path(), &body).expect_status(201);
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(again.json["card"], first.json["card"]);
    assert_eq!(again.json["typed_code_secret"], first.json["typed_code_secret"]);
}

#[test]
fn unknown_members_and_wrong_shapes_are_refused() {
    let server = Server::demo();
    let (mut till, phone) = (Client::till(&server.origin), Phone::join(&server));
    let good = json!({"id": new_id(), "code": phone.code()});
    let changes: [(&str, Value); 5] = [
        ("surprise", json!(1)),
        ("id", json!("not-an-id")),
        ("id", Value::Null),
        ("code", json!(5)),
        ("operations", json!({})),
    ];
    for (member, value) in changes {
        let mut bad = good.clone();
        bad[member] = value;
        till.post("/v1/visits", &bad).expect_problem(422, "invalid_request");
    }
    let unknown_op = json!({"id": new_id(), "kind": "earn", "surprise": 1});
    let body = json!({"id": new_id(), "code": phone.code(), "operations": [unknown_op]});
    till.post("/v1/visits", &body).expect_problem(422, "invalid_request");
}

#[test]
fn a_body_is_json_and_at_most_64_kib() {
    let server = Server::demo();
    let mut client = server.client();
    let path = phone::join_path();
    let json_type = [("content-type", "application/json")];
    client.send("POST", &path, &json_type, Some("{\"id\":".into())).expect_problem(422, "invalid_request");
    let body = phone::join_request(&phone::new_key(), "webcrypto").to_string();
    client.send("POST", &path, &[("content-type", "text/plain")], Some(body)).expect_problem(415, "json_required");
    let mut large = phone::join_request(&phone::new_key(), "webcrypto");
    large["source"] = json!("x".repeat(70_000));
    client.post(&path, &large).expect_problem(413, "too_large");
}

#[test]
fn another_site_writes_nothing_with_our_cookies() {
    let server = Server::demo();
    let (mut till, phone) = (Client::till(&server.origin), Phone::join(&server));
    for foreign in
        [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example")]
    {
        let body = json!({"id": new_id(), "code": phone.code()}).to_string();
        let headers = [("content-type", "application/json"), foreign];
        till.send("POST", "/v1/visits", &headers, Some(body)).expect_problem(403, "cross_site");
    }
    let body = json!({"id": new_id(), "code": phone.code()}).to_string();
    let own =
        [("content-type", "application/json"), ("sec-fetch-site", "same-origin"), ("origin", server.origin.as_str())];
    till.send("POST", "/v1/visits", &own, Some(body)).expect_status(201);
}

#[test]
fn what_is_not_in_the_api_is_said_so_as_a_problem() {
    let server = Server::demo();
    server.client().get("/v1/nothing/here").expect_problem(404, "not_found");
    server.client().send("DELETE", "/v1/time", &[], None).expect_problem(405, "method_not_allowed");
}

#[test]
fn the_documentation_is_the_servers_own() {
    let server = Server::demo();
    let spec = server.client().get("/openapi.json").expect_status(200).json;
    assert!(spec["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")), "OpenAPI 3.1");
    for path in
        ["/v1/visits", "/v1/shops/{slug}/cards", "/v1/operations/{operation_id}/void", "/v1/me/cards/{card_id}/events"]
    {
        assert!(spec["paths"][path].is_object(), "{path} is documented");
    }
    let docs = server.client().get("/docs").expect_status(200);
    let outside = docs.text.match_indices("src=\"http").count() + docs.text.match_indices("href=\"http").count();
    assert_eq!(outside, 0, "/docs loads nothing from outside");
}

/// Pages carry the security headers of the design; the API can't be framed or sniffed.
#[test]
fn every_answer_is_guarded() {
    let server = Server::demo();
    for path in ["/demo", "/counter", "/s"] {
        let page = server.client().get(path).expect_status(200);
        let policy = page.header("content-security-policy").to_owned();
        for part in ["frame-ancestors 'none'", "'wasm-unsafe-eval'", "default-src"] {
            assert!(policy.contains(part), "{path}: {part} in {policy}");
        }
        assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"), "{path}: {policy}");
        let camera = page.header("permissions-policy").to_owned();
        let allowed = camera.contains("camera=(self)");
        assert_eq!(allowed, path != "/demo", "the camera is the counter's alone: {path}: {camera}");
    }
    let api = server.client().get("/v1/time");
    assert_eq!(api.header("x-content-type-options"), "nosniff");
}
