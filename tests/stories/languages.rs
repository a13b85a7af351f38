//! Eight languages: read from the first paint on, switched to and fro, without a network, on the smallest phones, and counted as `Intl` counts.

use std::time::Duration;

use it::launch::{Language, Light, Size};
use it::{Browser, Engine, Film, Phone, Screen, Server, clock, demo};
use serde_json::{Value, json};
use words::{Category, Lang, Words, category};

use crate::{customer, screens};

const SMALL: Screen = Screen { size: Size::Small, ..Screen::PHONE };

/// What a small screen cuts off: texts wider than what holds them.
const CUT: &str = "return [...document.querySelectorAll('body *')].filter(e => e instanceof HTMLElement && e.checkVisibility() && !e.matches('.unseen, .unseen *') \
    && e.childElementCount == 0 && e.textContent.trim() && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display != 'inline') \
    .map(e => `${e.className}: ${e.textContent}`)";

#[track_caller]
pub fn fits(browser: &Browser, app: &str, screen: &str) {
    screens::check(browser, app, screen);
    is_whole(browser, &format!("{app} {screen}"));
}

/// No words are cut off.
#[track_caller]
pub fn is_whole(browser: &Browser, screen: &str) {
    assert_eq!(browser.script(CUT, &[]), json!([]), "{screen} ({}) cuts words", browser.screen);
}

fn spoken(browser: &Browser) -> String {
    let lang = browser.script("return document.documentElement.lang", &[]);
    lang.as_str().unwrap_or_default().to_owned()
}

/// Words as a browser reads them out, without the spaces that don't break.
fn plain(words: &str) -> String {
    words.replace('\u{a0}', " ")
}

/// Picks a language by its own name.
#[track_caller]
fn pick(browser: &Browser, from: Lang, to: Lang) {
    // A choice reads what is typed within a second as one name.
    std::thread::sleep(Duration::from_millis(1200));
    browser.fill(words::of(from).shared.language, to.name());
    let there = || spoken(browser) == to.tag();
    assert!(clock::until(it::browser::PATIENCE, there), "{to:?} instead of {}: {}", spoken(browser), browser.words());
}

/// The page as the server sends it to this browser.
fn page(browser: &Browser) -> String {
    let read = "const done = arguments[0]; fetch('/demo').then(r => r.text()).then(done)";
    browser.script_async(read, &[]).as_str().unwrap_or_default().to_owned()
}

/// How many texts of all languages the phone keeps.
fn kept_lists(phone: &Browser) -> u64 {
    let count = "const done = arguments[0]; caches.keys().then(names => Promise.all(names.map(n => caches.open(n).then(c => c.keys())))) \
        .then(all => done(all.flat().filter(r => r.url.endsWith('.text')).length))";
    phone.script_async(count, &[]).as_u64().unwrap_or_default()
}

in_each_engine!(
    the_switch_changes_everything_and_the_next_page_too,
    a_polish_phone_is_polish_from_the_first_paint_to_a_day_without_a_network
);

fn a_polish_phone_is_polish_from_the_first_paint_to_a_day_without_a_network(engine: Engine) {
    let mut server = Server::demo();
    let polish = &words::of(Lang::Pl).card;
    let screen = Screen { engine, language: Language::Pl, light: Light::Dark, ..SMALL };
    let phone = Browser::open(screen);
    phone.goto(&server.url("/demo"));
    phone.sees(polish.get_card);
    assert_eq!(spoken(&phone), "pl");
    let sent = page(&phone);
    assert!(
        sent.contains("<html lang=\"pl\">") && sent.contains(polish.get_card) && sent.contains(polish.loyalty_card)
    );
    assert!(!sent.contains(words::of(Lang::En).card.get_card), "no other language to be seen for a moment");
    fits(&phone, "words-card", "1-welcome");
    phone.tap(polish.get_card);
    phone.element(".qr [role=img]");
    screens::stamp(&phone, &server, 2);
    phone.sees(&plain(&polish.stamps_of.of(2, ["9"])));
    fits(&phone, "words-card", "2-stamps");
    customer::wait_for_service_worker(&phone);
    // The first visit keeps what it needs, the second one all languages.
    assert_eq!(kept_lists(&phone), 0);
    phone.reload();
    phone.element(".qr [role=img]");
    assert!(clock::until(it::browser::PATIENCE, || kept_lists(&phone) == 8), "{} languages", kept_lists(&phone));
    customer::lose_network(&phone, &mut server);
    phone.reload();
    phone.sees(polish.show_this);
    phone.sees(polish.offline_as_of.with([""]).trim_end());
    fits(&phone, "words-card", "3-offline");
    // Another language without a network, and it stays, though the page that is kept is Polish.
    pick(&phone, Lang::Pl, Lang::De);
    let german = &words::of(Lang::De).card;
    phone.sees(german.show_this);
    phone.reload();
    phone.sees(german.show_this);
    phone.sees_no_more(polish.show_this);
    assert_eq!(spoken(&phone), "de");
    fits(&phone, "words-card", "4-german-offline");
}

