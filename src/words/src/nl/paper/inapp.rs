//! Dutch: above the card inside other apps.

use crate::Template;
use crate::paper::InApp;

pub const WORDS: InApp = InApp {
    title: "Beter in je browser",
    why: "In het venster van deze app kan een kaart zoekraken. Je browser bewaart hem.",
    how: Template("Tik {1} op {0} en dan op ‘Openen in browser’ of ‘Openen in {2}’."),
    top: "rechtsboven",
    bottom: "rechtsonder",
    open: "Openen in de browser",
    link: "Of neem de link mee",
    copy: "Kopiëren",
    copied: "Gekopieerd",
};
