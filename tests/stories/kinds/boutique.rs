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
