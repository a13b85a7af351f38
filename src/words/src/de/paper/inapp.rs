//! German: above the card inside other apps.

use crate::Template;
use crate::paper::InApp;

pub const WORDS: InApp = InApp {
    title: "Besser in Ihrem Browser",
    why: "Im Fenster dieser App kann eine Karte verloren gehen. Ihr Browser behält sie.",
    how: Template("Tippen Sie {1} auf {0}, dann auf „Im Browser öffnen“ oder „In {2} öffnen“."),
    top: "oben rechts",
    bottom: "unten rechts",
    open: "Im Browser öffnen",
    link: "Oder nehmen Sie den Link mit",
    copy: "Kopieren",
    copied: "Kopiert",
};
