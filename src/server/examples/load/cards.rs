//! Customers' cards in software: a key each, and codes of any time.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pass::{CardId, Header, Pass, Purpose, SigningKey, Slot, Step};
use uuid::Uuid;

/// A card and its key.
pub struct Card {
    /// The key.
    pub key: SigningKey,
    /// The card's id, once it has joined.
    pub id: CardId,
}

impl Card {
    /// The `number`th card's key, the same in each run.
    pub fn new(number: usize) -> Self {
        let mut bytes = [0x5a; 32];
        bytes[24..].copy_from_slice(&(number as u64 + 1).to_be_bytes());
        Self { key: SigningKey::from_bytes(bytes).expect("a small number is a key"), id: CardId([0; 8]) }
    }

    /// Its key as it is enrolled.
    pub fn public_key(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.key.public_key().compressed())
    }

    /// Its pass, so many steps from now.
    pub fn pass(&self, host: &str, steps: i64) -> Pass {
        let step = Step::at(now_ms()).plus(steps);
        self.key.pass(host, Header { card: self.id, slot: Slot::FIRST, purpose: Purpose::Show, step })
    }
}

/// Milliseconds since 1970.
#[allow(clippy::disallowed_methods, reason = "the generator stands outside the server, as a phone does")]
pub fn now_ms() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64)
}

/// A new id.
pub fn new_id() -> Uuid {
    let mut random = [0; 10];
    getrandom::fill(&mut random).expect("random bytes");
    uuid::Builder::from_unix_timestamp_millis(now_ms() as u64, &random).into_uuid()
}
