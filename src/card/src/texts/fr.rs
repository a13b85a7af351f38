//! Français.

use kit::i18n::{Said, counted};

use super::Texts;

/// Les mots.
pub static TEXTS: Texts = Texts {
    loyalty_card: "Carte de fidélité",
    get_card: "Obtenir ma carte",
    no_form: "Sans appli, sans compte, rien à remplir.",
    stamps_of: |balance, goal| [&stamps(balance), " sur ", &goal.to_string()].concat(),
    left: |missing, reward| ["Encore ", &stamps(missing), " avant votre récompense : ", reward].concat(),
    first_stamp: |goal, reward| [&stamps(goal.into()), " jusqu’à votre récompense : ", reward].concat(),
    credit: "de crédit pour payer",
    menu: "Ce que vos points vous offrent",
    to_go: |points| ["encore ", points].concat(),
    to_level: |missing, level| ["Encore ", missing, " avant ", level].concat(),
    visits: |count| counted(count, count < 2, "visite", "visites"),
    use_before: |what, date| [what, " à utiliser avant le ", date].concat(),
    member: "Membre",
    member_until: |date| ["Membre jusqu’au ", date].concat(),
    member_ended: |date| ["Votre adhésion a pris fin le ", date].concat(),
    ready: "Prêt pour vous",
    or: "ou ",
    show_to_use: "Montrez votre code au comptoir pour en profiter.",
    valid_until: |date| ["Jusqu’au ", date].concat(),
    show_this: "À montrer au comptoir",
    qr_label: "Le code de votre carte. Il change toutes les 15 secondes.",
    typed_code: "Ou dites ce code",
    enlarge: "Agrandir le code",
    tap_to_close: "Touchez pour fermer",
    no_code: Said::fixed("Votre code a besoin du réseau une fois.", "Connectez-vous un instant, il revient."),
    card_number: |number| ["N° ", number].concat(),
    history: "Historique",
    terms: "Le règlement",
    phones: "Téléphones",
    my_cards: "Mes cartes",
    no_cards: Said::fixed(
        "Pas encore de carte dans ce navigateur.",
        "Scannez l’affiche d’une boutique : votre première carte est à un geste.",
    ),
    offline_as_of: |time| ["Hors ligne, état de ", time].concat(),
    lost: Said::fixed(
        "Il y avait une carte dans ce navigateur, mais sa clé a disparu.",
        "Vos tampons sont à la boutique : faites-les revenir avec votre code de secours, ou demandez au comptoir.",
    ),
    new_card: "Prendre une nouvelle carte",
    detached: Said::fixed(
        "Ce navigateur ne peut plus actualiser la carte.",
        "Si le code n’est pas accepté, prenez votre code de secours, ou demandez au comptoir.",
    ),
    taken_off: Said::fixed("Ce téléphone a été retiré de la carte.", "C’était vous ? Un geste la fait revenir."),
    bring_back: "La faire revenir",
    stranded: Said::fixed(
        "Pour obtenir une carte, il faut du réseau une fois.",
        "Connectez-vous, puis réessayez. Ensuite elle marche sans réseau.",
    ),
    blocked: Said::fixed("La boutique a suspendu cette carte.", "Demandez au comptoir : on vous dira pourquoi."),
    merged: |number| Said {
        what: ["Tout ce que portait cette carte est passé sur la carte n° ", number, "."].concat().into(),
        todo: "Ouvrez l’autre, ou demandez au comptoir.".into(),
    },
    install: "Mettre sur l’écran d’accueil",
    install_by_share: "Pour l’avoir sous la main : Partager, puis « Sur l’écran d’accueil ».",
    landed: |new, balance, goal| {
        let more = if new == 1 { "Un tampon".to_owned() } else { stamps(new) };
        [&more, " de plus. ", &stamps(balance), " sur ", &goal.to_string(), "."].concat()
    },
    more_points: |new, balance| ["+ ", &points(new), ". ", &points(balance), " en tout."].concat(),
    card_full: |reward| ["Votre carte est pleine ! Prêt pour vous : ", reward, "."].concat(),
    reward_used: |reward| ["Utilisé : ", reward, ". Bonne journée !"].concat(),
    taken_back: "La dernière opération a été annulée.",
};

fn stamps(count: i64) -> String {
    counted(count, (-1..=1).contains(&count), "tampon", "tampons")
}

fn points(count: i64) -> String {
    counted(count, count.abs() < 2, "point", "points")
}
