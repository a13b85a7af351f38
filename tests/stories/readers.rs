//! The card and the counter for who listens to the screen, makes its letters twice as large, or reads from right to left.

use it::launch::Size;
use it::{Browser, Film, Screen, Server, aria, demo};

use crate::{customer, screens, till};

/// What changes with each run, by what stands in its place in the snapshots.
fn facts(phone: &Browser) -> Vec<(&'static str, String)> {
    let typed = customer::typed_code(phone);
    let number = typed.split('-').next().unwrap_or_default().to_owned();
    vec![("XXXXX-XXX", typed), ("XXXXX", number)]
}

#[track_caller]
fn reads(phone: &Browser, screen: &str) {
    let facts = facts(phone);
    let facts: Vec<(&str, &str)> = facts.iter().map(|(name, fact)| (*name, fact.as_str())).collect();
    aria::assert_reads(phone, screen, &facts);
}

#[test]
fn a_screen_reader_hears_the_card() {
    let server = Server::demo();
    let phone = Browser::open(Screen::PHONE);
    phone.goto(&server.url("/demo"));
    phone.sees("No app, no account");
    aria::assert_reads(&phone, "card-1-welcome", &[]);
    phone.tap(customer::JOIN);
    phone.element(customer::CODE);
    reads(&phone, "card-2-empty");
    screens::stamp(&phone, &server, demo::GOAL);
    customer::sees_rewards(&phone, 1);
    std::thread::sleep(std::time::Duration::from_secs(4)); // the full card is looked at before it turns
    phone.sees("Put it on your home screen");
    reads(&phone, "card-3-reward");
    phone.tap("Enlarge the code");
    phone.sees("Tap to close");
    reads(&phone, "card-4-large-code");
}

#[test]
fn a_screen_reader_hears_the_counter() {
    let server = Server::demo();
    let film = Film::of_nothing();
    let counter = Browser::with_camera(Screen::TABLET, &film);
    counter.goto(&server.url("/counter"));
    counter.sees("Pair this device");
    aria::assert_reads(&counter, "counter-1-pair", &[]);
    till::sign_in(&counter, &server);
    counter.sees_no_more("The camera starts");
    aria::assert_reads(&counter, "counter-2-scanner", &[]);
    counter.tap("Type a code");
    counter.sees("Code under the QR");
    aria::assert_reads(&counter, "counter-3-typed", &[]);
}

/// The words of the shop's name that are broken.
fn broken(phone: &Browser) -> serde_json::Value {
    let read = "const text = document.querySelector('h1').firstChild; const words = [...text.data.matchAll(/\\S+/g)]; \
        return words.filter(word => { const range = document.createRange(); range.setStart(text, word.index); \
            range.setEnd(text, word.index + word[0].length); return range.getClientRects().length > 1 }).map(word => word[0])";
    phone.script(read, &[])
}

/// The same screens with letters twice as large, and in a language that is read from the right: nothing is cut off, nothing scrolls sideways.
#[test]
fn large_letters_and_right_to_left_have_room() {
    const LARGE: &str = "document.documentElement.style.fontSize = '200%'";
    const FROM_RIGHT: &str = "document.documentElement.style.fontSize = ''; document.documentElement.dir = 'rtl'";
    for size in [Size::Small, Size::Phone, Size::Tablet, Size::Laptop] {
        let server = Server::demo();
        let phone = Browser::open(Screen { size, ..Screen::PHONE });
        phone.goto(&server.url("/demo"));
        phone.sees("No app, no account");
        for (change, name) in [(LARGE, "large"), (FROM_RIGHT, "rtl")] {
            phone.script(change, &[]);
            screens::check(&phone, "readers", &format!("1-welcome-{name}"));
            // On a wide screen a reader's own setting would also put the card above the code, where this one leaves it beside.
            if matches!(size, Size::Small | Size::Phone) {
                assert_eq!(broken(&phone), serde_json::json!([]), "words over two lines ({name}, {size:?})");
            }
        }
        customer::get_card(&phone, &server);
        screens::stamp(&phone, &server, demo::GOAL + 2);
        customer::sees_rewards(&phone, 1);
        std::thread::sleep(std::time::Duration::from_secs(4)); // the full card is looked at before it turns
        for (change, name) in [(LARGE, "large"), (FROM_RIGHT, "rtl")] {
            phone.script(change, &[]);
            screens::check(&phone, "readers", &format!("2-card-{name}"));
        }
        for page in ["history", "terms", "settings", "profile", "install"] {
            phone.goto(&server.url(&format!("/demo/{page}")));
            for (change, name) in [(LARGE, "large"), (FROM_RIGHT, "rtl")] {
                phone.script(change, &[]);
                screens::check(&phone, "readers", &format!("3-{page}-{name}"));
            }
        }
    }
}
