//! Staff at the counter app: what Léa does and reads, in English words.

use it::{Browser, Client, Film, Screen, Server, demo};

/// The words of an armed scanner.
pub const ARMED: &str = "Hold the customer's code in front of the camera";

/// The counter on a tablet with a camera, paired, Léa signed in, the scanner armed.
pub fn open(server: &Server, film: &Film) -> Browser {
    let browser = Browser::with_camera(Screen::TABLET, film);
    sign_in(&browser, server);
    browser
}

/// From an unpaired browser to the armed scanner.
pub fn sign_in(browser: &Browser, server: &Server) {
    sign_in_until(browser, server, ARMED);
}

/// From an unpaired browser to these words on the scanner's screen.
pub fn sign_in_until(browser: &Browser, server: &Server, words: &str) {
    browser.goto(&server.url("/counter"));
    browser.sees("Pair this device");
    browser.fill("Pairing code", demo::PAIRING_CODE);
    browser.tap("Pair");
    browser.sees("Who is at the counter?");
    browser.tap(demo::STAFF);
    browser.sees("your PIN");
    demo::PIN.chars().for_each(|digit| browser.tap(&digit.to_string()));
    browser.sees(words);
}

/// Takes everything on the screen away, back to the armed scanner.
pub fn next_customer(browser: &Browser) {
    browser.tap("Next customer");
    browser.sees(ARMED);
}

/// The server's side of a browser: a client with that browser's cookies.
pub fn client_of(browser: &Browser, server: &Server) -> Client {
    let mut client = server.client();
    client.cookies = browser.cookies();
    client
}
