//! Why a command was refused, with the facts to say it in words.

use crate::{Date, Micros};

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
        /// Until when; absent when waiting does not help.
        until: Option<Micros>,
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
    /// Stamps of this card come with the visit, not with a purchase.
    #[error("this stamp card counts visits")]
    EarnedByVisit,
    /// The action was counted already.
    #[error("the action was counted")]
    ActionDone {
        /// When it counts again; never when absent.
        until: Option<Micros>,
    },
    /// Credit can pay no more than the bill.
    #[error("the bill is {bill}")]
    MoreThanBill {
        /// Minor units.
        bill: i64,
    },
    /// Credit pays no less than this at once.
    #[error("at least {least} must be paid")]
    LessThanMinimum {
        /// Minor units.
        least: i64,
    },
    /// The visit's bill has earned already; credit must pay before it earns (void the earning, or open another visit).
    #[error("the bill has earned already")]
    EarnedFirst,
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
    /// The voucher doesn't offer this choice.
    #[error("no such choice")]
    UnknownChoice,
    /// No such reward in the programme.
    #[error("no such reward")]
    UnknownReward,
    /// The reward is there but not for this card, or not now.
    #[error("the reward can't be had: {why:?}")]
    RewardUnavailable {
        /// Why.
        why: Unavailable,
    },
    /// No such stamp card in the programme.
    #[error("no such stamp card")]
    UnknownStampCard,
    /// No such purse in the programme.
    #[error("no such purse")]
    UnknownPurse,
    /// No such action in the programme.
    #[error("no such action")]
    UnknownAction,
    /// No such promotion in the programme, or it is over.
    #[error("no such promotion")]
    UnknownPromotion,
    /// The programme has no membership.
    #[error("there is no membership")]
    NoMembership,
    /// The card has no membership to renew or cancel.
    #[error("not a member")]
    NotAMember,
    /// The card is a member's already.
    #[error("already a member")]
    AlreadyMember {
        /// Until when; for ever when absent.
        until: Option<Micros>,
    },
    /// The membership can't be renewed.
    #[error("the membership can't be renewed")]
    NotRenewable,
    /// A change by hand needs its reason.
    #[error("a reason is needed")]
    ReasonRequired,
    /// Something that is due must be written first: [`crate::due`].
    #[error("something is due first")]
    DueFirst,
    /// It is not yet time.
    #[error("it is not due")]
    NotDue {
        /// When it will be; not foreseen when absent.
        at: Option<Micros>,
    },
    /// Units would lapse, but the customer was not told in time.
    #[error("the customer must be warned first")]
    WarnFirst {
        /// The purse.
        purse: String,
        /// Units that wait.
        units: i64,
        /// When they may lapse: so many days after the warning; not foreseen while there is none.
        until: Option<Micros>,
    },
    /// The operation was taken back before.
    #[error("already voided")]
    AlreadyVoided,
    /// A void, a refund and an expiry of vouchers are final.
    #[error("this can't be voided")]
    NotVoidable,
    /// Something later stands on it: void that first.
    #[error("something later stands on it")]
    Superseded,
    /// A refund is of money that was paid.
    #[error("{left} are left to refund")]
    MoreThanPaid {
        /// Minor units of the bill that were not refunded yet.
        left: i64,
    },
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

/// Why a reward can't be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unavailable {
    /// It is no longer given.
    Retired,
    /// It begins on this local day.
    From(Date),
    /// It ended with this local day.
    Until(Date),
    /// It needs this level, by its id, or a higher one.
    Tier(String),
    /// It is for members.
    MembersOnly,
    /// All pieces are gone.
    OutOfStock,
    /// The card has had its share.
    PerPerson {
        /// Pieces.
        max: u32,
    },
    /// Neither points nor stamps buy it: it is only given.
    NotForSale,
}
