//! The server's answers, through the real router over a real SQLite ledger, in process. The folders mirror the addresses.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod command;
mod docs;
mod email;
mod erased;
mod guard;
mod health;
mod install;
mod languages;
mod letters;
mod limits;
mod lost;
mod owner;
mod pages;
mod paper;
mod person;
#[path = "../../../loyalty/tests/model/programs.rs"]
mod programs;
mod recover;
mod schema;
mod settings;
mod sweep;
mod v1;
mod world;
