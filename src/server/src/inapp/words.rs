//! What a card's page says inside other apps, a `static` a language.

use loyalty::Language;
use store::Lang;

/// All of it.
pub(super) struct Words {
    pub title: &'static str,
    /// What may go wrong in there.
    pub why: &'static str,
    /// `(dots, where they are, browser)`
    pub how: fn(&str, &str, &str) -> String,
    pub top: &'static str,
    pub bottom: &'static str,
    /// On the link that does it, where there is one.
    pub open: &'static str,
    /// Above the address.
    pub link: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
}

pub(super) fn words(lang: Lang) -> &'static Words {
    match Language::from(lang) {
        Language::En => &EN,
        Language::Fr => &FR,
    }
}

static EN: Words = Words {
    title: "Better in your browser",
    why: "In this app’s window a card may get lost. Your browser keeps it.",
    how: |dots, place, browser| format!("Tap {dots} {place}, then “Open in browser” or “Open in {browser}”."),
    top: "at the top right",
    bottom: "at the bottom right",
    open: "Open in the browser",
    link: "Or take the link with you",
    copy: "Copy",
    copied: "Copied",
};

static FR: Words = Words {
    title: "Mieux dans votre navigateur",
    why: "Dans la fenêtre de cette appli, une carte peut se perdre. Votre navigateur la garde.",
    how: |dots, place, browser| {
        format!(
            "Touchez {dots} {place}, puis «\u{a0}Ouvrir dans le navigateur\u{a0}» ou «\u{a0}Ouvrir dans {browser}\u{a0}»."
        )
    },
    top: "en haut à droite",
    bottom: "en bas à droite",
    open: "Ouvrir dans le navigateur",
    link: "Ou emportez le lien",
    copy: "Copier",
    copied: "Copié",
};
