//! The phones of a card: which keys act for it, what its customer calls them, and taking one off.

use pass::CardId;
use wire::{CardKey, CardKeys, Code, KeyChanged, KeyEnrolled, NameKeyRequest, Problem, RevokeKeyRequest};

use crate::auth::{HolderId, ShopId};
use crate::context::{Context, time};
use crate::outcome::{Outcome, Reply, to_json};
use crate::requests::Request;
use crate::{Error, Row, Tx, cards, keys, members, params};

pub(crate) mod sql {
    crate::statements::statements! {
        WORKING = "SELECT slot, storage, name, holder_id, created_at, last_used_at FROM card_key
                   WHERE shop_id = $1 AND card_id = $2 AND revoked_at IS NULL ORDER BY slot";
        NAME = "UPDATE card_key SET name = $4 WHERE shop_id = $1 AND card_id = $2 AND slot = $3 AND revoked_at IS NULL";
        HAD_KEY = "SELECT COUNT(*) FROM card JOIN card_key ON card_key.shop_id = card.shop_id AND card_key.card_id = card.card_id
                   WHERE card.card_id = $1 AND card_key.holder_id = $2";
        END_HOLD = "DELETE FROM holder_card WHERE shop_id = $1 AND card_id = $2 AND holder_id = $3";
    }
}

/// A key at work.
struct Working {
    slot: u8,
    storage: wire::KeyStorage,
    name: Option<String>,
    holder: Option<HolderId>,
    added_at: i64,
    last_used_at: Option<i64>,
}

impl Working {
    fn read(row: &Row) -> Result<Working, Error> {
        Ok(Working {
            slot: row.get(0)?,
            storage: keys::storage_of(row.get(1)?),
            name: row.get(2)?,
            holder: row.get::<Option<_>>(3)?.map(HolderId),
            added_at: row.get(4)?,
            last_used_at: row.get(5)?,
        })
    }

    fn is_of(&self, holder: HolderId) -> bool {
        self.holder == Some(holder)
    }
}

fn working(tx: &mut dyn Tx, shop: ShopId, card: CardId) -> Outcome<Vec<Working>> {
    let rows = tx.query(sql::WORKING, &params![shop.0, card.0])?;
    Ok(rows.iter().map(Working::read).collect::<Result<_, _>>()?)
}

/// The keys that act for a card of the holder, by slot.
pub fn list(tx: &mut dyn Tx, holder: HolderId, card: &str) -> Outcome<CardKeys> {
    let (shop, card) = cards::own(tx, holder, card)?;
    let keys = working(tx, shop, card)?.into_iter().map(|key| CardKey {
        slot: key.slot,
        same_browser: key.is_of(holder),
        storage: key.storage,
        name: key.name,
        added_at: time(key.added_at),
        last_used_at: key.last_used_at.map(time),
    });
    Ok(CardKeys { keys: keys.collect() })
}

/// What a phone asks of its own key now and then: the secret of the typed code, which changes when a phone is taken off the card. `key_revoked`
/// when the key no longer acts for the card, also when this browser lost the card with it; `unknown_card` with the status 410 when the card is gone for
/// good, since its customer asked to be forgotten.
pub fn own_key(tx: &mut dyn Tx, holder: HolderId, card: &str, slot: u8, now_us: i64) -> Outcome<KeyEnrolled> {
    let (shop, id) = match cards::own(tx, holder, card) {
        Ok(own) => own,
        Err(_) if had_key(tx, holder, card)? => return Err(Code::KeyRevoked.into()),
        Err(_) if members::is_erased(tx, card)? => {
            return Err(Problem { status: 410, ..Code::UnknownCard.into() }.into());
        }
        Err(unknown) => return Err(unknown),
    };
    let mut keys = working(tx, shop, id)?.into_iter();
    keys.find(|key| key.slot == slot && key.is_of(holder)).ok_or(Code::KeyRevoked)?;
    let typed_code_secret = cards::typed_code_secret(tx, shop, id)?;
    Ok(KeyEnrolled { key_slot: slot, typed_code_secret, now_ms: now_us.div_euclid(1000) })
}

/// Whether this browser ever had a key on the card.
fn had_key(tx: &mut dyn Tx, holder: HolderId, card: &str) -> Outcome<bool> {
    let Ok(id) = card.parse::<CardId>() else { return Ok(false) };
    let row = tx.query_one(sql::HAD_KEY, &params![id.0, holder.0])?;
    Ok(row.is_some_and(|row| row.get(0).is_ok_and(|count: i64| count > 0)))
}

/// Gives a phone a name, or takes it away. The name is not in what is kept of the request.
pub fn name(tx: &mut dyn Tx, holder: HolderId, card: &str, slot: u8, req: &NameKeyRequest) -> Outcome<Reply> {
    let (shop, id) = cards::own(tx, holder, card)?;
    let request = Request::new(shop, req.id, &format!("keys {card} {slot} name"), req)?;
    if let Some(earlier) = request.earlier(tx)? {
        return Ok(earlier.reply);
    }
    let name = req.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    if name.is_some_and(|name| name.chars().count() > wire::KEY_NAME_CHARS_MAX || name.chars().any(char::is_control)) {
        return Err(Problem::from(Code::InvalidRequest).detail("A phone's name has at most 40 characters.").into());
    }
    if tx.execute(sql::NAME, &params![shop.0, id.0, slot, name])? == 0 {
        return Err(Code::KeyRevoked.into());
    }
    request.keep(tx, 200, to_json(&KeyChanged { key_slot: slot })?, None)
}

/// Takes a phone off the card: its codes are refused from now on, those read aloud too. A browser whose last key this was, and that is not the
/// caller's, holds the card no longer; the caller's own can enrol another key.
pub fn revoke(
    tx: &mut dyn Tx,
    ctx: &Context,
    holder: HolderId,
    card: &str,
    slot: u8,
    req: &RevokeKeyRequest,
) -> Outcome<Reply> {
    let (shop, id) = cards::own(tx, holder, card)?;
    let request = Request::new(shop, req.id, &format!("keys {card} {slot} revoke"), req)?;
    if let Some(earlier) = request.earlier(tx)? {
        return Ok(earlier.reply);
    }
    let keys = working(tx, shop, id)?;
    let key = keys.iter().find(|key| key.slot == slot).ok_or(Code::KeyRevoked)?;
    tx.execute(keys::sql::REVOKE, &params![shop.0, id.0, slot, ctx.now_us])?;
    let others = || keys.iter().filter(|other| other.slot != slot);
    if let Some(theirs) = key.holder.filter(|theirs| *theirs != holder)
        && !others().any(|other| other.is_of(theirs))
    {
        tx.execute(sql::END_HOLD, &params![shop.0, id.0, theirs.0])?;
    }
    cards::change_typed_secret(tx, ctx, shop, id)?;
    request.keep(tx, 200, to_json(&KeyChanged { key_slot: slot })?, None)
}
