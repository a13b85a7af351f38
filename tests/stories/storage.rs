//! Storage that throws, never answers, or is gone at the next visit: the card works with what is left, and there is never a second one.

use it::{Browser, Client, Engine, Screen, Server, api};
use serde_json::Value;

use crate::customer;

/// No space: nothing is kept anywhere.
const FULL: &str = "const full = () => { throw new DOMException('no space', 'QuotaExceededError') }; \
    IDBObjectStore.prototype.put = full; Storage.prototype.setItem = full; \
    Cache.prototype.put = Cache.prototype.addAll = async () => full()";
/// Windows that have no storage at all: each way to it throws.
const NONE: &str = "const no = () => { throw new DOMException('not here', 'SecurityError') }; \
    for (const name of ['indexedDB', 'localStorage', 'caches']) Object.defineProperty(globalThis, name, { get: no })";
/// What WebKit has done at first launches: the database is opened, and no answer ever comes.
const SILENT: &str = "IDBFactory.prototype.open = () => new EventTarget()";

fn phone_with(script: &str) -> Browser {
    let phone = Browser::open(Screen::PHONE);
    phone.before_each_page(script);
    phone
}

/// What the API answers to the page itself: Firefox's driver tells no cookies of a private window.
fn asked(phone: &Browser, path: &str) -> Value {
    let ask =
        "const [path, done] = arguments; fetch(path).then(answer => answer.json()).then(done, e => done(String(e)))";
    phone.script_async(ask, &[path.into()])
}

/// The cards of this browser, by its cookie.
fn cards(phone: &Browser) -> Vec<Value> {
    let list = asked(phone, "/v1/me/cards");
    list["cards"].as_array().unwrap_or_else(|| panic!("a list of cards: {list}")).clone()
}

/// A visit, another one, and one after the browser was closed in between: one card, and all stamps on it.
fn assert_works(phone: &Browser, server: &Server, what: &str) {
    let mut till = Client::till(&server.origin);
    customer::get_card(phone, server);
    customer::gets_stamp(phone, &mut till, 1);
    for stamps in 2..4 {
        phone.goto("about:blank");
        phone.goto(&server.url("/demo"));
        customer::sees_stamps(phone, stamps - 1);
        customer::gets_stamp(phone, &mut till, stamps);
    }
    let cards = cards(phone);
    assert_eq!((cards.len(), api::stamps(&cards[0])), (1, 3), "{what}");
}

#[test]
fn a_full_disk_keeps_nothing_and_the_card_comes_back_by_its_cookie() {
    let server = Server::demo();
    assert_works(&phone_with(FULL), &server, "a full disk");
}

/// By the engine's own word: no room for anything, for no database, for a part of what is to be kept.
#[test]
fn a_firefox_without_room_has_a_card() {
    for kb in [0, 60, 200] {
        let server = Server::demo();
        let phone = Browser::with_room(Screen::PHONE.in_engine(Engine::Firefox), kb);
        assert_works(&phone, &server, &format!("{kb} KB"));
        let room = "const done = arguments[0]; navigator.storage.estimate().then(room => done(room.quota), e => done(String(e)))";
        assert_eq!(phone.script_async(room, &[]), kb * 1024, "as much room as it was given");
        assert_eq!(phone.console_errors(), Vec::<String>::new());
    }
}

#[test]
fn a_window_without_storage_has_a_card() {
    let server = Server::demo();
    assert_works(&phone_with(NONE), &server, "a window without storage");
}

in_each_engine!(a_private_window_keeps_its_key_while_it_is_open);

fn a_private_window_keeps_its_key_while_it_is_open(engine: Engine) {
    let server = Server::demo();
    let phone = Browser::open(Screen::PHONE.in_engine(engine).in_private());
    assert_works(&phone, &server, "a private window");
    let card = cards(&phone)[0]["id"].as_str().expect("a card").to_owned();
    let keys = asked(&phone, &format!("/v1/me/cards/{card}/keys"));
    assert_eq!(keys["keys"].as_array().map(Vec::len), Some(1), "no other key was made: {keys}");
    assert_eq!(phone.console_errors(), Vec::<String>::new());
}

#[test]
fn storage_that_never_answers_is_not_waited_for() {
    let server = Server::demo();
    assert_works(&phone_with(SILENT), &server, "silent storage");
}

in_each_engine!(storage_wiped_between_visits_loses_a_key_and_no_stamp);

/// What browsers call clearing data, step by step: the database alone, then all but the cookie, then all.
fn storage_wiped_between_visits_loses_a_key_and_no_stamp(engine: Engine) {
    let server = Server::demo();
    let mut till = Client::till(&server.origin);
    let phone = customer::with_card_in(engine, &server);
    customer::gets_stamp(&phone, &mut till, 1);
    let wipe = |what: &str| {
        phone.wipe(&server.origin, what);
        phone.goto(&server.url("/demo"));
    };
    for (stamps, wiped) in [(2, "indexeddb"), (3, "indexeddb,local_storage,cache_storage,service_workers")] {
        wipe(wiped);
        customer::sees_stamps(&phone, stamps - 1);
        customer::gets_stamp(&phone, &mut till, stamps);
        assert_eq!(cards(&phone).len(), 1, "without {wiped}");
    }
    // The key and the cookie, but not the mark: it says that there was a card, and makes no second one by itself.
    wipe("indexeddb,cookies");
    phone.sees("There was a card in this browser, but its key is gone.");
    // All of it: nobody can know, and the recovery code is one tap away.
    wipe("all");
    phone.sees(customer::JOIN);
}
