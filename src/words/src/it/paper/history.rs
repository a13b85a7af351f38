//! Italian: the history of a card.

use crate::Template;
use crate::paper::History;

pub const WORDS: History = History {
    empty: "Ancora nulla. La tua prima visita sarà qui.",
    earlier: "Precedenti",
    undone: "Annullato",
    ready: Template("Pronto per te: {0}"),
    visit: "Visita",
    purchase: "Acquisto",
    action: "Grazie per aver partecipato",
    used: Template("Usato: {0}"),
    spent: "Pagato con il credito",
    gift: Template("Un regalo per te: {0}"),
    adjusted: "Corretto dal negozio",
    referred: "Hai portato qualcuno",
    membership: "Iscrizione",
    prolonged: "Più tempo per usare ciò che hai",
    lapsed: "Scaduto",
    rewards_lapsed: "Un premio è scaduto",
    reviewed: "Il tuo livello è stato rivisto",
    opening: "Ripreso dalla tua carta di prima",
    moved_out: "Passato a un’altra carta",
    moved_in: "Arrivato da un’altra carta",
    voided: "Un’operazione è stata annullata",
    refunded: "Una parte è stata rimborsata",
    unknown: "Qualcosa è cambiato",
};
