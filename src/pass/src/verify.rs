//! Whether a pass was signed by this key for this host; behind a trait, because the server has a faster verifier than wasm.

#[cfg(feature = "crypto")]
use p256::ecdsa::{Signature, VerifyingKey, signature::Verifier as _};

use crate::{Pass, PassError, PublicKey, signed_bytes};

/// Verifies ES256: ECDSA over P-256 with SHA-256, signature r‖s. Both (r, s) and (r, n−s) verify, as everywhere outside Bitcoin.
pub trait Verifier {
    /// Whether `signature` is one of `key` over `message`. False also for numbers out of range and for a key that is no point.
    fn verify(&self, key: &PublicKey, message: &[u8], signature: &[u8; 64]) -> bool;
}

/// The verifier that runs anywhere, wasm included.
#[cfg(feature = "crypto")]
#[derive(Clone, Copy, Debug, Default)]
pub struct P256Verifier;

#[cfg(feature = "crypto")]
impl Verifier for P256Verifier {
    fn verify(&self, key: &PublicKey, message: &[u8], signature: &[u8; 64]) -> bool {
        let Ok(key) = VerifyingKey::from_sec1_bytes(key.uncompressed()) else { return false };
        let Ok(signature) = Signature::from_slice(signature) else { return false };
        key.verify(message, &signature).is_ok()
    }
}

impl Pass {
    /// Checks the signature against `key` for any one of the reader's own `hosts` (each as [`host_of`](crate::host_of) gives it).
    ///
    /// # Errors
    /// `BadSignature` if it fits none of them.
    pub fn verify<'a>(
        &self,
        verifier: &(impl Verifier + ?Sized),
        key: &PublicKey,
        hosts: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), PassError> {
        let header = self.header();
        let signed_for = |host| verifier.verify(key, &signed_bytes(host, &header), &self.signature);
        if hosts.into_iter().any(signed_for) { Ok(()) } else { Err(PassError::BadSignature) }
    }
}
