//! Signing with a key in memory, for phones where WebCrypto does not work.

use std::fmt;

use p256::ecdsa::signature::Signer as _;

use crate::{Header, Pass, PublicKey, signed_bytes};

/// Bytes that are no secret key: zero, or not below the order of the curve. One in 2³² of random 32 bytes at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a secret key is a number between 1 and the order of P-256")]
pub struct BadSecretKey;

/// A secret key of P-256, wiped from memory when dropped.
#[derive(Clone)]
pub struct SigningKey(p256::ecdsa::SigningKey);

impl SigningKey {
    /// The key with this big-endian number: 32 bytes of a cryptographic random source, or a key stored before.
    ///
    /// # Errors
    /// The number is out of range: draw again.
    pub fn from_bytes(bytes: [u8; 32]) -> Result<Self, BadSecretKey> {
        p256::ecdsa::SigningKey::from_slice(&bytes).map(Self).map_err(|_| BadSecretKey)
    }

    /// The secret number, big-endian, to be stored as the last resort that it is.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes().into()
    }

    /// The public half, to be enrolled.
    pub fn public_key(&self) -> PublicKey {
        PublicKey::from_verifying_key(self.0.verifying_key())
    }

    /// Signs what a pass says, for this host (as [`host_of`](crate::host_of) gives it). Deterministic, by RFC 6979: needs no random bytes.
    pub fn sign(&self, host: &str, header: &Header) -> [u8; 64] {
        self.sign_message(&signed_bytes(host, header))
    }

    /// The whole pass, signed.
    pub fn pass(&self, host: &str, header: Header) -> Pass {
        Pass::new(header, self.sign(host, &header))
    }

    fn sign_message(&self, message: &[u8]) -> [u8; 64] {
        let signature: p256::ecdsa::Signature = self.0.sign(message);
        signature.to_bytes().into()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey(of {:?})", self.public_key())
    }
}
