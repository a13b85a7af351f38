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
        self.sign_bytes(&signed_bytes(host, header))
    }

    /// The whole pass, signed.
    pub fn pass(&self, host: &str, header: Header) -> Pass {
        Pass::new(header, self.sign(host, &header))
    }

    /// Signs the bytes that [`signed_bytes`] made elsewhere.
    pub fn sign_bytes(&self, message: &[u8]) -> [u8; 64] {
        let signature: p256::ecdsa::Signature = self.0.sign(message);
        signature.to_bytes().into()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey(of {:?})", self.public_key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6979, appendix A.2.5, with SHA-256: the key, and the signatures of two messages.
    #[test]
    fn signatures_are_those_of_rfc_6979() {
        let hex = |text: &str| -> Vec<u8> {
            (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
        };
        let secret = hex("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721");
        let key = SigningKey::from_bytes(secret.try_into().unwrap()).unwrap();
        for (message, r, s) in [
            (
                "sample",
                "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
                "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
            ),
            (
                "test",
                "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367",
                "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083",
            ),
        ] {
            assert_eq!(key.sign_bytes(message.as_bytes()).to_vec(), hex(&format!("{r}{s}")), "{message}");
        }
    }
}
