//! No network: the card opens and its code rotates all the same, and it says how things stand.

use std::time::Duration;

use it::{Client, Engine, Server, api, axe, clock, demo};
use serde_json::json;

use crate::customer;

in_each_engine!(a_card_opens_rotates_and_is_stamped_after_a_day_without_a_network);

fn a_card_opens_rotates_and_is_stamped_after_a_day_without_a_network(engine: Engine) {
    let mut server = Server::demo();
    let mut till = Client::till(&server.origin);
    let phone = customer::with_card_in(engine, &server);
    customer::wait_for_service_worker(&phone);

    customer::lose_network(&phone, &mut server);
    phone.reload();
    customer::sees_stamps(&phone, 0);
    phone.sees("Offline, as of");
    phone.element(customer::CODE);
    let first = customer::drawing(&phone);
    let rotated = clock::until(Duration::from_secs(17), || customer::drawing(&phone) != first);
    assert!(rotated, "the code rotates offline");
    axe::assert_accessible(&phone, "the card offline");
    phone.keep("offline", "card");

    // The counter has a network: what was typed from the offline screen is good there.
    customer::find_network(&phone, &mut server);
    let typed = customer::typed_code(&phone);
    let body = json!({"id": clock::new_id(), "typed_code": typed, "operations": [api::earn(1)]});
    till.post("/v1/visits", &body).expect_status(201);

    customer::sees_stamps(&phone, 1);
    phone.sees_no_more("Offline, as of");
}

/// Some networks let questions through and no line that stays open: the card then asks by itself, with growing patience.
#[test]
fn a_stamp_lands_where_live_events_are_blocked() {
    let server = Server::demo();
    let mut till = Client::till(&server.origin);
    let phone = customer::with_card(&server);
    phone.cdp("Network.enable", json!({}));
    phone.cdp("Network.setBlockedURLs", json!({"urls": ["*/events*"]}));
    phone.reload();
    customer::sees_stamps(&phone, 0);
    let asked = "return performance.getEntriesByType('resource').filter(e => e.name.includes('/events')).length";
    assert!(clock::until(Duration::from_secs(10), || phone.script(asked, &[]).as_u64() >= Some(2)), "tried again");
    let link = customer::link(&phone);
    till.visit_again(&link, &[api::earn(1)]).expect_status(201);
    let one = format!("1 of {} stamps", demo::GOAL);
    assert!(clock::until(Duration::from_secs(30), || phone.has(&one)), "the stamp is there without a live line");
    phone.sees_no_more("Offline, as of");
}
