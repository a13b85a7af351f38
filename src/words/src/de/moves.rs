//! German: the counter's page for lost phones.

use super::count;
use crate::{Moves, Template};

pub const WORDS: Moves = Moves {
    back: "Zurück zur Theke",
    about: "Suchen Sie die Karte nach ihrer Nummer oder danach, wann der Gast hier war. Ein neues Handy bekommt sie mit allem, was darauf ist.",
    number: "Kartennummer",
    around: "Hier gewesen etwa",
    find: "Karte suchen",
    found: "Lesen Sie das nicht vor: Fragen Sie, wann jemand zuletzt hier war und was auf der Karte ist.",
    none: "Keine Karte passt. Fragen Sie nach einem anderen Tag oder einer anderen Stunde.",
    here: Template("Hier am {0}"),
    last: Template("Zuletzt hier am {0}"),
    never: "Noch nie an der Theke",
    rewards: count("{0} Prämie bereit", "{0} Prämien bereit"),
    choose: "Das ist sie",
    other: "Eine andere Karte",
    means: "Das neue Handy bekommt die Karte, das alte verliert sie sofort, samt Rettungscode. Was darauf ist, wartet 24 Stunden aufs Einlösen; sammeln geht weiter. Der Betrieb liest davon, mit Ihrem Namen.",
    reason: "Woher wissen Sie, dass es die richtige ist?",
    give: "Code erstellen",
    code: "Der Code für das neue Handy",
    use_it: Template("Mit der Kamera des neuen Handys scannen, oder dort {0} öffnen und den Code eintippen."),
    qr_label: "Derselbe Code, für die Kamera eines Handys",
    until: Template("Er gilt einmal, bis {0}."),
    till_full: "Diese Kasse hat heute schon alle Karten umgezogen, die sie darf.",
    moved_today: "Diese Karte ist heute schon umgezogen.",
    moves: "Umgezogene Karten",
    no_moves: "Noch keine.",
    by: Template("Von {0}, an „{1}“"),
    unused: "Der Code wurde nicht benutzt.",
    waits: Template("Was darauf ist, wartet bis {0}."),
    free: "Was darauf ist, kann eingelöst werden.",
    lifted_by: Template("{0} hat das Warten beendet."),
    lift: "Warten beenden",
    lifted: "Was auf der Karte ist, kann jetzt eingelöst werden.",
};
