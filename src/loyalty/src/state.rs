//! What a card holds when a command arrives: only what the rules ask about.

use crate::Micros;

/// A card as the rules see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardState {
    /// The number of its last operation, 0 when there is none.
    pub seq: i64,
    /// Its purses; one that is missing is empty.
    pub purses: Vec<PurseState>,
    /// Rewards that were issued and not yet used, cancelled or expired; and any that the command names.
    pub vouchers: Vec<VoucherState>,
    /// Stamps earned on this business day, all stamp cards.
    pub stamps_today: i64,
    /// Gifts that this member of staff made on this business day, all cards.
    pub gifts_today: i64,
}

/// The unit a purse counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PurseKind {
    /// Stamps of one stamp card.
    Stamps,
    /// Points.
    Points,
    /// Credit in minor units of the shop's currency.
    Credit,
}

/// One unit on a card. Always `balance = Σ lots.remaining − debt`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurseState {
    /// The stamp card's id.
    pub id: String,
    /// What it counts.
    pub kind: PurseKind,
    /// Units now; below zero when a void took back what was already used.
    pub balance: i64,
    /// Units ever earned; falls only by voids.
    pub lifetime: i64,
    /// Units owed: earned later, they pay this first.
    pub debt: i64,
    /// What was earned and remains, and any lot that a void may give back to.
    pub lots: Vec<LotState>,
}

impl PurseState {
    /// An empty purse.
    pub fn empty(id: &str, kind: PurseKind) -> PurseState {
        PurseState { id: id.into(), kind, balance: 0, lifetime: 0, debt: 0, lots: Vec::new() }
    }

    /// The law that every purse keeps.
    pub fn holds(&self) -> bool {
        let remaining: i64 = self.lots.iter().map(|lot| lot.remaining).sum();
        self.balance == remaining - self.debt && self.debt >= 0 && self.lots.iter().all(|lot| lot.remaining >= 0)
    }

    /// When the next units lapse.
    pub fn next_expiry(&self) -> Option<Micros> {
        self.lots.iter().filter(|lot| lot.remaining > 0).filter_map(|lot| lot.expires_at).min()
    }
}

/// Which lot: the operation that granted it and the entry within.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LotId {
    /// The operation's number on the card.
    pub seq: i64,
    /// The entry's number in the operation, from 0.
    pub n: i64,
}

/// Units earned together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LotState {
    /// Which.
    pub id: LotId,
    /// Units left.
    pub remaining: i64,
    /// When they lapse; never when absent.
    pub expires_at: Option<Micros>,
}

/// A reward that is on the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoucherState {
    /// Its id, 16 bytes.
    pub id: [u8; 16],
    /// The reward's id in the programme it was issued under.
    pub reward: String,
    /// Where it stands.
    pub status: VoucherStatus,
    /// Until when it can be used.
    pub expires_at: Option<Micros>,
    /// Whether the customer must confirm its use.
    pub confirm: bool,
}

/// Where a voucher stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VoucherStatus {
    /// Ready.
    Issued,
    /// Used.
    Used,
    /// Taken back by a void.
    Cancelled,
    /// Its time is over.
    Expired,
}
