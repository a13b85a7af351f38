//! English: the letter to the owner.

use crate::Template;
use crate::paper::Notice;

pub const WORDS: Notice = Notice {
    subject: Template("Card {0} of {1} went to another phone"),
    moved: Template("Card {0} of {1} went to another phone on {2}."),
    by: Template("{0} gave out the code for it, at the till “{1}”."),
    ends: Template(
        "Phones that had the card before have lost it, and its recovery code no longer works. What is on it can’t be used until {0}; earning goes on.",
    ),
    right: Template(
        "Is that in order? Then there is nothing to do. A manager can end the wait at the counter, in the menu under “{0}”.",
    ),
    wrong: Template(
        "Is it not? Then leave the wait as it is, and read in the same place how {0} knew whose card it is. From {1} on it can be moved there once more, to the right phone; the one that has it now loses it at once.",
    ),
};
