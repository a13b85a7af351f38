//! What the apps and the server exchange: requests, answers, error codes and paths of the REST API, version 1.
//!
//! Plain data: no I/O, no clock. Every request type refuses unknown members; every answer may grow new ones. Times are RFC 3339 text in UTC
//! ([`Time`]), ids are text, money is [`Money`] in minor units. The same types are the schemas of `/openapi.json` (feature `openapi`).

#![warn(missing_docs)]

mod card;
mod explain;
mod keys;
mod lang;
mod member;
mod moves;
mod office;
mod op;
pub mod paths;
mod problem;
mod program;
mod recovery;
mod shop;
mod till;
mod time;
mod visit;

pub use card::*;
pub use explain::*;
pub use keys::*;
pub use lang::Lang;
pub use member::*;
pub use moves::*;
pub use office::*;
pub use op::*;
pub use problem::{Code, Problem};
pub use program::*;
pub use recovery::*;
pub use shop::*;
pub use till::*;
pub use time::{Money, Time};
pub use visit::*;

/// The id that a client makes before it first sends a request: a UUIDv7, text on the wire. The same id with the same body is answered the
/// same for ever.
pub type Id = uuid::Uuid;

/// Bytes a JSON request body may have; more is refused with 413.
pub const BODY_BYTES_MAX: usize = 64 * 1024;
