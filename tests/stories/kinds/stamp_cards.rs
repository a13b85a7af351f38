//! Stamp cards side by side.

use serde_json::json;

use super::{Shop, reward, stamp_card};
use crate::customer;

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

/// A full card leaves a choice: the customer takes the tea in place of the coffee.
#[test]
fn a_full_card_leaves_a_choice() {
    let mut card = stamp_card("cup", "Ten cups", "Dix tasses", 3, "coffee");
    card["choices"] = json!(["tea", "syrup"]);
    let programme = json!({"stamp_cards": [card], "rewards": [
        reward("coffee", "A coffee", "Un café", None), reward("tea", "A pot of tea", "Une théière", None),
        reward("syrup", "A syrup", "Un sirop", None)]});
    let shop = Shop::open("kinds-choice", &programme);
    shop.scan();
    shop.counter.tap("One more");
    shop.counter.tap("One more");
    shop.counter.tap("Give 3 stamps");
    shop.counter.sees("Ready to use");
    customer::sees_rewards(&shop.phone, 1);
    shop.scan_again();
    shop.counter.sees("in its place");
    shop.look("1-choice");
    shop.counter.tap("Redeem: A pot of tea");
    shop.counter.sees("Reward used");
    shop.counter.sees("A pot of tea");
    customer::sees_rewards(&shop.phone, 0);
    assert!(!shop.counter.has("in its place"), "the card's reward is used, whichever it was");
    shop.look("2-used");
    shop.counter.tap("Undo");
    customer::sees_rewards(&shop.phone, 1);
}
