//! The user stories: one test binary, each story with its own server and its own browsers.

mod harness;
mod page;
mod webcrypto;
