//! Dutch: days.

use crate::Template;
use crate::paper::Dates;

pub const WORDS: Dates = Dates {
    months: [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    days: [
        Template("{0} januari {1}"),
        Template("{0} februari {1}"),
        Template("{0} maart {1}"),
        Template("{0} april {1}"),
        Template("{0} mei {1}"),
        Template("{0} juni {1}"),
        Template("{0} juli {1}"),
        Template("{0} augustus {1}"),
        Template("{0} september {1}"),
        Template("{0} oktober {1}"),
        Template("{0} november {1}"),
        Template("{0} december {1}"),
    ],
    today: "vandaag",
    yesterday: "gisteren",
    on: Template("op {0}"),
};
