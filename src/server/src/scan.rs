//! What the scanner read, checked before the writer hears of it: the pass is parsed, its key looked up, its signature verified.

use pass::{CardId, Pass, PassError, PublicKey, RingVerifier};
use quick_cache::sync::Cache;
use store::visits::{self, KeyFacts, Scanned};
use store::{Fault, ShopId};
use wire::Code;

use crate::app::App;
use crate::problem::Refused;

/// How long a key's facts are believed. The writer looks at the key again, so a revoked one opens nothing even now.
const BELIEVED_US: i64 = 10_000_000;
/// Keys remembered: about 150 bytes each.
const KEYS_MAX: usize = 20_000;

/// Public keys that were asked for a moment ago.
pub struct KeyCache(Cache<(ShopId, CardId, u8), (KeyFacts, i64)>);

impl KeyCache {
    /// No key is known.
    pub fn new() -> Self {
        Self(Cache::new(KEYS_MAX))
    }
}

impl Default for KeyCache {
    fn default() -> Self {
        Self::new()
    }
}

/// Reads a code and verifies its signature, on this thread: 50 to 150 µs.
///
/// # Errors
/// `malformed`, `unsupported_version`, `bad_signature`, and what the store refuses: `unknown_card`, `other_shop`.
pub async fn read(app: &App, shop: ShopId, code: &str) -> Result<Scanned, Refused> {
    let pass = Pass::parse(code).map_err(refusal)?;
    let place = (shop, pass.card, pass.slot.get());
    let now_us = app.clock.now_us();
    if let Some((facts, until)) = app.keys.0.get(&place)
        && now_us < until
        && verify(app, &pass, code, &facts).is_ok()
    {
        return Ok(Scanned { pass, key: facts });
    }
    // Not known, or another key has its slot by now.
    let facts: Result<KeyFacts, Fault> = app.store.read(move |tx| visits::locate(tx, shop, &pass)).await;
    let facts = facts?;
    verify(app, &pass, code, &facts)?;
    app.keys.0.insert(place, (facts.clone(), now_us + BELIEVED_US));
    Ok(Scanned { pass, key: facts })
}

fn verify(app: &App, pass: &Pass, code: &str, facts: &KeyFacts) -> Result<(), Refused> {
    let key = PublicKey::from_trusted_uncompressed(facts.public_key);
    // The link names the host it was most likely signed for: asked first, it saves the other tries.
    let named = pass::host_in(code);
    let is_named = |host: &&String| named.as_deref() == Some(host.as_str());
    let first = app.hosts.iter().find(is_named).into_iter();
    let others = app.hosts.iter().filter(|host| !is_named(host));
    Ok(pass.verify(&RingVerifier, &key, first.chain(others).map(String::as_str)).map_err(refusal)?)
}

fn refusal(error: PassError) -> Code {
    match error {
        PassError::Malformed => Code::Malformed,
        PassError::UnsupportedVersion => Code::UnsupportedVersion,
        PassError::BadSignature => Code::BadSignature,
    }
}
