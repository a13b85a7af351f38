//! The tests of the pass, one binary: the shared vectors, and what must hold for any input.

#![allow(clippy::unwrap_used, reason = "helpers of tests count as code outside tests")]

mod keys;
mod links;
mod qr;
mod round_trips;
mod signatures;
mod spelled;
mod typed;
mod vectors;
mod window;

use pass::{CardId, Header, P256Verifier, Purpose, RingVerifier, SigningKey, Slot, Step, Verifier};
use proptest::prelude::*;

/// The bytes that hexadecimal digits write.
fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

fn array<const N: usize>(hex: &str) -> [u8; N] {
    bytes(hex).try_into().unwrap()
}

/// Both verifiers, with names for messages.
fn verifiers() -> [(&'static str, Box<dyn Verifier>); 2] {
    [("p256", Box::new(P256Verifier)), ("ring", Box::new(RingVerifier))]
}

/// Any header.
fn headers() -> impl Strategy<Value = Header> {
    (any::<[u8; 8]>(), 0_u8..8, any::<bool>(), any::<u32>()).prop_map(|(card, slot, redeem, step)| Header {
        card: CardId(card),
        slot: Slot::new(slot).unwrap(),
        purpose: if redeem { Purpose::Redeem } else { Purpose::Show },
        step: Step(step),
    })
}

/// Any secret key.
fn secrets() -> impl Strategy<Value = SigningKey> {
    any::<[u8; 32]>().prop_filter_map("in range", |bytes| SigningKey::from_bytes(bytes).ok())
}

/// Any host as `host_of` gives it.
fn hosts() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9-]{0,20}(\\.[a-z]{2,8}){0,2}(:8[0-9]{3})?"
}
