//! English.

use kit::i18n::{Said, counted};

use super::Texts;

/// The words.
pub static TEXTS: Texts = Texts {
    loyalty_card: "Loyalty card",
    get_card: "Get my card",
    no_form: "No app, no account, nothing to fill in.",
    stamps_of: |balance, goal| [&balance.to_string(), " of ", &stamps(goal.into())].concat(),
    left: |missing, reward| {
        [&counted(missing, missing == 1, "more stamp", "more stamps"), " to your reward: ", reward].concat()
    },
    first_stamp: |goal, reward| [&stamps(goal.into()), " to your reward: ", reward].concat(),
    credit: "of credit to pay with",
    menu: "What your points buy",
    to_go: |points| [points, " to go"].concat(),
    to_level: |missing, level| [missing, " to ", level].concat(),
    visits: |count| counted(count, count == 1, "visit", "visits"),
    use_before: |what, date| ["Use ", what, " before ", date].concat(),
    member: "Member",
    member_until: |date| ["Member until ", date].concat(),
    member_ended: |date| ["Your membership ended on ", date].concat(),
    ready: "Ready for you",
    or: "or ",
    show_to_use: "Show your code at the counter to use it.",
    valid_until: |date| ["Until ", date].concat(),
    show_this: "Show this at the counter",
    qr_label: "Your card's code. It changes every 15 seconds.",
    typed_code: "Or say this code",
    enlarge: "Enlarge the code",
    tap_to_close: "Tap to close",
    no_code: Said::fixed("Your code needs a network once.", "Connect for a moment and it comes back."),
    card_number: |number| ["No. ", number].concat(),
    history: "History",
    terms: "The rules",
    phones: "Phones",
    my_cards: "My cards",
    no_cards: Said::fixed("No cards in this browser yet.", "Scan a shop's poster and your first card is one tap away."),
    offline_as_of: |time| ["Offline, as of ", time].concat(),
    lost: Said::fixed(
        "There was a card in this browser, but its key is gone.",
        "Your stamps are safe with the shop: bring them back with your recovery code, or ask at the counter.",
    ),
    new_card: "Get a new card",
    detached: Said::fixed(
        "This browser can't refresh the card any more.",
        "If the code is not accepted, use your recovery code, or ask at the counter.",
    ),
    taken_off: Said::fixed("This phone was taken off the card.", "Was it you? Then it comes back with a tap."),
    bring_back: "Bring it back",
    stranded: Said::fixed(
        "Getting a card needs a network once.",
        "Connect, then try again. After that it works offline.",
    ),
    blocked: Said::fixed("The shop has paused this card.", "Ask at the counter: they can say why."),
    merged: |number| Said {
        what: ["Everything on this card went to the card No. ", number, "."].concat().into(),
        todo: "Open that one, or ask at the counter.".into(),
    },
    install: "Put it on your home screen",
    install_by_share: "To keep it at hand: Share, then “Add to Home Screen”.",
    landed: |new, balance, goal| {
        let one = if new == 1 { "1 stamp".to_owned() } else { stamps(new) };
        [&one, " more. ", &balance.to_string(), " of ", &stamps(goal.into()), "."].concat()
    },
    more_points: |new, balance| ["+ ", &points(new), ". ", &points(balance), " in all."].concat(),
    card_full: |reward| ["Your card is full! Ready for you: ", reward, "."].concat(),
    reward_used: |reward| ["Used: ", reward, ". Enjoy!"].concat(),
    taken_back: "The last step was undone.",
};

fn stamps(count: i64) -> String {
    counted(count, count == 1, "stamp", "stamps")
}

fn points(count: i64) -> String {
    counted(count, count == 1, "point", "points")
}
