//! The counter: staff pairs a till once, says who they are, and scans. A tour:
//!
//! - [`scanner`] is the state of it all, [`panel`] an open visit, with its [`headline`], its [`basket`] and its [`offers`] under the shop's
//!   [`rules`]; [`presence`] is why a code is sent once; [`quantity`], [`pin`], [`codes`], [`amount`], [`when`]: small rules. All of these are
//!   plain and tested without a browser.
//! - [`desk`] does what staff taps: sends by [`send`], sounds by [`tones`].
//! - [`ui`] are the screens, made with [`dom`], [`texts`] their words.
//!
//! The same program is also the worker that reads codes from the camera, see `kit::browser::sight`.

mod amount;
mod app;
mod basket;
mod codes;
mod desk;
mod dom;
mod headline;
mod offers;
mod panel;
mod pin;
mod presence;
mod quantity;
mod rules;
#[cfg(test)]
mod sample;
mod scanner;
mod send;
mod signals;
mod texts;
mod tones;
mod ui;
mod when;

use kit::browser::sight;

fn main() {
    if sight::in_worker() {
        sight::serve();
    } else {
        app::start();
    }
}
