//! Dutch: the history of a card.

use crate::Template;
use crate::paper::History;

pub const WORDS: History = History {
    empty: "Nog niets. Je eerste bezoek komt hier te staan.",
    earlier: "Eerder",
    undone: "Ongedaan gemaakt",
    ready: Template("Klaar voor jou: {0}"),
    visit: "Bezoek",
    purchase: "Aankoop",
    action: "Bedankt voor het meedoen",
    used: Template("Gebruikt: {0}"),
    spent: "Met tegoed betaald",
    gift: Template("Een cadeau voor jou: {0}"),
    adjusted: "Door de winkel gecorrigeerd",
    referred: "Je hebt iemand meegebracht",
    membership: "Lidmaatschap",
    prolonged: "Meer tijd voor wat je hebt",
    lapsed: "Verlopen",
    rewards_lapsed: "Een beloning is verlopen",
    reviewed: "Je niveau is opnieuw bekeken",
    opening: "Overgenomen van je vorige kaart",
    moved_out: "Naar een andere kaart gegaan",
    moved_in: "Van een andere kaart gekomen",
    voided: "Een stap is ongedaan gemaakt",
    refunded: "Een deel is terugbetaald",
    unknown: "Er is iets veranderd",
};
