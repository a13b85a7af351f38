//! "Use it now": the customer's own word that a reward is wanted, signed into the code.

use pass::{Pass, Purpose};
use serde_json::json;

use super::{Shop, look, reward, stamp_card};
use crate::customer;

const READY: &str = "A plate of cheese";
const ASKED: &str = "Is the customer here and wants it now: A plate of cheese?";

/// What the code on the screen says it is for.
fn purpose(shop: &Shop) -> Purpose {
    let link = shop.phone.script("return document.querySelector('[data-link]').dataset.link", &[]);
    Pass::parse(link.as_str().expect("the code's link")).expect("a pass").purpose
}

/// The customer says that the reward is wanted, and staff scans it.
fn shows_it_wanted(shop: &Shop) {
    shop.phone.tap("Use it now");
    assert!(it::clock::until(it::browser::PATIENCE, || purpose(shop) == Purpose::Redeem), "the code says so");
    shop.scan_next_code();
    if shop.counter.sees_one_of(&["Another purchase", "Ready to use"]) == "Another purchase" {
        shop.counter.tap("Another purchase");
    }
    shop.counter.sees("Ready to use");
}

#[test]
fn a_customer_says_so_and_staff_need_not_ask() {
    let mut cheese = reward("cheese", READY, "Une assiette de fromages", None);
    cheese["confirm"] = json!(true);
    let card = stamp_card("menu", "Menus", "Menus", 2, "cheese");
    let shop = Shop::open("use-now", &json!({"stamp_cards": [card], "rewards": [cheese]}));
    let (phone, counter) = (&shop.phone, &shop.counter);
    shop.scan();
    counter.tap("One more");
    counter.tap("Give 2 stamps");
    phone.sees("Use it now");
    // The full card is looked at before it turns into a fresh one.
    phone.sees("0 of 2 stamps");

    // Who shows only the code is asked.
    counter.tap("Redeem");
    counter.sees(ASKED);

    // Thought better of: the code is for nothing but to be shown.
    assert_eq!(purpose(&shop), Purpose::Show);
    phone.tap("Use it now");
    phone.sees("Tap to close");
    assert!(it::clock::until(it::browser::PATIENCE, || purpose(&shop) == Purpose::Redeem), "the code says so");
    look(phone, "use-now", "1-asked");
    phone.tap("Tap to close");
    assert!(it::clock::until(it::browser::PATIENCE, || purpose(&shop) == Purpose::Show), "the plain code again");

    shows_it_wanted(&shop);
    look(counter, "use-now", "2-counter");
    counter.tap("Redeem");
    counter.sees("Reward used");
    assert!(!counter.has(ASKED), "the customer has said so already");

    // The card comes back by itself, without the reward; coming for it was no purchase.
    phone.sees_no_more("Tap to close");
    customer::sees_rewards(phone, 0);
    phone.sees("0 of 2 stamps");
    assert_eq!(purpose(&shop), Purpose::Show);
    assert_eq!(phone.console_errors(), Vec::<String>::new());
}

/// Stamps of a card that is not exchanged by itself add up; the reward is the customer's to ask for once there are enough.
#[test]
fn a_full_card_is_used_when_the_customer_likes() {
    let mut card = stamp_card("menu", "Menus", "Menus", 2, "cheese");
    card["automatic"] = json!(false);
    let mut cheese = reward("cheese", READY, "Une assiette de fromages", None);
    cheese["confirm"] = json!(true);
    let shop = Shop::open("use-full", &json!({"stamp_cards": [card], "rewards": [cheese]}));
    let (phone, counter) = (&shop.phone, &shop.counter);
    shop.scan();
    assert!(!phone.has("Use it now"), "nothing is ready yet");
    counter.tap("One more");
    counter.tap("One more");
    counter.tap("Give 3 stamps");
    phone.sees("Use it now");
    look(phone, "use-full", "1-ready");

    shows_it_wanted(&shop);
    counter.tap("Redeem");
    counter.sees("Reward used");
    assert!(!counter.has(ASKED), "the customer has said so already");
    phone.sees("1 of 2 stamps");
    assert!(!phone.has("Use it now"), "the third stamp is the next card's first");
    assert_eq!(phone.console_errors(), Vec::<String>::new());
}
