//! The typed code, for dead cameras: the card's number in its shop and fifteen bits that change every 30 seconds, `XXXXX-XXX`.
//!
//! Crockford's base32 (<https://www.crockford.com/base32.html>): no I, L, O or U, so that what is read aloud is typed right.

use std::fmt::{self, Write as _};
use std::str::FromStr;

#[cfg(feature = "crypto")]
use hmac::{Hmac, KeyInit as _, Mac as _};
#[cfg(feature = "crypto")]
use sha2::Sha256;
#[cfg(feature = "crypto")]
use subtle::ConstantTimeEq as _;

/// Seconds that one typed code is shown.
pub const TYPED_STEP_S: i64 = 30;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const NUMBER_LEN: usize = 5;
const CHECK_LEN: usize = 3;
/// Five bits a character.
const CHECK_BITS: u32 = 15;

/// The five characters people know a card by in its shop, upper-case. Text in any case is read; I and L as 1, O as 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CardNumber([u8; NUMBER_LEN]);

impl CardNumber {
    /// A number from random bytes; 25 of their bits are used. There are 33 million, so the caller checks that its shop has it not yet.
    pub fn from_random(random: [u8; 4]) -> Self {
        let bits = u32::from_be_bytes(random);
        Self(std::array::from_fn(|at| letter(bits >> (5 * at))))
    }
}

impl fmt::Display for CardNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&letter| f.write_char(char::from(letter)))
    }
}

impl fmt::Debug for CardNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CardNumber({self})")
    }
}

/// A text that is no card number or no typed code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a typed code is eight letters and digits, as under the QR")]
pub struct BadTypedCode;

impl FromStr for CardNumber {
    type Err = BadTypedCode;

    fn from_str(text: &str) -> Result<Self, BadTypedCode> {
        Ok(Self(letters::<NUMBER_LEN>(text)?))
    }
}

/// What staff typed: whose card, and the fifteen bits to check.
#[derive(Clone, Copy, Debug)]
pub struct TypedCode {
    /// The card's number in this shop.
    pub number: CardNumber,
    check: u16,
}

impl TypedCode {
    /// Reads what was typed: any case, I and L as 1, O as 0, the dash optional, spaces ignored.
    ///
    /// # Errors
    /// Not eight such characters.
    pub fn parse(text: &str) -> Result<Self, BadTypedCode> {
        let letters = letters::<{ NUMBER_LEN + CHECK_LEN }>(text)?;
        let (number, check) = letters.split_at(NUMBER_LEN);
        let number = CardNumber(std::array::from_fn(|at| number[at]));
        let check = check.iter().try_fold(0, |bits, &letter| Some(bits << 5 | u16::from(value(letter)?)));
        Ok(Self { number, check: check.ok_or(BadTypedCode)? })
    }

    /// The code of a card whose [`typed_message`] has this tag.
    pub fn new(number: CardNumber, tag: [u8; 2]) -> Self {
        // The top 15 bits.
        Self { number, check: u16::from_be_bytes(tag) >> (u16::BITS - CHECK_BITS) }
    }

    /// The step of 30 seconds this code was made in, if that is the present one or one beside it at `unix_s` (seconds since the Unix epoch).
    /// The caller accepts each (card, step) once. `secret`: the card's 32 bytes given at joining.
    #[cfg(feature = "crypto")]
    pub fn matches(&self, secret: &[u8; 32], unix_s: i64) -> Option<u64> {
        let now = typed_step(unix_s);
        let mut found = None;
        // All three are always computed, and each compared in constant time: the answer's delay tells nothing. The nearest wins.
        for step in [now.saturating_sub(1), now.saturating_add(1), now] {
            let right = Self::new(self.number, typed_tag(secret, &step.to_be_bytes()));
            if bool::from(right.check.ct_eq(&self.check)) {
                found = Some(step);
            }
        }
        found
    }
}

impl FromStr for TypedCode {
    type Err = BadTypedCode;

    fn from_str(text: &str) -> Result<Self, BadTypedCode> {
        Self::parse(text)
    }
}

impl fmt::Display for TypedCode {
    /// As it stands under the QR: `XXXXX-XXX`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number.fmt(f)?;
        f.write_char('-')?;
        [10, 5, 0].into_iter().try_for_each(|shift| f.write_char(char::from(letter(u32::from(self.check) >> shift))))
    }
}

/// The code to show under the QR at `unix_s` (seconds since the Unix epoch).
#[cfg(feature = "crypto")]
pub fn typed_code(number: CardNumber, secret: &[u8; 32], unix_s: i64) -> String {
    TypedCode::new(number, typed_tag(secret, &typed_message(unix_s))).to_string()
}

/// What the HMAC-SHA256 of a typed code is over at `unix_s` (seconds since the Unix epoch); its key is the card's secret.
pub fn typed_message(unix_s: i64) -> [u8; 8] {
    typed_step(unix_s).to_be_bytes()
}

/// The first two bytes of HMAC-SHA256 by the card's `secret` over a [`typed_message`].
#[cfg(feature = "crypto")]
pub fn typed_tag(secret: &[u8; 32], message: &[u8; 8]) -> [u8; 2] {
    // HMAC pads a short key with zeros to the block of its hash; done here, the constructor can't fail.
    let mut key = [0; 64];
    key[..secret.len()].copy_from_slice(secret);
    let mut mac = Hmac::<Sha256>::new(&key.into());
    mac.update(message);
    let tag = mac.finalize().into_bytes();
    [tag[0], tag[1]]
}

/// The step of 30 seconds; times before 1970 count as its first.
fn typed_step(unix_s: i64) -> u64 {
    u64::try_from(unix_s / TYPED_STEP_S).unwrap_or(0)
}

/// The letter of the lowest five bits.
pub(crate) fn letter(bits: u32) -> u8 {
    ALPHABET[(bits & 31) as usize]
}

/// The five bits of a letter of the alphabet.
fn value(letter: u8) -> Option<u8> {
    ALPHABET.iter().position(|&known| known == letter).and_then(|at| u8::try_from(at).ok())
}

/// Exactly `N` letters of the alphabet out of a typed text, made canonical.
pub(crate) fn letters<const N: usize>(text: &str) -> Result<[u8; N], BadTypedCode> {
    let mut found = [0; N];
    let mut len = 0;
    for typed in text.chars().filter(|c| *c != '-' && !c.is_whitespace()) {
        let canonical = match typed.to_ascii_uppercase() {
            'I' | 'L' => '1',
            'O' => '0',
            other => other,
        };
        let letter = u8::try_from(canonical).map_err(|_| BadTypedCode)?;
        value(letter).ok_or(BadTypedCode)?;
        *found.get_mut(len).ok_or(BadTypedCode)? = letter;
        len += 1;
    }
    if len == N { Ok(found) } else { Err(BadTypedCode) }
}
