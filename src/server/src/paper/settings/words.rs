//! The words of the settings, a `static` a language.

use loyalty::Language;
use store::Lang;
use wire::KeyStorage;

/// All of them.
pub struct Words {
    /// The page.
    pub title: &'static str,
    /// The phones that act for the card.
    pub phones: &'static str,
    /// What a phone is here.
    pub what_phones_are: &'static str,
    /// A phone without a name, by its number.
    pub phone_no: fn(u8) -> String,
    /// Beside the phone one reads this on.
    pub this_phone: &'static str,
    /// Since which day it has the card.
    pub added: fn(&str) -> String,
    /// When its code was last shown at the counter.
    pub last_used: fn(&str) -> String,
    /// Its code was never shown.
    pub never_used: &'static str,
    /// Where each kind of phone keeps its key.
    pub webcrypto: &'static str,
    pub memory: &'static str,
    pub raw: &'static str,
    /// Naming a phone: what opens it, the field, the button.
    pub rename: &'static str,
    pub name: &'static str,
    pub save: &'static str,
    /// Leads to the question.
    pub take_off: &'static str,
    /// The question, and what it means: on this phone, elsewhere in this browser, on another phone, and always.
    pub question: &'static str,
    pub means_here: &'static str,
    pub means_this_browser: &'static str,
    pub means_elsewhere: &'static str,
    pub means_always: &'static str,
    /// No other phone has the card.
    pub the_only_one: &'static str,
    /// The answers.
    pub do_take_off: &'static str,
    pub keep: &'static str,
    // What was done.
    pub named: &'static str,
    pub revoked: &'static str,
}

impl Words {
    /// Where a phone keeps its key.
    pub fn kept(&self, storage: KeyStorage) -> &'static str {
        match storage {
            KeyStorage::Webcrypto => self.webcrypto,
            KeyStorage::Memory => self.memory,
            KeyStorage::Raw => self.raw,
        }
    }

    /// What was done, by its key in the address.
    pub fn done(&self, said: &str) -> Option<&'static str> {
        match said {
            "named" => Some(self.named),
            "revoked" => Some(self.revoked),
            _ => None,
        }
    }
}

/// The words of a language.
pub fn words(lang: Lang) -> &'static Words {
    match Language::from(lang) {
        Language::En => &EN,
        Language::Fr => &FR,
    }
}

static EN: Words = Words {
    title: "Phones",
    phones: "Phones with this card",
    what_phones_are: "Each phone, and each icon on a home screen, has a key of its own. Up to four of them can show this card; a fifth takes the \
                      place of the one that was not used for longest.",
    phone_no: |number| format!("Phone {number}"),
    this_phone: "This phone",
    added: |day| format!("Since {day}"),
    last_used: |when| format!("last shown {when}"),
    never_used: "not shown yet",
    webcrypto: "The browser keeps its key and gives it to nobody.",
    memory: "Its key is made anew each time the card is opened.",
    raw: "Its key lies in the browser’s storage, so the shop confirms each reward.",
    rename: "Name it",
    name: "Name",
    save: "Save",
    take_off: "Take it off",
    question: "Take this phone off the card?",
    means_here: "It is the phone you are reading this on. It stops showing its code at once. The card stays yours in this browser: one tap brings it back.",
    means_this_browser: "It belongs to this browser, for instance as the icon on your home screen. It stops showing its code at once. One tap there brings it back.",
    means_elsewhere: "It stops showing its code at once, and the card goes from that phone. Right if it is lost, sold or given away.",
    means_always: "Your stamps and rewards stay as they are: they are with the shop, not on the phone.",
    the_only_one: "No other phone has this card.",
    do_take_off: "Take it off",
    keep: "Keep it",
    named: "The name is saved.",
    revoked: "The phone is off the card.",
};

static FR: Words = Words {
    title: "Téléphones",
    phones: "Téléphones avec cette carte",
    what_phones_are: "Chaque téléphone, et chaque icône sur un écran d’accueil, a sa propre clé. Quatre au plus peuvent montrer cette carte\u{a0}; un \
                      cinquième prend la place de celui qui n’a pas servi depuis le plus longtemps.",
    phone_no: |number| format!("Téléphone {number}"),
    this_phone: "Ce téléphone",
    added: |day| format!("Depuis le {day}"),
    last_used: |when| format!("montré {when}"),
    never_used: "pas encore montré",
    webcrypto: "Le navigateur garde sa clé et ne la donne à personne.",
    memory: "Sa clé est refaite à chaque ouverture de la carte.",
    raw: "Sa clé est dans le stockage du navigateur\u{a0}: la boutique confirme chaque récompense.",
    rename: "Lui donner un nom",
    name: "Nom",
    save: "Enregistrer",
    take_off: "Le retirer",
    question: "Retirer ce téléphone de la carte\u{a0}?",
    means_here: "C’est le téléphone sur lequel vous lisez ceci. Il ne montre plus son code, tout de suite. La carte reste à vous dans ce navigateur\u{a0}: un geste la fait revenir.",
    means_this_browser: "Il appartient à ce navigateur, par exemple comme icône sur votre écran d’accueil. Il ne montre plus son code, tout de suite. Un geste là-bas la fait revenir.",
    means_elsewhere: "Il ne montre plus son code, tout de suite, et la carte disparaît de ce téléphone. C’est ce qu’il faut s’il est perdu, vendu ou donné.",
    means_always: "Vos tampons et vos récompenses restent comme ils sont\u{a0}: ils sont à la boutique, pas dans le téléphone.",
    the_only_one: "Aucun autre téléphone n’a cette carte.",
    do_take_off: "Le retirer",
    keep: "Le garder",
    named: "Le nom est enregistré.",
    revoked: "Le téléphone est retiré de la carte.",
};
