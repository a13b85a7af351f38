//! What must hold of cards that came back: the keys they lost sign nothing any more, what is on them waits, and their new phones have them.

use pass::CardId;
use store::{Lang, Outcome, Row, Tx, cards, devices, params};
use wire::Code;

use crate::stage::{PHONES, STAGE};
use crate::world::World;

/// Bits of a visit's flags.
const OFFLINE: i64 = 16;
const OVER_LIMITS: i64 = 512;

impl World {
    pub fn cards_are_held(&self) -> Result<(), String> {
        match &self.books.broken {
            Some(what) => return Err(what.clone()),
            None => self.books.limits_were_kept()?,
        }
        self.lost_keys_sign_nothing()?;
        self.what_waits_is_not_used()?;
        self.phones_hold_their_cards()
    }

    /// Which of the simulation's phones has a card.
    pub fn phone_of(&self, card: CardId) -> Option<usize> {
        STAGE.phones.iter().position(|kit| kit.card == card)
    }

    /// Whoever came back with a code last, or joined, holds the card.
    pub fn customers_see_their_cards(&self) -> Result<(), String> {
        for (phone, holder) in self.books.holders.iter().enumerate() {
            let (holder, card, now) = (*holder, STAGE.phones[phone].card.to_string(), self.now);
            let look = move |tx: &mut dyn Tx| cards::get(tx, holder, &card, now, Lang::En);
            if let Err(fault) = self.server.store().read_blocking(look) {
                return Err(format!("move: the customer of phone {phone} does not see their card: {fault}"));
            }
        }
        Ok(())
    }

    fn lost_keys_sign_nothing(&self) -> Result<(), String> {
        let shown = "SELECT card_id, slot, opened_at, opened_at FROM visit WHERE slot IS NOT NULL AND flags & 16 = 0
            UNION ALL SELECT card_id, slot, occurred_at, received_at FROM offline_record WHERE verdict IN ('applied', 'flagged')";
        let codes = self.rows(shown, |row| {
            let at = row.get::<i64>(2)?.min(row.get(3)?);
            Ok((CardId(row.get(0)?), row.get::<u8>(1)?, at))
        });
        let by_lost = |(card, slot, at): &&(CardId, u8, i64)| {
            self.phone_of(*card).is_some_and(|phone| self.books.had_lost(phone, *slot, *at))
        };
        match codes.iter().find(by_lost) {
            Some(code) => Err(format!("move: a key that its card had lost opened a visit: {code:?}")),
            None => Ok(()),
        }
    }

    /// A till without a network that did not know of the pause gave what it gave, and the owner sees it.
    fn what_waits_is_not_used(&self) -> Result<(), String> {
        let used = "SELECT operation.card_id, operation.recorded_at, operation.occurred_at, visit.flags FROM operation
            JOIN visit ON visit.shop_id = operation.shop_id AND visit.visit_id = operation.visit_id
            WHERE operation.kind IN ('redeem', 'spend')";
        let used = self
            .rows(used, |row| Ok((CardId(row.get(0)?), row.get::<i64>(1)?, row.get::<i64>(2)?, row.get::<i64>(3)?)));
        let in_pause = |(card, recorded_at, occurred_at, flags): &&(CardId, i64, i64, i64)| {
            let Some(phone) = self.phone_of(*card) else { return false };
            let known = self.books.pauses.iter().any(|pause| pause.phone == phone && pause.from <= *recorded_at);
            if flags & OFFLINE == 0 {
                self.books.is_paused(phone, *recorded_at)
            } else {
                known && self.books.is_paused(phone, *occurred_at) && flags & OVER_LIMITS == 0
            }
        };
        match used.iter().find(in_pause) {
            Some(one) => Err(format!("move: used in the pause: {one:?}")),
            None => Ok(()),
        }
    }

    fn phones_hold_their_cards(&self) -> Result<(), String> {
        let own_key = |phone: usize, holder, slot: pass::Slot| {
            let (card, now) = (STAGE.phones[phone].card.to_string(), self.now);
            let ask = move |tx: &mut dyn Tx| devices::own_key(tx, holder, &card, slot.get(), now).map(drop);
            match self.server.store().read_blocking(ask) {
                Err(store::Fault::Refused(problem)) => Some(problem.code),
                other => other.map(|()| None).unwrap(),
            }
        };
        for phone in 0..PHONES {
            let (hand, holder) = (&self.hands[phone], self.books.holders[phone]);
            if !hand.is_lost && own_key(phone, holder, hand.slot).is_some() {
                return Err(format!("move: phone {phone} has a key that does not act for its card"));
            }
        }
        let told = |key: &&crate::books::Former| own_key(key.phone, key.holder, key.slot) != Some(Code::KeyRevoked);
        match self.books.former.iter().find(told) {
            Some(key) => Err(format!("move: a phone that lost card {} is not told", key.phone)),
            None => Ok(()),
        }
    }

    fn rows<T: Send + 'static>(
        &self,
        statement: &'static str,
        read: impl Fn(&Row) -> Result<T, store::Error> + Send + 'static,
    ) -> Vec<T> {
        let all = move |tx: &mut dyn Tx| -> Outcome<Vec<T>> {
            Ok(tx.query(statement, &params![])?.iter().map(&read).collect::<Result<_, _>>()?)
        };
        self.server.store().read_blocking(all).unwrap()
    }
}
