//! Spanish: days.

use crate::Template;
use crate::paper::Dates;

pub const WORDS: Dates = Dates {
    months: [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    days: [
        Template("{0} de enero de {1}"),
        Template("{0} de febrero de {1}"),
        Template("{0} de marzo de {1}"),
        Template("{0} de abril de {1}"),
        Template("{0} de mayo de {1}"),
        Template("{0} de junio de {1}"),
        Template("{0} de julio de {1}"),
        Template("{0} de agosto de {1}"),
        Template("{0} de septiembre de {1}"),
        Template("{0} de octubre de {1}"),
        Template("{0} de noviembre de {1}"),
        Template("{0} de diciembre de {1}"),
    ],
    today: "hoy",
    yesterday: "ayer",
    on: Template("el {0}"),
};
