//! The two engines behind `Tx`: SQLite with one writer thread and group commit, PostgreSQL with a pool of connections.

pub(crate) mod checkpoint;
pub(crate) mod counters;
pub(crate) mod dialect;
pub(crate) mod folder;
pub(crate) mod job;
mod planner;
pub(crate) mod postgres;
pub(crate) mod queue;
pub(crate) mod readers;
pub(crate) mod sqlite;
mod statements;
pub(crate) mod threads;
pub(crate) mod writer;
