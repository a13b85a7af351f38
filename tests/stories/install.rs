//! The card on the home screen: shown how, offered until it is there or nobody wants it, and handed over where the home screen has a storage of its own.

use it::launch::{Light, Size};
use it::{Browser, Client, Screen, Server, api, axe};
use serde_json::{Value, json};

use crate::{customer, till};

const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1";
const ANDROID: &str =
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36";
const DESK: &str =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
const INSTAGRAM: &str =
    " Instagram 337.0.2.24.86 (iPhone15,3; iOS 17_5_1; en_US; en; scale=3.00; 1290x2796; 614840153)";
const FACEBOOK: &str = " [FB_IAB/FB4A;FBAV/440.0.0.30.119;]";

/// Keeps a screen by day and by night, and asserts that nothing is in anyone's way.
fn look(browser: &Browser, step: &str) {
    std::thread::sleep(std::time::Duration::from_millis(400));
    for (light, end) in [(Light::Light, ""), (Light::Dark, "-at-night")] {
        browser.set_media(light, true);
        std::thread::sleep(std::time::Duration::from_millis(200));
        browser.keep("install", &format!("{step}{end}"));
        axe::assert_accessible(browser, &format!("install {step}{end}"));
    }
    browser.set_media(Light::Light, false);
    let wide = browser.script("return document.documentElement.scrollWidth - innerWidth", &[]);
    assert!(wide.as_i64().is_some_and(|px| px <= 0), "{step} scrolls sideways by {wide}");
}

/// Two stamps for the phone's card.
fn stamp(phone: &Browser, server: &Server) {
    let cards = till::client_of(phone, server).get("/v1/me/cards").expect_status(200).json;
    let visit = json!({"id": it::clock::new_id(), "card_id": cards["cards"][0]["id"], "operations": [api::earn(2)]});
    Client::till(&server.origin).post("/v1/visits", &visit).expect_status(201);
    customer::sees_stamps(phone, 2);
}

/// Safari on an iPhone, as far as a page can see.
fn iphone() -> Browser {
    let phone = Browser::calling_itself(Screen::PHONE, IPHONE);
    let source = "delete window.onbeforeinstallprompt; \
                  addEventListener('beforeinstallprompt', offer => offer.stopImmediatePropagation()); \
                  Object.defineProperty(navigator, 'standalone', {value: false})";
    phone.before_each_page(source);
    phone
}

#[test]
fn inside_another_app_the_way_out_is_said_and_the_card_works() {
    let server = Server::demo();
    let insides = [
        (Screen::PHONE, format!("{IPHONE}{INSTAGRAM}"), "Better in your browser", "Copy", "Copied", customer::JOIN),
        (
            Screen::PHONE.in_french(),
            format!("{ANDROID}{FACEBOOK}"),
            "Mieux dans votre navigateur",
            "Copier",
            "Copié",
            "Obtenir ma carte",
        ),
    ];
    for (screen, agent, title, copy, copied, join) in insides {
        let phone = Browser::calling_itself(screen, &agent);
        phone.goto(&server.url("/demo?src=story"));
        phone.sees(title);
        phone.sees(join);
        look(&phone, "1-inside-another-app");
        let link = phone.script("return document.querySelector('.inapp input').value", &[]);
        assert_eq!(link, server.url("/demo?src=story"));
        phone.tap(copy);
        phone.sees(copied);
        phone.tap(join);
        phone.element(".qr [role=img]");
        look(&phone, "2-inside-another-app-with-a-card");
        assert_eq!(phone.console_errors(), Vec::<String>::new());
    }
}

#[test]
fn each_device_sees_its_own_way() {
    let server = Server::demo();
    let sizes = [Size::Small, Size::Phone, Size::Tablet, Size::Laptop];
    for (size, agent) in sizes.into_iter().zip([ANDROID, IPHONE, IPHONE, DESK]) {
        for screen in [Screen { size, ..Screen::PHONE }, Screen { size, ..Screen::PHONE }.in_french()] {
            let browser = Browser::calling_itself(screen, agent);
            browser.goto(&server.url("/demo/install"));
            browser.sees("Café Lumière");
            look(&browser, "3-the-way");
            browser.script("document.querySelectorAll('details').forEach(d => d.open = true)", &[]);
            look(&browser, "4-all-ways");
            assert_eq!(browser.console_errors(), Vec::<String>::new());
        }
    }
}

