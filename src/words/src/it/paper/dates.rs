//! Italian: days.

use crate::Template;
use crate::paper::Dates;

pub const WORDS: Dates = Dates {
    months: [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ],
    days: [
        Template("{0} gennaio {1}"),
        Template("{0} febbraio {1}"),
        Template("{0} marzo {1}"),
        Template("{0} aprile {1}"),
        Template("{0} maggio {1}"),
        Template("{0} giugno {1}"),
        Template("{0} luglio {1}"),
        Template("{0} agosto {1}"),
        Template("{0} settembre {1}"),
        Template("{0} ottobre {1}"),
        Template("{0} novembre {1}"),
        Template("{0} dicembre {1}"),
    ],
    today: "oggi",
    yesterday: "ieri",
    on: Template("{0}"),
};
