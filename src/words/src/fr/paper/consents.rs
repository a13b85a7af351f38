//! French: the consents.

use crate::Template;
use crate::paper::Consents;

pub const WORDS: Consents = Consents {
    news: Template("{0} peut m’envoyer ses nouvelles et ses offres {1}, jusqu’à ce que j’en décide autrement."),
    reminders: Template(
        "{0} peut me rappeler {1} les récompenses qui m’attendent et ce qui va expirer, jusqu’à ce que j’en décide autrement.",
    ),
    by_email: "par e-mail",
    by_sms: "par SMS",
    by_push: "par des notifications sur mon téléphone",
};
