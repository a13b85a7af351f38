//! Who stands at the counter with a queue behind sees the code at once, whatever the card holds.

use serde_json::{Value, json};

use super::{
    assert_in_sight,
    bistro::bistro,
    holder::{Holder, bought, gift, speak},
    look, reward, stamp_card, words,
};

/// Stamp cards side by side: the first `count` of coffee, lunch and bread.
fn side_by_side(count: usize) -> Value {
    let tagged = |tag: &str, mut card: Value| {
        card["earn"] = json!({"tag": tag});
        card
    };
    let cards = [
        tagged("coffee", stamp_card("coffee", "Coffee", "Café", 9, "coffee")),
        tagged("lunch", stamp_card("lunch", "Lunch", "Déjeuner", 5, "dessert")),
        tagged("bread", stamp_card("bread", "Bread", "Pain", 12, "loaf")),
    ];
    json!({
        "stamp_cards": cards[..count],
        "rewards": [reward("coffee", "A coffee", "Un café", None), reward("dessert", "A dessert", "Un dessert", None),
                    reward("loaf", "A loaf of country bread", "Un pain de campagne", None)],
    })
}

/// Does this at the counter, and looks at the card in both languages, and on a phone as short as they come.
fn seen_at_once(story: &str, programme: &Value, operations: &[Value]) {
    let mut holder = Holder::open(programme);
    let phone = &holder.phone;
    look(phone, story, "1-new");
    holder.visit(operations);
    let phone = &holder.phone;
    phone.sees("Ready for you");
    // A full card is looked at before it turns.
    std::thread::sleep(std::time::Duration::from_secs(4));
    look(phone, story, "2-english");
    speak(phone, "Language", "Français");
    phone.sees("À montrer au comptoir");
    look(phone, story, "3-french");
    let short = json!({"width": 375, "height": 667, "deviceScaleFactor": 2, "mobile": true});
    phone.cdp("Emulation.setDeviceMetricsOverride", short);
    assert_in_sight(phone, &format!("{story} on a short phone"));
    assert_eq!(phone.console_errors(), Vec::<String>::new());
}

#[test]
fn with_one_stamp_card() {
    seen_at_once("sight-one", &side_by_side(1), &[bought("coffee", 4, 1000), gift("coffee")]);
}

#[test]
fn with_two_stamp_cards() {
    let operations = [bought("coffee", 4, 1000), bought("lunch", 5, 3000), gift("coffee")];
    seen_at_once("sight-two", &side_by_side(2), &operations);
}

#[test]
fn with_three_stamp_cards() {
    let operations = [bought("coffee", 4, 1000), bought("lunch", 2, 3000), bought("bread", 7, 2000), gift("loaf")];
    seen_at_once("sight-three", &side_by_side(3), &operations);
}

#[test]
fn with_points_a_menu_and_levels() {
    seen_at_once("sight-points", &bistro(), &[bought("any", 1, 4500), gift("tart")]);
}

#[test]
fn with_credit() {
    let programme = json!({"cashback": {"basis_points": 500}, "rewards": [reward("tart", "A slice of tart", "Une part de tarte", None)]});
    seen_at_once("sight-credit", &programme, &[bought("any", 1, 20000), gift("tart")]);
}

#[test]
fn with_all_there_is() {
    let mut programme = side_by_side(2);
    let mut others = bistro();
    for kind in ["points", "tiers"] {
        programme[kind] = others[kind].take();
    }
    programme["points"]["expiry"] = json!({"months": 2});
    programme["cashback"] = json!({"basis_points": 500});
    programme["membership"] =
        json!({"name": words("Club", "Club"), "valid": {"months": 12}, "price": 2900, "benefits": []});
    let membership = json!({"kind": "membership", "step": "enrol"});
    let operations = [bought("coffee", 4, 2500), bought("lunch", 2, 2000), membership, gift("coffee"), gift("loaf")];
    seen_at_once("sight-all", &programme, &operations);
}
