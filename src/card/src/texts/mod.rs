//! The card's words, one file per language; the compiler says what is missing.

mod en;
mod fr;

use kit::i18n::{self, Lang, Said};

#[cfg(test)]
pub use en::TEXTS as EN;

/// All of them.
pub struct Texts {
    /// What the thing is.
    pub loyalty_card: &'static str,
    /// The one button for someone without a card.
    pub get_card: &'static str,
    /// What it does not ask.
    pub no_form: &'static str,
    /// `(balance, goal)` for screen readers.
    pub stamps_of: fn(i64, u32) -> String,
    /// `(missing, reward)`: what is left to the reward.
    pub left: fn(i64, &str) -> String,
    /// An empty card that waits for its first stamp.
    pub first_stamp: fn(u32, &str) -> String,
    /// Behind the credit that is there.
    pub credit: &'static str,
    /// Above the rewards that points buy.
    pub menu: &'static str,
    /// `(points)`: what is missing to a reward of the menu.
    pub to_go: fn(&str) -> String,
    /// `(what is missing, level)`: to the next level.
    pub to_level: fn(&str, &str) -> String,
    /// Visits, counted.
    pub visits: fn(i64) -> String,
    /// `(what, date)`: it is gone from that day on.
    pub use_before: fn(&str, &str) -> String,
    /// A membership without an end.
    pub member: &'static str,
    /// `(date)`: a membership and its end.
    pub member_until: fn(&str) -> String,
    /// `(date)`: a membership that is over.
    pub member_ended: fn(&str) -> String,
    /// Above the rewards that can be used.
    pub ready: &'static str,
    /// Before what may be taken in its place; a space follows.
    pub or: &'static str,
    /// How to use one.
    pub show_to_use: &'static str,
    /// `(date)`: how long a reward can be used.
    pub valid_until: fn(&str) -> String,
    /// Above the code.
    pub show_this: &'static str,
    /// What the QR is, for screen readers.
    pub qr_label: &'static str,
    /// What the code under the QR is for.
    pub typed_code: &'static str,
    /// Shows the QR large.
    pub enlarge: &'static str,
    /// How to leave the large QR.
    pub tap_to_close: &'static str,
    /// Why there is no code right now.
    pub no_code: Said<'static>,
    /// `(card number)`.
    pub card_number: fn(&str) -> String,
    /// The list of what happened.
    pub history: &'static str,
    /// The full terms.
    pub terms: &'static str,
    /// The phones of the card.
    pub phones: &'static str,
    /// The list of cards.
    pub my_cards: &'static str,
    /// No cards yet.
    pub no_cards: Said<'static>,
    /// `(time)`: what is shown is of then.
    pub offline_as_of: fn(&str) -> String,
    /// There was a card.
    pub lost: Said<'static>,
    /// Takes a new card all the same.
    pub new_card: &'static str,
    /// The cookie is gone, the key is not.
    pub detached: Said<'static>,
    /// This phone's key was taken off the card.
    pub taken_off: Said<'static>,
    /// Brings the card back to this browser.
    pub bring_back: &'static str,
    /// A first visit without a network.
    pub stranded: Said<'static>,
    /// The shop stopped the card.
    pub blocked: Said<'static>,
    /// `(number)`: everything went to that card.
    pub merged: fn(&str) -> Said<'static>,
    /// Puts the card on the home screen.
    pub install: &'static str,
    /// How, where the browser has a menu for it only.
    pub install_by_share: &'static str,
    /// Said aloud: `(new stamps, balance, goal)`.
    pub landed: fn(i64, i64, u32) -> String,
    /// Said aloud: `(new points, balance)`.
    pub more_points: fn(i64, i64) -> String,
    /// Said aloud: `(reward)`.
    pub card_full: fn(&str) -> String,
    /// Said aloud: a reward was used.
    pub reward_used: fn(&str) -> String,
    /// Said aloud: something was taken back.
    pub taken_back: &'static str,
}

/// The words in the language now; tracked.
pub fn t() -> &'static Texts {
    of(i18n::lang())
}

/// The words in the language now, for one use.
pub fn t_untracked() -> &'static Texts {
    of(i18n::lang_untracked())
}

fn of(lang: Lang) -> &'static Texts {
    match lang {
        Lang::En => &en::TEXTS,
        Lang::Fr => &fr::TEXTS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: String) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn what_is_left_is_said_with_the_right_plural() {
        assert_eq!(plain((en::TEXTS.left)(1, "a free coffee")), "1 more stamp to your reward: a free coffee");
        assert_eq!(
            plain((fr::TEXTS.left)(2, "un café offert")),
            "Encore 2 tampons avant votre récompense : un café offert"
        );
        assert_eq!(plain((fr::TEXTS.landed)(1, 4, 9)), "Un tampon de plus. 4 tampons sur 9.");
        assert_eq!(plain((en::TEXTS.landed)(3, 4, 9)), "3 stamps more. 4 of 9 stamps.");
    }
}
