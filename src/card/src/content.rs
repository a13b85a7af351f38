//! The card as the app needs it: what the server sends, less what it never shows. Reading a member costs bytes in each phone's first download.

use serde::Deserialize;
use wire::{CardStatus, PurseKind, Time};

/// A customer's card; what is what stands at [`wire::Card`].
#[derive(Debug, PartialEq, Deserialize)]
pub struct Content {
    /// 16 hex digits.
    pub id: String,
    /// Five characters for people.
    pub number: String,
    /// Grows with each change.
    pub version: u64,
    /// Whether it can be used.
    pub status: CardStatus,
    /// The number of the card that everything went to.
    #[serde(default)]
    pub merged_into: Option<String>,
    /// The shop's slug.
    pub shop: String,
    /// What it holds.
    pub purses: Vec<Purse>,
    /// Rewards that are ready.
    pub vouchers: Vec<Voucher>,
    /// The level's name.
    #[serde(default)]
    pub tier: Option<String>,
    /// What lapses at the next two dates.
    #[serde(default)]
    pub expiries: Vec<Expiring>,
    /// The level.
    #[serde(default)]
    pub level: Option<Level>,
    /// The membership.
    #[serde(default)]
    pub membership: Option<Membership>,
}

/// One unit on a card.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Purse {
    /// The stamp card's id, or `points`, `credit`.
    pub id: String,
    /// The unit.
    pub kind: PurseKind,
    /// Name for people.
    pub name: String,
    /// Stamps, points, or minor units.
    pub balance: i64,
    /// Stamps that make the card full.
    #[serde(default)]
    pub goal: Option<u32>,
}

/// A reward that is ready.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Voucher {
    /// Its id.
    pub id: String,
    /// The reward's id.
    pub reward: String,
    /// What the customer gets.
    pub title: String,
    /// Until when.
    #[serde(default)]
    pub expires_at: Option<Time>,
    /// What may be taken in its place.
    #[serde(default)]
    pub choices: Vec<Choice>,
}

/// A reward that may be taken in place of another.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Choice {
    /// What the customer gets.
    pub title: String,
}

/// Units of a purse that lapse; none of a purse where it is a reward.
#[derive(Debug, PartialEq, Deserialize)]
pub struct Expiring {
    /// The purse.
    #[serde(default)]
    pub purse: Option<String>,
    /// Units.
    pub units: i64,
    /// The first instant at which they are gone.
    pub at: Time,
}

/// A level that was reached.
#[derive(Debug, PartialEq, Deserialize)]
pub struct Level {
    /// Its name.
    pub name: String,
    /// What it gives all the time.
    pub benefits: Vec<String>,
    /// The level above.
    #[serde(default)]
    pub next: Option<NextLevel>,
}

/// The level above.
#[derive(Debug, PartialEq, Deserialize)]
pub struct NextLevel {
    /// Its name.
    pub name: String,
    /// What is missing, in what levels count.
    pub missing: i64,
}

/// A membership.
#[derive(Debug, PartialEq, Deserialize)]
pub struct Membership {
    /// When it ends or ended.
    #[serde(default)]
    pub valid_until: Option<Time>,
}
