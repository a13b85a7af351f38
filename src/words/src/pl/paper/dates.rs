//! Polish: days.

use crate::Template;
use crate::paper::Dates;

pub const WORDS: Dates = Dates {
    months: [
        "styczeń",
        "luty",
        "marzec",
        "kwiecień",
        "maj",
        "czerwiec",
        "lipiec",
        "sierpień",
        "wrzesień",
        "październik",
        "listopad",
        "grudzień",
    ],
    days: [
        Template("{0} stycznia {1}"),
        Template("{0} lutego {1}"),
        Template("{0} marca {1}"),
        Template("{0} kwietnia {1}"),
        Template("{0} maja {1}"),
        Template("{0} czerwca {1}"),
        Template("{0} lipca {1}"),
        Template("{0} sierpnia {1}"),
        Template("{0} września {1}"),
        Template("{0} października {1}"),
        Template("{0} listopada {1}"),
        Template("{0} grudnia {1}"),
    ],
    today: "dzisiaj",
    yesterday: "wczoraj",
    on: Template("{0}"),
};
