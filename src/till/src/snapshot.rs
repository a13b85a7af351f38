//! What a till knows of its shop, and since when: keys, cards, the owner's limits. Deltas make it younger.

use std::collections::BTreeMap;

use pass::{CardId, PublicKey, Slot, Step};

use crate::{Id, KeyTable, Limits, Micros, Used};

/// What the till knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    at: Option<Micros>,
    cursor: Option<String>,
    program_version: u32,
    limits: Option<Limits>,
    keys: KeyTable,
    cards: BTreeMap<CardId, HeldCard>,
}

/// A card as the till knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeldCard {
    /// Whether it can be used.
    pub active: bool,
    /// The card's version: a late answer does not make it older.
    pub version: u64,
    /// Units by purse.
    pub balances: Vec<(String, i64)>,
    /// Rewards that are ready.
    pub vouchers: Vec<HeldVoucher>,
    /// When it was last at a counter.
    pub last_visit_at: Option<Micros>,
    /// Until when no reward of it can be used: staff moved it to another phone.
    pub redeem_paused_until: Option<Micros>,
    /// Its keys that work; the points are in the snapshot's [`KeyTable`].
    pub keys: Vec<HeldKey>,
}

/// A key of a card, without its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldKey {
    /// Which.
    pub slot: Slot,
    /// It can be copied: using a reward asks staff to confirm.
    pub raw: bool,
    /// The last step that was accepted of it.
    pub last_step: Option<Step>,
}

/// A reward that is on the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldVoucher {
    /// Its id.
    pub id: Id,
    /// What it costs the shop, minor units.
    pub value: i64,
    /// Staff, or the customer with a tap, must confirm its use.
    pub confirm: bool,
    /// Until when.
    pub expires_at: Option<Micros>,
}

/// A card that changed, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardNews {
    /// Which.
    pub id: CardId,
    /// How it stands.
    pub card: HeldCard,
    /// The points of its keys that work, by slot.
    pub keys: Vec<(Slot, PublicKey)>,
}

/// What changed at the shop, or all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delta {
    /// The server's time when it was read.
    pub at: Micros,
    /// What to ask with the next time.
    pub cursor: String,
    /// It is the beginning of the whole: what the till knew is to be forgotten.
    pub whole: bool,
    /// More follows at once; until then the snapshot is not of its time.
    pub more: bool,
    /// The version of the programme in force.
    pub program_version: u32,
    /// The owner's limits.
    pub limits: Limits,
    /// Cards that changed.
    pub cards: Vec<CardNews>,
    /// Codes used a moment ago, anywhere in the shop.
    pub codes: Vec<Used>,
}

impl Snapshot {
    /// Takes in what changed. An answer that comes late, after a younger one, changes nothing.
    pub(crate) fn refresh(&mut self, delta: Delta) {
        if delta.whole {
            *self = Snapshot::default();
        } else if self.cursor.is_none() || self.at.is_some_and(|at| delta.at < at) {
            return;
        }
        for CardNews { id, card, keys } in delta.cards {
            self.keys.remove(id);
            for (slot, key) in keys {
                self.keys.put(id, slot, &key);
            }
            self.cards.insert(id, card);
        }
        self.program_version = delta.program_version;
        self.limits = Some(delta.limits);
        self.cursor = Some(delta.cursor);
        if !delta.more {
            self.at = Some(delta.at);
        }
    }

    /// The server's time it is of; none before the first whole one.
    pub fn at(&self) -> Option<Micros> {
        self.at
    }

    /// How old it is.
    pub fn age(&self, now: Micros) -> Option<Micros> {
        self.at.map(|at| now - at)
    }

    /// What to ask the server with for what changed since; none asks for all.
    pub fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    /// The version of the programme it knew.
    pub fn program_version(&self) -> u32 {
        self.program_version
    }

    /// The owner's limits.
    pub fn limits(&self) -> Option<&Limits> {
        self.limits.as_ref()
    }

    /// A card.
    pub fn card(&self, id: CardId) -> Option<&HeldCard> {
        self.cards.get(&id)
    }

    /// All cards, by id.
    pub fn cards(&self) -> impl Iterator<Item = (&CardId, &HeldCard)> {
        self.cards.iter()
    }

    /// The keys.
    pub fn keys(&self) -> &KeyTable {
        &self.keys
    }
}
