//! Dutch: the counter's page for lost phones.

use super::count;
use crate::{Moves, Template};

pub const WORDS: Moves = Moves {
    back: "Terug naar de balie",
    about: "Zoek de kaart op haar nummer, of op wanneer de klant hier was. Een nieuwe telefoon krijgt haar met alles wat erop staat.",
    number: "Kaartnummer",
    around: "Was hier rond",
    find: "Kaart zoeken",
    found: "Lees dit niet voor: vraag wanneer iemand hier het laatst was en wat er op de kaart staat.",
    none: "Geen kaart past. Vraag naar een andere dag of een ander uur.",
    here: Template("Hier op {0}"),
    last: Template("Laatst hier op {0}"),
    never: "Nog nooit aan de balie",
    rewards: count("{0} beloning klaar", "{0} beloningen klaar"),
    choose: "Dit is ze",
    other: "Een andere kaart",
    means: "De nieuwe telefoon krijgt de kaart, de oude verliest haar meteen, met de herstelcode. Wat erop staat wacht 24 uur op gebruik; sparen gaat door. De eigenaar leest het, met je naam.",
    reason: "Hoe weet je dat het de hunne is?",
    give: "Code maken",
    code: "De code voor de nieuwe telefoon",
    use_it: Template("Scan dit met de camera van de nieuwe telefoon, of open daar {0} en typ de code."),
    qr_label: "Dezelfde code, voor de camera van een telefoon",
    until: Template("Hij werkt één keer, tot {0}."),
    till_full: "Deze kassa heeft vandaag alle kaarten overgezet die mogen.",
    moved_today: "Deze kaart is vandaag al overgezet.",
    moves: "Overgezette kaarten",
    no_moves: "Nog geen.",
    by: Template("Door {0}, aan ‘{1}’"),
    unused: "De code is niet gebruikt.",
    waits: Template("Wat erop staat wacht tot {0}."),
    free: "Wat erop staat kan gebruikt worden.",
    lifted_by: Template("{0} beëindigde het wachten."),
    lift: "Wachten beëindigen",
    lifted: "Wat op de kaart staat kan nu gebruikt worden.",
};
