//! Codes that opened a visit, as far as this till knows: its own, and those that the snapshot told of.

use std::collections::BTreeMap;

use pass::{CardId, Pass, Slot, Step, next_mark};

use crate::{Id, LEASE, Micros};

/// A code that was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Used {
    /// The card.
    pub card: CardId,
    /// Its key's slot.
    pub slot: Slot,
    /// The code's step.
    pub step: Step,
    /// When.
    pub at: Micros,
    /// The visit it opened at this till; none when it was elsewhere.
    pub visit: Option<Id>,
}

/// Codes by card, slot and step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UsedCodes {
    codes: BTreeMap<(CardId, Slot, Step), (Micros, Option<Id>)>,
}

impl UsedCodes {
    /// Remembers a code. What this till did itself is not overwritten by what it is told.
    pub fn add(&mut self, used: Used) {
        let place = (used.card, used.slot, used.step);
        if used.visit.is_some() || !self.codes.contains_key(&place) {
            self.codes.insert(place, (used.at, used.visit));
        }
    }

    /// When a code was used, and for which visit of this till.
    pub fn find(&self, pass: &Pass) -> Option<(Micros, Option<Id>)> {
        self.codes.get(&pass.code()).copied()
    }

    /// The last accepted step of a key, as [`next_mark`] moves it, beginning with what the server knew.
    pub fn mark(&self, card: CardId, slot: Slot, known: Option<Step>) -> Option<Step> {
        let of_key = self.codes.range((card, slot, Step(0))..=(card, slot, Step(u32::MAX)));
        of_key.fold(known, |mark, ((.., step), (at, _))| Some(next_mark(*step, mark, at.div_euclid(1000))))
    }

    /// When this till last saw a card.
    pub fn last_here(&self, card: CardId) -> Option<Micros> {
        let first = Slot::FIRST;
        let of_card = self.codes.range((card, first, Step(0))..).take_while(|((at, ..), _)| *at == card);
        of_card.filter(|(_, (_, visit))| visit.is_some()).map(|(_, (at, _))| *at).max()
    }

    /// Forgets codes so old that none of them could be accepted again even by a till that was away for its whole lease.
    pub fn tidy(&mut self, now: Micros) {
        self.codes.retain(|_, (at, _)| now - *at <= LEASE);
    }

    /// All of them, to be stored.
    pub fn iter(&self) -> impl Iterator<Item = Used> + '_ {
        self.codes.iter().map(|((card, slot, step), (at, visit))| Used {
            card: *card,
            slot: *slot,
            step: *step,
            at: *at,
            visit: *visit,
        })
    }
}
