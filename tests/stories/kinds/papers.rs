//! What the server says on pages of its own.

use super::{Shop, bistro::bistro};
use crate::customer;

/// The history and the terms are pages of the server's, in words for every step.
#[test]
fn a_customer_reads_the_history_and_the_terms() {
    let shop = Shop::open("kinds-papers", &bistro());
    shop.scan();
    shop.bill("1250", "Confirm €12.50");
    shop.phone.sees("8 points to go");
    shop.phone.tap("History");
    shop.phone.sees("+12 points");
    shop.look("1-history");
    shop.phone.tap("Back to the card");
    shop.phone.element(customer::CODE);
    shop.phone.tap("The rules");
    shop.phone.sees("Your table is kept for 15 minutes");
    shop.look("2-terms");
    assert_eq!(shop.phone.console_errors(), Vec::<String>::new());
}
