//! The rotating signed pass: what the customer's phone shows as a QR and the counter verifies. Pure: no I/O, no clock, no randomness;
//! time and random bytes come in as arguments, so that the same code runs in the card, the counter and the server, and in tests at any hour.
//!
//! A tour, in the order a pass travels:
//!
//! 1. The card makes a [`Header`] (card, slot, purpose, [`Step`] of now) and signs [`signed_bytes`] with its key: WebCrypto, or
//!    `SigningKey` where WebCrypto fails.
//! 2. [`Pass::link`] writes it as `{origin}/s#{190 digits}`, and `qr` draws that.
//! 3. The counter or the server reads it back with [`Pass::parse`] and checks the signature with [`Pass::verify`], by a [`Verifier`]:
//!    `P256Verifier`, or `RingVerifier` on the server.
//! 4. [`judge`] says whether the step is acceptable now, and [`next_mark`] what to remember for the next one.
//!
//! For dead cameras there is the eight-character [`TypedCode`] under the QR. Secrets that people write down are [`Spelled`] in the same letters.
//!
//! Format: 78 bytes, see [`layout`]. Features: `crypto` (default), `ring`, `qr`.

pub mod digits;
pub mod error;
pub mod key;
pub mod layout;
pub mod link;
#[cfg(feature = "qr")]
pub mod qr;
#[cfg(feature = "ring")]
pub mod ring_verifier;
#[cfg(feature = "crypto")]
pub mod sign;
pub mod spelled;
pub mod step;
pub mod typed;
pub mod verify;
pub mod window;

pub use error::PassError;
pub use key::{BadPublicKey, PublicKey};
pub use layout::{CardId, Header, Pass, Purpose, Slot, signed_bytes};
pub use link::{host_in, host_of};
#[cfg(feature = "ring")]
pub use ring_verifier::RingVerifier;
#[cfg(feature = "crypto")]
pub use sign::SigningKey;
pub use spelled::{Misspelled, Spelled};
pub use step::Step;
pub use typed::{CardNumber, TypedCode, typed_message};
#[cfg(feature = "crypto")]
pub use typed::{typed_code, typed_tag};
#[cfg(feature = "crypto")]
pub use verify::P256Verifier;
pub use verify::Verifier;
pub use window::{Judgement, judge, next_mark};
