//! The owner's limits, and managers.

use serde_json::json;

use super::{Shop, bistro::bistro};

/// A limit says which it is; a manager lets it pass, and corrects by hand what went wrong before.
#[test]
fn a_limit_is_reached_and_a_manager_lets_it_pass() {
    let mut programme = bistro();
    programme["limits"] = json!({"points_per_day_max": 50});
    let shop = Shop::open("kinds-limits", &programme);
    shop.scan();
    shop.bill("9900", "Confirm €99.00");
    shop.counter.sees("This card has all the points it may get today until");
    shop.look("1-limit");
    shop.counter.tap("Let it pass");
    shop.counter.sees("+ 99 points");
    shop.counter.tap("Correct");
    shop.counter.tap("Less");
    shop.counter.fill("How many", "9");
    shop.counter.fill("Why", "A slip of the finger");
    shop.look("2-correction");
    shop.counter.tap("Correct");
    shop.counter.sees("− 9 points");
    shop.phone.sees("60 points to go");
}
