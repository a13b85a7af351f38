//! A customer and the card app: what they do and read, in English words.

use it::{Browser, Client, Engine, Screen, Server, api, browser::PATIENCE, clock, demo};

/// The one button for someone without a card.
pub const JOIN: &str = "Get my card";
/// The code, found as a screen reader would name it.
pub const CODE: &str = "[aria-label^=\"Your card's code\"]";

/// The code with the white and the ring around it, as one holds it up.
pub const CODE_AS_SHOWN: &str = ".qr:has([aria-label^=\"Your card's code\"])";

/// A phone that has just got its card with one tap.
pub fn with_card(server: &Server) -> Browser {
    with_card_in(Engine::Chromium, server)
}

/// The same in this engine.
pub fn with_card_in(engine: Engine, server: &Server) -> Browser {
    let phone = Browser::open(Screen::PHONE.in_engine(engine));
    get_card(&phone, server);
    phone
}

/// From the poster to the card: no field, one tap.
pub fn get_card(phone: &Browser, server: &Server) {
    phone.goto(&server.url("/demo"));
    phone.sees(demo::SHOP_NAME);
    assert_eq!(phone.count("main :is(input, select, textarea)"), 0, "nothing to fill in");
    phone.tap(JOIN);
    sees_stamps(phone, 0);
    phone.element(CODE);
}

/// Waits until the card shows so many stamps.
#[track_caller]
pub fn sees_stamps(phone: &Browser, stamps: u64) {
    phone.sees(&format!("{stamps} of {} stamps", demo::GOAL));
}

/// Waits until so many rewards lie ready, as tickets under the card.
#[track_caller]
pub fn sees_rewards(phone: &Browser, rewards: usize) {
    if !clock::until(PATIENCE, || phone.count(".ticket") == rewards) {
        panic!("{} tickets instead of {rewards}. On the screen:\n{}", phone.count(".ticket"), phone.words());
    }
    let said = phone.script("return [...document.querySelectorAll('.ticket')].map(t => t.innerText).join()", &[]);
    let ready = said.as_str().unwrap_or_default().to_lowercase().matches("ready for you").count();
    assert_eq!(ready, rewards, "each says that it is ready: {said}");
}

/// What the QR is drawn as: another drawing is another code.
pub fn drawing(phone: &Browser) -> String {
    let path = format!("const qr = document.querySelector({CODE:?}); return qr && qr.outerHTML");
    phone.script(&path, &[]).as_str().unwrap_or_default().to_owned()
}

/// The link in the code as it is shown now.
#[track_caller]
pub fn link(phone: &Browser) -> String {
    phone.element(CODE);
    let link = format!("return document.querySelector({CODE:?}).dataset.link");
    phone.script(&link, &[]).as_str().expect("a link in the code").to_owned()
}

/// The counter takes what the phone shows, and the stamp lands on it. A code opens one visit: one that was used already is waited out.
#[track_caller]
pub fn gets_stamp(phone: &Browser, till: &mut Client, stamps: u64) {
    let new = || till.visit_again(&link(phone), &[api::earn(1)]).expect_status(201).json["duplicate"] != true;
    assert!(clock::until(PATIENCE, new), "the phone shows a code that was not used yet");
    sees_stamps(phone, stamps);
}

/// The typed code under the QR, as it is read aloud.
pub fn typed_code(phone: &Browser) -> String {
    let is_code = |word: &&str| {
        let crockford = |part: &str| part.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
        word.split_once('-').is_some_and(|(number, check)| {
            number.len() == 5 && check.len() == 3 && crockford(number) && crockford(check)
        })
    };
    let words = phone.words();
    let found = words.split_whitespace().find(is_code);
    found.unwrap_or_else(|| panic!("a typed code XXXXX-XXX among {words}")).to_owned()
}

/// Marks this page, to know later that it is still the same one and was not loaded anew.
pub fn mark_page(phone: &Browser) {
    phone.script("window.stillTheSamePage = true", &[]);
}

/// Asserts that nothing was reloaded since [`mark_page`].
#[track_caller]
pub fn assert_same_page(phone: &Browser) {
    assert_eq!(phone.script("return window.stillTheSamePage === true", &[]), true, "the page was not reloaded");
}

/// No network for the page, where it can be told so, and no server for anybody else's network: nothing can come through.
pub fn lose_network(phone: &Browser, server: &mut Server) {
    if phone.can_be_offline() {
        phone.set_offline(true);
    }
    server.kill_9();
}

/// Both are back.
pub fn find_network(phone: &Browser, server: &mut Server) {
    server.start_again();
    if phone.can_be_offline() {
        phone.set_offline(false);
    }
}

/// The first visit ends with everything in the cache: only then can the network go.
#[track_caller]
pub fn wait_for_service_worker(phone: &Browser) {
    let ready = "const done = arguments[0]; \
                 navigator.serviceWorker.ready.then(r => done(r.active !== null), e => done(String(e)))";
    assert_eq!(phone.script_async(ready, &[]), true, "a service worker is active");
}
