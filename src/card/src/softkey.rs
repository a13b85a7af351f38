//! Signing without WebCrypto: by src/softkey, a wasm of its own that nobody downloads who doesn't need it. The page's start script fetches it.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use kit::browser::{call0, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A secret number of P-256, big-endian.
pub type Secret = [u8; 32];

/// The compressed point of a secret; none if it is no key, or there is no network to fetch the wasm by.
pub async fn public_key(secret: &Secret) -> Option<[u8; 33]> {
    call("public_key", &[secret]).await
}

/// Signs: r‖s.
pub async fn sign(secret: &Secret, message: &[u8]) -> Option<[u8; 64]> {
    call("sign", &[secret, message]).await
}

/// The first two bytes of the HMAC-SHA256 that a typed code is made of.
pub async fn typed_tag(secret: &Secret, message: &[u8]) -> Option<[u8; 2]> {
    call("typed_tag", &[secret, message]).await
}

async fn call<const N: usize>(name: &str, arguments: &[&[u8]]) -> Option<[u8; N]> {
    let arguments = arguments.iter().map(|bytes| JsValue::from(Uint8Array::from(*bytes))).collect();
    answer(name, arguments).await?.try_into().ok()
}

/// Not generic, so that it is in the app once.
async fn answer(name: &str, arguments: Array) -> Option<Vec<u8>> {
    let fetched = Promise::resolve(&call0(&window(), "softkey").ok()?);
    let module = JsFuture::from(fetched).await.ok()?;
    let function: Function = Reflect::get(&module, &name.into()).ok()?.dyn_into().ok()?;
    let bytes: Uint8Array = function.apply(&module, &arguments).ok()?.dyn_into().ok()?;
    Some(bytes.to_vec())
}
