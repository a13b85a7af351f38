//! A membership, and points for coming.

use serde_json::{Value, json};

use super::{Shop, reward, words};

/// The gym's programme.
pub fn gym() -> Value {
    json!({
        "points": {"name": words("Points", "Points"), "earn": [
            {"by_visit": {"points": 1}},
            {"by_action": {"action": "friend", "points": 5, "words": words("Brought a friend", "A amené un ami"), "once_per": "day"}},
        ]},
        "membership": {"name": words("Club", "Club"), "valid": {"months": 12}, "renewable": true, "price": 2900,
                       "benefits": [words("Sauna included", "Sauna compris")]},
        "rewards": [reward("drink", "A drink", "Une boisson", Some(10))],
    })
}

/// A gym's card is a status: it begins at the counter, both see until when, and it is renewed before it ends.
#[test]
fn a_gym_takes_a_member_in_and_renews() {
    let shop = Shop::open("kinds-gym", &gym());
    shop.scan();
    // Nothing is asked: the visit itself gave its point.
    shop.counter.sees("+ 1 point");
    shop.counter.tap("Enrol: Club · €29.00");
    shop.counter.sees("Member until");
    shop.phone.sees("Member until");
    shop.counter.tap("Brought a friend");
    shop.counter.sees("+ 6 points");
    shop.phone.sees("4 points to go");
    shop.counter.tap("Renew: Club");
    shop.counter.sees("Membership");
    shop.look("1-renewed");
}
