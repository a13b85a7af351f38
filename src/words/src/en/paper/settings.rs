//! English: the phones of a card.

use crate::Template;
use crate::paper::Settings;

pub const WORDS: Settings = Settings {
    phones: "Phones with this card",
    what_phones_are: "Each phone, and each icon on a home screen, has a key of its own. Up to four of them can show this card; a fifth takes the place of the one that was not used for longest.",
    phone_no: Template("Phone {0}"),
    this_phone: "This phone",
    added: Template("Since {0}"),
    last_used: Template("last shown {0}"),
    never_used: "not shown yet",
    webcrypto: "The browser keeps its key and gives it to nobody.",
    memory: "Its key is made anew each time the card is opened.",
    raw: "Its key lies in the browser’s storage, so the shop confirms each reward.",
    rename: "Name it",
    name: "Name",
    take_off: "Take it off",
    question: "Take this phone off the card?",
    means_here: "It is the phone you are reading this on. It stops showing its code at once. The card stays yours in this browser: one tap brings it back.",
    means_this_browser: "It belongs to this browser, for instance as the icon on your home screen. It stops showing its code at once. One tap there brings it back.",
    means_elsewhere: "It stops showing its code at once, and the card goes from that phone. Right if it is lost, sold or given away.",
    means_always: "Your stamps and rewards stay as they are: they are with the shop, not on the phone.",
    the_only_one: "No other phone has this card.",
    keep: "Keep it",
    named: "The name is saved.",
    revoked: "The phone is off the card.",
};