#[test]
fn the_offer_comes_with_a_stamp_and_goes_for_good() {
    const OFFER: &str = "Put it on your home screen";
    let server = Server::demo();
    let phone = iphone();
    customer::get_card(&phone, &server);
    assert!(!phone.offers(OFFER), "nothing is asked of somebody new");
    stamp(&phone, &server);
    phone.sees(OFFER);
    look(&phone, "5-offer");
    phone.tap(OFFER);
    phone.sees("iPhone and iPad, in Safari");
    phone.tap("Back to the card");
    phone.tap("No, thanks");
    phone.sees_no_more(OFFER);
    phone.reload();
    customer::sees_stamps(&phone, 2);
    phone.element(customer::CODE);
    assert!(!phone.offers(OFFER), "no is no");
}

/// Where the app begins that this page would put on a home screen.
fn start_url(page: &Browser) -> String {
    let manifest = page.script("return document.querySelector('link[rel=manifest]').href", &[]);
    let path = manifest.as_str().expect("an address").splitn(4, '/').nth(3).expect("a path").to_owned();
    let origin = page.script("return location.origin", &[]);
    let manifest = Client::new(origin.as_str().expect("an origin")).get(&format!("/{path}")).expect_status(200).json;
    manifest["start_url"].as_str().expect("where it begins").to_owned()
}

#[test]
fn an_iphone_s_home_screen_has_the_same_card() {
    let server = Server::demo();
    let phone = iphone();
    customer::get_card(&phone, &server);
    stamp(&phone, &server);
    phone.tap("Put it on your home screen");
    phone.sees("within half an hour");
    let start = server.url(&start_url(&phone));
    assert!(start.contains("/demo#handoff="), "{start}");

    // Its storage and cookies are its own.
    let home = Browser::open(Screen::PHONE);
    home.goto(&start);
    customer::sees_stamps(&home, 2);
    home.element(customer::CODE);
    assert_eq!(home.address(), server.url("/demo"), "the code leaves the address at once");
    phone.tap("Back to the card");
    phone.element(customer::CODE);

    // It begins there each time, and the code does nothing more.
    home.goto(&server.url("/"));
    home.goto(&start);
    customer::sees_stamps(&home, 2);
    home.element(customer::CODE);
    assert_eq!(home.address(), server.url("/demo"));
    let mut client = till::client_of(&phone, &server);
    let card = client.get("/v1/me/cards").expect_status(200).json["cards"][0]["id"].clone();
    let keys = format!("/v1/me/cards/{}/keys", card.as_str().expect("a card"));
    let keys = client.get(&keys).expect_status(200).json;
    assert_eq!(keys["keys"].as_array().map(Vec::len), Some(2), "one of the browser, one of the home screen: {keys}");

    let log = std::fs::read_to_string(server.data().join("server.log")).expect("the server's log");
    let code = start.rsplit('=').next().expect("a code");
    assert!(!log.is_empty() && !log.contains(code), "the code is in no log: {log}");

    // Somebody who finds the code later gets nothing, and no second card is made by accident.
    let finder = Browser::open(Screen::PHONE);
    finder.goto(&start);
    finder.sees("Get a new card");
    look(&finder, "6-the-way-was-used");
    assert_eq!(finder.count(customer::CODE), 0);
    let cards: Value = till::client_of(&home, &server).get("/v1/me/cards").expect_status(200).json;
    assert_eq!(cards["cards"][0]["id"], card);
    for browser in [&phone, &home, &finder] {
        assert_eq!(browser.console_errors(), Vec::<String>::new());
    }
}

