//! One link of a till's chain: what is signed, what the next one names, and whether one follows another.

use sha2::{Digest, Sha256};

use crate::{Content, Hash, Id, Micros};

/// Stops a signature made for anything else from meaning something here.
const DOMAIN: &[u8] = b"comptoir-till/1\0";

/// What a till signs of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The till.
    pub device: Id,
    /// The record's number at this till, from 1 without a gap.
    pub seq: u64,
    /// [`Link::hash`] of the record before, or [`first`] of the till.
    pub previous: Hash,
    /// When it happened, by the till's corrected clock.
    pub occurred_at: Micros,
    /// How old the till's knowledge was: the server's time of its snapshot.
    pub snapshot_at: Micros,
    /// [`Content::digest`].
    pub content: Hash,
}

impl Link {
    /// The bytes the till's key signs (ECDSA P-256 with SHA-256).
    pub fn message(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(DOMAIN.len() + 16 + 8 + 32 + 8 + 8 + 32);
        bytes.extend_from_slice(DOMAIN);
        bytes.extend_from_slice(&self.device);
        bytes.extend_from_slice(&self.seq.to_be_bytes());
        bytes.extend_from_slice(&self.previous);
        bytes.extend_from_slice(&self.occurred_at.to_be_bytes());
        bytes.extend_from_slice(&self.snapshot_at.to_be_bytes());
        bytes.extend_from_slice(&self.content);
        bytes
    }

    /// What the next record names. Not over the signature: (r, n−s) verifies too, and would be another record.
    pub fn hash(&self) -> Hash {
        Sha256::digest(self.message()).into()
    }
}

/// What the first record of a till names as the one before.
pub fn first(device: Id) -> Hash {
    Sha256::new().chain_update(DOMAIN).chain_update(b"first").chain_update(device).finalize().into()
}

/// A record waiting for the till's signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What is signed.
    pub link: Link,
    /// What it is about.
    pub content: Content,
}

impl Draft {
    /// The bytes to sign.
    pub fn message(&self) -> Vec<u8> {
        self.link.message()
    }

    /// The record, to be written to the till's storage.
    pub fn sign(self, signature: [u8; 64]) -> Record {
        Record { link: self.link, content: self.content, signature }
    }
}

/// One thing done without a network, signed. Its ids were made before, and it is sent under them for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What is signed.
    pub link: Link,
    /// What it is about.
    pub content: Content,
    /// By the till's key, over [`Link::message`]: r‖s.
    pub signature: [u8; 64],
}

/// The record that another one must follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    /// Its number.
    pub seq: u64,
    /// Its [`Link::hash`].
    pub hash: Hash,
    /// When it happened.
    pub occurred_at: Micros,
}

impl From<&Link> for Before {
    fn from(link: &Link) -> Before {
        Before { seq: link.seq, hash: link.hash(), occurred_at: link.occurred_at }
    }
}

/// How a record fits to the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// It does not continue the chain: something before it is missing, was changed, or comes later.
    pub broken: bool,
    /// It says that it happened before the one before.
    pub back_dated: bool,
}

/// Whether `link` follows `before`: the record of the same till with the number below, if that is known.
pub fn follow(link: &Link, before: Option<&Before>) -> Fit {
    match before {
        None => Fit { broken: link.seq != 1 || link.previous != first(link.device), back_dated: false },
        Some(before) => Fit {
            broken: link.seq != before.seq + 1 || link.previous != before.hash,
            back_dated: link.occurred_at < before.occurred_at,
        },
    }
}
