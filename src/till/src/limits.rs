//! How far a till goes on its own. The owner sets most of it, with the programme; the two ages are the house's.

use crate::{DAY, Micros, SECOND};

/// How long a till works on one snapshot: a stolen one ends by itself.
pub const LEASE: Micros = 7 * DAY;
/// How old the snapshot may be when a reward is used.
pub const REDEEM_SNAPSHOT_AGE_MAX: Micros = DAY;
/// How far clocks may be put back without anything being wrong: corrections of a second or two, not an hour.
pub const CLOCK_TOLERANCE: Micros = 120 * SECOND;

/// What the owner allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Visits in which one card may earn within [`Limits::card_interval_s`].
    pub earns_per_card: u32,
    /// Seconds.
    pub card_interval_s: u32,
    /// Visits in which this till may let cards earn within 24 hours.
    pub earns_per_till_day: u32,
    /// What the rewards of one visit may cost the shop together, minor units; 0 allows only rewards that cost nothing.
    pub redeem_value_max: i64,
    /// Seconds before the same card may come again, unless staff says that it buys again.
    pub cooldown_s: u32,
    /// Items one operation may count.
    pub quantity_max: u32,
}
