//! Single rules, each told as a story with the numbers a shop would see.

#![allow(clippy::expect_used, reason = "a test that finds nothing where something must be says so and ends")]

#[path = "../support/mod.rs"]
mod support;

mod actions;
mod aloud;
mod calendar;
mod counts;
mod expiry;
mod faults;
mod full;
mod languages;
mod levels;
mod money;
mod offers;
mod programmes;
mod promotions;
mod purses;
mod receipts;
mod rewards;
mod said;
mod sentences;
mod stamps;
mod terms;
mod texts;
mod transfers;
mod warnings;
