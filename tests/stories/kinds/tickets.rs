//! What is ready, what may be chosen, and what lapses.

use serde_json::json;

use super::{
    holder::{Holder, bought, gift},
    look, reward, stamp_card, words,
};

/// A full card of menus is a dessert, or what else one likes.
#[test]
fn a_ticket_leaves_a_choice() {
    let mut card = stamp_card("menu", "Menus", "Menus", 5, "dessert");
    card["choices"] = json!(["coffee", "cheese"]);
    let rewards = [
        reward("dessert", "The dessert of the day", "Le dessert du jour", None),
        reward("coffee", "A coffee with petits fours", "Un café gourmand", None),
        reward("cheese", "A plate of cheese", "Une assiette de fromages", None),
    ];
    let mut holder = Holder::open(&json!({"stamp_cards": [card], "rewards": rewards}));
    holder.visit(&[json!({"kind": "earn", "quantity": 5})]);
    let phone = &holder.phone;
    phone.sees("or A coffee with petits fours");
    phone.sees("or A plate of cheese");
    std::thread::sleep(std::time::Duration::from_secs(4)); // the full card is looked at before it turns
    look(phone, "kinds-choice", "1-ticket");
    // Several tickets lie side by side; by keyboard they are reached as one place that scrolls.
    holder.visit(&[gift("coffee")]);
    let phone = &holder.phone;
    assert!(it::clock::until(it::browser::PATIENCE, || phone.count(".ticket") == 2), "the second ticket");
    look(phone, "kinds-choice", "2-two-tickets");
    phone.tab_to("Ready for you");
    assert_eq!(phone.console_errors(), Vec::<String>::new());
}

/// The next two dates stand on the card, and a reward's own on its ticket.
#[test]
fn what_lapses_is_told_before() {
    let mut rewards = [reward("coffee", "A coffee", "Un café", Some(20))];
    rewards[0]["valid_days"] = json!(14);
    let mut card = stamp_card("lunch", "Lunch", "Déjeuner", 3, "coffee");
    card["expiry"] = json!({"days": 30});
    card["earn"] = json!({"tag": "lunch"});
    let points = json!({"name": words("Points", "Points"), "earn": [{"by_amount": {"points": 1, "per_minor": 100}}], "expiry": {"months": 3}});
    let mut holder = Holder::open(&json!({"stamp_cards": [card], "points": points, "rewards": rewards}));
    holder.visit(&[bought("lunch", 2, 4500)]);
    let phone = &holder.phone;
    phone.sees("Use 2 stamps before");
    phone.sees("Use 45 points before");
    look(phone, "kinds-dates", "1-two-dates");
    // The soonest two of all: the reward's, which its ticket says, and the stamps'.
    holder.visit(&[gift("coffee")]);
    let phone = &holder.phone;
    phone.sees("Until");
    phone.sees_no_more("Use 45 points before");
    phone.sees("Use 2 stamps before");
    look(phone, "kinds-dates", "2-with-a-ticket");
}
