//! Stamp cards side by side.

use serde_json::json;

use super::{Shop, reward, stamp_card};

/// Coffee and lunch have a card each: staff says how many of which, and one tap gives them all.
#[test]
fn two_stamp_cards_fill_side_by_side() {
    let programme = json!({
        "stamp_cards": [stamp_card("coffee", "Coffee", "Café", 9, "coffee"), stamp_card("lunch", "Lunch", "Déjeuner", 5, "dessert")],
        "rewards": [reward("coffee", "A coffee", "Un café", None), reward("dessert", "A dessert", "Un dessert", None)],
    });
    let shop = Shop::open("kinds-two-cards", &programme);
    shop.scan();
    shop.counter.tap("Coffee 0");
    shop.counter.tap("Coffee 1");
    shop.counter.tap("Lunch 0");
    shop.look("1-basket");
    shop.counter.tap("Give 3 stamps");
    shop.counter.sees("+ 3 stamps");
    shop.phone.sees("2 of 9 stamps");
    shop.phone.sees("1 of 5 stamps");
    shop.look("2-given");
}
