//! The handlers, a file for each part of the address. A handler says in its signature who may call it, parses, calls one use case of the
//! store, and answers.

pub mod cards;
pub mod devices;
pub mod email;
pub mod health;
pub mod keys;
pub mod me;
pub mod moves;
pub mod operations;
pub mod person;
pub mod program;
pub mod recovery;
pub mod shops;
pub mod staff;
pub mod till;
pub mod time;
pub mod visits;
