//! `/v1`

mod devices;
pub mod me;
mod operations;
mod shops;
mod staff;
mod till;
mod time;
mod visits;
