//! Browsers that can't keep a key, or can't sign at all: the card works in them too, and only the last kind downloads what signs for it.

use std::time::Duration;

use it::{Browser, Client, Engine, Screen, Server, api, clock};
use serde_json::json;

use crate::customer;

/// A page without https, or a system that takes WebCrypto away.
const NO_WEBCRYPTO: &str = "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })";
/// Without cookies a key of memory could not come back: it is kept as a number.
const NO_COOKIES: &str = "Object.defineProperty(Navigator.prototype, 'cookieEnabled', { get: () => false })";
/// iOS Lockdown and private modes: keys are made and sign, and storage refuses them.
const KEYS_NOT_KEPT: &str = "const put = IDBObjectStore.prototype.put; \
    IDBObjectStore.prototype.put = function (value, ...key) { \
      if (value instanceof CryptoKey || value?.key instanceof CryptoKey) throw new DOMException('no keys here', 'DataCloneError'); \
      return put.call(this, value, ...key); }";

/// A phone in whose pages this script runs before any other.
fn phone_with(engine: Engine, script: &str) -> Browser {
    let phone = Browser::open(Screen::PHONE.in_engine(engine));
    phone.before_each_page(script);
    phone
}

/// How many files this page fetched of what signs where WebCrypto fails.
fn softkey_files(phone: &Browser) -> u64 {
    let count = "return performance.getEntriesByType('resource').filter(e => e.name.includes('/softkey')).length";
    phone.script(count, &[]).as_u64().unwrap_or_default()
}

/// The addresses of all that the service worker keeps, once it is there.
fn cached(phone: &Browser) -> String {
    let addresses = "const done = arguments[0]; (async () => { await navigator.serviceWorker.ready; \
        const names = await caches.keys(); const all = []; \
        for (const name of names) all.push(...(await (await caches.open(name)).keys()).map(r => r.url)); \
        done(all) })()";
    phone.script_async(addresses, &[]).to_string()
}

/// Waits for another step: a code is good once.
fn next_code(phone: &Browser) {
    let first = customer::drawing(phone);
    assert!(clock::until(Duration::from_secs(17), || customer::drawing(phone) != first), "the code rotates");
}

in_engines!(a_card_without_webcrypto_is_stamped_and_comes_back_at_the_next_launch: chromium Chromium, firefox Firefox);

fn a_card_without_webcrypto_is_stamped_and_comes_back_at_the_next_launch(engine: Engine) {
    let server = Server::demo();
    let mut till = Client::till(&server.origin);
    let phone = phone_with(engine, NO_WEBCRYPTO);
    customer::get_card(&phone, &server);
    assert_eq!(softkey_files(&phone), 2, "the script and the wasm, once");
    customer::gets_stamp(&phone, &mut till, 1);

    // The typed code is made by the same wasm.
    next_code(&phone);
    let typed = customer::typed_code(&phone);
    let body =
        json!({"id": clock::new_id(), "typed_code": typed, "operations": [api::earn(1)], "another_purchase": true});
    till.post("/v1/visits", &body).expect_status(201);
    customer::sees_stamps(&phone, 2);

    // Its key was in memory: the next launch enrols another on the same card.
    phone.reload();
    customer::sees_stamps(&phone, 2);
    customer::gets_stamp(&phone, &mut till, 3);
    assert_eq!(phone.console_errors(), Vec::<String>::new());
}

#[test]
fn a_key_in_storage_signs_without_a_network_from_the_second_launch() {
    let mut server = Server::demo();
    let phone = phone_with(Engine::Chromium, &format!("{NO_WEBCRYPTO}; {NO_COOKIES}"));
    customer::get_card(&phone, &server);
    let kept = || cached(&phone).matches("/softkey-").count() == 2;
    assert!(clock::until(Duration::from_secs(10), kept), "what signs here is kept for later: {}", cached(&phone));

    // No network, no server, and nothing left of what the browser itself may forget at any time.
    phone.set_offline(true);
    phone.cdp("Network.clearBrowserCache", json!({}));
    server.kill_9();
    phone.reload();
    phone.sees("Offline, as of");
    phone.element(customer::CODE);
    next_code(&phone);
}

#[test]
fn a_key_that_cannot_be_kept_signs_as_long_as_the_page_lives() {
    let server = Server::demo();
    let mut till = Client::till(&server.origin);
    let phone = phone_with(Engine::Chromium, KEYS_NOT_KEPT);
    customer::get_card(&phone, &server);
    customer::gets_stamp(&phone, &mut till, 1);
    phone.reload();
    customer::sees_stamps(&phone, 1);
    customer::gets_stamp(&phone, &mut till, 2);
    assert_eq!(softkey_files(&phone), 0, "WebCrypto signs here");
}

#[test]
fn who_has_webcrypto_downloads_nothing_more() {
    let server = Server::demo();
    let phone = customer::with_card(&server);
    assert_eq!(softkey_files(&phone), 0);
    let cached = cached(&phone);
    assert!(cached.contains(".wasm"), "the app is kept for later: {cached}");
    assert!(!cached.contains("softkey"), "what it does not need is not: {cached}");
}
