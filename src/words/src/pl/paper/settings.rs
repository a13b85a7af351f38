//! Polish: the phones of a card.

use crate::Template;
use crate::paper::Settings;

pub const WORDS: Settings = Settings {
    phones: "Telefony z tą kartą",
    what_phones_are: "Każdy telefon i każda ikona na ekranie głównym ma własny klucz. Najwyżej cztery z nich mogą pokazywać tę kartę; piąty zajmuje miejsce tego, który najdłużej nie był używany.",
    phone_no: Template("Telefon {0}"),
    this_phone: "Ten telefon",
    added: Template("Od {0}"),
    last_used: Template("ostatnio pokazany {0}"),
    never_used: "jeszcze nie pokazany",
    webcrypto: "Przeglądarka przechowuje jego klucz i nikomu go nie daje.",
    memory: "Jego klucz powstaje na nowo przy każdym otwarciu karty.",
    raw: "Jego klucz leży w pamięci przeglądarki, dlatego sklep potwierdza każdą nagrodę.",
    rename: "Nazwij",
    name: "Nazwa",
    take_off: "Odłącz",
    question: "Odłączyć ten telefon od karty?",
    means_here: "To telefon, na którym to czytasz. Od razu przestanie pokazywać swój kod. Karta zostaje Twoja w tej przeglądarce: wróci po jednym dotknięciu.",
    means_this_browser: "Należy do tej przeglądarki, na przykład jako ikona na ekranie głównym. Od razu przestanie pokazywać swój kod. Tam karta wróci po jednym dotknięciu.",
    means_elsewhere: "Od razu przestanie pokazywać swój kod, a karta zniknie z tego telefonu. Tak trzeba, jeśli został zgubiony, sprzedany lub oddany.",
    means_always: "Twoje pieczątki i nagrody zostają, jak są: są w sklepie, a nie w telefonie.",
    the_only_one: "Żaden inny telefon nie ma tej karty.",
    keep: "Zostaw",
    named: "Nazwa jest zapisana.",
    revoked: "Telefon został odłączony od karty.",
};
