//! Polish: the history of a card.

use crate::Template;
use crate::paper::History;

pub const WORDS: History = History {
    empty: "Na razie nic. Tu pojawi się Twoja pierwsza wizyta.",
    earlier: "Wcześniejsze",
    undone: "Cofnięte",
    ready: Template("Gotowe dla Ciebie: {0}"),
    visit: "Wizyta",
    purchase: "Zakup",
    action: "Dziękujemy za udział",
    used: Template("Wykorzystano: {0}"),
    spent: "Zapłacono środkami z karty",
    gift: Template("Prezent dla Ciebie: {0}"),
    adjusted: "Poprawione przez sklep",
    referred: "Polecenie znajomej osobie",
    membership: "Członkostwo",
    prolonged: "Więcej czasu na to, co masz",
    lapsed: "Wygasło",
    rewards_lapsed: "Nagroda wygasła",
    reviewed: "Twój poziom został ponownie sprawdzony",
    opening: "Przeniesione z Twojej poprzedniej karty",
    moved_out: "Przeszło na inną kartę",
    moved_in: "Przyszło z innej karty",
    voided: "Krok został cofnięty",
    refunded: "Część została zwrócona",
    unknown: "Coś się zmieniło",
};
