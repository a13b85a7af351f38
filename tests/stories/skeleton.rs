//! The card's page before its app: whatever a shop's goal is, nothing moves when the app takes over.

use it::{Browser, Screen, Server, Size, clock};

use crate::customer;

/// What moved since the page was opened, as browsers see it (Layout Instability), without what a person's tap moved.
fn moved(phone: &Browser) -> serde_json::Value {
    let list = "const done = arguments[0]; const moved = []; const name = n => (n?.className?.baseVal ?? n?.className) || n?.nodeName; \
        new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) \
            moved.push(...e.sources.map(s => `${name(s.node)} from ${s.previousRect.y} to ${s.currentRect.y}`)) }) \
          .observe({ type: 'layout-shift', buffered: true }); \
        setTimeout(() => done(moved), 500)";
    phone.script_async(list, &[])
}

/// The stamp card as the page came, and as the app drew it: the box of the drawing.
fn drawing_box(phone: &Browser) -> String {
    let read = "return document.querySelector('.stamps')?.getAttribute('viewBox')";
    phone.script(read, &[]).as_str().unwrap_or_default().to_owned()
}

#[test]
fn nothing_moves_when_the_app_comes_whatever_the_goal() {
    let server = Server::demo();
    for (goal, drawn) in [(4, "0 0 1000 200"), (9, "0 0 1000 400"), (12, "0 0 1400 400"), (30, "0 0 1600 800")] {
        let slug = format!("goal-{goal}");
        server.add_shop(&slug, goal);
        for screen in [Screen::PHONE, Screen::PHONE.in_dark().in_french()] {
            let phone = Browser::open(screen);
            phone.goto(&server.url(&format!("/{slug}")));
            let button = if screen == Screen::PHONE { customer::JOIN } else { "Obtenir ma carte" };
            let ready = || phone.count(".skeleton") == 0 && phone.has(button);
            assert!(clock::until(it::browser::PATIENCE, ready), "the app is there");
            assert_eq!(drawing_box(&phone), drawn, "a card of {goal}");
            assert_eq!(moved(&phone), serde_json::json!([]), "a card of {goal} on {screen}");
            phone.keep("skeleton", &slug);
        }
    }
}

/// The button is painted long before the app is there where the line is slow.
#[test]
fn a_tap_before_the_app_is_there_is_not_lost() {
    const SLOW: &str = "const real = window.fetch; window.fetch = (what, ...rest) => \
        String(what).includes('_bg.wasm') ? new Promise(go => setTimeout(() => go(real(what, ...rest)), 3000)) : real(what, ...rest)";
    let server = Server::demo();
    let phone = Browser::open(Screen::PHONE);
    phone.before_each_page(SLOW);
    phone.goto(&server.url("/demo"));
    // Whoever taps by the harness waits until a button is no longer busy.
    assert_eq!(phone.count(".skeleton"), 1, "the app is not there yet");
    phone.script("document.querySelector('.skeleton .main').click()", &[]);
    phone.element(customer::CODE);
    customer::sees_stamps(&phone, 0);
}

/// Each link that stood on the page as a code, with whether the app was there, in their order.
const CODES: &str = "globalThis.codes = []; new MutationObserver(() => { const code = document.querySelector('[data-link]')?.dataset.link; \
    if (code && code != codes.at(-1)?.[0]) codes.push([code, !document.querySelector('.skeleton')]) \
    }).observe(document, { childList: true, subtree: true, attributeFilter: ['data-link'] })";

/// Whoever has a card is shown its code in the page as it came, and the app goes on with the same picture.
#[test]
fn the_code_is_there_before_the_app_and_stays_as_it_is() {
    let server = Server::demo();
    for screen in [Screen::PHONE, Screen { size: Size::Small, ..Screen::PHONE }, Screen::LAPTOP] {
        let phone = Browser::open(screen);
        customer::get_card(&phone, &server);
        phone.before_each_page(CODES);
        let step = || clock::now_ms() / pass::Step::LENGTH_MS as u64;
        let codes = (0..3).find_map(|_| {
            let began = step();
            phone.reload();
            phone.element(customer::CODE);
            // A step may have ended meanwhile.
            (step() == began).then(|| phone.script("return codes", &[]))
        });
        let codes = codes.expect("three launches, one of them within a step");
        let codes = codes.as_array().expect("codes");
        assert_eq!(codes.len(), 1, "one code, and no other picture of it on {screen}: {codes:?}");
        assert_eq!(codes[0][1], false, "in the page's own skeleton");
        assert_eq!(moved(&phone), serde_json::json!([]), "on {screen}");
    }
}

/// A card that is paused has no code, not even for a moment.
#[test]
fn a_paused_card_shows_no_code_before_the_app() {
    const PAUSE: &str = "const done = arguments[0]; indexedDB.open('comptoir').onsuccess = opened => { \
        const store = opened.target.result.transaction('cards', 'readwrite').objectStore('cards'); \
        store.get('demo').onsuccess = found => { const record = found.target.result; record.card.status = 'blocked'; \
            store.put(record, 'demo').onsuccess = () => done(true) } }";
    let server = Server::demo();
    let phone = customer::with_card(&server);
    customer::wait_for_service_worker(&phone);
    phone.reload();
    phone.element(customer::CODE);
    // As it was kept when the server said so.
    phone.set_offline(true);
    assert_eq!(phone.script_async(PAUSE, &[]), true);
    phone.before_each_page(CODES);
    phone.reload();
    phone.element(".resting .notice");
    assert_eq!(phone.script("return codes", &[]), serde_json::json!([]));
}
