//! Portuguese: days.

use crate::Template;
use crate::paper::Dates;

pub const WORDS: Dates = Dates {
    months: [
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
    days: [
        Template("{0} de janeiro de {1}"),
        Template("{0} de fevereiro de {1}"),
        Template("{0} de março de {1}"),
        Template("{0} de abril de {1}"),
        Template("{0} de maio de {1}"),
        Template("{0} de junho de {1}"),
        Template("{0} de julho de {1}"),
        Template("{0} de agosto de {1}"),
        Template("{0} de setembro de {1}"),
        Template("{0} de outubro de {1}"),
        Template("{0} de novembro de {1}"),
        Template("{0} de dezembro de {1}"),
    ],
    today: "hoje",
    yesterday: "ontem",
    on: Template("a {0}"),
};
