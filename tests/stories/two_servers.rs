//! Two servers on one PostgreSQL: the customer looks at one, the counter works at the other.

use std::process::Command;

use it::{Client, Server, api, clock};
use serde_json::json;

use crate::{customer, till};

/// A database of its own on the PostgreSQL that the test command started; its address.
fn database() -> String {
    let server = std::env::var("COMPTOIR_TEST_POSTGRES").expect("`cargo xtask test` names a PostgreSQL server");
    let name = format!("story_{}", clock::new_id().replace('-', "_"));
    let server = server.trim_end_matches('/');
    let made =
        Command::new("psql").args([&format!("{server}/postgres"), "-qc", &format!("CREATE DATABASE {name}")]).output();
    let made = made.expect("psql, which comes with PostgreSQL");
    assert!(made.status.success(), "psql: {}", String::from_utf8_lossy(&made.stderr));
    format!("{server}/{name}")
}

#[test]
fn a_stamp_given_at_one_server_lands_on_a_card_that_the_other_shows() {
    let database = database();
    let counters = Server::demo_with(&["--database", &database]);
    let cards = Server::demo_with(&["--database", &database]);
    let phone = customer::with_card(&cards);
    customer::mark_page(&phone);
    let card = till::client_of(&phone, &cards).get("/v1/me/cards").expect_status(200).json["cards"][0]["id"].clone();

    let mut lea = Client::till(&counters.origin);
    let visit = json!({"id": clock::new_id(), "card_id": card, "operations": [api::earn(2)]});
    lea.post("/v1/visits", &visit).expect_status(201);
    customer::sees_stamps(&phone, 2);
    customer::assert_same_page(&phone);

    // The same request at the other server is the same visit: the answer is the database's, not a server's.
    let mut elsewhere = lea.clone_at(&cards.origin);
    let again = elsewhere.post("/v1/visits", &visit).expect_status(201);
    assert_eq!(again.headers["idempotent-replayed"], "true");
    assert_eq!(again.json["card"]["purses"][0]["balance"], 2);
}
