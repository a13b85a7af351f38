//! A till without a network: what it accepts, what it keeps, and what a changed journal shows.
#![allow(clippy::unwrap_used, reason = "helpers of tests count as code outside tests")]

mod accepting;
mod chain;
mod journal;
mod limits;
mod properties;
mod snapshot;
mod world;
