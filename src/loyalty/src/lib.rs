//! The rules of a loyalty programme, pure: what a shop promises ([`Program`]), what a card holds ([`CardState`]), and what a [`Command`]
//! does to it ([`decide`]). No I/O, no clock, no randomness, no JSON, no time-zone database: time, the shop's [`Zone`] and new ids come in as
//! arguments, a [`Decision`] or a [`Refusal`] goes out, and whoever keeps the ledger writes the changes down.
//!
//! Whoever calls does, in one transaction: load the state; while [`due`] says so, decide and write that as an operation of its own; decide
//! the command; write [`Decision::changes`] in order, keep [`Decision::reasons`] to explain it, add [`Decision::totals`] to the day.
//!
//! Everything is an integer: stamps, points and minor units of money are `i64`, times are microseconds since 1970 in UTC ([`Micros`]), days are
//! [`Date`]s in the shop's zone.

mod apply;
mod carry;
mod change;
mod command;
mod credit;
mod decide;
mod decision;
mod draft;
mod earn;
mod expiry;
mod membership;
mod offers;
mod plural;
mod program;
pub mod promotions;
mod purse;
mod reason;
mod record;
mod refund;
mod refusal;
mod rewards;
mod state;
mod terms;
mod tiers;
mod time;
mod transfer;
mod visit;
mod void;

pub use carry::{Carry, PurseKind, Rate};
pub use change::{Basis, Change, Choice, EntryChange, Issue, LotGrant, LotUse, Source};
pub use command::{Command, Context, MembershipStep};
pub use decide::decide;
pub use decision::{Decision, Totals};
pub use expiry::{ToLapse, ToWarn, due, to_lapse, to_warn};
pub use offers::{Offer, OfferBy, offers, payable};
pub use plural::{Category, category};
pub use program::{
    BelowZero, CREDIT, Cashback, Doubt, Earning, Expiry, Fault, GOAL_MAX, Gives, Group, Hours, Level, Limits,
    Membership, OfflineLimits, OncePer, POINTS, Points, Program, Promotion, PromotionKind, Review, Reward, RewardKind,
    StampCard, StampEarn, TierBasis, Tiers, VISITS_TO_REWARD_MAX, Validity, Warning, Words, Wrong,
};
pub use reason::{Counting, Reason};
pub use record::{CarryRecord, EntryRecord, IssuedRecord, OperationRecord, Transfer, Voider};
pub use refusal::{Refusal, Unavailable};
pub use state::{
    ActionUse, Birthday, CardState, LotId, LotState, MembershipState, PromotionUse, PurseState, ReferralState,
    RewardCount, TierState, VisitState, VoucherState, VoucherStatus,
};
pub use terms::{Act, Language, Receipt, ReceiptLine, SayMoney, Section, headline, terms};
pub use time::{Date, LocalTime, NotADate, Utc, Weekday, Zone, days_in_month, is_leap};
pub use transfer::{Moved, MovedPurse, moved};
pub use visit::{VisitRequest, open_visit};

/// Microseconds since 1970 in UTC.
pub type Micros = i64;

/// One second in [`Micros`].
pub const SECOND: Micros = 1_000_000;
/// One day of 24 hours in [`Micros`].
pub const DAY: Micros = 86_400 * SECOND;
