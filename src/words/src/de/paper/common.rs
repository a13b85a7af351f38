//! German: what more than one page says.

use crate::Template;
use crate::paper::{Common, MailCode};

pub const WORDS: Common = Common {
    back: "Zurück zur Karte",
    pages: "Mehr zu dieser Karte",
    install: "Startbildschirm",
    version: Template("Version {0} des Programms. Was Sie vorher gesammelt haben, bleibt unter einer neuen Ihres."),
    no_card: "In diesem Browser ist hier keine Karte. Auf der Seite des Geschäfts bekommen Sie eine.",
    save: "Speichern",
    invalid: "So kann das nicht sein. Sehen Sie nach, was Sie eingetragen haben, und versuchen Sie es noch einmal.",
    again: "Die Seite war veraltet. Es wurde nichts geändert: Versuchen Sie es von hier noch einmal.",
    gone: "Das gibt es nicht mehr. So sieht es jetzt aus.",
    wait: "Das waren viele Versuche. Warten Sie ein paar Minuten und versuchen Sie es noch einmal.",
    failed: "Das hat nicht geklappt. Es wurde nichts geändert: Versuchen Sie es gleich noch einmal.",
};

pub const MAIL_CODE: MailCode = MailCode {
    send: "Code schicken",
    send_another: "Noch einen Code schicken",
    type_it: "Geben Sie hier den Code aus der E-Mail ein. Es ist nichts angekommen? Sehen Sie im Spam-Ordner nach.",
    label: "Code aus der E-Mail",
    wrong: "Das ist nicht der Code aus der E-Mail, oder er ist zu alt.",
};
