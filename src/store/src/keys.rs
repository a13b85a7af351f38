//! A card's device keys: up to four at work, in the eight slots that a pass can name.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pass::{CardId, PublicKey, Slot};
use wire::{Code, KeyStorage};

use crate::auth::{HolderId, ShopId};
use crate::context::Context;
use crate::outcome::Outcome;
use crate::{Tx, params};

pub(crate) mod sql {
    crate::statements::statements! {
        OF_CARD = "SELECT slot, public_key, storage, coalesce(last_used_at, created_at), revoked_at FROM card_key
                   WHERE shop_id = $1 AND card_id = $2 ORDER BY slot";
        REVOKE = "UPDATE card_key SET revoked_at = $4 WHERE shop_id = $1 AND card_id = $2 AND slot = $3";
        ENROL = "INSERT INTO card_key (shop_id, card_id, slot, public_key, storage, created_at, holder_id) VALUES ($1, $2, $3, $4, $5, $6, $7)
                 ON CONFLICT (shop_id, card_id, slot) DO UPDATE SET public_key = $4, storage = $5, created_at = $6, holder_id = $7,
                   name = NULL, last_step = NULL, last_used_at = NULL, revoked_at = NULL";
    }
}

/// Keys of a card that work at the same time: a phone, its home screen, another phone, a tablet.
pub const KEYS_PER_CARD_MAX: usize = 4;

/// Slots a pass can name. A revoked key stays in its slot as long as there are free ones, so that its phone is told `key_revoked`.
const SLOTS: u8 = 8;

struct KeyRow {
    slot: u8,
    public_key: [u8; 65],
    in_memory: bool,
    used_at: i64,
    revoked_at: Option<i64>,
}

/// The key in a request; `bad_public_key` when it is none.
pub(crate) fn parse(public_key: &str) -> Outcome<PublicKey> {
    let bytes = URL_SAFE_NO_PAD.decode(public_key).map_err(|_| Code::BadPublicKey)?;
    Ok(PublicKey::parse(&bytes).map_err(|_| Code::BadPublicKey)?)
}

/// Puts a key of a holder's browser on a card and says its slot. The same key keeps its slot. A fifth key takes the place of the one that matters least: one that
/// lived in memory only, else the one not used for longest; a phone that loses its storage again and again is never locked out.
pub(crate) fn enrol(
    tx: &mut dyn Tx,
    ctx: &Context,
    (shop, card): (ShopId, CardId),
    holder: HolderId,
    key: &PublicKey,
    storage: KeyStorage,
) -> Outcome<Slot> {
    let rows = tx.query(sql::OF_CARD, &params![shop.0, card.0])?;
    let keys = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let working = || keys.iter().filter(|known| known.revoked_at.is_none());
    if let Some(same) = working().find(|known| known.public_key == *key.uncompressed()) {
        return slot(same.slot);
    }
    if working().count() >= KEYS_PER_CARD_MAX
        && let Some(least) = working().min_by_key(|known| (!known.in_memory, known.used_at))
    {
        tx.execute(sql::REVOKE, &params![shop.0, card.0, least.slot, ctx.now_us])?;
    }
    let free = (0..SLOTS).find(|slot| keys.iter().all(|known| known.slot != *slot));
    let oldest_revoked = || keys.iter().filter(|known| known.revoked_at.is_some()).min_by_key(|known| known.revoked_at);
    let number = free.or_else(|| oldest_revoked().map(|known| known.slot)).ok_or(Code::Internal)?;
    let row = params![shop.0, card.0, number, key.uncompressed(), storage_text(storage), ctx.now_us, holder.0];
    tx.execute(sql::ENROL, &row)?;
    slot(number)
}

fn storage_text(storage: KeyStorage) -> &'static str {
    match storage {
        KeyStorage::Webcrypto => "webcrypto",
        KeyStorage::Memory => "memory",
        KeyStorage::Raw => "raw",
    }
}

/// Where a key lives, as it is stored.
pub(crate) fn storage_of(text: &str) -> KeyStorage {
    match text {
        "memory" => KeyStorage::Memory,
        "raw" => KeyStorage::Raw,
        _ => KeyStorage::Webcrypto,
    }
}

fn read(row: &crate::Row) -> Result<KeyRow, crate::Error> {
    Ok(KeyRow {
        slot: row.get(0)?,
        public_key: row.get(1)?,
        in_memory: row.get::<&str>(2)? == "memory",
        used_at: row.get(3)?,
        revoked_at: row.get(4)?,
    })
}

fn slot(number: u8) -> Outcome<Slot> {
    Slot::new(number).ok_or_else(|| crate::Error::Corrupt(format!("key slot {number}")).into())
}
