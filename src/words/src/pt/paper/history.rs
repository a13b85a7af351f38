//! Portuguese: the history of a card.

use crate::Template;
use crate::paper::History;

pub const WORDS: History = History {
    empty: "Ainda nada. A sua primeira visita ficará aqui.",
    earlier: "Anteriores",
    undone: "Anulado",
    ready: Template("Pronto para si: {0}"),
    visit: "Visita",
    purchase: "Compra",
    action: "Obrigado por participar",
    used: Template("Usado: {0}"),
    spent: "Pago com saldo",
    gift: Template("Um presente para si: {0}"),
    adjusted: "Corrigido pela loja",
    referred: "Trouxe alguém",
    membership: "Adesão",
    prolonged: "Mais tempo para usar o que tem",
    lapsed: "Expirou",
    rewards_lapsed: "Uma recompensa expirou",
    reviewed: "O seu nível foi revisto",
    opening: "Trazido do seu cartão anterior",
    moved_out: "Passou para outro cartão",
    moved_in: "Veio de outro cartão",
    voided: "Um passo foi anulado",
    refunded: "Uma parte foi reembolsada",
    unknown: "Algo mudou",
};
