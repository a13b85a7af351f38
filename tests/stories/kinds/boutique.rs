//! Credit that pays a part of the bill.

use serde_json::json;

use super::Shop;

/// Five percent come back as credit, and any part of it pays.
#[test]
fn a_boutique_takes_credit_for_a_part_of_the_bill() {
    let programme = json!({"cashback": {"basis_points": 500}, "rewards": []});
    let shop = Shop::open("kinds-boutique", &programme);
    shop.scan();
    shop.bill("20000", "Confirm €200.00");
    shop.counter.sees("+ €10.00");
    shop.phone.sees("€10.00");
    shop.phone.sees("of credit to pay with");
    shop.scan_again();
    // All the quick picks stand there before anything is typed.
    shop.counter.sees("€10.00 of credit to pay with");
    shop.type_amount("4500");
    shop.counter.tap("All: €10.00");
    shop.counter.sees("Left to pay: €35.00");
    shop.look("1-part-by-credit");
    shop.counter.tap("Confirm €45.00");
    shop.counter.sees("+ €1.75");
    shop.phone.sees("€1.75");
    shop.look("2-paid");
}

/// The quick picks: all the credit while it is less than the bill, the bill itself while there is more, or as much as the customer likes.
#[test]
fn credit_pays_all_the_bill_or_another_amount() {
    let shop = Shop::open("kinds-credit-picks", &json!({"cashback": {"basis_points": 1000}, "rewards": []}));
    shop.scan();
    shop.bill("30000", "Confirm €300.00");
    shop.counter.sees("+ €30.00");

    // A small bill: credit pays it whole, nothing is earned.
    shop.scan_again();
    shop.type_amount("1250");
    assert!(!shop.counter.offers("All: €12.50"), "all there is would be more than the bill");
    shop.counter.tap("The bill: €12.50");
    shop.counter.sees("Left to pay: €0.00");
    shop.look("1-the-bill");
    shop.counter.tap("Confirm €12.50");
    shop.phone.sees("€17.50");

    // Another amount: typed on the same pad, and held to the bill.
    shop.scan_again();
    shop.type_amount("4000");
    shop.counter.sees("All: €17.50");
    shop.counter.tap("Other");
    shop.type_amount("5000");
    shop.look("2-too-much");
    assert!(!shop.counter.offers("Confirm €40.00"), "credit pays no more than there is");
    shop.counter.tap("Delete");
    shop.counter.sees("Left to pay: €35.00");
    shop.look("3-other");
    shop.counter.tap("Confirm €40.00");
    shop.counter.sees("+ €3.50");
    shop.counter.sees("Left to pay: €35.00");
    shop.phone.sees("€16.00");
}
