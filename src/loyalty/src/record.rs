//! An operation as it was written down, for what takes it back.

use crate::{Basis, Carry, Date, LotUse, MembershipState, Micros, PurseKind, Source, TierState, Totals};

/// What an operation did, as it was written down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperationRecord {
    /// Its number on the card.
    pub seq: i64,
    /// When it was recorded.
    pub recorded_at: Micros,
    /// The business day it was recorded on.
    pub business_day: Date,
    /// Whether it is itself a void or a refund.
    pub is_void: bool,
    /// Whether it was taken back before, by a void or by a refund of its last money.
    pub voided: bool,
    /// The bill, minor units, for an earning.
    pub amount: Option<i64>,
    /// Of the bill, what was refunded before, minor units.
    pub refunded: i64,
    /// What it added to the totals.
    pub totals: Totals,
    /// What it did to the purses, in order.
    pub entries: Vec<EntryRecord>,
    /// How its money earned.
    pub bases: Vec<Basis>,
    /// What it added to what purses carry below a whole unit, where no basis says so.
    pub carries: Vec<CarryRecord>,
    /// Rewards it issued.
    pub issued: Vec<IssuedRecord>,
    /// The reward it used.
    pub used: Option<[u8; 16]>,
    /// The reward that was issued and the one that was taken in its place, when the use was a choice.
    pub choice: Option<(String, String)>,
    /// The vouchers that left with it, or came with it.
    pub moved: Vec<[u8; 16]>,
    /// Whether it moved everything to or from another card.
    pub transfer: Option<Transfer>,
    /// The step of the level it made: before and after.
    pub tier: Option<(Option<TierState>, Option<TierState>)>,
    /// Levels whose entry gift it gave.
    pub tier_gifts: Vec<String>,
    /// What it did to the membership: before and after.
    pub membership: Option<(Option<MembershipState>, Option<MembershipState>)>,
    /// Promotions it gave, with their occasions.
    pub promotions: Vec<(String, i64)>,
    /// The actions it counted.
    pub actions: Vec<String>,
    /// It moved dates only, let vouchers lapse or looked at a level: there is nothing that a void could give back.
    pub is_final: bool,
}

/// What an operation did to one purse, as it was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRecord {
    /// Its number in the operation, from 0.
    pub n: i64,
    /// The purse.
    pub purse: String,
    /// What the purse counts.
    pub kind: PurseKind,
    /// Units more or less.
    pub delta: i64,
    /// Units owed that it added; below zero, that it paid.
    pub debt: i64,
    /// The lots that units came from.
    pub uses: Vec<LotUse>,
}

/// What an operation added to what a purse carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarryRecord {
    /// The purse.
    pub purse: String,
    /// What the purse counts.
    pub kind: PurseKind,
    /// What was added; below zero taken.
    pub delta: Carry,
}

/// A reward that an operation issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedRecord {
    /// The voucher.
    pub voucher: [u8; 16],
    /// The reward's id.
    pub reward: String,
    /// The entry that paid for it.
    pub entry: Option<i64>,
    /// Where it came from.
    pub source: Source,
}

/// Which side of a move between cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transfer {
    /// Everything left.
    Out,
    /// Everything came.
    In,
}

/// Who asks for a void.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voider {
    /// Whoever made the operation.
    Maker,
    /// Somebody else of the staff.
    Colleague,
    /// A manager, whoever made it.
    Manager,
}
