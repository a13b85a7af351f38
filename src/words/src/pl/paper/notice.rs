//! Polish: the letter to the owner.

use crate::Template;
use crate::paper::Notice;

pub const WORDS: Notice = Notice {
    subject: Template("Karta {0} ({1}) przeszła na inny telefon"),
    moved: Template("Karta {0} ({1}) przeszła na inny telefon {2}."),
    by: Template("Kod do tego: {0}, przy kasie „{1}”."),
    ends: Template(
        "Telefony, które miały ją wcześniej, straciły ją, a jej kod odzyskiwania już nie działa. Tego, co na niej jest, nie można wykorzystać do {0}; zbierać można dalej.",
    ),
    right: Template(
        "Wszystko w porządku? W takim razie nic nie trzeba robić. Kierownik może zakończyć czekanie przy ladzie, w menu pod „{0}”.",
    ),
    wrong: Template(
        "Coś się nie zgadza? W takim razie zostaw czekanie tak, jak jest, i przeczytaj w tym samym miejscu, skąd {0} wie, czyja to karta. Od {1} można ją tam przenieść jeszcze raz, na właściwy telefon; ten, który ma ją teraz, od razu ją straci.",
    ),
};
