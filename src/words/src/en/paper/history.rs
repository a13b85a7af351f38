//! English: the history of a card.

use crate::Template;
use crate::paper::History;

pub const WORDS: History = History {
    empty: "Nothing yet. Your first visit will be here.",
    earlier: "Earlier",
    undone: "Undone",
    ready: Template("Ready for you: {0}"),
    visit: "Visit",
    purchase: "Purchase",
    action: "Thank you for joining in",
    used: Template("Used: {0}"),
    spent: "Paid with credit",
    gift: Template("A gift for you: {0}"),
    adjusted: "Corrected by the shop",
    referred: "You brought a friend",
    membership: "Membership",
    prolonged: "More time to use what you have",
    lapsed: "Lapsed",
    rewards_lapsed: "A reward lapsed",
    reviewed: "Your level was looked at again",
    opening: "Taken over from your card before",
    moved_out: "Moved to another card",
    moved_in: "Came from another card",
    voided: "A step was undone",
    refunded: "A part was refunded",
    unknown: "Something changed",
};
