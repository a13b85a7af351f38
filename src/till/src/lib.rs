//! What a till does while it has no network, and what both sides agree on when it is back. Pure: no I/O, no clock, no randomness; the
//! moment, the ids and the signatures come in as arguments, so that the counter, the server and the simulator run the same code.
//!
//! A tour, in the order of an evening without a network:
//!
//! 1. While there is one, the till keeps a [`Snapshot`] of its shop: public keys, how cards stand, codes used a moment ago, the owner's
//!    [`Limits`]. Each [`Delta`] makes it younger.
//! 2. A pass is shown. [`Till::accept`] verifies it, judges its step as the server would, looks whether the code was used here, holds the
//!    limits, and answers a [`Draft`]: the next link of the till's chain.
//! 3. The till signs [`Draft::message`] with its own key and writes the [`Record`] to its storage. Only [`Till::written`] makes the [`Done`]
//!    that a screen may show.
//! 4. Back on the network, [`Journal::next`] is sent, one record after the other and before anything else, under the ids it was recorded
//!    with, until each has its [`Verdict`]. None is dropped; a rejected one stays with its reason.
//! 5. The server checks the same [`Link`] with [`follow`]: a gap, a deletion, another order or a time put back shows.
//!
//! What remains possible: two tills without a network accept the same code inside its minute. The second to arrive is flagged.

mod content;
mod journal;
mod keys;
mod limits;
mod record;
mod refusal;
mod snapshot;
mod till;
mod used;
mod verdict;

pub use content::{Act, Content, Money};
pub use journal::{Damaged, Entry, Journal, Stale};
pub use keys::{KEY_LEN, KeyTable};
pub use limits::{CLOCK_TOLERANCE, LEASE, Limits, REDEEM_SNAPSHOT_AGE_MAX};
pub use record::{Before, Draft, Fit, Link, Record, first, follow};
pub use refusal::Refusal;
pub use snapshot::{CardNews, Delta, HeldCard, HeldKey, HeldVoucher, Snapshot};
pub use till::{Accepted, Done, Scan, Till};
pub use used::{Used, UsedCodes};
pub use verdict::{Answer, Verdict};

/// An id that a client made: the 16 bytes of a UUIDv7.
pub type Id = [u8; 16];
/// SHA-256.
pub type Hash = [u8; 32];
/// Microseconds since 1970 in UTC; spans are in microseconds too.
pub type Micros = i64;

/// A second.
pub const SECOND: Micros = 1_000_000;
/// An hour.
pub const HOUR: Micros = 3_600 * SECOND;
/// 24 hours. A till alone knows no business day, so its days are the last 24 hours.
pub const DAY: Micros = 24 * HOUR;
