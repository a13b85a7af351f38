//! The only crate with SQL: the ledger, on SQLite and on PostgreSQL.
//!
//! A tour. [`Store`] runs jobs: closures over [`Tx`] that may run again, one write transaction each, many in one commit. The jobs are the use
//! cases, grouped by who calls: [`cards`], [`devices`], [`recovery`], [`email`], [`handoff`] and [`members`] (the customer), [`tills`] and [`staff`] (the
//! counter), [`visits`] and [`voids`] (the scan path and
//! what happens at the counter), [`offline`] and [`snapshot`] (tills that had no network, or may lose it), [`explain`] (why), [`office`] (what
//! managers do with a card), [`programme`] and [`owner`] (the owner), [`sweep`] (what lapses by itself), [`face`] and [`paper`] (anyone), [`admin`] and
//! [`demo`] (by hand), [`verify`] (every invariant over every row). Each takes who calls from
//! [`auth`] and the time and randomness from [`Context`], asks the pure crate `loyalty` what to do, writes it down, and answers a [`Reply`]
//! that is kept for whoever sends the same request again. Everything is a shop's: `shop_id` is first in every key.

pub mod admin;
mod attempts;
pub mod auth;
pub mod backup;
pub mod cards;
mod context;
pub mod demo;
pub mod devices;
pub mod email;
mod engine;
pub mod error;
pub mod explain;
pub mod face;
pub mod handoff;
mod keys;
mod ledger;
pub mod members;
pub mod migrate;
mod moment;
mod money;
pub mod moves;
pub mod office;
pub mod offline;
mod outcome;
pub mod owner;
pub mod paper;
pub mod programme;
pub mod recovery;
mod requests;
mod shops;
pub mod snapshot;
pub mod staff;
mod statements;
pub mod store;
pub mod sweep;
#[cfg(feature = "testing")]
pub mod testing;
pub mod tills;
pub mod tx;
pub mod verify;
pub mod visits;
pub mod voids;

pub use auth::{Actor, HolderId, KeyAuth, ShopId, StaffAuth, TillAuth};
pub use context::Context;
pub use engine::counters::{GROUP_SIZE_BUCKETS, Stats};
pub use error::Error;
pub use keys::KEYS_PER_CARD_MAX;
pub use outcome::{Changed, Fault, Outcome, Reply};
pub use statements::{all_statements, daily_statements};
pub use store::{Location, Store};
pub use tx::{Row, Tx, Value};
pub use wire::Lang;
