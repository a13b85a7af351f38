//! English: above the card inside other apps.

use crate::Template;
use crate::paper::InApp;

pub const WORDS: InApp = InApp {
    title: "Better in your browser",
    why: "In this app’s window a card may get lost. Your browser keeps it.",
    how: Template("Tap {0} {1}, then “Open in browser” or “Open in {2}”."),
    top: "at the top right",
    bottom: "at the bottom right",
    open: "Open in the browser",
    link: "Or take the link with you",
    copy: "Copy",
    copied: "Copied",
};
