//! Polish: what more than one page says.

use crate::Template;
use crate::paper::{Common, MailCode};

pub const WORDS: Common = Common {
    back: "Wróć do karty",
    pages: "Więcej o tej karcie",
    install: "Ekran główny",
    version: Template("Wersja {0} programu. To, co masz z poprzedniej, zostaje Twoje także w nowej."),
    no_card: "Ta przeglądarka nie ma tu karty. Odbierzesz ją na stronie sklepu.",
    save: "Zapisz",
    invalid: "Tak być nie może. Sprawdź, co wpisano, i spróbuj ponownie.",
    again: "Strona była nieaktualna. Nic się nie zmieniło: spróbuj ponownie stąd.",
    gone: "Tego już nie ma. Tak to wygląda teraz.",
    wait: "To było dużo prób. Poczekaj kilka minut i spróbuj ponownie.",
    failed: "Nie udało się. Nic się nie zmieniło: spróbuj ponownie za chwilę.",
};

pub const MAIL_CODE: MailCode = MailCode {
    send: "Wyślij mi kod",
    send_another: "Wyślij jeszcze jeden kod",
    type_it: "Wpisz tu kod z e-maila. Nic nie przyszło? Zajrzyj do spamu.",
    label: "Kod z e-maila",
    wrong: "To nie jest kod z e-maila albo jest już za stary.",
};
