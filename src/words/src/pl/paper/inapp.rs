//! Polish: above the card inside other apps.

use crate::Template;
use crate::paper::InApp;

pub const WORDS: InApp = InApp {
    title: "Lepiej w Twojej przeglądarce",
    why: "W oknie tej aplikacji karta może przepaść. Twoja przeglądarka ją zachowa.",
    how: Template("Dotknij {0} {1}, a potem „Otwórz w przeglądarce” lub „Otwórz w {2}”."),
    top: "w prawym górnym rogu",
    bottom: "w prawym dolnym rogu",
    open: "Otwórz w przeglądarce",
    link: "Albo zabierz link ze sobą",
    copy: "Kopiuj",
    copied: "Skopiowano",
};
