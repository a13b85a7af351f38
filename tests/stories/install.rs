//! The card on the home screen, where other apps are in the way.

use it::{Browser, Light, Screen, Server, axe};

use crate::customer;

const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1";
const ANDROID: &str =
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36";
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
        phone.element(".qr svg");
        look(&phone, "2-inside-another-app-with-a-card");
        assert_eq!(phone.console_errors(), Vec::<String>::new());
    }
}
