//! The phone's key: WebCrypto's if it works here, else one in memory, else raw bytes in storage (pass.md, "Keys").

use js_sys::Uint8Array;
use kit::browser;
use pass::{Header, Pass, PublicKey, SigningKey, signed_bytes};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CryptoKey;
use wire::KeyStorage;

use crate::webcrypto;

/// A key that can sign.
#[derive(Clone)]
pub enum Key {
    /// Never leaves the browser.
    WebCrypto(CryptoKey),
    /// Enrolled anew at each launch.
    Memory(SigningKey),
    /// Bytes in storage.
    Raw(SigningKey),
}

/// A key that was just made, and its public half to be enrolled.
pub struct NewKey {
    /// The key.
    pub key: Key,
    /// The compressed point.
    pub public: [u8; 33],
}

impl Key {
    /// Makes one, as good as this browser allows.
    pub async fn make() -> NewKey {
        if let Ok((key, point)) = webcrypto::make().await {
            return NewKey {
                key: Key::WebCrypto(key),
                public: PublicKey::from_trusted_uncompressed(point).compressed(),
            };
        }
        let key = draw();
        let public = key.public_key().compressed();
        // A key of memory lives by the cookie; where cookies are off, only storage is left.
        let key = if browser::cookies() { Key::Memory(key) } else { Key::Raw(key) };
        NewKey { key, public }
    }

    /// What the server is told.
    pub fn storage(&self) -> KeyStorage {
        match self {
            Key::WebCrypto(_) => KeyStorage::Webcrypto,
            Key::Memory(_) => KeyStorage::Memory,
            Key::Raw(_) => KeyStorage::Raw,
        }
    }

    /// What is kept on the phone; nothing of a key of memory.
    pub fn kept(&self) -> Option<JsValue> {
        match self {
            Key::WebCrypto(key) => Some(key.into()),
            Key::Memory(_) => None,
            Key::Raw(key) => Some(Uint8Array::from(&key.to_bytes()[..]).into()),
        }
    }

    /// A key that was kept.
    pub fn of_kept(kept: JsValue) -> Option<Key> {
        match kept.dyn_into::<CryptoKey>() {
            Ok(key) => Some(Key::WebCrypto(key)),
            Err(other) => {
                let bytes = other.dyn_into::<Uint8Array>().ok()?.to_vec();
                SigningKey::from_bytes(bytes.try_into().ok()?).ok().map(Key::Raw)
            }
        }
    }

    /// The pass, signed for this host; none if the system took the key away.
    pub async fn pass(&self, host: &str, header: Header) -> Option<Pass> {
        match self {
            Key::WebCrypto(key) => {
                let signature = webcrypto::sign(key, &signed_bytes(host, &header)).await.ok()?;
                Some(Pass::new(header, signature))
            }
            Key::Memory(key) | Key::Raw(key) => Some(key.pass(host, header)),
        }
    }
}

fn draw() -> SigningKey {
    loop {
        let mut bytes = [0; 32];
        browser::random(&mut bytes);
        // One in four billion draws is no key.
        if let Ok(key) = SigningKey::from_bytes(bytes) {
            return key;
        }
    }
}
