//! Other shops than a café: points with a menu and levels, credit that pays a part of the bill, stamp cards side by side, limits and managers.

mod bistro;
mod boutique;
mod gym;
mod holder;
mod languages;
mod limits;
mod merged;
mod papers;
mod sheets;
mod sight;
mod stamp_cards;
mod tags;
mod tickets;
mod use_now;

use it::{Browser, Film, Light, Screen, Server, axe, demo};
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

    /// Scans again, as soon as the phone shows another code.
    fn scan_next_code(&self) {
        let code = || self.phone.script("return document.querySelector('[data-link]').dataset.link", &[]);
        let before = code();
        assert!(it::clock::until(std::time::Duration::from_secs(20), || code() != before), "the code changes");
        self.scan();
    }

    /// The next visit.
    fn scan_again(&self) {
        self.scan_next_code();
        self.counter.tap("Another purchase");
    }

    /// Keeps what both see, and asserts that nothing is in anyone's way.
    fn look(&self, step: &str) {
        for (who, browser) in [("counter", &self.counter), ("phone", &self.phone)] {
            look(browser, self.name, &format!("{step}-{who}"));
        }
    }

    fn type_amount(&self, keys: &str) {
        keys.chars().for_each(|key| self.counter.tap(&key.to_string()));
    }

    /// The visit is open and its pad there: the bill is typed as `keys`, and confirmed as it stands on the button.
    fn bill(&self, keys: &str, button: &str) {
        self.counter.sees("Type the amount");
        self.type_amount(keys);
        self.counter.tap(button);
    }
}

/// Keeps what is on a screen, and asserts that nothing is in anyone's way and a code is seen without scrolling.
fn look(browser: &Browser, story: &str, step: &str) {
    // Motion may still run: what is half faded in has no contrast yet.
    std::thread::sleep(std::time::Duration::from_millis(700));
    browser.keep(story, step);
    axe::assert_accessible(browser, &format!("{story} {step}"));
    browser.set_media(Light::Dark, false);
    std::thread::sleep(std::time::Duration::from_millis(300));
    browser.keep(story, &format!("{step}-at-night"));
    axe::assert_accessible(browser, &format!("{story} {step} at night"));
    browser.set_media(Light::Light, false);
    let wide = browser.script("return document.documentElement.scrollWidth - innerWidth", &[]);
    assert!(wide.as_i64().is_some_and(|px| px <= 0), "{story} {step} scrolls sideways by {wide}");
    if browser.count(customer::CODE_AS_SHOWN) > 0 {
        assert_in_sight(browser, &format!("{story} {step}"));
    }
}

/// Asserts that the whole code is within the first view.
fn assert_in_sight(phone: &Browser, when: &str) {
    let read = "scrollTo(0, 0); const box = document.querySelector('.qr').getBoundingClientRect(); \
                return [box.top, box.bottom, innerHeight]";
    let seen = phone.script(read, &[]);
    let [top, bottom, height] = [0, 1, 2].map(|at| seen[at].as_f64().expect("a number of pixels"));
    assert!(top >= 0.0 && bottom <= height, "{when}: the code is from {top} to {bottom} of {height} pixels");
}

fn words(en: &str, fr: &str) -> Value {
    json!({"text": en, "fr": fr})
}

fn reward(id: &str, en: &str, fr: &str, cost: Option<u32>) -> Value {
    json!({"id": id, "title": words(en, fr), "unit_cost": 100, "valid_days": null, "confirm": false, "cost": cost})
}

fn stamp_card(id: &str, en: &str, fr: &str, goal: u32, reward: &str) -> Value {
    json!({"id": id, "name": words(en, fr), "goal": goal, "reward": reward, "expiry": "never"})
}
