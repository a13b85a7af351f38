//! Dutch: the phones of a card.

use crate::Template;
use crate::paper::Settings;

pub const WORDS: Settings = Settings {
    phones: "Telefoons met deze kaart",
    what_phones_are: "Elke telefoon, en elk pictogram op een beginscherm, heeft een eigen sleutel. Hooguit vier ervan kunnen deze kaart laten zien; een vijfde komt in de plaats van degene die het langst niet is gebruikt.",
    phone_no: Template("Telefoon {0}"),
    this_phone: "Deze telefoon",
    added: Template("Sinds {0}"),
    last_used: Template("laatst getoond {0}"),
    never_used: "nog niet getoond",
    webcrypto: "De browser bewaart de sleutel en geeft hem aan niemand.",
    memory: "De sleutel wordt opnieuw gemaakt elke keer dat de kaart opengaat.",
    raw: "De sleutel ligt in de opslag van de browser, dus de winkel bevestigt elke beloning.",
    rename: "Een naam geven",
    name: "Naam",
    take_off: "Eraf halen",
    question: "Deze telefoon van de kaart halen?",
    means_here: "Het is de telefoon waarop je dit leest. Hij laat zijn code meteen niet meer zien. De kaart blijft van jou in deze browser: met één tik is hij terug.",
    means_this_browser: "Hij hoort bij deze browser, bijvoorbeeld als pictogram op je beginscherm. Hij laat zijn code meteen niet meer zien. Met één tik daar is de kaart terug.",
    means_elsewhere: "Hij laat zijn code meteen niet meer zien, en de kaart verdwijnt van die telefoon. Goed als hij kwijt, verkocht of weggegeven is.",
    means_always: "Je stempels en beloningen blijven zoals ze zijn: ze staan bij de winkel, niet op de telefoon.",
    the_only_one: "Geen andere telefoon heeft deze kaart.",
    keep: "Houden",
    named: "De naam is opgeslagen.",
    revoked: "De telefoon is van de kaart gehaald.",
};
