//! The owner's limits, and managers.

use serde_json::json;

use super::{Shop, bistro::bistro};
use crate::till;

/// A limit says which it is; a manager lets it pass, and corrects by hand what went wrong before.
#[test]
fn a_limit_is_reached_and_a_manager_lets_it_pass() {
    let mut programme = bistro();
    programme["limits"] = json!({"points_per_day_max": 50});
    let shop = Shop::open("kinds-limits", &programme);
    shop.scan();
    shop.bill("9900", "Confirm €99.00");
    shop.counter.sees("This card has all the points it may get today. Again from");
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

/// Who was here a moment ago is the same visit, until staff says that they buy again; and who has had all their visits of the day needs a manager.
/// Each refusal says which it is before anything can be done about it.
#[test]
fn a_visit_that_is_refused_says_why_and_a_manager_lets_it_pass() {
    let mut programme = bistro();
    programme["limits"] = json!({"visits_per_day_max": 1});
    let shop = Shop::open("kinds-visit-limit", &programme);
    shop.scan();
    shop.bill("1000", "Confirm €10.00");
    shop.counter.sees("+ 10 points");
    shop.scan_next_code();
    shop.counter.sees("This card was here a moment ago: it is the same visit.");
    shop.counter.sees("it can be scanned again in");
    assert!(!shop.counter.offers("Let it pass"), "nobody needs a manager for that");
    shop.look("1-cooldown");
    shop.counter.tap("Another purchase");
    shop.counter.sees("This card was here as often as it may today. Again from");
    shop.counter.sees("A manager can let it pass.");
    shop.look("2-limit");
    shop.counter.tap("Let it pass");
    shop.bill("500", "Confirm €5.00");
    shop.counter.sees("+ 5 points");
    shop.phone.sees("5 points to go");

    // What was let pass is kept with the visit.
    let mut staff = till::client_of(&shop.counter, &shop.server);
    let visits = staff.get("/v1/till/visits?limit=2").expect_status(200).json;
    assert_eq!(visits["visits"].as_array().map(Vec::len), Some(2), "the refused tries were none: {visits}");
}
