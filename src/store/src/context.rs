//! What a use case gets from outside: the time and random bytes, both fixed before a job starts, so that a job that runs again does the same.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The moment and the randomness of one request.
#[derive(Clone, Copy)]
pub struct Context {
    /// Microseconds since 1970 in UTC.
    pub now_us: i64,
    /// Fresh random bytes; everything random in the request is derived from them.
    pub seed: [u8; 32],
}

impl Context {
    /// 32 bytes of this request's own for `purpose`, the same each time the job runs.
    pub(crate) fn random(&self, purpose: &str) -> [u8; 32] {
        let mut mac = <Hmac<Sha256> as KeyInit>::new(&hmac_key(&self.seed).into());
        mac.update(purpose.as_bytes());
        mac.finalize().into_bytes().into()
    }

    /// A UUIDv7 of this moment for `purpose`.
    pub(crate) fn id(&self, purpose: &str) -> Uuid {
        let random = self.random(purpose);
        let mut ten = [0; 10];
        ten.copy_from_slice(&random[..10]);
        uuid::Builder::from_unix_timestamp_millis(self.now_ms() as u64, &ten).into_uuid()
    }

    /// Milliseconds since 1970 in UTC.
    pub(crate) fn now_ms(&self) -> i64 {
        self.now_us.div_euclid(1000)
    }
}

/// SHA-256 of parts, each preceded by its length, so that no two lists of parts hash alike.
pub(crate) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// A moment as it stands on the wire.
pub(crate) fn time(us: i64) -> wire::Time {
    let at = jiff::Timestamp::from_microsecond(us).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    wire::Time(at.to_string())
}

/// The moment that a text on the wire means, in microseconds since 1970.
pub(crate) fn parse_time(time: &wire::Time) -> Option<i64> {
    time.0.parse::<jiff::Timestamp>().ok().map(|at| at.as_microsecond())
}

/// A key of HMAC-SHA256 as long as its block; the zeros change nothing.
pub(crate) fn hmac_key(key: &[u8; 32]) -> [u8; 64] {
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    block
}
