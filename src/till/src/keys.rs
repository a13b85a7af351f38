//! The shop's public keys in 41 bytes each: eight of the card's id and the compressed point, whose first byte is 2 or 3 and has room for the
//! slot in its upper bits. 5,000 cards are 205 kB.

use pass::key::COMPRESSED_LEN;
use pass::{BadPublicKey, CardId, PublicKey, Slot};

/// Bytes of a key.
pub const KEY_LEN: usize = 8 + COMPRESSED_LEN;
/// How far up in the point's first byte the slot stands.
const SLOT_SHIFT: u32 = 2;
/// What is the point's own of its first byte.
const POINT_BITS: u8 = 0b11;

/// Keys by card and slot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyTable {
    /// In order of card and slot.
    rows: Vec<[u8; KEY_LEN]>,
}

impl KeyTable {
    /// Reads what [`KeyTable::to_bytes`] wrote.
    ///
    /// # Errors
    /// Another length, or a key that is no point: the table is to be fetched anew.
    pub fn from_bytes(bytes: &[u8]) -> Result<KeyTable, BadPublicKey> {
        let (rows, rest) = bytes.as_chunks::<KEY_LEN>();
        if !rest.is_empty() {
            return Err(BadPublicKey);
        }
        let mut table = KeyTable::default();
        for row in rows {
            let (card, slot) = place(row);
            table.put(card, slot, &point(row)?);
        }
        Ok(table)
    }

    /// All keys, 41 bytes each.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.rows.concat()
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Puts a key in its slot, in place of another.
    pub fn put(&mut self, card: CardId, slot: Slot, key: &PublicKey) {
        let mut row = [0; KEY_LEN];
        row[..8].copy_from_slice(&card.0);
        row[8..].copy_from_slice(&key.compressed());
        row[8] |= slot.get() << SLOT_SHIFT;
        match self.find(card, slot) {
            Ok(at) => self.rows[at] = row,
            Err(at) => self.rows.insert(at, row),
        }
    }

    /// The key of a card's slot.
    pub fn get(&self, card: CardId, slot: Slot) -> Option<PublicKey> {
        let at = self.find(card, slot).ok()?;
        point(&self.rows[at]).ok()
    }

    /// Forgets all keys of a card.
    pub fn remove(&mut self, card: CardId) {
        self.rows.retain(|row| row[..8] != card.0);
    }

    fn find(&self, card: CardId, slot: Slot) -> Result<usize, usize> {
        self.rows.binary_search_by_key(&(card, slot), place)
    }
}

fn place(row: &[u8; KEY_LEN]) -> (CardId, Slot) {
    let [c0, c1, c2, c3, c4, c5, c6, c7, first, ..] = *row;
    (CardId([c0, c1, c2, c3, c4, c5, c6, c7]), Slot::new(first >> SLOT_SHIFT & 0b111).unwrap_or(Slot::FIRST))
}

fn point(row: &[u8; KEY_LEN]) -> Result<PublicKey, BadPublicKey> {
    let mut point = [0; COMPRESSED_LEN];
    point.copy_from_slice(&row[8..]);
    point[0] &= POINT_BITS;
    PublicKey::parse(&point)
}
