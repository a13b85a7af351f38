//! The server's answers, through the real router over a real SQLite ledger, in process. The folders mirror the addresses.

mod command;
mod docs;
mod guard;
mod health;
mod limits;
mod pages;
mod v1;
mod world;
