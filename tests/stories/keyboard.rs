//! The whole job without a pointer: every step reached by Tab, seen by its focus ring, done by Enter, Space or typing.

use it::{Browser, Engine, Film, Screen, Server, demo};
use thirtyfour::Key;

use crate::{customer, till};

in_each_engine!(a_card_and_a_stamp_without_a_pointer);

fn a_card_and_a_stamp_without_a_pointer(engine: Engine) {
    let server = Server::demo();
    let phone = Browser::open(Screen::LAPTOP.in_engine(engine));
    phone.goto(&server.url("/demo"));
    // The app is there: what stood before it is not what the keyboard goes through.
    phone.sees("No app, no account");
    phone.tab_to(customer::JOIN);
    phone.press_key(Key::Enter);
    phone.element(customer::CODE);
    phone.tab_to("Enlarge the code");
    phone.press_key(Key::Enter);
    phone.sees("Tap to close");
    phone.press_key(Key::Escape);
    phone.sees_no_more("Tap to close");

    // Only Chromium's camera sees films; without one the counter has the typed code.
    let film = Film::of_nothing();
    let (counter, ready) = match engine {
        Engine::Chromium => (Browser::with_camera(Screen::LAPTOP, &film), till::ARMED),
        _ => (Browser::open(Screen::LAPTOP.in_engine(engine)), "This device has no camera."),
    };
    counter.goto(&server.url("/counter"));
    counter.sees("Pair this device");
    focus_or_tab(&counter, "Pairing code");
    counter.press(demo::PAIRING_CODE);
    counter.tab_to("Pair");
    counter.press_key(Key::Enter);
    counter.sees("Who is at the counter?");
    focus_or_tab(&counter, demo::STAFF);
    counter.press_key(Key::Enter);
    counter.sees("your PIN");
    counter.press(demo::PIN);
    counter.sees(ready);
    counter.tab_to("Type a code");
    counter.press_key(Key::Enter);
    focus_or_tab(&counter, "Code under the QR");
    counter.press(&customer::typed_code(&phone));
    counter.press_key(Key::Enter);
    counter.sees("1 of 9");
    counter.tab_to("Undo");
    counter.press_key(Key::Enter);
    counter.sees("Undone");
    customer::sees_stamps(&phone, 0);
}

/// A screen may put the focus where the work is; else Tab gets there.
fn focus_or_tab(browser: &Browser, name: &str) {
    let there = || browser.focus().to_lowercase().contains(&name.to_lowercase());
    if !it::clock::until(std::time::Duration::from_secs(1), there) {
        browser.tab_to(name);
    }
}
