//! What a decision says is to be written down.

use crate::{Carry, LotId, MembershipState, Micros, PurseKind, Rate, TierState, VoucherState};

/// One thing to write down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A purse moves.
    Entry(EntryChange),
    /// What a purse keeps below a whole unit becomes this.
    Carry {
        /// The purse.
        purse: String,
        /// What the purse counts.
        kind: PurseKind,
        /// What was added; below zero taken. Kept in [`crate::OperationRecord::carries`].
        delta: Carry,
        /// What is there after.
        after: Carry,
    },
    /// How money earned, kept with the operation: a refund of a part computes from it.
    Basis(Basis),
    /// Each lot of the purse with units left that would lapse before `until` lapses then, and its warning is forgotten.
    Prolong {
        /// The purse.
        purse: String,
        /// Not before.
        until: Micros,
        /// When the next units of the purse lapse, after.
        next_expiry_after: Option<Micros>,
    },
    /// A reward comes onto the card.
    Issue(Issue),
    /// A reward is used.
    Use {
        /// The voucher.
        voucher: [u8; 16],
        /// The customer takes this in the place of what was issued.
        choice: Option<Choice>,
    },
    /// A reward that was used comes back, as it was issued.
    Restore {
        /// The voucher.
        voucher: [u8; 16],
    },
    /// A reward that was issued (or issued and used in one) is taken back.
    Cancel {
        /// The voucher.
        voucher: [u8; 16],
    },
    /// A reward's time is over.
    Expire {
        /// The voucher.
        voucher: [u8; 16],
    },
    /// A reward leaves for another card.
    MoveOut {
        /// The voucher.
        voucher: [u8; 16],
    },
    /// A reward that had left comes back.
    MoveBack {
        /// The voucher.
        voucher: [u8; 16],
    },
    /// A reward comes from another card, under the id it has in [`crate::Moved`].
    MoveIn(VoucherState),
    /// Pieces of a reward are taken from the shop's stock and counted for the card; below zero they return.
    Stock {
        /// The reward's id.
        reward: String,
        /// Pieces.
        taken: i64,
    },
    /// The card's level becomes this.
    Tier {
        /// Before.
        before: Option<TierState>,
        /// After; none when it fell below the lowest.
        after: Option<TierState>,
    },
    /// The card is counted as given the entry gift of a level (or, when `times` is −1, no longer).
    TierGift {
        /// The level's id.
        level: String,
        /// 1 or −1.
        times: i64,
    },
    /// The membership becomes this.
    Membership {
        /// Before.
        before: Option<MembershipState>,
        /// After.
        after: Option<MembershipState>,
    },
    /// The card is counted as given a promotion (or, when `times` is −1, no longer).
    Promotion {
        /// The promotion's id.
        promotion: String,
        /// Which occasion: the birthday's year, else 0.
        occasion: i64,
        /// 1 or −1.
        times: i64,
    },
    /// The card is counted as given points for an action (or, when `times` is −1, no longer).
    Action {
        /// The action's name.
        action: String,
        /// 1 or −1.
        times: i64,
    },
    /// The card that brought this one is owed its side of a referral: run [`crate::Command::Referred`] on it, and void that with this.
    Refer {
        /// The promotion's id.
        promotion: String,
    },
    /// A manager let the card pass a limit: to be logged.
    Override {
        /// The limit's name in [`crate::Limits`].
        limit: &'static str,
    },
}

/// What an operation does to one purse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryChange {
    /// Its number in the operation, from 0.
    pub n: i64,
    /// The purse.
    pub purse: String,
    /// What the purse counts.
    pub kind: PurseKind,
    /// Units more or less.
    pub delta: i64,
    /// Units after.
    pub balance_after: i64,
    /// Units ever earned, after.
    pub lifetime_after: i64,
    /// Units owed that it added; below zero, that it paid.
    pub debt: i64,
    /// Units owed, after.
    pub debt_after: i64,
    /// When the next units lapse, after.
    pub next_expiry_after: Option<Micros>,
    /// The lot that the units go into.
    pub grant: Option<LotGrant>,
    /// The lots that units come from, or (below zero) go back to.
    pub uses: Vec<LotUse>,
}

/// A new lot, named by the operation and the entry that grant it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LotGrant {
    /// Units in it: what was earned less what paid a debt.
    pub units: i64,
    /// When they lapse.
    pub expires_at: Option<Micros>,
    /// When the customer was warned of that, for units that come from another card.
    pub warned_at: Option<Micros>,
}

/// Units taken from a lot; below zero, given back to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LotUse {
    /// The lot.
    pub lot: LotId,
    /// Units.
    pub units: i64,
}

/// How money became units of one purse: all that is needed to say what a part of it would have earned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The purse.
    pub purse: String,
    /// What the purse counts.
    pub kind: PurseKind,
    /// The entry that granted the units; none when the money was not enough for one.
    pub n: Option<i64>,
    /// Units per minor units.
    pub rate: Rate,
    /// Money that earned, minor units: the bill less what was paid with credit or rewards.
    pub amount: i64,
    /// What was carried before.
    pub carry_before: Carry,
    /// All multipliers together, in percent.
    pub percent: i64,
    /// Units on top, which stay until the last of the money is refunded.
    pub addition: i64,
}

/// A reward that comes onto the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The entry that paid for it, if one did.
    pub entry: Option<i64>,
    /// Where it comes from.
    pub source: Source,
    /// The reward's id.
    pub reward: String,
    /// Rewards the customer may take in its place, by their ids.
    pub choices: Vec<String>,
    /// What the customer gets.
    pub title: String,
    /// What it costs the shop, minor units.
    pub unit_cost: i64,
    /// Until when.
    pub expires_at: Option<Micros>,
    /// Whether the customer must confirm its use.
    pub confirm: bool,
    /// It is used in the same breath: bought from the menu at the counter.
    pub used: bool,
}

/// Where a reward or units come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A full stamp card, by its id.
    StampCard(String),
    /// Points, from the menu.
    Menu,
    /// Staff, out of goodwill.
    Gift,
    /// A promotion, by its id.
    Promotion(String),
    /// A level, by its id.
    Tier(String),
    /// The membership.
    Membership,
}

/// A reward that is taken in the place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The id of the reward that was issued.
    pub issued: String,
    /// The id of the reward that is taken.
    pub reward: String,
    /// What the customer gets.
    pub title: String,
    /// What it costs the shop, minor units.
    pub unit_cost: i64,
}
