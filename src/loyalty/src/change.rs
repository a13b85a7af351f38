//! What a decision says: changes to write down, or a refusal with the facts to say it in words.

use crate::{LotId, Micros, PurseKind};

/// One thing to write down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A purse moves.
    Entry(EntryChange),
    /// A reward comes onto the card.
    Issue(Issue),
    /// A reward is used.
    Use {
        /// The voucher.
        voucher: [u8; 16],
    },
    /// A reward that was used comes back.
    Restore {
        /// The voucher.
        voucher: [u8; 16],
    },
    /// A reward that was issued is taken back.
    Cancel {
        /// The voucher.
        voucher: [u8; 16],
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LotGrant {
    /// Units in it: what was earned less what paid a debt.
    pub units: i64,
    /// When they lapse.
    pub expires_at: Option<Micros>,
}

/// Units taken from a lot; below zero, given back to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LotUse {
    /// The lot.
    pub lot: LotId,
    /// Units.
    pub units: i64,
}

/// A reward that comes onto the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The entry that paid for it, if one did.
    pub entry: Option<i64>,
    /// The reward's id.
    pub reward: String,
    /// What the customer gets.
    pub title: String,
    /// What it costs the shop, minor units.
    pub unit_cost: i64,
    /// Until when.
    pub expires_at: Option<Micros>,
    /// Whether the customer must confirm its use.
    pub confirm: bool,
}

/// Why a command was refused, with the facts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The card was at the counter a moment ago.
    #[error("the card may come back at {until}")]
    Cooldown {
        /// When it may open a visit again.
        until: Micros,
    },
    /// A limit of the shop.
    #[error("the limit {limit} is reached")]
    LimitReached {
        /// The limit's name in [`crate::Limits`].
        limit: &'static str,
    },
    /// Not enough on the card.
    #[error("{missing} units are missing")]
    InsufficientBalance {
        /// Units that are missing.
        missing: i64,
    },
    /// The quantity is zero or an amount is not above zero.
    #[error("a quantity and an amount are above zero")]
    NothingToDo,
    /// The programme needs to know what was paid.
    #[error("the amount is needed")]
    AmountRequired,
    /// The customer or staff must confirm.
    #[error("the reward must be confirmed")]
    ConfirmRequired,
    /// The voucher was used before.
    #[error("the voucher was used")]
    VoucherUsed,
    /// The voucher's time is over.
    #[error("the voucher has expired")]
    VoucherExpired,
    /// No such voucher on this card.
    #[error("no such voucher")]
    UnknownVoucher,
    /// No such reward in the programme.
    #[error("no such reward")]
    UnknownReward,
    /// No such stamp card in the programme.
    #[error("no such stamp card")]
    UnknownStampCard,
    /// The operation was taken back before.
    #[error("already voided")]
    AlreadyVoided,
    /// A void can't be voided.
    #[error("a void is final")]
    NotVoidable,
    /// Too late, for this person.
    #[error("the time to void is over")]
    VoidWindowOver,
    /// Somebody else's operation.
    #[error("only its maker or a manager may void it")]
    ManagerRequired,
    /// A number left the range of 64 bits.
    #[error("a number is too large")]
    Overflow,
}
