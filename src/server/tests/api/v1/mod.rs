//! `/v1`

mod cards;
mod devices;
mod explain;
mod keys;
mod languages;
mod limits;
pub mod me;
mod moves;
mod offline;
mod operations;
mod person;
mod preview;
pub mod program;
mod purchases;
mod refunds;
mod shops;
mod staff;
mod till;
mod time;
mod visits;
