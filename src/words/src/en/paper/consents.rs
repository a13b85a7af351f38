//! English: the consents.

use crate::Template;
use crate::paper::Consents;

pub const WORDS: Consents = Consents {
    news: Template("{0} may send me its news and offers {1}, until I say otherwise."),
    reminders: Template(
        "{0} may remind me {1} of rewards that wait for me and of what is about to lapse, until I say otherwise.",
    ),
    by_email: "by e-mail",
    by_sms: "by text message",
    by_push: "by notifications on my phone",
};
