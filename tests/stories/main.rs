//! The user stories: one test binary, each story with its own server and its own browsers.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a story fails by panicking, its helpers too

#[macro_use]
mod engines;

mod abilities;
mod clocks;
mod contract;
mod customer;
mod harness;
mod holder;
mod install;
mod keyboard;
mod kinds;
mod languages;
mod letters;
mod load;
mod main_job;
mod moves;
mod no_camera;
mod offline;
mod page;
mod papers;
mod person;
mod readable;
mod readers;
mod refused;
mod screens;
mod skeleton;
mod softkey;
mod speed;
mod staff_link;
mod storage;
mod till;
mod two_servers;
mod update;
mod webcrypto;
