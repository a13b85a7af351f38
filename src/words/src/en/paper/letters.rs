//! English: letters.

use crate::Template;
use crate::paper::Letters;

pub const WORDS: Letters = Letters {
    subject: Template("Your code for {0}"),
    your_code: "Your code:",
    type_it: "Type it on the page where you asked for it, within 10 minutes.",
    confirming: Template("From then on this address brings your card of {0} back, should you lose your phone."),
    recovering: Template("It brings your card of {0} to that phone; every other phone loses it."),
    not_asked: "You did not ask for it? Then there is nothing to do. Give the code to nobody, not at the counter either.",
};