/// The manifest as Chromium reads it, and where it is; nothing in it may be wrong, and nothing may stand in the way of installing.
fn installable(browser: &Browser) -> (String, Value) {
    browser.cdp("Page.enable", json!({}));
    let read = browser.cdp("Page.getAppManifest", json!({}));
    assert_eq!(read["errors"], json!([]), "{read}");
    let bars = browser.cdp("Page.getInstallabilityErrors", json!({}));
    assert_eq!(bars["installabilityErrors"], json!([]), "{bars}");
    let manifest = serde_json::from_str(read["data"].as_str().expect("a manifest")).expect("JSON");
    (browser.cdp("Page.getAppId", json!({}))["appId"].as_str().expect("an id").to_owned(), manifest)
}

#[test]
fn each_shop_s_card_is_an_app_of_its_own() {
    let server = Server::demo();
    server.open_shop("barber", "Salon Figaro");
    let phone = Browser::open(Screen::PHONE);
    // Notes the public keys that leave this browser.
    let source = "const send = fetch; window.fetch = (place, init) => { \
                  const key = init && init.body && JSON.parse(init.body).public_key; \
                  if (key) sessionStorage.setItem(place, key); \
                  return send(place, init); }";
    phone.before_each_page(source);
    let mut seen = Vec::new();
    for (path, name) in [("/demo", "Café Lumière"), ("/barber", "Salon Figaro")] {
        phone.goto(&server.url(path));
        phone.tap(customer::JOIN);
        phone.element(customer::CODE);
        customer::wait_for_service_worker(&phone);
        let (id, manifest) = installable(&phone);
        assert_eq!(id, server.url(path));
        assert_eq!(
            (&manifest["name"], &manifest["scope"], &manifest["display"]),
            (&json!(name), &json!(path), &json!("standalone"))
        );
        seen.push((id, manifest["scope"].clone(), manifest["start_url"].clone()));
    }
    assert!(seen[0].0 != seen[1].0 && seen[0].1 != seen[1].1 && seen[0].2 != seen[1].2, "{seen:?}");

    // Nothing that the two shops see is the same: not the key, not the card.
    let keys = phone.script("return Object.values(sessionStorage)", &[]);
    let keys = keys.as_array().expect("the keys as they were sent");
    assert!(keys.len() == 2 && keys[0] != keys[1], "{keys:?}");
    let cards = till::client_of(&phone, &server).get("/v1/me/cards").expect_status(200).json;
    let cards = cards["cards"].as_array().expect("cards");
    assert_eq!(cards.len(), 2);
    assert!(["id", "number"].iter().all(|fact| cards[0][*fact] != cards[1][*fact]), "{cards:?}");
}

#[test]
fn a_shortcut_shows_the_code_alone() {
    let server = Server::demo();
    let phone = customer::with_card(&server);
    phone.goto(&server.url("/history"));
    phone.goto(&server.url("/demo#code"));
    phone.sees("Tap to close");
    assert_eq!(phone.address(), server.url("/demo"));
    phone.tap("Tap to close");
    phone.sees_no_more("Tap to close");
}

/// Nothing lies under what a phone on its side has at its edges.
#[test]
fn the_notch_hides_nothing() {
    let server = Server::demo();
    let phone = customer::with_card(&server);
    let insets = json!({"left": 47, "leftMax": 47, "right": 47, "rightMax": 47, "bottom": 21, "bottomMax": 21});
    phone.cdp("Emulation.setSafeAreaInsetsOverride", json!({"insets": insets}));
    for page in ["/demo", "/demo/install", "/demo/history"] {
        phone.goto(&server.url(page));
        phone.sees("Café Lumière");
        let read = "return [...document.querySelectorAll('h1, h2, p, a, button, img, svg')] \
                    .filter(part => part.checkVisibility() && part.getClientRects().length && !part.closest('.unseen')) \
                    .map(part => part.getBoundingClientRect()).filter(box => box.left < 47 || box.right > innerWidth - 47).length";
        assert_eq!(phone.script(read, &[]), json!(0), "{page}");
        look(&phone, &format!("7-notch{}", page.replace('/', "-")));
    }
}
