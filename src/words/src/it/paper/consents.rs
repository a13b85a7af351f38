//! Italian: the consents.

use crate::Template;
use crate::paper::Consents;

pub const WORDS: Consents = Consents {
    news: Template("{0} può inviarmi le sue novità e offerte {1}, finché non dico diversamente."),
    reminders: Template(
        "{0} può ricordarmi {1} i premi che mi aspettano e ciò che sta per scadere, finché non dico diversamente.",
    ),
    by_email: "via e-mail",
    by_sms: "via SMS",
    by_push: "con notifiche sul mio telefono",
};
