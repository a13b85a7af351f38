//! Who stands before the camera: the same phone held there for a while is one customer, however often its code is read or changes.

use pass::CardId;

/// A code not read for this long has left the picture; a hand that shakes or covers the lens stays under it.
pub const GONE_AFTER_MS: i64 = 4_000;

/// What stays calm while it remains in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calm {
    /// The card, whatever its next codes are: it has had its visit.
    Card,
    /// This very code: after a refusal the next one deserves another try.
    Code,
}

/// What the camera has before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presence {
    last: Option<Last>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Last {
    code: String,
    card: Option<CardId>,
    seen_ms: i64,
    calm: Calm,
}

impl Presence {
    /// Notes that the camera read `code`; true if it is what was there already and nothing is to be done.
    pub fn still_there(&mut self, code: &str, card: Option<CardId>, now_ms: i64) -> bool {
        let Some(last) = &mut self.last else { return false };
        let gone = now_ms - last.seen_ms > GONE_AFTER_MS;
        let same_card = last.calm == Calm::Card && card.is_some() && last.card == card;
        let same = !gone && (last.code == code || same_card);
        if same {
            last.seen_ms = now_ms;
        }
        same
    }

    /// This code is being dealt with now.
    pub fn begin(&mut self, code: &str, card: Option<CardId>, now_ms: i64) {
        self.last = Some(Last { code: code.to_owned(), card, seen_ms: now_ms, calm: Calm::Card });
    }

    /// How it ended decides what is calm from now on.
    pub fn calm(&mut self, calm: Calm) {
        if let Some(last) = &mut self.last {
            last.calm = calm;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANNA: Option<CardId> = Some(CardId([1; 8]));
    const BEN: Option<CardId> = Some(CardId([2; 8]));

    fn anna() -> Presence {
        let mut presence = Presence::default();
        assert!(!presence.still_there("a1", ANNA, 0));
        presence.begin("a1", ANNA, 0);
        presence
    }

    #[test]
    fn a_phone_held_for_a_minute_is_one_customer_though_its_code_changes() {
        let mut presence = anna();
        for second in 1..60 {
            let code = format!("a{}", second / 15);
            assert!(presence.still_there(&code, ANNA, second * 1000), "at {second} s");
        }
    }

    #[test]
    fn whoever_left_and_comes_back_is_seen_again() {
        let mut presence = anna();
        assert!(presence.still_there("a1", ANNA, GONE_AFTER_MS));
        assert!(!presence.still_there("a1", ANNA, 2 * GONE_AFTER_MS + 1));
    }

    #[test]
    fn the_next_customer_is_seen_at_once() {
        assert!(!anna().still_there("b1", BEN, 200));
    }

    #[test]
    fn after_a_refusal_the_next_code_of_the_card_is_tried_and_the_same_is_not() {
        let mut presence = anna();
        presence.calm(Calm::Code);
        assert!(presence.still_there("a1", ANNA, 500));
        assert!(!presence.still_there("a2", ANNA, 900));
    }

    #[test]
    fn strange_codes_without_a_card_are_told_apart_by_their_text() {
        let mut presence = Presence::default();
        presence.begin("wifi", None, 0);
        assert!(presence.still_there("wifi", None, 100));
        assert!(!presence.still_there("menu", None, 100));
    }
}
