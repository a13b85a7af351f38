//! Dutch: letters.

use crate::Template;
use crate::paper::Letters;

pub const WORDS: Letters = Letters {
    subject: Template("Je code voor {0}"),
    your_code: "Je code:",
    type_it: "Typ hem binnen 10 minuten op de pagina waar je erom hebt gevraagd.",
    confirming: Template("Daarna haalt dit adres je kaart van {0} terug, mocht je je telefoon kwijtraken."),
    recovering: Template("Hij zet je kaart van {0} op die telefoon; alle andere raken hem kwijt."),
    not_asked: "Heb je er niet om gevraagd? Dan hoef je niets te doen. Geef de code aan niemand, ook niet bij de kassa.",
};
