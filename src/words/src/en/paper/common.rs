//! English: what more than one page says.

use crate::Template;
use crate::paper::{Common, MailCode};

pub const WORDS: Common = Common {
    back: "Back to the card",
    pages: "More about this card",
    install: "Home screen",
    version: Template("Version {0} of the programme. What you earned before stays yours under a new one."),
    no_card: "This browser holds no card here. Open the shop's page to get one.",
    save: "Save",
    invalid: "That can’t be so. Look at what you filled in, then try again.",
    again: "The page was old. Nothing was changed: try again from here.",
    gone: "That is no longer there. This is how it stands now.",
    wait: "That was a lot of tries. Wait a few minutes, then try again.",
    failed: "That did not work. Nothing was changed: try again in a moment.",
};

pub const MAIL_CODE: MailCode = MailCode {
    send: "Send me a code",
    send_another: "Send another code",
    type_it: "Type the code from the e-mail here. Nothing came? Look among the unwanted mail.",
    label: "Code from the e-mail",
    wrong: "That is not the code from the e-mail, or it is too old.",
};
