//! Somebody lost their phone and every code. Staff at the counter brings the card to the new one, and the owner reads of it.

use it::mailbox::{self, Mailbox};
use it::{Browser, Film, Screen, Server, axe, demo};
use serde_json::json;

use crate::holder::phones::code_on;
use crate::{customer, screens, till};

/// Now, by the shop's clock, as the field for a moment has it.
const NOW: &str = "const at = new Date().toLocaleString('sv', {timeZone: 'Europe/Paris'}).slice(0, 16).replace(' ', 'T'); \
                   document.querySelector('[name=around]').value = at";

fn looked_at(browser: &Browser, screen: &str) {
    // Motion may still run.
    std::thread::sleep(std::time::Duration::from_millis(600));
    browser.keep("moves", screen);
    axe::assert_accessible(browser, screen);
    let wide = browser.script("return document.documentElement.scrollWidth - innerWidth", &[]);
    assert!(wide.as_i64().is_some_and(|px| px <= 0), "{screen} scrolls sideways by {wide}");
}

/// The time of day of a moment that a page of the server says, as the counter says it: `16:53` is `4:53 PM` there.
fn at_the_counter(counter: &Browser, moment: &str) -> String {
    let time = "const at = new Date(arguments[0].replace(',', '') + ' UTC'); \
                return new Intl.DateTimeFormat('en', {hour: 'numeric', minute: '2-digit', timeZone: 'UTC'}).format(at).replace(/\\s/g, ' ')";
    counter.script(time, &[moment.into()]).as_str().expect("a time of day").to_owned()
}

const OWNER: &str = "owner@shop.example";

/// The owner, who reads French, has a letter that says what happened and what can be done.
fn reads_of_it(mailbox: &Mailbox, server: &Server) {
    let (subject, said) = mailbox::read(&mailbox.letter_to(OWNER));
    assert!(
        subject.starts_with("La carte ") && subject.ends_with(" de Café Lumière a changé de téléphone"),
        "{subject}"
    );
    for part in
        ["Léa a donné le code", "ne peut pas servir avant le", "C’est normal", "sous «\u{a0}Téléphone perdu\u{a0}»"]
    {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert!(!said.contains("knew the reward") && !said.contains("http"), "{said}");
    for file in std::fs::read_dir(server.data()).expect("the data folder").map(|entry| entry.expect("a file").path()) {
        let bytes = std::fs::read(&file).expect("its bytes");
        assert!(!bytes.windows(OWNER.len()).any(|part| part == OWNER.as_bytes()), "{}", file.display());
    }
}

#[test]
fn staff_helps_a_phone_that_lost_everything() {
    let mailbox = Mailbox::open();
    let server = mailbox.demo("");
    server.write_to_owner(OWNER, "fr");
    let old = customer::with_card(&server);
    screens::stamp(&old, &server, demo::GOAL + 1);
    customer::sees_stamps(&old, 1);

    // Léa finds the card by when the customer was here, and asks what is on it.
    let film = Film::of_nothing();
    let counter = till::open(&server, &film);
    // The tablet was never told where it is; the shop is in Paris.
    counter.cdp("Emulation.setTimezoneOverride", json!({"timezoneId": "Asia/Tokyo"}));
    counter.tap("Léa, Menu");
    counter.tap("Lost phone");
    counter.sees("Look for the card by its number");
    looked_at(&counter, "1-look");
    counter.script(NOW, &[]);
    counter.tap("They were here at about");
    counter.sees("1 reward ready");
    looked_at(&counter, "2-found");
    counter.tap("This is it");
    counter.sees("How do you know that it is theirs?");
    looked_at(&counter, "3-question");
    counter.fill("How do you know that it is theirs?", "knew the reward");
    counter.tap("Make a code");
    counter.sees("The code for the new phone");
    looked_at(&counter, "4-code");
    let (code, link) = code_on(&counter);
    assert_eq!(link, format!("{}#{code}", server.url("/demo/recover")));

    // The new phone scans it from the counter's screen.
    let new = Browser::open(Screen::PHONE);
    new.goto(&link);
    new.sees("Bring your card back");
    new.tap("Bring it back");
    new.sees("What is on it can be used from");
    let said = new.words();
    let until = said.split_once("can be used from ").and_then(|(_, rest)| rest.split_once(": until"));
    let until = until.expect("until when").0.to_owned();
    looked_at(&new, "5-waits");
    new.tap("Open it");
    customer::sees_stamps(&new, 1);
    new.element(customer::CODE);
    old.sees("This phone was taken off the card.");
    assert_eq!(old.count(customer::CODE), 0, "no dead code is shown");
    reads_of_it(&mailbox, &server);

    // The reward waits, until Léa, who is a manager, lets it pass.
    counter.tap("Back to the counter");
    counter.sees(till::ARMED);
    counter.tap("Type a code");
    counter.fill("Code under the QR", &customer::typed_code(&new));
    counter.tap("Check");
    if counter.sees_one_of(&["Another purchase", "Redeem"]) == "Another purchase" {
        counter.tap("Another purchase");
    }
    counter.tap("Redeem");
    counter.sees("This card was moved to another phone: what is on it waits until");
    counter.sees(&at_the_counter(&counter, &until));
    looked_at(&counter, "6-paused");
    counter.tap("Let it pass");
    counter.sees("Reward used");

    // What happened is there to be read.
    counter.goto(&server.url("/counter/lost-phone"));
    counter.sees("knew the reward");
    counter.sees("Léa ended the wait.");
    looked_at(&counter, "7-notices");
    let errors = counter.console_errors();
    // A refusal is an answer of the server, which the browser writes down.
    assert!(errors.iter().all(|error| error.contains("409")), "{errors:?}");
    assert_eq!(new.console_errors(), Vec::<String>::new());
    server.assert_verified();
}
