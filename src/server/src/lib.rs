//! The server: one router over one store.
//!
//! A tour, from outside in: [`serve`] takes connections; [`router`] is the table of contents of the API; around every answer stand
//! [`security`], [`metrics`] and [`limits`]; a handler in [`routes`] says in its signature who may call it ([`auth`]), parses ([`body`]),
//! calls one use case in `store`, and answers ([`answer`], [`problem`]). A scan is verified in [`scan`] before the writer hears of it; who
//! shows a card hears of a change from [`live`]. [`pages`] and [`assets`] serve the apps, [`paper`] a card's history and the terms,
//! [`docs`] the API's description. What lapses while nobody is at a counter is written by [`sweep`], what a phone was told by [`seen`].
//! Who asked to be forgotten stays so through [`erased`]; who comes from inside another app is shown the way out by [`inapp`]. What all of them share is
//! [`app::App`].

pub mod answer;
pub mod app;
pub mod assets;
pub mod auth;
pub mod body;
pub mod cli;
pub mod clock;
pub mod commands;
pub mod config;
pub mod cookies;
pub mod device;
pub mod docs;
pub mod erased;
pub mod icons;
pub mod inapp;
pub mod limits;
pub mod live;
pub mod logs;
pub mod mail;
pub mod metrics;
pub mod pages;
pub mod paper;
pub mod problem;
pub mod random;
pub mod router;
pub mod routes;
pub mod scan;
pub mod screenshot;
pub mod secret;
pub mod security;
pub mod seen;
pub mod serve;
pub mod sweep;
