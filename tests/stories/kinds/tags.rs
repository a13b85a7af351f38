//! Stamp cards that count items of one kind each.

use it::clock::new_id;
use serde_json::{Value, json};

use super::{Shop, reward, stamp_card};
use crate::till;

/// Coffee has two cards, a short and a long one; lunch has one.
pub fn canteen() -> Value {
    let of_kind = |tag: &str, mut card: Value| {
        card["earn"] = json!({"tag": tag});
        card
    };
    json!({
        "stamp_cards": [
            of_kind("coffee", stamp_card("coffee", "Coffee", "Café", 9, "coffee")),
            of_kind("lunch", stamp_card("lunch", "Lunch", "Déjeuner", 5, "dessert")),
            of_kind("coffee", stamp_card("mug", "Mug club", "Club du mug", 30, "mug")),
        ],
        "rewards": [reward("coffee", "A coffee", "Un café", None), reward("dessert", "A dessert", "Un dessert", None),
                    reward("mug", "A mug", "Un mug", None)],
    })
}

/// Two taps on coffee and one on lunch: each kind fills its cards, and the explanation says the kinds.
#[test]
fn items_are_counted_by_their_kind() {
    let shop = Shop::open("kinds-tags", &canteen());
    shop.scan();
    // A kind that one card counts is called as the card is, one that several count by its own name.
    shop.counter.tap("Coffee 0");
    shop.counter.tap("Coffee 1");
    shop.counter.tap("Lunch 0");
    shop.look("1-kinds");
    // Two coffees on two cards, and a lunch.
    shop.counter.tap("Give 5 stamps");
    shop.counter.sees("+ 5 stamps");
    shop.phone.sees("2 of 9 stamps");
    shop.phone.sees("2 of 30 stamps");
    shop.phone.sees("1 of 5 stamps");
    shop.look("2-given");

    let mut staff = till::client_of(&shop.counter, &shop.server);
    let visits = staff.get("/v1/till/visits?limit=1").expect_status(200).json;
    let visit = &visits["visits"][0];
    assert_eq!(visit["operations"].as_array().map(Vec::len), Some(1), "one purchase is one operation: {visit}");
    let id = visit["operations"][0]["id"].as_str().expect("an operation's id");
    let explained = staff.get(&format!("/v1/operations/{id}/explain")).expect_status(200).json;
    let tags = json!([{"tag": "coffee", "quantity": 2}, {"tag": "lunch", "quantity": 1}]);
    let again = json!({"id": new_id(), "kind": "earn", "quantity": 3, "tags": tags});
    let body = json!({"id": new_id(), "card_id": visit["card"]["id"], "another_purchase": true, "operations": [again]});
    let preview = staff.post("/v1/visits/preview", &body).expect_status(200).json;
    for lines in [&explained["lines"], &preview["explained"][0]["lines"]] {
        assert_eq!(kinds(lines), ["coffee in coffee: 2", "lunch in lunch: 1", "coffee in mug: 2"], "{lines}");
        assert!(lines.to_string().contains("2 items of the kind “coffee”"), "{lines}");
    }
    shop.counter.tap("Undo");
    shop.phone.sees("0 of 30 stamps");
}

/// What was counted by tag, as `tag in card: units`.
fn kinds(lines: &Value) -> Vec<String> {
    let facts = lines.as_array().into_iter().flatten().map(|line| &line["fact"]);
    let by_tag = facts.filter(|fact| fact["what"] == "tag");
    let said = |fact: &Value, name: &str| fact[name].as_str().unwrap_or_default().to_owned();
    by_tag.map(|fact| format!("{} in {}: {}", said(fact, "name"), said(fact, "purse"), fact["base"])).collect()
}
