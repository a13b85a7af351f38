//! Signing without the browser's help. The card signs by WebCrypto; where that is missing or broken (plain http, iOS Lockdown) it fetches this
//! wasm, which is apart so that nobody else downloads it. Keeps nothing: secrets come with each call.

use pass::SigningKey;
use wasm_bindgen::prelude::wasm_bindgen;

/// The compressed point (33 bytes) of a secret number (32 bytes, big-endian); none if it is no key: draw again.
#[wasm_bindgen]
pub fn public_key(secret: &[u8]) -> Option<Vec<u8>> {
    Some(key(secret)?.public_key().compressed().to_vec())
}

/// ES256 over what `pass::signed_bytes` made: r‖s, 64 bytes; none if the secret is no key.
#[wasm_bindgen]
pub fn sign(secret: &[u8], message: &[u8]) -> Option<Vec<u8>> {
    Some(key(secret)?.sign_bytes(message).to_vec())
}

/// The two bytes that make a typed code, from the card's secret (32 bytes) and a `pass::typed_message` (8 bytes); none for other lengths.
#[wasm_bindgen]
pub fn typed_tag(secret: &[u8], message: &[u8]) -> Option<Vec<u8>> {
    Some(pass::typed_tag(secret.try_into().ok()?, message.try_into().ok()?).to_vec())
}

fn key(secret: &[u8]) -> Option<SigningKey> {
    SigningKey::from_bytes(secret.try_into().ok()?).ok()
}
