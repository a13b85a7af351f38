//! Every screen in every size, light and language: no barrier for anyone, no error in the console, kept as a picture.

use std::time::Duration;

use it::launch::{Language, Light, Size};
use it::{Browser, Client, Engine, Film, Phone, Screen, Server, api, axe, demo};

use crate::customer;

/// The words of a screen by language.
struct Words {
    join: &'static str,
    offline: &'static str,
    pair: &'static str,
    who: &'static str,
    pin: &'static str,
    aim: &'static str,
    type_code: &'static str,
    show_staff: &'static str,
    no_shop: &'static str,
    no_cards: &'static str,
    stranded: &'static str,
    four: &'static str,
    history: &'static str,
    enlarge: &'static str,
    close: &'static str,
    pairing_code: &'static str,
    pair_go: &'static str,
    under_the_qr: &'static str,
    one_of_nine: &'static str,
    clock: &'static str,
    phones: &'static str,
    take_off: &'static str,
    take_off_question: &'static str,
    make_code: &'static str,
    code_made: &'static str,
    bring_back: &'static str,
    lost_phone: &'static str,
}

const EN: Words = Words {
    join: "Get my card",
    offline: "Offline, as of",
    pair: "Pair this device",
    who: "Who is at the counter?",
    pin: "your PIN",
    aim: "Hold the customer's code",
    type_code: "Type a code",
    show_staff: "Show this to staff",
    no_shop: "There is no shop at this address",
    no_cards: "No cards in this browser yet",
    stranded: "Getting a card needs a network once",
    four: "4 of 9 stamps",
    history: "History",
    enlarge: "Enlarge the code",
    close: "Tap to close",
    pairing_code: "Pairing code",
    pair_go: "Pair",
    under_the_qr: "Code under the QR",
    one_of_nine: "1 of 9",
    clock: "clock is",
    phones: "Phones with this card",
    take_off: "Take it off",
    take_off_question: "Take this phone off the card?",
    make_code: "Make a recovery code",
    code_made: "Your recovery code",
    bring_back: "Bring your card back",
    lost_phone: "Lost phone",
};

const FR: Words = Words {
    join: "Obtenir ma carte",
    offline: "Hors ligne",
    pair: "Associer cet appareil",
    who: "Qui est au comptoir",
    pin: "votre code PIN",
    aim: "Présentez le code du client",
    type_code: "Taper un code",
    show_staff: "Montrez ce code à l’équipe",
    no_shop: "Aucune boutique à cette adresse",
    no_cards: "Pas encore de carte dans ce navigateur",
    stranded: "Pour obtenir une carte, il faut du réseau une fois",
    four: "4 tampons sur 9",
    history: "Historique",
    enlarge: "Agrandir le code",
    close: "Touchez pour fermer",
    pairing_code: "Code d’association",
    pair_go: "Associer",
    under_the_qr: "Code sous le QR",
    one_of_nine: "1 sur 9",
    clock: "horloge",
    phones: "Téléphones avec cette carte",
    take_off: "Le retirer",
    take_off_question: "Retirer ce téléphone de la carte",
    make_code: "Faire un code de secours",
    code_made: "Votre code de secours",
    bring_back: "Faire revenir votre carte",
    lost_phone: "Téléphone perdu",
};

fn words(screen: Screen) -> &'static Words {
    if screen.language == Language::Fr { &FR } else { &EN }
}

/// One look at a screen: nothing in anyone's way, nothing cut off at the side, a picture kept.
pub fn check(browser: &Browser, app: &str, screen: &str) {
    // Motion may still run: what is half faded in has no contrast yet.
    std::thread::sleep(Duration::from_millis(600));
    browser.keep(app, screen);
    axe::assert_accessible(browser, &format!("{app} {screen}"));
    is_no_wider(browser, &format!("{app} {screen}"));
}

/// Nothing goes over the screen's side.
pub fn is_no_wider(browser: &Browser, screen: &str) {
    let wide = browser.script("return document.documentElement.scrollWidth - innerWidth", &[]);
    assert!(wide.as_i64().is_some_and(|px| px <= 0), "{screen} ({}) scrolls sideways by {wide}", browser.screen);
}

