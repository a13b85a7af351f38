//! The phone's key: WebCrypto's if it works here, else one in memory, else raw bytes in storage (pass.md, "Keys").

use js_sys::Uint8Array;
use kit::browser;
use pass::{Header, Pass, PublicKey, signed_bytes};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CryptoKey;
use wire::KeyStorage;

use crate::{softkey, webcrypto};

/// A key that can sign.
#[derive(Clone)]
pub struct Key {
    by: By,
    /// Where it lives, as the server is told.
    pub storage: KeyStorage,
}

/// What does the signing.
#[derive(Clone)]
enum By {
    /// The browser, which never gives the key away.
    Browser(CryptoKey),
    /// This number, with a wasm that is fetched for it.
    Software(softkey::Secret),
}

/// A key that was just made, and its public half to be enrolled.
pub struct NewKey {
    /// The key.
    pub key: Key,
    /// The compressed point.
    pub public: [u8; 33],
}

impl Key {
    /// Makes one, as good as this browser allows. None if this browser can't sign and what could do it can't be fetched.
    pub async fn make() -> Option<NewKey> {
        // A key of memory lives by the cookie; where cookies are off, only storage is left.
        let without_storage = if browser::cookies() { KeyStorage::Memory } else { KeyStorage::Raw };
        match webcrypto::make().await {
            Ok(made) if made.kept || without_storage == KeyStorage::Memory => {
                let storage = if made.kept { KeyStorage::Webcrypto } else { without_storage };
                let public = PublicKey::from_trusted_uncompressed(made.point).compressed();
                Some(NewKey { key: Key { by: By::Browser(made.key), storage }, public })
            }
            _ => {
                let (secret, public) = draw().await?;
                Some(NewKey { key: Key { by: By::Software(secret), storage: without_storage }, public })
            }
        }
    }

    /// What is kept on the phone; nothing of a key of memory.
    pub fn kept(&self) -> Option<JsValue> {
        match &self.by {
            _ if self.storage == KeyStorage::Memory => None,
            By::Browser(key) => Some(key.into()),
            By::Software(secret) => Some(Uint8Array::from(&secret[..]).into()),
        }
    }

    /// A key that was kept.
    pub fn of_kept(kept: JsValue) -> Option<Key> {
        match kept.dyn_into::<CryptoKey>() {
            Ok(key) => Some(Key { by: By::Browser(key), storage: KeyStorage::Webcrypto }),
            Err(other) => {
                let secret = other.dyn_into::<Uint8Array>().ok()?.to_vec().try_into().ok()?;
                Some(Key { by: By::Software(secret), storage: KeyStorage::Raw })
            }
        }
    }

    /// The pass, signed for this host; none if the system took the key away, or what signs can't be fetched.
    pub async fn pass(&self, host: &str, header: Header) -> Option<Pass> {
        let message = signed_bytes(host, &header);
        let signature = match &self.by {
            By::Browser(key) => webcrypto::sign(key, &message).await.ok()?,
            By::Software(secret) => softkey::sign(secret, &message).await?,
        };
        Some(Pass::new(header, signature))
    }
}

/// A secret and its public half. One draw in four billion is no key; the next tap draws again.
async fn draw() -> Option<(softkey::Secret, [u8; 33])> {
    let mut secret = [0; 32];
    browser::random(&mut secret);
    Some((secret, softkey::public_key(&secret).await?))
}
