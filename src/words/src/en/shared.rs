//! English: what all apps say.

use super::count;
use crate::{Sentences, Shared};

pub const WORDS: Shared = Shared {
    close: "Close",
    back: "Back",
    retry: "Try again",
    new_version: "There is a new version.",
    reload: "Reload",
    language: "Language",
    just_now: "just now",
    stamps: count("{0} stamp", "{0} stamps"),
    points: count("{0} point", "{0} points"),
    offline: Sentences::new("There is no connection right now.", "Check the network, then try again."),
    rate_limited: Sentences::new("That was a lot at once.", "Wait a moment, then try again."),
    busy: Sentences::new("The server is busy.", "Try again in a moment: nothing is lost."),
    internal: Sentences::new("Something went wrong on our side.", "Try again: nothing is counted twice."),
    unknown_shop: Sentences::new(
        "There is no shop at this address.",
        "Check the link, or scan the shop's poster again.",
    ),
    not_found: Sentences::new("There is nothing at this address.", "Go back and try again."),
    bad_public_key: Sentences::new(
        "This phone's key was not accepted.",
        "Update the browser, then open the card again.",
    ),
    holder_required: Sentences::new("This browser holds no card here.", "Get a card from the shop's page."),
    failed: Sentences::new("That did not work.", "Reload the page, then try again."),
};
