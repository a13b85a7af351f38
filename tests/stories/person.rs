//! What a customer tells the shop, says yes to, and how they are forgotten: on the server's pages, by somebody who never saw them.

use it::{Browser, Engine, Light, Screen, Server, axe};

use crate::customer;

/// Keeps what is on the screen by day and by night (where one can come while the browser runs), and asserts that nothing is in anyone's way.
fn look(browser: &Browser, step: &str) {
    let days = [(Light::Light, ""), (Light::Dark, "-at-night")];
    let turns = browser.screen.engine == Engine::Chromium;
    for (light, name) in days.into_iter().take(if turns { 2 } else { 1 }) {
        if turns {
            browser.set_media(light, false);
        }
        std::thread::sleep(std::time::Duration::from_millis(300));
        browser.keep("person", &format!("{step}{name}"));
        browser.script("scrollTo(0, document.body.scrollHeight)", &[]);
        browser.keep("person", &format!("{step}-below{name}"));
        browser.script("scrollTo(0, 0)", &[]);
        axe::assert_accessible(browser, &format!("person {step}{name}"));
    }
    if turns {
        browser.set_media(Light::Light, false);
    }
    let wide = browser.script("return document.documentElement.scrollWidth - innerWidth", &[]);
    assert!(wide.as_i64().is_some_and(|px| px <= 0), "{step} scrolls sideways by {wide}");
}

in_each_engine!(a_customer_tells_agrees_and_is_forgotten);

fn a_customer_tells_agrees_and_is_forgotten(engine: Engine) {
    let server = Server::demo();
    let phone = customer::with_card_in(engine, &server);
    look(&phone, "0-the-way-there");
    phone.tap("About you");
    phone.sees("Nothing here is needed for your card");
    look(&phone, "1-nothing-told");
    phone.fill("First name", "Léa");
    phone.fill("Phone", "call me");
    phone.tap("Save");
    phone.sees("A phone number has 4 to 20 digits");
    let field = |name: &str| phone.script(&format!("return document.querySelector('[name={name}]').value"), &[]);
    assert_eq!((field("first_name"), field("phone")), ("Léa".into(), "call me".into()), "nothing is lost");
    assert_eq!(phone.script("return document.activeElement.name", &[]), "phone", "one is led to what is wrong");
    look(&phone, "2-wrong");
    phone.script("document.activeElement.value = ''", &[]);
    phone.fill("Phone", "06 12 34 56 78");
    phone.tap("Save");
    phone.sees("The shop knows no more than what stands here");
    assert_eq!(field("first_name"), "Léa");

    let ticked = || phone.script("return document.querySelectorAll(':checked[type=checkbox]').length", &[]);
    assert_eq!(ticked(), 0, "nothing is ticked but by the customer");
    phone.script("document.querySelector('[name=news-email]').click()", &[]);
    phone.tap("Save my choices");
    phone.sees("Your choices are saved");
    phone.sees("There is no e-mail address above to write to");
    assert_eq!(ticked(), 1);
    look(&phone, "3-told");

    // The card is open in another tab all the while.
    phone.new_tab(&server.url("/demo/profile?lang=fr"));
    phone.sees("Rien de tout cela n’est nécessaire");
    look(&phone, "4-in-french");
    phone.look_at_tab(0);
    phone.goto(&server.url("/demo"));
    phone.element(customer::CODE);
    phone.look_at_tab(1);
    phone.tap("M’oublier et fermer la carte");
    phone.sees("Personne ne peut le faire revenir");
    look(&phone, "5-question");
    phone.tap("Garder ma carte");
    phone.tap("M’oublier et fermer la carte");
    phone.tap("Oui, oubliez-moi");
    phone.sees("C’est fait.");
    look(&phone, "6-forgotten");

    // The card's own screen keeps nothing either, and gives a new card to whoever wants one.
    phone.look_at_tab(0);
    phone.sees(customer::JOIN);
    look(&phone, "7-nothing-left");
    phone.reload();
    phone.sees(customer::JOIN);
    let mut client = crate::till::client_of(&phone, &server);
    assert_eq!(client.get("/v1/me/cards").expect_status(200).json["cards"], serde_json::json!([]));
    phone.tap(customer::JOIN);
    customer::sees_stamps(&phone, 0);
    assert_eq!(phone.console_errors(), Vec::<String>::new());
}

/// A phone that slept while its customer was forgotten on another one: it learns of it when it opens its card.
#[test]
fn a_phone_that_slept_keeps_nothing_either() {
    let server = Server::demo();
    let phone = customer::with_card(&server);
    let mut client = crate::till::client_of(&phone, &server);
    let card = client.get("/v1/me/cards").expect_status(200).json["cards"][0]["id"].as_str().unwrap().to_owned();
    phone.goto(&server.url("/demo/terms"));
    let body = serde_json::json!({"id": it::clock::new_id()});
    client.post(&format!("/v1/me/cards/{card}/erase"), &body).expect_status(200);
    phone.goto(&server.url("/demo"));
    phone.sees(customer::JOIN);
    assert_eq!(phone.count(customer::CODE), 0, "no code that nobody takes");
    phone.goto(&server.url("/"));
    phone.sees("No cards in this browser yet");
}

/// The same page on a wide screen.
#[test]
fn the_page_about_oneself_is_in_order_on_a_wide_screen() {
    let server = Server::demo();
    let desk = Browser::open(Screen::LAPTOP);
    desk.goto(&server.url("/demo"));
    desk.tap(customer::JOIN);
    desk.element(customer::CODE);
    desk.tap("About you");
    desk.sees("Nothing here is needed for your card");
    look(&desk, "8-wide");
}
