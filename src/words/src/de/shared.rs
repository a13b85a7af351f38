//! German: what all apps say.

use super::count;
use crate::{Sentences, Shared};

pub const WORDS: Shared = Shared {
    close: "Schließen",
    back: "Zurück",
    retry: "Noch einmal",
    new_version: "Es gibt eine neue Version.",
    reload: "Neu laden",
    language: "Sprache",
    just_now: "gerade eben",
    stamps: count("{0} Stempel", "{0} Stempel"),
    points: count("{0} Punkt", "{0} Punkte"),
    offline: Sentences::new(
        "Gerade besteht keine Verbindung.",
        "Prüfen Sie das Netz und versuchen Sie es noch einmal.",
    ),
    rate_limited: Sentences::new(
        "Das war viel auf einmal.",
        "Warten Sie einen Moment und versuchen Sie es noch einmal.",
    ),
    busy: Sentences::new(
        "Der Server ist ausgelastet.",
        "Versuchen Sie es gleich noch einmal: Es geht nichts verloren.",
    ),
    internal: Sentences::new(
        "Bei uns ist etwas schiefgegangen.",
        "Versuchen Sie es noch einmal: Nichts wird doppelt gezählt.",
    ),
    unknown_shop: Sentences::new(
        "Unter dieser Adresse gibt es kein Geschäft.",
        "Prüfen Sie den Link oder scannen Sie das Plakat des Geschäfts noch einmal.",
    ),
    not_found: Sentences::new(
        "Unter dieser Adresse gibt es nichts.",
        "Gehen Sie zurück und versuchen Sie es noch einmal.",
    ),
    bad_public_key: Sentences::new(
        "Der Schlüssel dieses Handys wurde nicht angenommen.",
        "Aktualisieren Sie den Browser und öffnen Sie die Karte noch einmal.",
    ),
    holder_required: Sentences::new(
        "In diesem Browser ist hier keine Karte.",
        "Holen Sie sich eine Karte auf der Seite des Geschäfts.",
    ),
    failed: Sentences::new("Das hat nicht geklappt.", "Laden Sie die Seite neu und versuchen Sie es noch einmal."),
};
