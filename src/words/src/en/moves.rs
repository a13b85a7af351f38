//! English: the counter's page for lost phones.

use super::count;
use crate::{Moves, Template};

pub const WORDS: Moves = Moves {
    back: "Back to the counter",
    about: "Look for the card by its number, or by when the customer was here. A new phone gets it with everything on it.",
    number: "Card number",
    around: "They were here at about",
    find: "Look for the card",
    found: "Do not read this out: ask when they were last here and what is on the card.",
    none: "No card fits. Ask for another day or hour.",
    here: Template("Here on {0}"),
    last: Template("Last here on {0}"),
    never: "Never at the counter yet",
    rewards: count("{0} reward ready", "{0} rewards ready"),
    choose: "This is it",
    other: "Another card",
    means: "The new phone gets the card, and the old one loses it at once, with its recovery code. What is on it waits 24 hours before it can be used; earning goes on. The owner reads of it, with your name.",
    reason: "How do you know that it is theirs?",
    give: "Make a code",
    code: "The code for the new phone",
    use_it: Template("They scan this with the new phone’s camera, or open {0} there and type the code."),
    qr_label: "The same code, for a phone’s camera",
    until: Template("It works once, until {0}."),
    till_full: "This till has given away all the cards it may today.",
    moved_today: "This card was moved today already.",
    moves: "Moved cards",
    no_moves: "None yet.",
    by: Template("By {0}, at “{1}”"),
    unused: "The code was not used.",
    waits: Template("What is on it waits until {0}."),
    free: "What is on it can be used.",
    lifted_by: Template("{0} ended the wait."),
    lift: "End the wait",
    lifted: "What is on the card can be used now.",
};
