//! The harness of the user stories: a real server, a real browser, a camera film of a real code, a software phone.
//!
//! A story reads top to bottom: [`Server::demo`] starts the binary on a data folder of its own, [`Browser::open`] a
//! headless Chromium of its own (or a Firefox, or a WebKit), [`Film`] shows that browser's camera what another one has on its screen, and
//! [`api`] speaks HTTP for whoever needs no screen (a second till, a customer who replays). Everything ends with its
//! value. The harness panics with the sentence a person needs: a story that can't run has failed, it is never skipped.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test harness fails by panicking, with the place and the words

pub mod api;
pub mod aria;
pub mod artefacts;
pub mod axe;
pub mod browser;
pub mod clock;
pub mod film;
pub mod grey;
pub mod hardship;
pub mod launch;
pub mod mailbox;
pub mod phone;
pub mod server;

pub use api::{Answer, Client};
pub use browser::Browser;
pub use film::Film;
pub use launch::{Engine, Language, Light, Screen, Size};
pub use phone::Phone;
pub use server::Server;

/// What every demo database starts with (`api.md`, last paragraph): shop, pairing code, staff, PIN.
pub mod demo {
    /// The shop's part of the address.
    pub const SHOP: &str = "demo";
    /// The shop's name on the screen.
    pub const SHOP_NAME: &str = "Café Lumière";
    /// Pairs any number of tills.
    pub const PAIRING_CODE: &str = "DEMO-2345";
    /// The one staff member.
    pub const STAFF: &str = "Léa";
    /// Her PIN.
    pub const PIN: &str = "246810";
    /// Coffees until the free one.
    pub const GOAL: u64 = 9;
}
