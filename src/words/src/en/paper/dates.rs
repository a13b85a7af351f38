//! English: days.

use crate::Template;
use crate::paper::Dates;

pub const WORDS: Dates = Dates {
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    days: [
        Template("{0} January {1}"),
        Template("{0} February {1}"),
        Template("{0} March {1}"),
        Template("{0} April {1}"),
        Template("{0} May {1}"),
        Template("{0} June {1}"),
        Template("{0} July {1}"),
        Template("{0} August {1}"),
        Template("{0} September {1}"),
        Template("{0} October {1}"),
        Template("{0} November {1}"),
        Template("{0} December {1}"),
    ],
    today: "today",
    yesterday: "yesterday",
    on: Template("on {0}"),
};
