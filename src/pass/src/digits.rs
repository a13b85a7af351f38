//! The pass as decimal digits, which a QR packs three to ten bits: 7 bytes become 17 digits, the last byte 3, big-endian, zero-padded.

use crate::layout::PASS_LEN;
use crate::{Pass, PassError};

/// Digits of a pass: eleven groups of 17 and one of 3.
pub const DIGITS_LEN: usize = 190;

const GROUP_BYTES: usize = 7;
const GROUP_DIGITS: usize = 17;
/// Digits that hold the one byte left over.
const REST_DIGITS: usize = 3;

impl Pass {
    /// The pass as 190 decimal digits.
    pub fn to_digits(&self) -> String {
        encode(&self.to_bytes())
    }
}

/// Writes the bytes of a pass as 190 digits.
pub fn encode(bytes: &[u8; PASS_LEN]) -> String {
    let mut digits = vec![b'0'; DIGITS_LEN];
    for (group, out) in bytes.chunks(GROUP_BYTES).zip(digits.chunks_mut(GROUP_DIGITS)) {
        let mut value = group.iter().fold(0_u64, |value, &byte| value << 8 | u64::from(byte));
        for digit in out.iter_mut().rev() {
            *digit = b'0' + (value % 10) as u8;
            value /= 10;
        }
    }
    digits.into_iter().map(char::from).collect()
}

/// Reads 190 digits back into the bytes of a pass.
///
/// # Errors
/// `Malformed` for another length, a character that is no digit, or a group larger than its bytes can hold: each pass has one text only.
pub fn decode(digits: &str) -> Result<[u8; PASS_LEN], PassError> {
    if digits.len() != DIGITS_LEN {
        return Err(PassError::Malformed);
    }
    let mut bytes = [0; PASS_LEN];
    for (group, out) in digits.as_bytes().chunks(GROUP_DIGITS).zip(bytes.chunks_mut(GROUP_BYTES)) {
        debug_assert!(group.len() == GROUP_DIGITS || group.len() == REST_DIGITS);
        let mut value = group_value(group)?;
        for byte in out.iter_mut().rev() {
            *byte = value as u8;
            value >>= 8;
        }
        if value != 0 {
            return Err(PassError::Malformed);
        }
    }
    Ok(bytes)
}

/// The number that up to 17 digits write; 17 digits always fit 57 bits.
fn group_value(group: &[u8]) -> Result<u64, PassError> {
    group.iter().try_fold(0_u64, |value, &digit| match digit {
        b'0'..=b'9' => Ok(value * 10 + u64::from(digit - b'0')),
        _ => Err(PassError::Malformed),
    })
}
