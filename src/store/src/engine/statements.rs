//! The cache of prepared statements of one connection. Statements are texts in the program, so the address and length of one name
//! it; looking it up hashes two numbers and not the text.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Prepared statements by the text they were prepared from.
pub(crate) type Statements<S> = HashMap<Key, S, BuildHasherDefault<Mix>>;

/// A text in the program.
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Key(usize, usize);

impl Key {
    pub fn of(sql: &'static str) -> Self {
        Self(sql.as_ptr() as usize, sql.len())
    }
}

/// Mixes numbers well enough for addresses (Knuth's multiplicative hashing, the high bits folded down).
#[derive(Default)]
pub(crate) struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_usize(usize::from(byte));
        }
    }

    fn write_usize(&mut self, number: usize) {
        let mixed = (self.0 ^ number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}
