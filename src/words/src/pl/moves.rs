//! Polish: the counter's page for lost phones.

use super::count;
use crate::{Moves, Template};

pub const WORDS: Moves = Moves {
    back: "Wróć do lady",
    about: "Poszukaj karty po numerze albo po tym, kiedy klient tu był. Nowy telefon dostanie ją ze wszystkim, co na niej jest.",
    number: "Numer karty",
    around: "Był tu około",
    find: "Szukaj karty",
    found: "Nie czytaj tego na głos: zapytaj, kiedy klient był tu ostatnio i co jest na karcie.",
    none: "Żadna karta nie pasuje. Zapytaj o inny dzień lub godzinę.",
    here: Template("Tutaj {0}"),
    last: Template("Ostatnio tutaj {0}"),
    never: "Jeszcze nigdy przy ladzie",
    rewards: count("{0} nagroda gotowa", "{0} nagrody gotowe", "{0} nagród gotowych"),
    choose: "To ta",
    other: "Inna karta",
    means: "Nowy telefon dostanie kartę, stary straci ją od razu, razem z kodem odzyskiwania. To, co na niej jest, czeka 24 godziny na użycie; zbierać można dalej. Właściciel to przeczyta, z twoim imieniem.",
    reason: "Skąd wiesz, że to ta karta?",
    give: "Utwórz kod",
    code: "Kod dla nowego telefonu",
    use_it: Template("Zeskanuj to aparatem nowego telefonu albo otwórz na nim {0} i wpisz kod."),
    qr_label: "Ten sam kod, dla aparatu telefonu",
    until: Template("Działa raz, do {0}."),
    till_full: "Ta kasa przeniosła dziś już wszystkie karty, które może.",
    moved_today: "Ta karta została dziś już przeniesiona.",
    moves: "Przeniesione karty",
    no_moves: "Jeszcze żadnych.",
    by: Template("{0}, przy „{1}”"),
    unused: "Kod nie został użyty.",
    waits: Template("To, co na niej jest, czeka do {0}."),
    free: "To, co na niej jest, można wykorzystać.",
    lifted_by: Template("{0}: koniec czekania."),
    lift: "Zakończ czekanie",
    lifted: "To, co jest na karcie, można już wykorzystać.",
};
