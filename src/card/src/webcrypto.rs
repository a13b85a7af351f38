//! Keys by WebCrypto: made so that they can never leave the browser, and tried out before they are trusted.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use kit::browser::{storage, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, CryptoKeyPair, SubtleCrypto};

/// Where a key is put and read back to see whether this browser can keep one at all.
const TRIAL: &str = "key-trial";

/// Makes a key and tries it out: store, read back, sign with what came back, verify. Gives the private key and the public point, 65 bytes.
///
/// # Errors
/// This browser can't do one of these: private modes, iOS Lockdown, pages without https.
pub async fn make() -> Result<(CryptoKey, [u8; 65]), JsValue> {
    let subtle = subtle()?;
    let curve = object(&[("name", "ECDSA"), ("namedCurve", "P-256")]);
    let usages = Array::of2(&"sign".into(), &"verify".into());
    let pair = wait(subtle.generate_key_with_object(&curve, false, &usages)?).await?;
    let pair: CryptoKeyPair = pair.unchecked_into();
    let public: CryptoKey = Reflect::get(&pair, &"publicKey".into())?.dyn_into()?;
    let private: CryptoKey = Reflect::get(&pair, &"privateKey".into())?.dyn_into()?;

    storage::put(storage::CARDS, TRIAL, &private).await?;
    let kept = storage::get(storage::CARDS, TRIAL).await;
    storage::delete(storage::CARDS, TRIAL).await?;
    let kept: CryptoKey = kept?.ok_or(JsValue::NULL)?.dyn_into()?;
    let signature = sign(&kept, TRIAL.as_bytes()).await?;
    let verified =
        subtle.verify_with_object_and_u8_array_and_u8_array(&es256(), &public, &signature, TRIAL.as_bytes())?;
    if !wait(verified).await?.is_truthy() {
        return Err(JsValue::NULL);
    }

    let raw = Uint8Array::new(&wait(subtle.export_key("raw", &public)?).await?).to_vec();
    Ok((private, raw.try_into().map_err(|_| JsValue::NULL)?))
}

/// Signs: r‖s, as the pass has it.
///
/// # Errors
/// The key can't sign: the system took it away.
pub async fn sign(key: &CryptoKey, message: &[u8]) -> Result<[u8; 64], JsValue> {
    let signature = wait(subtle()?.sign_with_object_and_u8_array(&es256(), key, message)?).await?;
    Uint8Array::new(&signature).to_vec().try_into().map_err(|_| JsValue::NULL)
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
