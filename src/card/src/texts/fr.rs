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
    ready: "Prêt pour vous",
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
    history_empty: "Rien encore. Votre premier tampon sera ici.",
    more: "Voir plus",
    my_cards: "Mes cartes",
    no_cards: Said::fixed(
        "Pas encore de carte dans ce navigateur.",
        "Scannez l’affiche d’une boutique : votre première carte est à un geste.",
    ),
    offline_as_of: |time| ["Hors ligne, état de ", time].concat(),
    lost: Said::fixed(
        "Il y avait une carte dans ce navigateur, mais sa clé a disparu.",
        "Vos tampons sont en sécurité : ouvrez la carte sur le téléphone qui l’a encore, ou demandez au comptoir.",
    ),
    new_card: "Prendre une nouvelle carte",
    detached: Said::fixed(
        "Ce navigateur ne peut plus actualiser la carte.",
        "Si le code n’est pas accepté, demandez au comptoir, ou prenez une nouvelle carte.",
    ),
    stranded: Said::fixed(
        "Pour obtenir une carte, il faut du réseau une fois.",
        "Connectez-vous, puis réessayez. Ensuite elle marche sans réseau.",
    ),
    blocked: Said::fixed("La boutique a suspendu cette carte.", "Demandez au comptoir : on vous dira pourquoi."),
    install: "Mettre sur l’écran d’accueil",
    install_by_share: "Pour l’avoir sous la main : Partager, puis « Sur l’écran d’accueil ».",
    landed: |new, balance, goal| {
        let more = if new == 1 { "Un tampon".to_owned() } else { stamps(new) };
        [&more, " de plus. ", &stamps(balance), " sur ", &goal.to_string(), "."].concat()
    },
    card_full: |reward| ["Votre carte est pleine ! Prêt pour vous : ", reward, "."].concat(),
    reward_used: |reward| ["Utilisé : ", reward, ". Bonne journée !"].concat(),
    taken_back: "La dernière opération a été annulée.",
    used: |reward| ["Utilisé : ", reward].concat(),
    gift: |reward| ["Un cadeau pour vous : ", reward].concat(),
    spent: "Payé avec l’avoir",
    undo: "Une opération annulée",
    undone: "Annulé",
    earned_reward: |reward| ["Carte pleine : ", reward].concat(),
};

fn stamps(count: i64) -> String {
    counted(count, (-1..=1).contains(&count), "tampon", "tampons")
}
