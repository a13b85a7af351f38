//! Dutch: the consents.

use crate::Template;
use crate::paper::Consents;

pub const WORDS: Consents = Consents {
    news: Template("{0} mag me {1} nieuws en aanbiedingen sturen, tot ik anders beslis."),
    reminders: Template(
        "{0} mag me {1} herinneren aan beloningen die op me wachten en aan wat bijna verloopt, tot ik anders beslis.",
    ),
    by_email: "per e-mail",
    by_sms: "per sms",
    by_push: "met meldingen op mijn telefoon",
};
