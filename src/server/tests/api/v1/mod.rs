//! `/v1`

mod devices;
mod limits;
pub mod me;
mod operations;
mod purchases;
mod shops;
mod staff;
mod till;
mod time;
mod visits;
