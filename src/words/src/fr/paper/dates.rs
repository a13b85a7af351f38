//! French: days.

use crate::Template;
use crate::paper::Dates;

pub const WORDS: Dates = Dates {
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    days: [
        Template("{0} janvier {1}"),
        Template("{0} février {1}"),
        Template("{0} mars {1}"),
        Template("{0} avril {1}"),
        Template("{0} mai {1}"),
        Template("{0} juin {1}"),
        Template("{0} juillet {1}"),
        Template("{0} août {1}"),
        Template("{0} septembre {1}"),
        Template("{0} octobre {1}"),
        Template("{0} novembre {1}"),
        Template("{0} décembre {1}"),
    ],
    today: "aujourd’hui",
    yesterday: "hier",
    on: Template("le {0}"),
};
