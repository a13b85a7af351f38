//! A customer's phone: a key, a card, and the codes it shows.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pass::{CardId, Header, Purpose, SigningKey, Slot, Step};
use serde_json::Value;
use server::clock::{Clock as _, SetClock};

use super::client::Client;

/// A customer's phone.
pub struct Phone {
    /// Its HTTP side, with the holder cookie.
    pub client: Client,
    /// What joining answered.
    pub joined: Value,
    /// Its key's slot.
    pub slot: u8,
    /// Its key.
    pub key: SigningKey,
    /// The server's clock: the phone's own is right.
    pub clock: Arc<SetClock>,
}

impl Phone {
    /// The card's id.
    pub fn card_id(&self) -> String {
        self.joined["card"]["id"].as_str().unwrap().to_owned()
    }

    /// Its code now.
    pub fn code(&self) -> String {
        self.code_at(0)
    }

    /// Its code so many seconds from now.
    pub fn code_at(&self, off_s: i64) -> String {
        self.code_for("localhost:8080", off_s, Purpose::Show)
    }

    /// A code signed for a host.
    pub fn code_for(&self, host: &str, off_s: i64, purpose: Purpose) -> String {
        let card: CardId = self.card_id().parse().unwrap();
        let step = Step::at(self.clock.now_ms() + off_s * 1000);
        let header = Header { card, slot: Slot::new(self.slot).unwrap(), purpose, step };
        self.key.pass(host, header).link(&format!("http://{host}"))
    }

    /// Its typed code now.
    pub fn typed_code(&self) -> String {
        let secret = URL_SAFE_NO_PAD.decode(self.joined["typed_code_secret"].as_str().unwrap()).unwrap();
        let number = self.joined["card"]["number"].as_str().unwrap().parse().unwrap();
        pass::typed_code(number, &secret.try_into().unwrap(), self.clock.now_us() / 1_000_000)
    }

    /// The card as the server has it.
    pub async fn card(&mut self) -> Value {
        let path = format!("/v1/me/cards/{}", self.card_id());
        self.client.get(&path).await.expect(200)
    }
}

/// A new key, another each time, the same in each run.
pub fn new_key() -> SigningKey {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let mut bytes = [9; 32];
    bytes[24..].copy_from_slice(&NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    SigningKey::from_bytes(bytes).unwrap()
}

/// A key as it is enrolled.
pub fn public(key: &SigningKey) -> String {
    URL_SAFE_NO_PAD.encode(key.public_key().compressed())
}
