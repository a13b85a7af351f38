//! A customer's phone in software: its key, its card, its codes at any time. What the card app does, without a screen.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use pass::{CardId, Header, Pass, Purpose, SigningKey, Slot, Step};
use serde_json::{Value, json};

use crate::{Answer, Client, Server, clock, demo};

/// A phone that holds one card.
pub struct Phone {
    /// Its HTTP side, with the holder cookie.
    pub client: Client,
    /// The card as the server gave it at joining.
    pub card: Value,
    /// The first key's slot.
    pub slot: u8,
    key: SigningKey,
    origin: String,
    typed_secret: [u8; 32],
}

impl Phone {
    /// Joins the demo shop.
    pub fn join(server: &Server) -> Self {
        Self::join_as(server.client(), &server.origin)
    }

    /// Joins as whoever holds these cookies, with a key kept as a WebCrypto key would be.
    pub fn join_as(client: Client, origin: &str) -> Self {
        Self::join_with(client, origin, "webcrypto")
    }

    /// Joins with a key that lies in the browser's storage as raw bytes: the weakest of the three ways.
    pub fn join_with_raw_key(server: &Server) -> Self {
        Self::join_with(server.client(), &server.origin, "raw")
    }

    fn join_with(mut client: Client, origin: &str, key_storage: &str) -> Self {
        let key = new_key();
        let joined = client.post(&join_path(), &join_request(&key, key_storage)).expect_status(201).json;
        let secret = joined["typed_code_secret"].as_str().and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
        let typed_secret = secret.and_then(|bytes| bytes.try_into().ok());
        Self {
            card: joined["card"].clone(),
            slot: joined["key_slot"].as_u64().expect("a key slot") as u8,
            typed_secret: typed_secret.unwrap_or_else(|| panic!("a 32-byte typed_code_secret: {joined}")),
            origin: origin.to_owned(),
            client,
            key,
        }
    }

    /// The card's id: 16 hex digits.
    pub fn card_id(&self) -> &str {
        self.card["id"].as_str().expect("a card id")
    }

    /// The link its QR carries now.
    pub fn code(&self) -> String {
        self.code_at(clock::now_ms() as i64)
    }

    /// The link its QR carried or will carry, `off_s` seconds from now.
    pub fn code_in(&self, off_s: i64) -> String {
        self.code_at(clock::now_ms() as i64 + off_s * 1000)
    }

    /// The link at a time, milliseconds since 1970.
    pub fn code_at(&self, unix_ms: i64) -> String {
        self.signed(Step::at(unix_ms), &self.origin)
    }

    /// A code of the present step that this phone's key signed for another host.
    pub fn code_for_host(&self, host: &str) -> String {
        self.signed(Step::at(clock::now_ms() as i64), &format!("http://{host}"))
    }

    /// The same pass with the other signature that fits, (r, n−s): another text, the same code.
    pub fn other_signature_of(&self, code: &str) -> String {
        let pass = Pass::parse(code).expect("a code of ours");
        let mut signature = pass.signature;
        let negated = negate(signature[32..].try_into().expect("32 bytes"));
        signature[32..].copy_from_slice(&negated);
        Pass::new(pass.header(), signature).link(&self.origin)
    }

    /// A code of the present step that claims to be this card's, signed by a stranger's key.
    pub fn forged_code(&self) -> String {
        sign(&new_key(), &self.origin, self.header(Step::at(clock::now_ms() as i64)))
    }

    /// The typed code under the QR, now.
    pub fn typed_code(&self) -> String {
        let number = self.card["number"].as_str().expect("a card number").parse().expect("five Crockford letters");
        pass::typed_code(number, &self.typed_secret, clock::now_s() as i64)
    }

    /// The card as the server has it now.
    pub fn fetch(&mut self) -> Value {
        let path = format!("/v1/me/cards/{}", self.card_id());
        self.client.get(&path).expect_status(200).json
    }

    /// Its whole history, page by page, newest first.
    pub fn operations(&mut self) -> Vec<Value> {
        let path = format!("/v1/me/cards/{}/operations?limit=100", self.card_id());
        let (mut all, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = self.client.get(&format!("{path}{cursor}")).expect_status(200).json;
            all.extend(page["operations"].as_array().unwrap_or_else(|| panic!("operations: {page}")).iter().cloned());
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return all,
            }
        }
    }

    /// Enrols one more key on the card; answers the slot.
    pub fn enrol_key(&mut self) -> Answer {
        let path = format!("/v1/me/cards/{}/keys", self.card_id());
        let body = json!({"id": clock::new_id(), "public_key": public(&new_key()), "key_storage": "webcrypto"});
        self.client.post(&path, &body)
    }

    fn header(&self, step: Step) -> Header {
        let id = u64::from_str_radix(self.card_id(), 16).expect("16 hex digits").to_be_bytes();
        Header { slot: Slot::new(self.slot).expect("a slot of 0 to 7"), purpose: Purpose::Show, card: CardId(id), step }
    }

    fn signed(&self, step: Step, origin: &str) -> String {
        sign(&self.key, origin, self.header(step))
    }
}

/// Where one joins the demo shop.
pub fn join_path() -> String {
    format!("/v1/shops/{}/cards", demo::SHOP)
}

/// Asks for a card with this key.
pub fn join_request(key: &SigningKey, key_storage: &str) -> Value {
    json!({"id": clock::new_id(), "public_key": public(key), "key_storage": key_storage, "source": "poster", "locale": "fr"})
}

/// A random key.
pub fn new_key() -> SigningKey {
    loop {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).expect("the system's random source");
        // Out of range once in 2^32: draw again.
        if let Ok(key) = SigningKey::from_bytes(bytes) {
            return key;
        }
    }
}

/// The public key as it travels: base64url of the compressed point.
pub fn public(key: &SigningKey) -> String {
    URL_SAFE_NO_PAD.encode(key.public_key().compressed())
}

fn sign(key: &SigningKey, origin: &str, header: Header) -> String {
    let host = pass::host_of(origin).expect("an origin");
    key.pass(&host, header).link(origin)
}

/// n − s, big-endian, n the order of P-256 (SEC 2, 2.4.2).
fn negate(s: [u8; 32]) -> [u8; 32] {
    const ORDER: [u8; 32] = [
        0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6,
        0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
    ];
    let mut difference = [0; 32];
    let mut borrow = 0;
    for at in (0..32).rev() {
        let (less, below) = ORDER[at].overflowing_sub(s[at]);
        let (less, below_too) = less.overflowing_sub(borrow);
        difference[at] = less;
        borrow = u8::from(below || below_too);
    }
    difference
}
