//! The server's own pages in eight languages, as small as a phone gets.

use it::launch::Size;
use it::{Browser, Screen, Server};
use serde_json::json;
use words::Lang;

use crate::languages::{fits, is_whole};
use crate::{customer, screens};

const UNFOLD: &str = "document.querySelectorAll('details').forEach(one => one.open = true)";

#[test]
fn the_pages_fit_and_are_accessible_in_eight_languages() {
    let server = Server::demo();
    let phone = Browser::open(Screen { size: Size::Small, ..Screen::PHONE });
    customer::get_card(&phone, &server);
    screens::stamp(&phone, &server, 4);
    for lang in Lang::ALL {
        everything_a_card_leads_to(&phone, &server, lang);
        the_recovery_code(&phone, &server, lang);
    }
    assert_eq!(phone.console_errors(), Vec::<String>::new());
}

fn everything_a_card_leads_to(phone: &Browser, server: &Server, lang: Lang) {
    let tag = lang.tag();
    for page in ["history", "terms", "settings", "settings/revoke", "recover", "profile", "profile/erase", "install"] {
        phone.goto(&server.url(&format!("/demo/{page}?lang={tag}&slot=0&key=0")));
        assert_eq!(phone.script("return document.documentElement.lang", &[]), json!(tag), "{page}");
        let name = format!("{tag}-{}", page.replace('/', "-"));
        look(phone, lang, &name);
        if phone.count("details") > 0 {
            // The turned mark of what is open is wider than its place, so only the page is measured.
            phone.script(UNFOLD, &[]);
            screens::is_no_wider(phone, &name);
        }
    }
}

fn the_recovery_code(phone: &Browser, server: &Server, lang: Lang) {
    let words = &words::of(lang).paper.recovery;
    phone.goto(&server.url(&format!("/demo/settings?lang={}&slot=0", lang.tag())));
    phone.tap(if lang == Lang::En { words.make } else { words.make_another });
    phone.sees(words.last_four);
    look(phone, lang, &format!("{}-code", lang.tag()));
}

/// The languages with the longest words are looked at as closely as the others' screens are in English.
fn look(phone: &Browser, lang: Lang, name: &str) {
    if matches!(lang, Lang::De | Lang::Pl) {
        return fits(phone, "papers", name);
    }
    screens::is_no_wider(phone, name);
    is_whole(phone, name);
}
