//! The words of the server's own pages, a `static` a language.

use loyalty::Language;
use store::Lang;

/// All of them.
pub struct Words {
    /// BCP 47.
    pub code: &'static str,
    /// Back to the card.
    pub back: &'static str,
    /// The page of what happened.
    pub history: &'static str,
    /// The page of the terms.
    pub terms: &'static str,
    /// The page of the phones.
    pub settings: &'static str,
    /// The page about the person.
    pub person: &'static str,
    /// The page that shows how to install.
    pub install: &'static str,
    /// What the pages are together, for screen readers.
    pub pages: &'static str,
    /// Which version of the terms this is.
    pub version: fn(u32) -> String,
    /// Nothing happened yet.
    pub empty: &'static str,
    /// This browser has no card of the shop.
    pub no_card: &'static str,
    /// The next page.
    pub earlier: &'static str,
    /// Beside what was taken back.
    pub undone: &'static str,
    /// Before a reward that came onto the card.
    pub ready: &'static str,
    /// Stamps, counted.
    pub stamps: fn(i64) -> String,
    /// Points, counted.
    pub points: fn(i64) -> String,
    /// When, of what is not long ago.
    pub today: &'static str,
    pub yesterday: &'static str,
    pub on: fn(&str) -> String,
    // What became of a form that was refused: it can't be so, its page is old, what it is about is gone, too many tries, a failure.
    pub invalid: &'static str,
    pub again: &'static str,
    pub gone: &'static str,
    pub wait: &'static str,
    pub failed: &'static str,
    /// January to December.
    pub months: [&'static str; 12],
    // What each kind of operation is called.
    pub visit: &'static str,
    pub purchase: &'static str,
    pub action: &'static str,
    pub used: &'static str,
    pub spent: &'static str,
    pub gift: &'static str,
    pub adjusted: &'static str,
    pub referred: &'static str,
    pub membership: &'static str,
    pub prolonged: &'static str,
    pub lapsed: &'static str,
    pub rewards_lapsed: &'static str,
    pub reviewed: &'static str,
    pub opening: &'static str,
    pub moved_out: &'static str,
    pub moved_in: &'static str,
    pub voided: &'static str,
    pub refunded: &'static str,
    pub unknown: &'static str,
}

/// The words of a language; the pages speak French and English, as the programme's own sentences do.
pub fn words(lang: Lang) -> &'static Words {
    match Language::from(lang) {
        Language::En => &EN,
        Language::Fr => &FR,
    }
}

fn counted(count: i64, is_one: bool, one: &str, many: &str) -> String {
    format!("{count}\u{a0}{}", if is_one { one } else { many })
}

static EN: Words = Words {
    code: "en",
    back: "Back to the card",
    history: "History",
    terms: "The rules",
    settings: "Phones",
    person: "About you",
    install: "Home screen",
    pages: "More about this card",
    version: |version| {
        format!("Version {version} of the programme. What you earned before stays yours under a new one.")
    },
    empty: "Nothing yet. Your first visit will be here.",
    no_card: "This browser holds no card here. Open the shop's page to get one.",
    earlier: "Earlier",
    undone: "Undone",
    ready: "Ready for you: ",
    stamps: |count| counted(count, count == 1, "stamp", "stamps"),
    points: |count| counted(count, count == 1, "point", "points"),
    today: "today",
    yesterday: "yesterday",
    on: |day| format!("on {day}"),
    invalid: "That can’t be so. Look at what you filled in, then try again.",
    again: "The page was old. Nothing was changed: try again from here.",
    gone: "That is no longer there. This is how it stands now.",
    wait: "That was a lot of tries. Wait a few minutes, then try again.",
    failed: "That did not work. Nothing was changed: try again in a moment.",
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    visit: "Visit",
    purchase: "Purchase",
    action: "Thank you for joining in",
    used: "Used: ",
    spent: "Paid with credit",
    gift: "A gift for you: ",
    adjusted: "Corrected by the shop",
    referred: "You brought a friend",
    membership: "Membership",
    prolonged: "More time to use what you have",
    lapsed: "Lapsed",
    rewards_lapsed: "A reward lapsed",
    reviewed: "Your level was looked at again",
    opening: "Taken over from your card before",
    moved_out: "Moved to another card",
    moved_in: "Came from another card",
    voided: "A step was undone",
    refunded: "A part was refunded",
    unknown: "Something changed",
};

static FR: Words = Words {
    code: "fr",
    back: "Retour à la carte",
    history: "Historique",
    terms: "Le règlement",
    settings: "Téléphones",
    person: "À propos de vous",
    install: "Écran d’accueil",
    pages: "Plus sur cette carte",
    version: |version| {
        format!("Version {version} du programme. Ce que vous avez gagné avant reste à vous sous la suivante.")
    },
    empty: "Rien pour l’instant. Votre première visite sera ici.",
    no_card: "Ce navigateur n’a pas de carte ici. Ouvrez la page de la boutique pour en obtenir une.",
    earlier: "Plus ancien",
    undone: "Annulé",
    ready: "Prêt pour vous\u{a0}: ",
    // 0 and 1 are singular in French.
    stamps: |count| counted(count, count < 2, "tampon", "tampons"),
    points: |count| counted(count, count < 2, "point", "points"),
    today: "aujourd’hui",
    yesterday: "hier",
    on: |day| format!("le {day}"),
    invalid: "Cela n’est pas possible ainsi. Vérifiez ce que vous avez rempli, puis réessayez.",
    again: "La page était ancienne. Rien n’a changé\u{a0}: réessayez d’ici.",
    gone: "Cela n’existe plus. Voici où l’on en est.",
    wait: "Cela fait beaucoup d’essais. Attendez quelques minutes, puis réessayez.",
    failed: "Cela n’a pas marché. Rien n’a changé\u{a0}: réessayez dans un instant.",
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    visit: "Visite",
    purchase: "Achat",
    action: "Merci de votre geste",
    used: "Utilisé\u{a0}: ",
    spent: "Payé en crédit",
    gift: "Un cadeau pour vous\u{a0}: ",
    adjusted: "Corrigé par la boutique",
    referred: "Vous avez amené un ami",
    membership: "Adhésion",
    prolonged: "Plus de temps pour en profiter",
    lapsed: "Arrivé à échéance",
    rewards_lapsed: "Une récompense est arrivée à échéance",
    reviewed: "Votre niveau a été revu",
    opening: "Repris de votre carte d’avant",
    moved_out: "Passé sur une autre carte",
    moved_in: "Venu d’une autre carte",
    voided: "Une étape a été annulée",
    refunded: "Une partie a été remboursée",
    unknown: "Quelque chose a changé",
};
