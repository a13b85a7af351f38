//! Every sheet of the counter in the dark, in French and on larger screens: no barrier for anyone, kept as a picture.

use it::clock::new_id;
use it::{Browser, Client, Film, Language, Phone, Screen, Server, demo};
use serde_json::{Value, json};

use super::{bistro::bistro, gym::gym, reward, stamp_card, tags::canteen, words};
use crate::screens::check;

#[test]
fn phone_dark_fr() {
    sheets(Screen::PHONE.in_dark().in_french());
}

#[test]
fn tablet_light_fr() {
    sheets(Screen::TABLET.in_french());
}

#[test]
fn tablet_dark_en() {
    sheets(Screen::TABLET.in_dark());
}

#[test]
fn laptop_dark_fr() {
    sheets(Screen::LAPTOP.in_dark().in_french());
}

fn sheets(screen: Screen) {
    let counter = Counter::open(screen);
    bill_and_what_follows(&counter);
    a_limit(&counter);
    credit(&counter);
    kinds(&counter);
    membership(&counter);
    choice(&counter);
    a_visit_too_many(&counter);
    assert_eq!(counter.browser.console_errors(), Vec::<String>::new(), "the console of {screen}");
}

fn bill_and_what_follows(counter: &Counter) {
    let phone = counter.shop(&bistro());
    counter.scan(&phone);
    counter.bill("4500");
    counter.check("1-bill");
    counter.tap("Confirm €45.00", "Valider 45,00 €");
    counter.sees("+ 45 points", "+ 45 points");
    counter.sees("Regular", "Habitué");
    counter.sees("Your table is kept", "Votre table gardée");
    counter.check("2-points");
    counter.tap("Gift", "Geste");
    counter.check("3-gift");
    counter.tap("Cancel", "Ne rien faire");
    counter.tap("Correct", "Corriger");
    counter.check("4-correction");
    counter.browser.goto(&counter.server.url("/counter"));
    counter.tap("Last visits", "Dernières visites");
    counter.check("5-visits");
    counter.tap("Refund a part", "Rembourser une partie");
    counter.keys("1000");
    counter.check("6-refund");
}

fn a_limit(counter: &Counter) {
    let phone = counter.shop(&with(bistro(), "limits", json!({"points_per_day_max": 50})));
    counter.scan(&phone);
    counter.bill("9900");
    counter.tap("Confirm €99.00", "Valider 99,00 €");
    counter.sees("A manager can let it pass", "Un responsable peut laisser passer");
    counter.check("7-limit");
}

fn credit(counter: &Counter) {
    let phone = counter.shop(&json!({"cashback": {"basis_points": 1000}, "rewards": [], "limits": {"cooldown_s": 0}}));
    counter.before(&phone, &json!({"amount": {"minor": 20_000, "currency": "EUR"}}));
    counter.scan(&phone);
    counter.bill("4500");
    counter.sees("All: €20.00", "Tout : 20,00 €");
    counter.check("8-credit");
    counter.tap("Other", "Autre");
    counter.keys("500");
    counter.check("9-other-credit");
}

fn kinds(counter: &Counter) {
    let points = json!({"name": words("Points", "Points"), "earn": [{"by_amount": {"points": 1, "per_minor": 100}}]});
    let mut programme = with(canteen(), "points", points);
    programme["rewards"][0]["cost"] = 50.into();
    let phone = counter.shop(&programme);
    counter.scan(&phone);
    counter.sees("Mug club", "Club du mug");
    counter.tap("Coffee 0", "coffee 0");
    counter.bill("890");
    counter.check("10-kinds");
}

fn membership(counter: &Counter) {
    let phone = counter.shop(&gym());
    counter.scan(&phone);
    counter.tap("Enrol: Club", "Inscrire : Club");
    counter.sees("Member until", "Membre jusqu’au");
    counter.check("11-member");
}

fn choice(counter: &Counter) {
    let card = with(stamp_card("cup", "Ten cups", "Dix tasses", 3, "coffee"), "choices", json!(["tea"]));
    let rewards = [reward("coffee", "A coffee", "Un café", None), reward("tea", "A pot of tea", "Une théière", None)];
    let phone = counter.shop(&json!({"stamp_cards": [card], "rewards": rewards, "limits": {"cooldown_s": 0}}));
    counter.before(&phone, &json!({"quantity": 3}));
    counter.scan(&phone);
    counter.sees("A pot of tea", "Une théière");
    counter.check("12-choice");
}

fn a_visit_too_many(counter: &Counter) {
    let limits = json!({"visits_per_day_max": 1, "cooldown_s": 0});
    let phone = counter.shop(&with(bistro(), "limits", limits));
    counter.before(&phone, &json!({"amount": {"minor": 500, "currency": "EUR"}}));
    counter.scan(&phone);
    counter.sees("Let it pass", "Laisser passer");
    counter.check("13-visit-limit");
}

fn with(mut value: Value, member: &str, it: Value) -> Value {
    value[member] = it;
    value
}

/// A counter where Léa has signed in, in either language.
struct Counter {
    server: Server,
    browser: Browser,
    // The camera needs it as long as it runs.
    _film: Film,
}

impl Counter {
    fn open(screen: Screen) -> Counter {
        let (server, film) = (Server::demo(), Film::of_nothing());
        let browser = Browser::with_camera(screen, &film);
        let counter = Counter { server, browser, _film: film };
        counter.browser.goto(&counter.server.url("/counter"));
        counter.sees("Pair this device", "Associer cet appareil");
        counter.browser.fill(counter.say("Pairing code", "Code d’association"), demo::PAIRING_CODE);
        counter.tap("Pair", "Associer");
        counter.browser.tap(demo::STAFF);
        counter.sees("your PIN", "votre code PIN");
        counter.browser.press(demo::PIN);
        counter.sees("Hold the customer's code", "Présentez le code du client");
        counter
    }

    fn say<'a>(&self, english: &'a str, french: &'a str) -> &'a str {
        if self.browser.screen.language == Language::Fr { french } else { english }
    }

    #[track_caller]
    fn sees(&self, english: &str, french: &str) {
        self.browser.sees(self.say(english, french));
    }

    #[track_caller]
    fn tap(&self, english: &str, french: &str) {
        self.browser.tap(self.say(english, french));
    }

    /// The programme is in force; a customer joins.
    fn shop(&self, programme: &Value) -> Phone {
        self.server.publish(programme);
        Phone::join(&self.server)
    }

    /// The customer was here before, and bought this.
    fn before(&self, phone: &Phone, bought: &Value) {
        let mut earn = bought.clone();
        (earn["id"], earn["kind"]) = (new_id().into(), "earn".into());
        let visit = json!({"id": new_id(), "card_id": phone.card_id(), "operations": [earn]});
        Client::till(&self.server.origin).post("/v1/visits", &visit).expect_status(201);
    }

    fn scan(&self, phone: &Phone) {
        self.browser.goto(&phone.code());
    }

    fn keys(&self, keys: &str) {
        keys.chars().for_each(|key| self.browser.tap(&key.to_string()));
    }

    fn bill(&self, keys: &str) {
        self.sees("Type the amount", "Tapez le montant");
        self.keys(keys);
    }

    fn check(&self, sheet: &str) {
        check(&self.browser, "sheet", sheet);
    }
}
