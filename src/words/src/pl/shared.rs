//! Polish: what all apps say.

use super::count;
use crate::{Sentences, Shared};

pub const WORDS: Shared = Shared {
    close: "Zamknij",
    back: "Wstecz",
    retry: "Spróbuj ponownie",
    new_version: "Jest nowa wersja.",
    reload: "Odśwież",
    language: "Język",
    just_now: "przed chwilą",
    stamps: count("{0} pieczątka", "{0} pieczątki", "{0} pieczątek"),
    points: count("{0} punkt", "{0} punkty", "{0} punktów"),
    offline: Sentences::new("Nie ma teraz połączenia.", "Sprawdź sieć i spróbuj ponownie."),
    rate_limited: Sentences::new("To było dużo naraz.", "Poczekaj chwilę i spróbuj ponownie."),
    busy: Sentences::new("Serwer jest zajęty.", "Spróbuj za chwilę: nic nie przepadnie."),
    internal: Sentences::new("Coś poszło nie tak po naszej stronie.", "Spróbuj ponownie: nic nie liczy się dwa razy."),
    unknown_shop: Sentences::new(
        "Pod tym adresem nie ma sklepu.",
        "Sprawdź link albo zeskanuj ponownie plakat sklepu.",
    ),
    not_found: Sentences::new("Pod tym adresem nic nie ma.", "Wróć i spróbuj ponownie."),
    bad_public_key: Sentences::new(
        "Klucz tego telefonu nie został przyjęty.",
        "Zaktualizuj przeglądarkę i otwórz kartę ponownie.",
    ),
    holder_required: Sentences::new("Ta przeglądarka nie ma tu karty.", "Odbierz kartę na stronie sklepu."),
    failed: Sentences::new("Nie udało się.", "Odśwież stronę i spróbuj ponownie."),
};
