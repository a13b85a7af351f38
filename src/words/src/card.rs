//! What the customer's card says.

use crate::{Plural, Sentences, Template, list::texts};

texts! {
    /// The card's words.
    Card {
        /// What the thing is.
        loyalty_card: &'static str,
        /// The one button for someone without a card.
        get_card: &'static str,
        /// What it does not ask.
        no_form: &'static str,
        /// `(balance, goal)`: how full a stamp card is.
        stamps_of: Plural<1>,
        /// `(missing, reward)`: what is left to the reward.
        left: Plural<1>,
        /// `(goal, reward)`: an empty card that waits for its first stamp.
        first_stamp: Plural<1>,
        /// Behind the credit that is there.
        credit: &'static str,
        /// Above the rewards that points buy.
        menu: &'static str,
        /// `(points)`: what is missing to a reward of the menu.
        to_go: Template<1>,
        /// `(what is missing, level or reward)`
        to_level: Template<2>,
        /// Visits, counted.
        visits: Plural<0>,
        /// `(what, date)`: it is gone from that day on.
        use_before: Template<2>,
        /// A membership without an end.
        member: &'static str,
        /// `(date)`: a membership and its end.
        member_until: Template<1>,
        /// `(date)`: a membership that is over.
        member_ended: Template<1>,
        /// Above the rewards that can be used.
        ready: &'static str,
        /// `(reward)`: what may be taken in its place.
        or: Template<1>,
        /// Says that this reward is wanted now.
        use_now: &'static str,
        /// `(date)`: how long a reward can be used.
        valid_until: Template<1>,
        /// Above the code.
        show_this: &'static str,
        /// What the QR is, for screen readers.
        qr_label: &'static str,
        /// What the code under the QR is for.
        typed_code: &'static str,
        /// Shows the QR large.
        enlarge: &'static str,
        /// How to leave the large QR.
        tap_to_close: &'static str,
        /// Why there is no code right now.
        no_code: Sentences<0>,
        /// `(number)`
        card_number: Template<1>,
        /// The list of what happened.
        history: &'static str,
        /// The full terms.
        terms: &'static str,
        /// The phones of the card.
        phones: &'static str,
        /// What the customer tells about themselves.
        about_you: &'static str,
        /// The list of cards.
        my_cards: &'static str,
        /// No cards yet.
        no_cards: Sentences<0>,
        /// `(time)`: what is shown is of then.
        offline_as_of: Template<1>,
        /// There was a card.
        lost: Sentences<0>,
        /// Takes a new card all the same.
        new_card: &'static str,
        /// The cookie is gone, the key is not.
        detached: Sentences<0>,
        /// This phone's key was taken off the card.
        taken_off: Sentences<0>,
        /// Brings the card back to this browser.
        bring_back: &'static str,
        /// A first visit without a network.
        stranded: Sentences<0>,
        /// The shop stopped the card.
        blocked: Sentences<0>,
        /// `(number)`: everything went to that card.
        merged: Sentences<1>,
        /// Puts the card on the home screen.
        install: &'static str,
        /// Wants to hear no more of that.
        no_thanks: &'static str,
        /// Said aloud: `(new stamps, how full the card is)`.
        landed: Plural<1>,
        /// Said aloud: `(new points, points in all)`.
        more_points: Template<2>,
        /// Said aloud: `(reward)`.
        card_full: Template<1>,
        /// Said aloud: `(reward)` was used.
        reward_used: Template<1>,
        /// Said aloud: something was taken back.
        taken_back: &'static str,
    }
}
