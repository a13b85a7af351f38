//! What happened at the counter, as the till's signature covers it: a digest over named parts, not over JSON, so that both sides may write
//! JSON as they like, and members that come later change no digest of a record without them.

use pass::layout::PASS_LEN;
use pass::{Pass, PassError};
use sha2::{Digest, Sha256};

use crate::{Hash, Id};

/// One coming-to-the-counter, with all that was done in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The visit's id, made before it was recorded.
    pub visit: Id,
    /// Who was signed in at the till.
    pub staff: Id,
    /// The pass that was shown, whole.
    pub pass: [u8; PASS_LEN],
    /// Staff said that the customer buys again.
    pub another_purchase: bool,
    /// What was done, in order.
    pub acts: Vec<Act>,
}

/// What a till may do on its own; everything else waits for the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Units for a purchase.
    Earn {
        /// The operation's id.
        id: Id,
        /// Items.
        quantity: u32,
        /// What was paid.
        amount: Option<Money>,
        /// Which stamp card; the first when absent.
        stamp_card: Option<String>,
        /// Items by their tags.
        tags: Vec<(String, u32)>,
        /// The till's receipt.
        external_ref: Option<String>,
    },
    /// A reward that was on the card is used.
    Redeem {
        /// The operation's id.
        id: Id,
        /// The voucher.
        voucher: Id,
        /// Staff says that the customer is there and wants it.
        confirmed: bool,
    },
}

/// An amount in minor units of its currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// Minor units.
    pub minor: i64,
    /// ISO 4217 code.
    pub currency: String,
}

impl Content {
    /// The pass that was shown.
    ///
    /// # Errors
    /// Bytes that are no pass.
    pub fn pass(&self) -> Result<Pass, PassError> {
        Pass::from_bytes(&self.pass)
    }

    /// What the signature covers of it.
    pub fn digest(&self) -> Hash {
        let mut parts = Parts(Sha256::new());
        parts.put(b'v', &self.visit);
        parts.put(b's', &self.staff);
        parts.put(b'p', &self.pass);
        if self.another_purchase {
            parts.put(b'a', &[]);
        }
        for act in &self.acts {
            act.put(&mut parts);
        }
        parts.0.finalize().into()
    }
}

impl Act {
    /// So many items, and nothing more said.
    pub fn items(id: Id, quantity: u32) -> Act {
        Act::Earn { id, quantity, amount: None, stamp_card: None, tags: Vec::new(), external_ref: None }
    }

    /// The operation's id.
    pub fn id(&self) -> Id {
        match self {
            Act::Earn { id, .. } | Act::Redeem { id, .. } => *id,
        }
    }

    fn put(&self, parts: &mut Parts) {
        match self {
            Act::Earn { id, quantity, amount, stamp_card, tags, external_ref } => {
                parts.put(b'E', id);
                parts.put(b'q', &quantity.to_be_bytes());
                if let Some(money) = amount {
                    parts.put(b'm', &money.minor.to_be_bytes());
                    parts.put(b'c', money.currency.as_bytes());
                }
                if let Some(stamp_card) = stamp_card {
                    parts.put(b'k', stamp_card.as_bytes());
                }
                for (tag, quantity) in tags {
                    parts.put(b't', tag.as_bytes());
                    parts.put(b'n', &quantity.to_be_bytes());
                }
                if let Some(external_ref) = external_ref {
                    parts.put(b'x', external_ref.as_bytes());
                }
            }
            Act::Redeem { id, voucher, confirmed } => {
                parts.put(b'R', id);
                parts.put(b'u', voucher);
                if *confirmed {
                    parts.put(b'o', &[]);
                }
            }
        }
    }
}

/// Parts under a letter each, preceded by their length, so that no two lists of parts hash alike. A letter is never given another meaning.
struct Parts(Sha256);

impl Parts {
    fn put(&mut self, name: u8, bytes: &[u8]) {
        self.0.update([name]);
        self.0.update((bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
    }
}
