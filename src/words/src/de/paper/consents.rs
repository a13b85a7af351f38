//! German: the consents.

use crate::Template;
use crate::paper::Consents;

pub const WORDS: Consents = Consents {
    news: Template("{0} darf mir {1} Neuigkeiten und Angebote schicken, bis ich es widerrufe."),
    reminders: Template(
        "{0} darf mich {1} an Prämien erinnern, die auf mich warten, und an das, was bald verfällt, bis ich es widerrufe.",
    ),
    by_email: "per E-Mail",
    by_sms: "per SMS",
    by_push: "durch Mitteilungen auf meinem Handy",
};
