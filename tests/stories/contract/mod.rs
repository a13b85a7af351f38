//! The contract of the main job (`docs/api.md`), line by line over HTTP against the real binary: other software is
//! written against it, so these stories speak JSON text and share no types with the server.

mod cards;
mod events;
mod operations;
mod refusals;
mod requests;
mod tills;
mod visits;
