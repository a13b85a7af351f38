//! The only crate with SQL: the ledger, on SQLite and on PostgreSQL.

pub mod backup;
mod engine;
pub mod error;
pub mod migrate;
pub mod store;
#[cfg(feature = "testing")]
pub mod testing;
pub mod tx;

pub use engine::counters::{GROUP_SIZE_BUCKETS, Stats};
pub use error::Error;
pub use store::{Location, Store};
pub use tx::{Row, Tx, Value};
