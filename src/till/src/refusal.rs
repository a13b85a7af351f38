//! Why a till does not accept something on its own, with the facts to say it in words.

use crate::Micros;

/// Why nothing was drafted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The till never had a whole snapshot.
    #[error("this till knows nothing of the shop yet")]
    NoSnapshot,
    /// The snapshot is older than the lease.
    #[error("this till was without a network for too long")]
    LeaseOver,
    /// The till's clock stands before what it recorded or knows.
    #[error("the till's clock was put back by {by_s} s")]
    ClockBack {
        /// Seconds.
        by_s: i64,
    },
    /// The snapshot has no such card: it may be new.
    #[error("this card is not known here without a network")]
    UnknownCard,
    /// The card has no such key, as far as the snapshot knows.
    #[error("this phone's key is not known here without a network")]
    UnknownKey,
    /// The signature is not of this card's key.
    #[error("the signature does not match the card")]
    BadSignature,
    /// The shop stopped the card.
    #[error("this card is blocked")]
    CardBlocked,
    /// The phone's clock is off by more than ten minutes.
    #[error("the phone's clock is off by {off_by_s} s")]
    ClockWrong {
        /// Seconds the phone is ahead, negative if behind.
        off_by_s: i64,
    },
    /// Shown before one that was accepted.
    #[error("this code is older than one already used")]
    Replayed,
    /// The code opened another visit.
    #[error("this code was already used")]
    CodeUsed {
        /// When.
        at: Micros,
    },
    /// The card was here a moment ago.
    #[error("this card was scanned a moment ago")]
    Cooldown {
        /// Until when.
        until: Micros,
    },
    /// Nothing was to be done.
    #[error("there is nothing to do")]
    NothingToDo,
    /// More items, or none, than one operation counts.
    #[error("one operation counts from 1 to {max} items")]
    Quantity {
        /// The most.
        max: u32,
    },
    /// The card earned as often as it may without a network.
    #[error("this card earned as often as it may without a network")]
    CardLimit {
        /// Until when.
        until: Micros,
    },
    /// The till let cards earn as often as it may without a network.
    #[error("this till gave as much as it may without a network")]
    TillLimit {
        /// Until when.
        until: Micros,
    },
    /// The snapshot is too old for using a reward.
    #[error("rewards wait for the network: what is known is too old")]
    TooOldToRedeem,
    /// Staff moved the card to another phone a moment ago.
    #[error("this card was moved to another phone: its rewards wait")]
    RedeemPaused {
        /// Until when.
        until: Micros,
    },
    /// The rewards are worth more than the owner allows without a network.
    #[error("rewards of this value wait for the network")]
    ValueOverLimit {
        /// The most, minor units.
        max: i64,
    },
    /// The card has no such reward, as far as the snapshot knows.
    #[error("this card has no such reward")]
    UnknownVoucher,
    /// It was used here already.
    #[error("this reward was already used")]
    VoucherUsed,
    /// It lapsed.
    #[error("this reward has expired")]
    VoucherExpired,
    /// The code was signed by a key that can be copied: staff must confirm.
    #[error("staff must confirm this reward")]
    ConfirmRequired,
}