fn the_switch_changes_everything_and_the_next_page_too(engine: Engine) {
    let server = Server::demo();
    let phone = customer::with_card_in(engine, &server);
    customer::wait_for_service_worker(&phone);
    let mut before = Lang::En;
    for lang in Lang::ALL.into_iter().skip(1).chain([Lang::En]) {
        pick(&phone, before, lang);
        let Words { card, .. } = words::of(lang);
        [card.show_this, card.typed_code, card.enlarge, card.history, card.terms]
            .iter()
            .for_each(|words| phone.sees(words));
        let sent = page(&phone);
        assert!(sent.contains(&format!("<html lang=\"{}\">", lang.tag())), "the next page is {lang:?}");
        before = lang;
    }
    // The page that is kept for launches without a network is in it as well: nothing is hidden until words come.
    pick(&phone, Lang::En, Lang::It);
    let kept = "const done = arguments[0]; caches.match('/demo').then(r => r ? r.text() : '').then(done)";
    let italian = || phone.script_async(kept, &[]).as_str().is_some_and(|page| page.contains("<html lang=\"it\">"));
    assert!(clock::until(it::browser::PATIENCE, italian), "the page that is kept is Italian");
    phone.reload();
    phone.sees(words::of(Lang::It).card.show_this);
    assert_eq!(phone.script("return document.documentElement.dataset.other ?? ''", &[]), json!(""));
    assert_eq!(phone.console_errors(), Vec::<String>::new());
}

#[test]
fn a_language_that_can_not_be_fetched_changes_nothing() {
    let server = Server::demo();
    let phone = Browser::open(Screen::PHONE);
    phone.goto(&server.url("/demo"));
    phone.sees(customer::JOIN);
    // What it has to ask at its start is asked.
    let arrived = || phone.count(".skeleton, [aria-busy=true]") == 0;
    assert!(clock::until(it::browser::PATIENCE, arrived), "the app is there");
    phone.set_offline(true);
    phone.fill("Language", "Polski");
    phone.sees(&words::of(Lang::En).shared.offline.said().what);
    let shown = || phone.script("return document.querySelector('select').value", &[]) == json!("en");
    assert!(clock::until(it::browser::PATIENCE, shown), "the switch says what is spoken");
    phone.sees(customer::JOIN);
    phone.set_offline(false);
    pick(&phone, Lang::En, Lang::Pl);
    phone.sees(words::of(Lang::Pl).card.get_card);
}

/// The card in German and Portuguese on the two sizes of phones, in the light and in the dark.
#[test]
fn long_words_fit_on_small_phones() {
    for (language, lang) in [(Language::De, Lang::De), (Language::Pt, Lang::Pt)] {
        let server = Server::demo();
        let Words { card, shared, .. } = words::of(lang);
        for screen in [Screen { language, ..SMALL }, Screen { language, light: Light::Dark, ..Screen::PHONE }] {
            let phone = Browser::open(screen);
            phone.goto(&server.url("/nobody"));
            phone.sees(&shared.unknown_shop.said().what);
            fits(&phone, "words-card", "5-no-shop");
            phone.goto(&server.url("/demo"));
            phone.tap(card.get_card);
            phone.element(".qr [role=img]");
            screens::stamp(&phone, &server, 4);
            phone.sees(&plain(&card.stamps_of.of(4, ["9"])));
            fits(&phone, "words-card", "6-stamps");
            screens::stamp(&phone, &server, demo::GOAL - 4);
            phone.element(".ticket");
            std::thread::sleep(Duration::from_secs(4)); // the full card is looked at before it turns
            fits(&phone, "words-card", "7-reward");
            phone.tap(card.enlarge);
            phone.sees(card.tap_to_close);
            fits(&phone, "words-card", "8-large-code");
        }
    }
}

