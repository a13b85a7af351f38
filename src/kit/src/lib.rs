//! What the apps share. A tour:
//!
//! - [`api`]: the one file that talks to the server, one function per endpoint; [`sent`]: what it answered, to be kept, read by
//!   [`mod@members`] or by serde.
//! - [`i18n`]: which language and its words, refusals in words, numbers and dates by the browser's `Intl`.
//! - [`route`]: the address bar as a signal. [`ids`]: the ids that clients make. [`theme`]: a shop's colour as a readable palette.
//! - [`browser`]: storage, clock, wake lock, installing; each ability behind a few functions, absent ones answered calmly.
//! - [`dom`], [`watched`] and [`held`]: elements and values that follow each other, made for apps of few KB.
//! - [`ui`]: button, toast, dialog on native elements. Their looks are in `style/base.css`.
//!
//! Logic stands in plain structs and functions that are tested on the host; what needs a browser is thin.

#![warn(missing_docs)]

pub mod api;
pub mod base64url;
pub mod browser;
pub mod dom;
pub mod held;
pub mod i18n;
pub mod ids;
pub mod members;
mod reader;
pub mod route;
pub mod sent;
pub mod theme;
pub mod ui;
pub mod watched;
