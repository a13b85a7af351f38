//! A code by e-mail: an address is confirmed, and brings the card to another phone when the first one is lost.

use std::time::Duration;

use it::mailbox::{Mailbox, code_in};
use it::{Browser, Light, Screen, axe};

use crate::customer;

const EMAIL: &str = "lea@example.org";

fn look(browser: &Browser, step: &str) {
    for (light, name) in [(Light::Light, ""), (Light::Dark, "-at-night")] {
        browser.set_media(light, false);
        std::thread::sleep(Duration::from_millis(300));
        browser.keep("letters", &format!("{step}{name}"));
        axe::assert_accessible(browser, &format!("letters {step}{name}"));
    }
    browser.set_media(Light::Light, false);
}

#[test]
fn a_lost_card_comes_back_by_a_letter() {
    let mailbox = Mailbox::open();
    let server = mailbox.demo("");
    let old = customer::with_card(&server);
    old.tap("About you");
    old.fill("E-mail", EMAIL);
    old.tap("Save");
    old.sees("First show that the address is yours");
    old.element("form[action^='/demo/profile/email']");
    old.script(
        "document.querySelector(\"form[action^='/demo/profile/email']\").scrollIntoView({ block: 'center' })",
        &[],
    );
    look(&old, "1-an-address");
    old.tap("Send me a code");
    old.sees("A code is on its way to your address");
    old.script("document.querySelector('[name=code]').scrollIntoView({ block: 'center' })", &[]);
    look(&old, "2-a-code-is-asked");
    old.fill("Code from the e-mail", &code_in(&mailbox.letter_to(EMAIL)).to_lowercase());
    old.tap("Confirm the address");
    old.sees("Your address is confirmed");
    old.sees(&format!("A code sent to {EMAIL} brings this card to another phone"));

    let new = Browser::open(Screen::PHONE.in_french());
    new.goto(&server.url("/demo/recover"));
    new.sees("Ou par e-mail");
    look(&new, "3-lost");
    new.fill("Adresse e-mail", EMAIL);
    new.tap("M’envoyer un code");
    new.sees("Si une carte d’ici a cette adresse");
    look(&new, "4-a-letter-is-waited-for");
    new.fill("Code de l’e-mail", "0000-0000");
    new.tap("La faire revenir");
    new.sees("Ce n’est pas le code de l’e-mail");
    look(&new, "5-a-wrong-code");
    new.fill("Code de l’e-mail", &code_in(&mailbox.letter_to(EMAIL)));
    new.tap("La faire revenir");
    new.element("[aria-label^='Le code de votre carte']");
    assert_eq!(new.console_errors(), Vec::<String>::new());

    old.goto(&server.url("/demo"));
    old.sees("This phone was taken off the card.");
}

/// A letter with a code goes to no mail server whose certificate is nobody's.
#[test]
fn no_letter_goes_to_a_server_that_nobody_vouches_for() {
    let mailbox = Mailbox::with_a_certificate_of_its_own();
    let server = mailbox.demo("?tls=required");
    let phone = customer::with_card(&server);
    phone.tap("About you");
    phone.fill("E-mail", EMAIL);
    phone.tap("Save");
    phone.tap("Send me a code");
    phone.sees("A code is on its way to your address");
    mailbox.stays_empty_for(Duration::from_secs(5));
}
