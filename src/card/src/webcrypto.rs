//! Keys by WebCrypto: made so that they can never leave the browser, and tried out before they are trusted.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use kit::browser::{storage, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

/// Where a key is put and read back to see whether this browser can keep one at all.
const TRIAL: &str = "key-trial";

/// A key that was made here and signs.
pub struct Made {
    /// The private key.
    pub key: CryptoKey,
    /// The public point, uncompressed.
    pub point: [u8; 65],
    /// Whether this browser can keep it.
    pub kept: bool,
}

/// Makes a key and tries it out: store, read back, sign with what came back, verify.
///
/// # Errors
/// There is no WebCrypto here (a page without https), or its signatures are not good.
pub async fn make() -> Result<Made, JsValue> {
    let subtle = subtle()?;
    let curve = object(&[("name", "ECDSA"), ("namedCurve", "P-256")]);
    let usages = Array::of2(&"sign".into(), &"verify".into());
    let pair = wait(subtle.generate_key_with_object(&curve, false, &usages)?).await?;
    let public: CryptoKey = Reflect::get(&pair, &"publicKey".into())?.dyn_into()?;
    let key: CryptoKey = Reflect::get(&pair, &"privateKey".into())?.dyn_into()?;

    // Private modes and iOS Lockdown refuse here; such a key signs all the same, as long as the page lives.
    let kept = keep(&key).await.ok();
    let signature = sign(kept.as_ref().unwrap_or(&key), TRIAL.as_bytes()).await?;
    let verified =
        subtle.verify_with_object_and_u8_array_and_u8_array(&es256(), &public, &signature, TRIAL.as_bytes())?;
    if !wait(verified).await?.is_truthy() {
        return Err(JsValue::NULL);
    }

    let raw = Uint8Array::new(&wait(subtle.export_key("raw", &public)?).await?).to_vec();
    Ok(Made { key, point: raw.try_into().map_err(|_| JsValue::NULL)?, kept: kept.is_some() })
}

/// The key as it comes back from storage.
async fn keep(key: &CryptoKey) -> Result<CryptoKey, JsValue> {
    storage::put(storage::CARDS, TRIAL, key).await?;
    let kept = storage::get(storage::CARDS, TRIAL).await;
    storage::delete(storage::CARDS, TRIAL).await?;
    kept?.ok_or(JsValue::NULL)?.dyn_into()
}

/// Signs: r‖s, as the pass has it.
///
/// # Errors
/// The key can't sign: the system took it away.
pub async fn sign(key: &CryptoKey, message: &[u8]) -> Result<[u8; 64], JsValue> {
    let signature = wait(subtle()?.sign_with_object_and_u8_array(&es256(), key, message)?).await?;
    Uint8Array::new(&signature).to_vec().try_into().map_err(|_| JsValue::NULL)
}

/// The first two bytes of the HMAC-SHA256 of `message`.
///
/// # Errors
/// There is no WebCrypto here.
pub async fn typed_tag(secret: &[u8; 32], message: &[u8]) -> Result<[u8; 2], JsValue> {
    let subtle = subtle()?;
    let algorithm = object(&[("name", "HMAC"), ("hash", "SHA-256")]);
    let usages = Array::of1(&"sign".into());
    let secret = Uint8Array::from(&secret[..]);
    let key = wait(subtle.import_key_with_object("raw", &secret, &algorithm, false, &usages)?).await?;
    let tag = wait(subtle.sign_with_object_and_u8_array(&algorithm, key.unchecked_ref(), message)?).await?;
    let tag = Uint8Array::new(&tag);
    Ok([tag.get_index(0), tag.get_index(1)])
}

/// Missing, not failing, where the page is not a secure context.
fn subtle() -> Result<SubtleCrypto, JsValue> {
    Reflect::get(window().crypto()?.as_ref(), &"subtle".into())?.dyn_into()
}

fn es256() -> Object {
    object(&[("name", "ECDSA"), ("hash", "SHA-256")])
}

fn object(members: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    object
}

async fn wait(promise: Promise) -> Result<JsValue, JsValue> {
    JsFuture::from(promise).await
}
