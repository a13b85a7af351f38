//! German: days.

use crate::Template;
use crate::paper::Dates;

pub const WORDS: Dates = Dates {
    months: [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    days: [
        Template("{0}. Januar {1}"),
        Template("{0}. Februar {1}"),
        Template("{0}. März {1}"),
        Template("{0}. April {1}"),
        Template("{0}. Mai {1}"),
        Template("{0}. Juni {1}"),
        Template("{0}. Juli {1}"),
        Template("{0}. August {1}"),
        Template("{0}. September {1}"),
        Template("{0}. Oktober {1}"),
        Template("{0}. November {1}"),
        Template("{0}. Dezember {1}"),
    ],
    today: "heute",
    yesterday: "gestern",
    on: Template("am {0}"),
};
