//! German: the history of a card.

use crate::Template;
use crate::paper::History;

pub const WORDS: History = History {
    empty: "Noch nichts. Ihr erster Besuch wird hier stehen.",
    earlier: "Ältere",
    undone: "Rückgängig gemacht",
    ready: Template("Bereit für Sie: {0}"),
    visit: "Besuch",
    purchase: "Einkauf",
    action: "Danke fürs Mitmachen",
    used: Template("Eingelöst: {0}"),
    spent: "Mit Guthaben bezahlt",
    gift: Template("Ein Geschenk für Sie: {0}"),
    adjusted: "Vom Geschäft berichtigt",
    referred: "Sie haben jemanden mitgebracht",
    membership: "Mitgliedschaft",
    prolonged: "Mehr Zeit für das, was Sie haben",
    lapsed: "Verfallen",
    rewards_lapsed: "Eine Prämie ist verfallen",
    reviewed: "Ihre Stufe wurde neu bestimmt",
    opening: "Von Ihrer früheren Karte übernommen",
    moved_out: "Auf eine andere Karte übertragen",
    moved_in: "Von einer anderen Karte gekommen",
    voided: "Ein Schritt wurde rückgängig gemacht",
    refunded: "Ein Teil wurde erstattet",
    unknown: "Etwas hat sich geändert",
};
