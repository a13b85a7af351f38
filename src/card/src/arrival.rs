//! What to show someone who comes: decided from what this browser holds and what the server knows. Never a second card by accident.

/// What this browser's own storage holds of a shop's card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// The card and a key that can sign.
    CardAndKey,
    /// The card, but no key: it was one of memory, or storage lost it.
    CardOnly,
    /// No card, but a mark that there was one.
    Mark,
    /// Nothing.
    Nothing,
}

/// What the server said of this holder's cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// This holder has a card of the shop.
    Card,
    /// This browser holds no card of the shop, as far as the server knows.
    NoCard,
    /// No answer.
    NoAnswer,
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// Show the card with its code.
    Show,
    /// Enrol a key of this browser on the card there is, then show it.
    Enrol,
    /// Put a key of this home screen on the card that its browser handed over, then show it.
    Handed,
    /// Show the card as it was, without a code: it needs a network once.
    ShowWithoutCode,
    /// Offer a card.
    Welcome,
    /// Say that there was a card, and what to do.
    Lost,
    /// Say that a network is needed to begin.
    Stranded,
}

/// Decides. `handed`: whether the page was opened with a hand-off, which does nothing where there is a key.
pub fn arrive(held: Held, known: Known, handed: bool) -> Arrival {
    match (held, known) {
        (Held::CardAndKey, _) => Arrival::Show,
        (_, Known::Card) => Arrival::Enrol,
        (_, Known::NoCard) if handed => Arrival::Handed,
        (Held::CardOnly, Known::NoAnswer) => Arrival::ShowWithoutCode,
        (Held::CardOnly | Held::Mark, Known::NoCard) => Arrival::Lost,
        (Held::Nothing, Known::NoCard) => Arrival::Welcome,
        (Held::Mark | Held::Nothing, Known::NoAnswer) => Arrival::Stranded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELD: [Held; 4] = [Held::CardAndKey, Held::CardOnly, Held::Mark, Held::Nothing];

    #[test]
    fn who_has_a_card_is_never_offered_another() {
        for held in HELD {
            for handed in [false, true] {
                assert_ne!(arrive(held, Known::Card, handed), Arrival::Welcome, "{held:?}");
            }
        }
        for known in [Known::Card, Known::NoCard, Known::NoAnswer] {
            for held in [Held::CardAndKey, Held::CardOnly, Held::Mark] {
                assert_ne!(arrive(held, known, false), Arrival::Welcome, "{held:?} {known:?}");
            }
        }
        assert_eq!(arrive(Held::Nothing, Known::NoCard, false), Arrival::Welcome);
    }

    #[test]
    fn the_card_opens_without_a_network() {
        assert_eq!(arrive(Held::CardAndKey, Known::NoAnswer, false), Arrival::Show);
        assert_eq!(arrive(Held::CardOnly, Known::NoAnswer, false), Arrival::ShowWithoutCode);
    }

    #[test]
    fn a_fresh_container_with_the_cookie_gets_its_own_key() {
        assert_eq!(arrive(Held::Nothing, Known::Card, false), Arrival::Enrol);
        assert_eq!(arrive(Held::Mark, Known::Card, false), Arrival::Enrol);
    }

    #[test]
    fn a_lost_card_is_said_to_be_lost() {
        assert_eq!(arrive(Held::Mark, Known::NoCard, false), Arrival::Lost);
        assert_eq!(arrive(Held::CardOnly, Known::NoCard, false), Arrival::Lost);
    }

    #[test]
    fn a_hand_off_is_taken_where_there_is_no_card_and_ignored_where_there_is_a_key() {
        assert_eq!(arrive(Held::Nothing, Known::NoCard, true), Arrival::Handed);
        assert_eq!(arrive(Held::CardOnly, Known::NoCard, true), Arrival::Handed);
        for known in [Known::Card, Known::NoCard, Known::NoAnswer] {
            assert_eq!(arrive(Held::CardAndKey, known, true), Arrival::Show);
        }
        assert_eq!(arrive(Held::Nothing, Known::Card, true), Arrival::Enrol, "the cookie came along");
        assert_eq!(arrive(Held::Nothing, Known::NoAnswer, true), Arrival::Stranded, "and is tried again");
    }
}
