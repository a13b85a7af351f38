//! The shop's face, joining, and what a holder may read.

use it::{Phone, Server, demo, phone};
use serde_json::{Value, json};

#[test]
fn health_and_time() {
    let server = Server::demo();
    let mut anyone = server.client();
    assert_eq!(anyone.get("/healthz").expect_status(200).json, json!({"status": "ok"}));
    let told = anyone.get("/v1/time").expect_status(200).json["now_ms"].as_i64().expect("now_ms");
    assert!((told - it::clock::now_ms() as i64).abs() < 2000, "the server tells the time: {told}");
}

#[test]
fn the_shops_face_says_the_programme_in_one_sentence() {
    let server = Server::demo();
    let shop = server.client().get("/v1/shops/demo").expect_status(200).json;
    assert_eq!(shop["slug"], demo::SHOP);
    assert_eq!(shop["name"], demo::SHOP_NAME);
    assert_eq!(shop["currency"], "EUR");
    let color = shop["brand"]["color"].as_str().expect("a colour");
    assert!(color.len() == 7 && color.starts_with('#'), "#rrggbb: {color}");
    assert!(shop["brand"].get("logo_url").is_some(), "logo_url is there, null or not: {shop}");
    let program = &shop["program"];
    assert!(program["version"].as_u64().is_some_and(|version| version >= 1), "{program}");
    assert!(program["headline"].as_str().is_some_and(|headline| !headline.is_empty()), "{program}");
    let card = &program["stamp_cards"][0];
    assert_eq!(card["goal"], demo::GOAL);
    for member in ["id", "name", "reward"] {
        assert!(card[member].as_str().is_some_and(|text| !text.is_empty()), "stamp card has {member}: {card}");
    }
    let rewards = program["rewards"].as_array().expect("rewards");
    assert!(rewards.iter().any(|reward| reward["id"] == card["reward"]), "the reward of the card is listed: {program}");
}

#[test]
fn an_unknown_shop_is_said_to_be_unknown() {
    let server = Server::demo();
    server.client().get("/v1/shops/nobody").expect_problem(404, "unknown_shop");
    let body = phone::join_request(&phone::new_key(), "webcrypto");
    server.client().post("/v1/shops/nobody/cards", &body).expect_problem(404, "unknown_shop");
}

#[test]
fn joining_gives_an_empty_card_and_a_cookie_that_scripts_cannot_read() {
    let server = Server::demo();
    let mut client = server.client();
    let joined =
        client.post(&phone::join_path(), &phone::join_request(&phone::new_key(), "webcrypto")).expect_status(201);
    let cookie = joined.header("set-cookie").to_lowercase();
    for part in ["httponly", "samesite=", "path=/", "max-age="] {
        assert!(cookie.contains(part), "the holder cookie has {part}: {cookie}");
    }
    assert_eq!(joined.json["key_slot"], 0);
    assert!(joined.json["now_ms"].as_i64().is_some(), "{}", joined.json);
    let card = &joined.json["card"];
    assert_card(card);
    assert_eq!(it::api::stamps(card), 0);
    assert_eq!(card["vouchers"], json!([]));
    assert_eq!(card["purses"][0]["goal"], demo::GOAL);
}

/// Every member of `Card`, in its shape.
fn assert_card(card: &Value) {
    let id = card["id"].as_str().expect("an id");
    assert!(
        id.len() == 16 && id.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)),
        "16 hex digits: {id}"
    );
    let number = card["number"].as_str().expect("a number");
    let crockford = |b: u8| b"0123456789ABCDEFGHJKMNPQRSTVWXYZ".contains(&b);
    assert!(number.len() == 5 && number.bytes().all(crockford), "five Crockford characters: {number}");
    assert!(card["version"].as_u64().is_some(), "{card}");
    assert_eq!(card["status"], "active");
    assert_eq!(card["shop"], demo::SHOP);
    assert!(card["member"].is_object(), "{card}");
    assert!(card["joined_at"].as_str().is_some_and(|at| at.ends_with('Z')), "{card}");
    for purse in card["purses"].as_array().expect("purses") {
        assert!(purse["id"].is_string() && purse["name"].is_string() && purse["balance"].is_i64(), "{purse}");
        assert_eq!(purse["kind"], "stamps");
    }
}

#[test]
fn a_key_that_is_no_point_is_refused() {
    let server = Server::demo();
    let good = phone::public(&phone::new_key());
    let compressed_nonsense = format!("Av{}", "_".repeat(42));
    for bad in ["", "AAAA", &good[1..], &compressed_nonsense, &format!("{good}="), "not base64url!"] {
        let mut body = phone::join_request(&phone::new_key(), "webcrypto");
        body["public_key"] = json!(bad);
        server.client().post(&phone::join_path(), &body).expect_problem(422, "bad_public_key");
    }
}

#[test]
fn one_holder_has_one_card_in_a_shop() {
    let server = Server::demo();
    let first = Phone::join(&server);
    let mut again = Phone::join_as(first.client.clone(), &server.origin);
    assert_eq!(again.card["id"], first.card["id"], "joining again gives the card one has");
    assert_ne!(again.slot, first.slot, "with a slot for the new key");
    let cards = again.client.get("/v1/me/cards").expect_status(200).json;
    assert_eq!(cards["cards"].as_array().expect("cards").len(), 1, "{cards}");
    let stranger = Phone::join(&server);
    assert_ne!(stranger.card["id"], first.card["id"], "somebody else gets another one");
}

#[test]
fn a_card_is_its_holders_alone() {
    let server = Server::demo();
    let mut holder = Phone::join(&server);
    let mut other = Phone::join(&server);
    let path = format!("/v1/me/cards/{}", holder.card_id());
    assert_eq!(holder.client.get(&path).expect_status(200).json, holder.card);
    assert_eq!(other.client.get(&path).status, 404, "another holder sees nothing there");
    server.client().get(&path).expect_problem(401, "holder_required");
    server.client().get("/v1/me/cards").expect_problem(401, "holder_required");
    let unknown = other.client.get("/v1/me/cards/0123456789abcdef");
    assert_eq!(unknown.json["code"], other.client.get(&path).json["code"], "known and unknown look the same");
    assert_eq!(unknown.status, 404);
}

#[test]
fn a_card_and_a_programme_carry_an_etag() {
    let server = Server::demo();
    let mut holder = Phone::join(&server);
    let card = format!("/v1/me/cards/{}", holder.card_id());
    for path in [card.as_str(), "/v1/shops/demo"] {
        let etag = holder.client.get(path).expect_status(200).header("etag").to_owned();
        assert!(!etag.is_empty(), "{path} has an ETag");
        let again = holder.client.send("GET", path, &[("if-none-match", &etag)], None);
        assert_eq!((again.status, again.text.as_str()), (304, ""), "{path} has not changed");
    }
}

#[test]
fn a_card_has_up_to_four_keys_and_the_new_one_signs() {
    let server = Server::demo();
    let mut holder = Phone::join(&server);
    let slots: Vec<Value> = (1..4).map(|_| holder.enrol_key().expect_status(201).json["key_slot"].clone()).collect();
    let mut distinct: Vec<u64> = slots.iter().filter_map(Value::as_u64).chain([0]).collect();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct.len(), 4, "four keys, four slots: {slots:?}");
    assert!(distinct.iter().all(|slot| *slot < 8), "{distinct:?}");
}
