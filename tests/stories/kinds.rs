//! Other shops than a café: points with a menu and levels, credit that pays a part of the bill, stamp cards side by side, limits and managers.

use it::{Browser, Film, Screen, Server, axe, demo};
use serde_json::{Value, json};

use crate::{customer, till};

/// A story's shop: its programme is in force, staff is signed in on a phone, and a customer has a card.
struct Shop {
    server: Server,
    counter: Browser,
    phone: Browser,
    name: &'static str,
    // The counter's camera needs it as long as it runs.
    _film: Film,
}

impl Shop {
    fn open(name: &'static str, programme: &Value) -> Shop {
        let server = Server::demo();
        server.publish(programme);
        let film = Film::of_nothing();
        let counter = Browser::with_camera(Screen::PHONE, &film);
        till::sign_in(&counter, &server);
        let phone = Browser::open(Screen::PHONE);
        phone.goto(&server.url("/demo"));
        phone.sees(demo::SHOP_NAME);
        phone.tap(customer::JOIN);
        phone.element(customer::CODE);
        Shop { server, counter, phone, name, _film: film }
    }

    /// The customer's code is opened on the counter by the phone's own camera: the visit begins.
    fn scan(&self) {
        let link = self.phone.script("return document.querySelector('[data-link]').dataset.link", &[]);
        self.counter.goto(link.as_str().expect("the code's link"));
    }

    /// The next visit, as soon as the phone shows another code.
    fn scan_again(&self) {
        let code = || self.phone.script("return document.querySelector('[data-link]').dataset.link", &[]);
        let before = code();
        assert!(it::clock::until(std::time::Duration::from_secs(20), || code() != before), "the code changes");
        self.scan();
        self.counter.tap("Another purchase");
    }

    /// Keeps what both see, and asserts that nothing is in anyone's way.
    fn look(&self, step: &str) {
        // Motion may still run: what is half faded in has no contrast yet.
        std::thread::sleep(std::time::Duration::from_millis(700));
        for (who, browser) in [("counter", &self.counter), ("phone", &self.phone)] {
            browser.keep(self.name, &format!("{step}-{who}"));
            axe::assert_accessible(browser, &format!("{} {step} {who}", self.name));
            let wide = browser.script("return document.documentElement.scrollWidth - innerWidth", &[]);
            assert!(wide.as_i64().is_some_and(|px| px <= 0), "{} {step} {who} scrolls sideways by {wide}", self.name);
        }
    }

    fn type_amount(&self, keys: &str) {
        keys.chars().for_each(|key| self.counter.tap(&key.to_string()));
    }
}

fn words(en: &str, fr: &str) -> Value {
    json!({"text": en, "fr": fr})
}

fn reward(id: &str, en: &str, fr: &str, cost: Option<u32>) -> Value {
    json!({"id": id, "title": words(en, fr), "unit_cost": 100, "valid_days": null, "confirm": false, "cost": cost})
}

fn bistro() -> Value {
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

/// The history and the terms are pages of the server's, in words for every step.
#[test]
fn a_customer_reads_the_history_and_the_terms() {
    let shop = Shop::open("kinds-papers", &bistro());
    shop.scan();
    shop.counter.sees("Type the amount");
    shop.type_amount("1250");
    shop.counter.tap("Confirm €12.50");
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

/// Five percent come back as credit, and any part of it pays.
#[test]
fn a_boutique_takes_credit_for_a_part_of_the_bill() {
    let programme = json!({"cashback": {"basis_points": 500}, "rewards": []});
    let shop = Shop::open("kinds-boutique", &programme);
    shop.scan();
    shop.counter.sees("Type the amount");
    shop.type_amount("20000");
    shop.counter.tap("Confirm €200.00");
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

/// Coffee and lunch have a card each: staff says how many of which, and one tap gives them all.
#[test]
fn two_stamp_cards_fill_side_by_side() {
    let stamp_card = |id: &str, en: &str, fr: &str, goal: u32, reward: &str| json!({"id": id, "name": words(en, fr), "goal": goal, "reward": reward, "expiry": "never"});
    let programme = json!({
        "stamp_cards": [stamp_card("coffee", "Coffee", "Café", 9, "coffee"), stamp_card("lunch", "Lunch", "Déjeuner", 5, "dessert")],
        "rewards": [reward("coffee", "A coffee", "Un café", None), reward("dessert", "A dessert", "Un dessert", None)],
    });
    let shop = Shop::open("kinds-two-cards", &programme);
    shop.scan();
    shop.counter.tap("Coffee 0");
    shop.counter.tap("Coffee 1");
    shop.counter.tap("Lunch 0");
    shop.look("1-basket");
    shop.counter.tap("Give 3 stamps");
    shop.counter.sees("+ 3 stamps");
    shop.phone.sees("2 of 9 stamps");
    shop.phone.sees("1 of 5 stamps");
    shop.look("2-given");
}

/// A gym's card is a status: it begins at the counter, both see until when, and it is renewed before it ends.
#[test]
fn a_gym_takes_a_member_in_and_renews() {
    let programme = json!({
        "points": {"name": words("Points", "Points"), "earn": [
            {"by_visit": {"points": 1}},
            {"by_action": {"action": "friend", "points": 5, "words": words("Brought a friend", "A amené un ami"), "once_per": "day"}},
        ]},
        "membership": {"name": words("Club", "Club"), "valid": {"months": 12}, "renewable": true, "price": 2900,
                       "benefits": [words("Sauna included", "Sauna compris")]},
        "rewards": [reward("drink", "A drink", "Une boisson", Some(10))],
    });
    let shop = Shop::open("kinds-gym", &programme);
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

/// A limit says which it is; a manager lets it pass, and corrects by hand what went wrong before.
#[test]
fn a_limit_is_reached_and_a_manager_lets_it_pass() {
    let mut programme = bistro();
    programme["limits"] = json!({"points_per_day_max": 50});
    let shop = Shop::open("kinds-limits", &programme);
    shop.scan();
    shop.counter.sees("Type the amount");
    shop.type_amount("9900");
    shop.counter.tap("Confirm €99.00");
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
