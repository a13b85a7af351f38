//! Points by the bill, a menu to choose from, levels.

use serde_json::{Value, json};

use super::{Shop, reward, words};

/// The bistro's programme.
pub fn bistro() -> Value {
    json!({
        "points": {"name": words("Bistro points", "Points bistro"), "earn": [{"by_amount": {"points": 1, "per_minor": 100}}]},
        "tiers": {"basis": "points", "period_months": 12, "levels": [
            {"id": "regular", "name": words("Regular", "Habitué"), "from": 40,
             "benefits": [words("Your table is kept for 15 minutes", "Votre table gardée 15 minutes")]},
            {"id": "friend", "name": words("Friend of the house", "Ami de la maison"), "from": 400, "multiplier_pct": 150},
        ]},
        "rewards": [reward("coffee", "A coffee", "Un café", Some(20)), reward("tart", "A slice of tart", "Une part de tarte", Some(60)),
                    reward("lunch", "Lunch of the day", "Le plat du jour", Some(150))],
    })
}

/// Points by the bill, a menu to choose from, and a level that is reached at the counter.
#[test]
fn a_bistro_counts_the_bill_in_points() {
    let shop = Shop::open("kinds-bistro", &bistro());
    shop.phone.sees("Lunch of the day");
    shop.scan();
    // The pad is there at once: 45 €, one more tap, done.
    shop.counter.sees("Type the amount");
    shop.look("1-sheet");
    shop.type_amount("4500");
    shop.counter.tap("Confirm €45.00");
    shop.counter.sees("+ 45 points");
    shop.phone.sees("15 points to go");
    shop.counter.sees("Regular");
    shop.phone.sees("Regular");
    shop.look("2-points");
    // What the points of a moment ago buy is offered at once.
    shop.counter.tap("Redeem: A coffee");
    shop.counter.sees("Reward used");
    shop.phone.sees("35 points to go");
    shop.counter.tap("Undo");
    shop.phone.sees("15 points to go");
    shop.look("3-undone");
    // A part of the bill goes back: its points with it.
    shop.counter.goto(&shop.server.url("/counter"));
    shop.counter.tap("Last visits");
    shop.counter.tap("Refund a part");
    shop.type_amount("1000");
    shop.counter.tap("Refund");
    shop.phone.sees("25 points to go");
}
