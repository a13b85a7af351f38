//! The public half of a card's key, in the two forms that travel: 33 bytes compressed on the wire, 65 uncompressed where it is verified.

use std::fmt;

#[cfg(feature = "crypto")]
use p256::ecdsa::VerifyingKey;

/// Bytes of a compressed SEC1 point.
pub const COMPRESSED_LEN: usize = 33;
/// Bytes of an uncompressed SEC1 point.
pub const UNCOMPRESSED_LEN: usize = 65;

/// Bytes that are no compressed point of P-256.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a public key is 33 bytes: a compressed point of P-256")]
pub struct BadPublicKey;

impl BadPublicKey {
    /// The stable code on the wire.
    pub const fn code(self) -> &'static str {
        "bad_public_key"
    }
}

/// A public key of P-256. Kept uncompressed: finding y again costs a square root, and a verifier wants it each time.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey([u8; UNCOMPRESSED_LEN]);

impl PublicKey {
    /// Reads the 33 bytes of a compressed SEC1 point from outside and checks that it is one of the curve.
    ///
    /// # Errors
    /// Another length, another form, a coordinate outside the field, a point that is not on the curve or at infinity.
    #[cfg(feature = "crypto")]
    pub fn parse(compressed: &[u8]) -> Result<Self, BadPublicKey> {
        // The tag is checked here because SEC1 has one more form of 33 bytes, "compact" (5), that ours is not.
        if compressed.len() != COMPRESSED_LEN || !matches!(compressed[0], 2 | 3) {
            return Err(BadPublicKey);
        }
        let key = VerifyingKey::from_sec1_bytes(compressed).map_err(|_| BadPublicKey)?;
        Ok(Self::from_verifying_key(&key))
    }

    /// A key stored as [`PublicKey::uncompressed`] gave it, or exported by WebCrypto as `raw`; taken as it is. Bytes that are no point
    /// make a key that verifies nothing.
    pub const fn from_trusted_uncompressed(bytes: [u8; UNCOMPRESSED_LEN]) -> Self {
        Self(bytes)
    }

    /// 4, x, y: 65 bytes.
    pub const fn uncompressed(&self) -> &[u8; UNCOMPRESSED_LEN] {
        &self.0
    }

    /// 2 or 3 by whether y is even, x: 33 bytes, as enrolled on the wire.
    pub fn compressed(&self) -> [u8; COMPRESSED_LEN] {
        let mut bytes = [0; COMPRESSED_LEN];
        bytes[0] = 2 | self.0[UNCOMPRESSED_LEN - 1] & 1;
        bytes[1..].copy_from_slice(&self.0[1..COMPRESSED_LEN]);
        bytes
    }

    #[cfg(feature = "crypto")]
    pub(crate) fn from_verifying_key(key: &VerifyingKey) -> Self {
        let mut bytes = [0; UNCOMPRESSED_LEN];
        // A verifying key is never at infinity, so this form always has its 65 bytes.
        bytes.copy_from_slice(key.to_sec1_point(false).as_bytes());
        Self(bytes)
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PublicKey(")?;
        self.compressed().iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
        f.write_str(")")
    }
}
