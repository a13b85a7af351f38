//! The 78 bytes of a pass, and the bytes its signature covers.
//!
//! | bytes | field | |
//! |---|---|---|
//! | 1 | version | 1 |
//! | 1 | flags | bits 0-2 key slot, bits 3-4 purpose, bits 5-7 zero |
//! | 8 | card id | |
//! | 4 | step | u32 big-endian |
//! | 64 | signature | ES256, r‖s |

use std::fmt;
use std::str::FromStr;

use crate::{PassError, Step};

/// The only version of the layout so far.
pub const VERSION: u8 = 1;
/// Bytes of a header: version, flags, card id, step.
pub const HEADER_LEN: usize = 14;
/// Bytes of a signature: r‖s.
pub const SIGNATURE_LEN: usize = 64;
/// Bytes of a pass.
pub const PASS_LEN: usize = HEADER_LEN + SIGNATURE_LEN;

/// Stops a signature made for anything else from meaning something here.
const DOMAIN: &[u8] = b"comptoir-pass/1\0";

/// A card, by eight random bytes; a locator, not a secret. As text 16 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CardId(pub [u8; 8]);

impl fmt::Display for CardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", u64::from_be_bytes(self.0))
    }
}

impl fmt::Debug for CardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CardId({self})")
    }
}

/// A text that is not 16 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a card id is 16 hexadecimal digits")]
pub struct BadCardId;

impl FromStr for CardId {
    type Err = BadCardId;

    /// Reads exactly 16 hexadecimal digits, in any case.
    fn from_str(text: &str) -> Result<Self, BadCardId> {
        // `from_str_radix` alone would take a leading plus sign.
        if text.len() != 16 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(BadCardId);
        }
        u64::from_str_radix(text, 16).map(|id| Self(id.to_be_bytes())).map_err(|_| BadCardId)
    }
}

/// Which of a card's device keys signed: 0 to 7.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(u8);

impl Slot {
    /// The slot of the key a card is made with.
    pub const FIRST: Self = Self(0);

    /// The slot with this number, if it is one of 0 to 7.
    pub const fn new(number: u8) -> Option<Self> {
        if number < 8 { Some(Self(number)) } else { None }
    }

    /// The number, 0 to 7.
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// What the customer shows the pass for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// To be known and to earn.
    #[default]
    Show,
    /// To spend what is on the card.
    Redeem,
}

/// What a pass says, before it is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Header {
    /// The card that is shown.
    pub card: CardId,
    /// The device key that signs.
    pub slot: Slot,
    /// What it is shown for.
    pub purpose: Purpose,
    /// When, by the phone's corrected clock.
    pub step: Step,
}

impl Header {
    /// The first 14 bytes of the pass.
    pub fn to_bytes(&self) -> [u8; HEADER_LEN] {
        let purpose: u8 = match self.purpose {
            Purpose::Show => 0,
            Purpose::Redeem => 1,
        };
        let mut bytes = [0; HEADER_LEN];
        bytes[0] = VERSION;
        bytes[1] = self.slot.get() | purpose << 3;
        bytes[2..10].copy_from_slice(&self.card.0);
        bytes[10..].copy_from_slice(&self.step.0.to_be_bytes());
        bytes
    }

    /// Reads the first 14 bytes of a pass.
    ///
    /// # Errors
    /// `UnsupportedVersion` for another version, `Malformed` for a purpose or flags that version 1 does not have.
    pub fn from_bytes(bytes: &[u8; HEADER_LEN]) -> Result<Self, PassError> {
        let [version, flags, c0, c1, c2, c3, c4, c5, c6, c7, s0, s1, s2, s3] = *bytes;
        if version != VERSION {
            return Err(PassError::UnsupportedVersion);
        }
        let purpose = match flags >> 3 {
            0 => Purpose::Show,
            1 => Purpose::Redeem,
            _ => return Err(PassError::Malformed),
        };
        Ok(Self {
            card: CardId([c0, c1, c2, c3, c4, c5, c6, c7]),
            slot: Slot(flags & 0b111),
            purpose,
            step: Step(u32::from_be_bytes([s0, s1, s2, s3])),
        })
    }
}

/// The bytes a key signs: domain, host and header. `host` as [`host_of`](crate::host_of) gives it: lower-case `host[:port]`.
pub fn signed_bytes(host: &str, header: &Header) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(DOMAIN.len() + host.len() + 1 + HEADER_LEN);
    bytes.extend_from_slice(DOMAIN);
    bytes.extend_from_slice(host.as_bytes());
    bytes.push(0);
    bytes.extend_from_slice(&header.to_bytes());
    bytes
}

/// A signed pass, read but not yet verified: see [`Pass::verify`].
///
/// Two passes are the same code when card, slot and step are equal, whatever the signature: (r, n−s) verifies too. So there is no `Eq` here;
/// compare [`Pass::code`].
#[derive(Clone, Copy, Debug)]
pub struct Pass {
    /// The card that is shown.
    pub card: CardId,
    /// The device key that signed.
    pub slot: Slot,
    /// What it is shown for.
    pub purpose: Purpose,
    /// When it was made, by the phone's corrected clock.
    pub step: Step,
    /// ES256: r‖s.
    pub signature: [u8; SIGNATURE_LEN],
}

impl Pass {
    /// A pass from what it says and the signature over [`signed_bytes`].
    pub fn new(header: Header, signature: [u8; SIGNATURE_LEN]) -> Self {
        let Header { card, slot, purpose, step } = header;
        Self { card, slot, purpose, step, signature }
    }

    /// What the pass says.
    pub fn header(&self) -> Header {
        Header { card: self.card, slot: self.slot, purpose: self.purpose, step: self.step }
    }

    /// What makes it one code: card, slot and step open one visit.
    pub fn code(&self) -> (CardId, Slot, Step) {
        (self.card, self.slot, self.step)
    }

    /// The 78 bytes.
    pub fn to_bytes(&self) -> [u8; PASS_LEN] {
        let mut bytes = [0; PASS_LEN];
        bytes[..HEADER_LEN].copy_from_slice(&self.header().to_bytes());
        bytes[HEADER_LEN..].copy_from_slice(&self.signature);
        bytes
    }

    /// Reads the 78 bytes; the signature is not looked at.
    ///
    /// # Errors
    /// Those of [`Header::from_bytes`].
    pub fn from_bytes(bytes: &[u8; PASS_LEN]) -> Result<Self, PassError> {
        let mut header = [0; HEADER_LEN];
        header.copy_from_slice(&bytes[..HEADER_LEN]);
        let mut signature = [0; SIGNATURE_LEN];
        signature.copy_from_slice(&bytes[HEADER_LEN..]);
        Ok(Self::new(Header::from_bytes(&header)?, signature))
    }
}
