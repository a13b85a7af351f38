//! Polish: the consents.

use crate::Template;
use crate::paper::Consents;

pub const WORDS: Consents = Consents {
    news: Template("{0} może wysyłać mi swoje nowości i oferty {1}, dopóki nie zdecyduję inaczej."),
    reminders: Template(
        "{0} może przypominać mi {1} o nagrodach, które na mnie czekają, i o tym, co wkrótce wygaśnie, dopóki nie zdecyduję inaczej.",
    ),
    by_email: "e-mailem",
    by_sms: "SMS-em",
    by_push: "powiadomieniami na moim telefonie",
};