/// Each size, light and language, and every pair of size and light: one test each for the card and the counter.
macro_rules! screens {
    ($($name:ident = $size:ident, $light:ident, $language:ident;)+) => {
        mod card {
            $(#[test] fn $name() { super::the_cards_screens(super::of(super::Size::$size, super::Light::$light, super::Language::$language)); })+
            #[test]
            fn firefox() {
                super::the_cards_screens(super::Screen::PHONE.in_engine(super::Engine::Firefox));
            }
            #[test]
            fn webkit() {
                super::the_cards_screens(super::Screen::PHONE.in_dark().in_french().in_engine(super::Engine::Webkit));
            }
        }
        mod counter {
            $(#[test] fn $name() { super::the_counters_screens(super::of(super::Size::$size, super::Light::$light, super::Language::$language)); })+
        }
    };
}

screens! {
    phone_light_fr = Phone, Light, Fr;
    phone_dark_en = Phone, Dark, En;
    tablet_light_en = Tablet, Light, En;
    tablet_dark_fr = Tablet, Dark, Fr;
    laptop_light_fr = Laptop, Light, Fr;
    laptop_dark_en = Laptop, Dark, En;
}

fn of(size: Size, light: Light, language: Language) -> Screen {
    Screen { size, light, language, ..Screen::PHONE }
}

fn the_cards_screens(screen: Screen) {
    let mut server = Server::demo();
    let phone = Browser::open(screen);
    let words = words(screen);
    phone.goto(&server.url("/nobody"));
    phone.sees(words.no_shop);
    check(&phone, "card", "1-unknown-shop");
    phone.console_errors();
    phone.goto(&server.url("/"));
    phone.sees(words.no_cards);
    check(&phone, "card", "1-no-cards");
    phone.goto(&server.url("/demo"));
    phone.sees(words.join);
    check(&phone, "card", "2-welcome");
    phone.tap(words.join);
    phone.element(".qr [role=img]");
    check(&phone, "card", "3-empty");
    stamp(&phone, &server, 4);
    phone.sees(words.four);
    check(&phone, "card", "4-stamps");
    stamp(&phone, &server, demo::GOAL - 4);
    phone.element(".ticket");
    std::thread::sleep(Duration::from_secs(4)); // the full card is looked at before it turns
    check(&phone, "card", "5-reward");
    phone.goto(&server.url("/demo/history"));
    phone.sees(words.history);
    check(&phone, "card", "6-history");
    the_papers_with_forms(&phone, &server, words);
    phone.goto(&server.url("/"));
    phone.sees(demo::SHOP_NAME);
    check(&phone, "card", "7-my-cards");
    phone.goto(&server.url("/demo"));
    phone.element(".qr [role=img]");
    phone.tap(words.enlarge);
    phone.sees(words.close);
    check(&phone, "card", "8-large-code");
    assert_eq!(phone.console_errors(), Vec::<String>::new(), "the console of {screen}");
    customer::wait_for_service_worker(&phone);
    customer::lose_network(&phone, &mut server);
    phone.reload();
    phone.sees(words.offline);
    check(&phone, "card", "9-offline");
    // What the phone kept is taken away while there is no network.
    phone.script("indexedDB.deleteDatabase('comptoir')", &[]);
    phone.reload();
    phone.sees(words.stranded);
    check(&phone, "card", "9-stranded");
}

/// Stamps by look-up, as fast as a test may.
/// The server's own pages with forms.
fn the_papers_with_forms(phone: &Browser, server: &Server, words: &Words) {
    phone.goto(&server.url("/demo/settings?slot=0"));
    phone.sees(words.phones);
    check(phone, "paper", "1-phones");
    phone.tap(words.take_off);
    phone.sees(words.take_off_question);
    check(phone, "paper", "2-take-off");
    phone.goto(&server.url("/demo/settings?slot=0"));
    phone.tap(words.make_code);
    phone.sees(words.code_made);
    check(phone, "paper", "3-recovery-code");
    phone.goto(&server.url("/demo/recover"));
    phone.sees(words.bring_back);
    check(phone, "paper", "4-recover");
}

pub fn stamp(phone: &Browser, server: &Server, quantity: u64) {
    let mut client = server.client();
    client.cookies = phone.cookies();
    let card = client.get("/v1/me/cards").expect_status(200).json["cards"][0]["id"].clone();
    let id = it::clock::new_id();
    let body =
        serde_json::json!({"id": id, "card_id": card, "operations": [api::earn(quantity)], "another_purchase": true});
    Client::till(&server.origin).post("/v1/visits", &body).expect_status(201);
}

fn the_counters_screens(screen: Screen) {
    let server = Server::demo();
    let film = Film::of_nothing();
    let counter = Browser::with_camera(screen, &film);
    let words = words(screen);
    let customer = Phone::join(&server);
    counter.goto(&customer.code());
    counter.sees(words.show_staff);
    check(&counter, "counter", "1-show-this-to-staff");
    counter.goto(&server.url("/counter"));
    counter.sees(words.pair);
    check(&counter, "counter", "2-pair");
    counter.fill(words.pairing_code, demo::PAIRING_CODE);
    counter.tap(words.pair_go);
    counter.sees(words.who);
    check(&counter, "counter", "3-who");
    counter.tap(demo::STAFF);
    counter.sees(words.pin);
    check(&counter, "counter", "4-pin");
    counter.press(demo::PIN);
    counter.sees(words.aim);
    check(&counter, "counter", "5-scanner");
    counter.goto(&server.url("/counter/lost-phone"));
    counter.sees(words.lost_phone);
    check(&counter, "counter", "5-lost-phone");
    counter.goto(&server.url("/counter"));
    counter.sees(words.aim);
    counter.tap(words.type_code);
    counter.sees(words.under_the_qr);
    check(&counter, "counter", "6-type-a-code");
    counter.goto(&customer.code());
    counter.sees(words.one_of_nine);
    check(&counter, "counter", "7-stamped");
    counter.goto(&server.url("/counter"));
    counter.sees(words.aim);
    counter.goto(&Phone::join(&server).code_in(-3600));
    counter.sees(words.clock);
    check(&counter, "counter", "8-refused");
    assert_eq!(counter.console_errors(), Vec::<String>::new(), "the console of {screen}");
}
