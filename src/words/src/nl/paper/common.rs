//! Dutch: what more than one page says.

use crate::Template;
use crate::paper::{Common, MailCode};

pub const WORDS: Common = Common {
    back: "Terug naar de kaart",
    pages: "Meer over deze kaart",
    install: "Beginscherm",
    version: Template("Versie {0} van het programma. Wat je daarvoor hebt gespaard, blijft onder een nieuwe van jou."),
    no_card: "Deze browser heeft hier geen kaart. Open de pagina van de winkel om er een op te halen.",
    save: "Opslaan",
    invalid: "Zo kan het niet. Kijk na wat je hebt ingevuld en probeer het opnieuw.",
    again: "De pagina was oud. Er is niets veranderd: probeer het hiervandaan opnieuw.",
    gone: "Dat is er niet meer. Zo staat het er nu voor.",
    wait: "Dat waren veel pogingen. Wacht een paar minuten en probeer het opnieuw.",
    failed: "Dat is niet gelukt. Er is niets veranderd: probeer het zo weer.",
};

pub const MAIL_CODE: MailCode = MailCode {
    send: "Stuur me een code",
    send_another: "Stuur nog een code",
    type_it: "Typ hier de code uit de e-mail. Niets gekomen? Kijk bij de ongewenste mail.",
    label: "Code uit de e-mail",
    wrong: "Dat is niet de code uit de e-mail, of hij is te oud.",
};