/// The counter in German and Polish, as small as a phone gets.
#[test]
fn the_counter_fits_on_a_small_phone() {
    for (language, lang) in [(Language::De, Lang::De), (Language::Pl, Lang::Pl)] {
        let (server, film) = (Server::demo(), Film::of_nothing());
        let browser = Browser::with_camera(Screen { language, ..SMALL }, &film);
        let Words { counter, till, .. } = words::of(lang);
        let customer = Phone::join(&server);
        browser.goto(&customer.code());
        browser.sees(&counter.show_staff.said().what);
        fits(&browser, "words-counter", "1-show-staff");
        browser.goto(&server.url("/counter"));
        browser.sees(counter.pair_title);
        assert_eq!(spoken(&browser), lang.tag());
        fits(&browser, "words-counter", "2-pair");
        browser.fill(counter.pair_code, demo::PAIRING_CODE);
        browser.tap(counter.pair_go);
        browser.sees(counter.who_title);
        fits(&browser, "words-counter", "3-who");
        browser.tap(demo::STAFF);
        browser.sees(&counter.pin_title.with([demo::STAFF]));
        fits(&browser, "words-counter", "4-pin");
        browser.press(demo::PIN);
        browser.sees(counter.aim);
        fits(&browser, "words-counter", "5-scanner");
        browser.tap(counter.type_code);
        browser.sees(counter.type_label);
        fits(&browser, "words-counter", "6-typed");
        browser.goto(&customer.code());
        browser.sees(&counter.of_goal.with(["1", "9"]));
        fits(&browser, "words-counter", "7-stamped");
        browser.tap(till.undo);
        browser.sees(counter.undone);
        fits(&browser, "words-counter", "8-undone");
        browser.goto(&server.url("/counter"));
        browser.sees(counter.aim);
        browser.goto(&Phone::join(&server).code_in(-3600));
        browser.sees(&plain(&counter.clock_behind.with([&till.duration(3600)]).what));
        fits(&browser, "words-counter", "9-refused");
        assert_eq!(browser.console_errors(), Vec::<String>::new());
    }
}

#[test]
fn numbers_have_the_forms_that_the_browser_gives_them() {
    let server = Server::demo();
    let browser = Browser::open(Screen::PHONE);
    browser.goto(&server.url("/"));
    let counts: Vec<i64> = (0..=250).chain([1000, 1001, 1002, 1_000_000, 1_000_001, 1_500_000, 3_000_000]).collect();
    let ask = "const [tag, counts] = arguments; const rules = new Intl.PluralRules(tag); \
        return rules.resolvedOptions().locale.startsWith(tag.slice(0, 2)) && counts.map(count => rules.select(count))";
    for lang in Lang::ALL {
        let ours: Vec<Value> = counts.iter().map(|count| json!(Category::name(category(lang, *count)))).collect();
        assert_eq!(browser.script(ask, &[json!(lang.tag()), json!(counts)]), json!(ours), "{lang:?}");
    }
}

/// What was picked at the counter stays when it is opened again.
#[test]
fn a_till_keeps_its_language() {
    let server = Server::demo();
    let counter = Browser::open(Screen::TABLET);
    counter.goto(&server.url("/counter"));
    counter.sees(words::of(Lang::En).counter.pair_title);
    pick(&counter, Lang::En, Lang::Nl);
    counter.sees(words::of(Lang::Nl).counter.pair_title);
    counter.reload();
    counter.sees(words::of(Lang::Nl).counter.pair_title);
    assert_eq!(spoken(&counter), "nl");
}
