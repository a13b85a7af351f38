//! Secrets that people write down and type: letters of Crockford's base32, five bits each, in groups of four.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use crate::typed::{letter, letters};

/// Letters in a group.
const GROUP: usize = 4;

/// A secret of `N` letters, upper-case. Text in any case is read; I and L as 1, O as 0; dashes and blanks don't count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Spelled<const N: usize>([u8; N]);

impl<const N: usize> Spelled<N> {
    /// A secret from random bytes, of each of which five bits are used.
    pub fn from_random(random: [u8; N]) -> Self {
        Self(random.map(|bits| letter(bits.into())))
    }

    /// The letters, without dashes.
    pub fn letters(&self) -> &[u8; N] {
        &self.0
    }

    /// Whether it ends with these letters, typed in any way.
    pub fn ends_with<const M: usize>(&self, typed: &str) -> bool {
        letters::<M>(typed).is_ok_and(|end| self.0.ends_with(&end))
    }
}

impl<const N: usize> fmt::Display for Spelled<N> {
    /// As it is written down: `K7M2-9QXA`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, letter) in self.0.iter().enumerate() {
            if at > 0 && at % GROUP == 0 {
                f.write_char('-')?;
            }
            f.write_char(char::from(*letter))?;
        }
        Ok(())
    }
}

impl<const N: usize> fmt::Debug for Spelled<N> {
    /// Without the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Spelled({N} letters)")
    }
}

/// A text that is no such secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this code has another number of letters and digits")]
pub struct Misspelled;

impl<const N: usize> FromStr for Spelled<N> {
    type Err = Misspelled;

    fn from_str(text: &str) -> Result<Self, Misspelled> {
        letters(text).map(Self).map_err(|_| Misspelled)
    }
}
