//! The rules of a loyalty programme, pure: what a shop promises ([`Program`]), what a card holds ([`CardState`]), and what a command does to it
//! ([`decide`]). No I/O, no clock, no randomness, no JSON: time and new ids come in as arguments, [`Change`]s or a [`Refusal`] go out, and
//! whoever keeps the ledger writes the changes down.
//!
//! Everything is an integer: stamps, points and minor units of money are `i64`, times are microseconds since 1970 in UTC ([`Micros`]).

mod change;
mod decide;
mod program;
mod purse;
mod state;
mod terms;
mod visit;
mod void;

pub use change::{Change, EntryChange, Issue, LotGrant, LotUse, Refusal};
pub use decide::{Command, decide};
pub use program::{Expiry, Fault, Limits, Program, Reward, StampCard, Words};
pub use state::{CardState, LotId, LotState, PurseKind, PurseState, VoucherState, VoucherStatus};
pub use terms::{Language, headline};
pub use visit::{VisitRequest, open_visit};
pub use void::{EntryRecord, OperationRecord, Voider};

/// Microseconds since 1970 in UTC.
pub type Micros = i64;

/// One second in [`Micros`].
pub const SECOND: Micros = 1_000_000;
/// One day of 24 hours in [`Micros`].
pub const DAY: Micros = 86_400 * SECOND;
