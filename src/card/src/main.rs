//! The card app: what a customer sees. A tour:
//!
//! - `app` has the first code drawn and picks the screen for the address; `session` is one shop's card on this phone: arriving, joining, following the server.
//! - `arrival` and `story` are the decisions, tested on the host: what to show someone who comes, and how a change of the card is told.
//! - `key` makes and uses the phone's key (`webcrypto`, else `softkey`), `ticker` turns it into a new QR every 15 seconds, `record` keeps it all on the phone.
//! - `live` follows the card's events, `shell` is the service worker's side. `art` draws stamps. `texts` has the words, `views` the screens.

mod announce;
mod app;
mod arrival;
mod art;
mod brought;
mod content;
mod face;
mod key;
mod live;
mod record;
mod route;
mod session;
mod shell;
mod shop;
mod softkey;
mod story;
mod texts;
mod ticker;
mod views;
mod webcrypto;

fn main() {
    app::start();
}
