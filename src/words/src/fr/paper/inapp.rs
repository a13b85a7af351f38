//! French: above the card inside other apps.

use crate::Template;
use crate::paper::InApp;

pub const WORDS: InApp = InApp {
    title: "Mieux dans votre navigateur",
    why: "Dans la fenêtre de cette appli, une carte peut se perdre. Votre navigateur la garde.",
    how: Template("Touchez {0} {1}, puis « Ouvrir dans le navigateur » ou « Ouvrir dans {2} »."),
    top: "en haut à droite",
    bottom: "en bas à droite",
    open: "Ouvrir dans le navigateur",
    link: "Ou emportez le lien",
    copy: "Copier",
    copied: "Copié",
};
