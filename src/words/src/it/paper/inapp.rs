//! Italian: above the card inside other apps.

use crate::Template;
use crate::paper::InApp;

pub const WORDS: InApp = InApp {
    title: "Meglio nel tuo browser",
    why: "Nella finestra di questa app una carta può andare persa. Il tuo browser la conserva.",
    how: Template("Tocca {0} {1}, poi «Apri nel browser» o «Apri in {2}»."),
    top: "in alto a destra",
    bottom: "in basso a destra",
    open: "Apri nel browser",
    link: "Oppure porta con te il link",
    copy: "Copia",
    copied: "Copiato",
};
