//! The card as the app needs it: what the server sends, less what it never shows. Reading a member costs bytes in each phone's first download.

use wire::{CardStatus, PurseKind, Time};

kit::members! {
    /// A customer's card; what is what stands at [`wire::Card`].
    #[derive(Debug, PartialEq)]
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
        pub merged_into: Option<String>,
        /// The shop's slug.
        pub shop: String,
        /// What it holds.
        pub purses: Vec<Purse>,
        /// Rewards that are ready.
        pub vouchers: Vec<Voucher>,
        /// The level's name.
        pub tier: Option<String>,
        /// What lapses at the next two dates.
        pub expiries: Vec<Expiring>,
        /// The level.
        pub level: Option<Level>,
        /// The membership.
        pub membership: Option<Membership>,
    }

    /// One unit on a card.
    #[derive(Clone, Debug, PartialEq)]
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
        pub goal: Option<u32>,
    }

    /// A reward that is ready.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Voucher {
        /// Its id.
        pub id: String,
        /// The reward's id.
        pub reward: String,
        /// What the customer gets.
        pub title: String,
        /// Until when.
        pub expires_at: Option<Time>,
        /// What may be taken in its place.
        pub choices: Vec<Choice>,
    }

    /// A reward that may be taken in place of another.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Choice {
        /// What the customer gets.
        pub title: String,
    }

    /// Units of a purse that lapse; none of a purse where it is a reward.
    #[derive(Debug, PartialEq)]
    pub struct Expiring {
        /// The purse.
        pub purse: Option<String>,
        /// Units.
        pub units: i64,
        /// The first instant at which they are gone.
        pub at: Time,
    }

    /// A level that was reached.
    #[derive(Debug, PartialEq)]
    pub struct Level {
        /// Its name.
        pub name: String,
        /// What it gives all the time.
        pub benefits: Vec<String>,
        /// The level above.
        pub next: Option<NextLevel>,
    }

    /// The level above.
    #[derive(Debug, PartialEq)]
    pub struct NextLevel {
        /// Its name.
        pub name: String,
        /// What is missing, in what levels count.
        pub missing: i64,
    }

    /// A membership.
    #[derive(Debug, PartialEq)]
    pub struct Membership {
        /// When it ends or ended.
        pub valid_until: Option<Time>,
    }
}
