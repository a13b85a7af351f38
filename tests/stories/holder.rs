//! A card exists once per holder and shop: however one comes back, it is the card one has.

pub mod phones;

use it::{Browser, Client, Engine, Phone, Server, api};

use crate::{customer, till};

fn card_ids(client: &mut Client) -> Vec<String> {
    let cards = client.get("/v1/me/cards").expect_status(200).json;
    let cards = cards["cards"].as_array().expect("cards").iter();
    cards.map(|card| card["id"].as_str().expect("an id").to_owned()).collect()
}

fn assert_has_its_card(phone: &Browser) {
    customer::sees_stamps(phone, 2);
    phone.element(customer::CODE);
    assert!(!phone.offers(customer::JOIN), "nobody with a card is offered another");
}

in_each_engine!(a_second_card_for_the_same_holder_is_impossible, two_tabs_that_join_make_one_card);

fn a_second_card_for_the_same_holder_is_impossible(engine: Engine) {
    let server = Server::demo();
    let phone = customer::with_card_in(engine, &server);
    let mut client = till::client_of(&phone, &server);
    let card = card_ids(&mut client);
    assert_eq!(card.len(), 1);
    let lookup = serde_json::json!({"id": it::clock::new_id(), "card_id": card[0], "operations": [api::earn(2)]});
    Client::till(&server.origin).post("/v1/visits", &lookup).expect_status(201);
    customer::sees_stamps(&phone, 2);

    phone.reload();
    assert_has_its_card(&phone);
    phone.goto(&server.url("/demo?src=poster"));
    assert_has_its_card(&phone);
    phone.new_tab(&server.url("/demo"));
    assert_has_its_card(&phone);

    // Storage wiped, cookie kept: the card is there, with a key of its own.
    phone.wipe(&server.origin, "indexeddb,local_storage,cache_storage,service_workers");
    phone.goto(&server.url("/demo"));
    assert_has_its_card(&phone);

    // A program with the same cookie gets the same card.
    let direct = Phone::join_as(client.clone(), &server.origin);
    assert_eq!(direct.card_id(), card[0]);
    assert_eq!(card_ids(&mut client), card, "still one card");
}

/// Two tabs on the poster, a tap in each: one card.
fn two_tabs_that_join_make_one_card(engine: Engine) {
    let server = Server::demo();
    let phone = Browser::open(it::Screen::PHONE.in_engine(engine));
    phone.goto(&server.url("/demo"));
    phone.sees(customer::JOIN);
    phone.new_tab(&server.url("/demo"));
    phone.tap(customer::JOIN);
    customer::sees_stamps(&phone, 0);
    phone.look_at_tab(0);
    if phone.offers(customer::JOIN) {
        phone.tap(customer::JOIN);
    }
    customer::sees_stamps(&phone, 0);
    assert_eq!(card_ids(&mut till::client_of(&phone, &server)).len(), 1);
}
