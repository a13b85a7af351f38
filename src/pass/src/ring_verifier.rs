//! The server's verifier: ring's assembler is several times faster than portable Rust. Held to the same vectors as [`crate::P256Verifier`].

use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

use crate::{PublicKey, Verifier};

/// Verifies with ring. Not for wasm.
#[derive(Clone, Copy, Debug, Default)]
pub struct RingVerifier;

impl Verifier for RingVerifier {
    fn verify(&self, key: &PublicKey, message: &[u8], signature: &[u8; 64]) -> bool {
        // ring takes uncompressed points only, and checks that they are on the curve.
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key.uncompressed()).verify(message, signature).is_ok()
    }
}
