//! French: the history of a card.

use crate::Template;
use crate::paper::History;

pub const WORDS: History = History {
    empty: "Rien pour l’instant. Votre première visite sera ici.",
    earlier: "Plus ancien",
    undone: "Annulé",
    ready: Template("Prêt pour vous : {0}"),
    visit: "Visite",
    purchase: "Achat",
    action: "Merci de votre geste",
    used: Template("Utilisé : {0}"),
    spent: "Payé en crédit",
    gift: Template("Un cadeau pour vous : {0}"),
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
