//! A card that went into another one: who still holds the old phone reads what happened.

use it::{Phone, clock::new_id};
use serde_json::json;

use super::{
    holder::{Holder, bought},
    look, reward, stamp_card,
};
use crate::customer;

#[test]
fn an_old_phone_says_where_everything_went() {
    let programme = json!({
        "stamp_cards": [stamp_card("coffee", "Coffee", "Café", 9, "coffee")],
        "rewards": [reward("coffee", "A coffee", "Un café", None)],
    });
    let mut holder = Holder::open(&programme);
    holder.visit(&[json!({"kind": "earn", "quantity": 4})]);
    customer::sees_stamps(&holder.phone, 4);
    let new = Phone::join(&holder.server);
    let number = new.card["number"].as_str().expect("a number").to_owned();
    let merge = format!("/v1/cards/{}/merge", holder.card.as_str().expect("an id"));
    holder.till.post(&merge, &json!({"id": new_id(), "into": number})).expect_status(201);
    let phone = &holder.phone;
    phone.sees(&format!("Everything on this card went to the card No. {number}"));
    customer::sees_stamps(phone, 0);
    assert_eq!(phone.count(customer::CODE), 0, "nobody shows a code that is refused");
    look(phone, "kinds-merged", "1-live");
    // Also tomorrow, by the old link.
    phone.reload();
    phone.sees(&number);
    look(phone, "kinds-merged", "2-again");
    // Whoever the other card belongs to now, this one can begin anew.
    phone.tap("Get a new card");
    phone.element(customer::CODE);
    holder.card = json!(phone_card(&holder));
    holder.visit(&[bought("any", 1, 500)]);
    assert_eq!(holder.phone.console_errors(), Vec::<String>::new());
}

/// The card that the phone holds now.
fn phone_card(holder: &Holder) -> String {
    let cards = crate::till::client_of(&holder.phone, &holder.server).get("/v1/me/cards").expect_status(200).json;
    cards["cards"][0]["id"].as_str().expect("an id").to_owned()
}
