//! Spanish: the history of a card.

use crate::Template;
use crate::paper::History;

pub const WORDS: History = History {
    empty: "Todavía nada. Tu primera visita aparecerá aquí.",
    earlier: "Anteriores",
    undone: "Deshecho",
    ready: Template("Listo para ti: {0}"),
    visit: "Visita",
    purchase: "Compra",
    action: "Gracias por participar",
    used: Template("Usado: {0}"),
    spent: "Pagado con saldo",
    gift: Template("Un regalo para ti: {0}"),
    adjusted: "Corregido por la tienda",
    referred: "Has traído a alguien",
    membership: "Inscripción",
    prolonged: "Más tiempo para usar lo que tienes",
    lapsed: "Caducado",
    rewards_lapsed: "Una recompensa ha caducado",
    reviewed: "Se ha revisado tu nivel",
    opening: "Traído de tu tarjeta anterior",
    moved_out: "Pasado a otra tarjeta",
    moved_in: "Venido de otra tarjeta",
    voided: "Se ha deshecho un paso",
    refunded: "Se ha devuelto una parte",
    unknown: "Algo ha cambiado",
};
