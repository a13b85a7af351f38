//! Who calls: a holder, a till, a member of staff on it, or an integration, each by an opaque token of which only the hash is stored.
//!
//! A till's, a session's and an API key's token start with the shop's id, so that the shop comes from the token and is first in every look-up.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use crate::context::{Context, sha256};
use crate::outcome::Outcome;
use crate::{Tx, params};

pub(crate) mod sql {
    crate::statements::statements! {
        HOLDER = "SELECT holder_id FROM holder_token WHERE token_hash = $1 AND expires_at > $2";
        TILL = "SELECT device_id, name FROM device WHERE shop_id = $1 AND token_hash = $2 AND revoked_at IS NULL";
        STAFF = "SELECT staff.staff_id, staff.name, staff.role FROM staff_session
                 JOIN staff ON staff.shop_id = staff_session.shop_id AND staff.staff_id = staff_session.staff_id
                 WHERE staff_session.shop_id = $1 AND staff_session.token_hash = $2 AND staff_session.device_id = $3
                   AND staff_session.expires_at > $4 AND staff_session.ended_at IS NULL AND staff.left_at IS NULL";
        API_KEY = "SELECT key_id, name, scopes FROM api_key WHERE shop_id = $1 AND token_hash = $2 AND revoked_at IS NULL";
    }
}

/// A shop: first in every key of every table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ShopId(pub Uuid);

/// A browser that holds cards, of any number of shops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HolderId(pub Uuid);

/// A paired device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TillAuth {
    /// Its shop.
    pub shop: ShopId,
    /// Its id.
    pub device: Uuid,
    /// How the owner knows it.
    pub device_name: String,
}

/// A member of staff, signed in on a till.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffAuth {
    /// The till.
    pub till: TillAuth,
    /// Who.
    pub staff: Uuid,
    /// Their first name.
    pub name: String,
    /// May void what others did, and later.
    pub manager: bool,
}

/// An integration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyAuth {
    /// Its shop.
    pub shop: ShopId,
    /// The key.
    pub key: Uuid,
    /// What the owner called it.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<String>,
}

impl KeyAuth {
    /// Whether it has a scope.
    pub fn may(&self, scope: &str) -> bool {
        self.scopes.iter().any(|known| known == scope)
    }
}

/// The scope that opens visits and works in them.
pub const SCOPE_VISITS: &str = "visits";
/// The scope that edits and publishes the programme.
pub const SCOPE_PROGRAM: &str = "program";
/// The scope that looks cards up, keeps facts about them, moves and begins them.
pub const SCOPE_CARDS: &str = "cards";
/// Every scope there is.
pub const SCOPES: &[&str] = &[SCOPE_VISITS, SCOPE_CARDS, SCOPE_PROGRAM];

/// Who works in a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person at a till.
    Staff(StaffAuth),
    /// An integration.
    Key(KeyAuth),
}

impl Actor {
    /// The shop, which comes from the session only.
    pub fn shop(&self) -> ShopId {
        match self {
            Actor::Staff(staff) => staff.till.shop,
            Actor::Key(key) => key.shop,
        }
    }

    pub(crate) fn device(&self) -> Option<Uuid> {
        match self {
            Actor::Staff(staff) => Some(staff.till.device),
            Actor::Key(_) => None,
        }
    }

    pub(crate) fn staff(&self) -> Option<Uuid> {
        match self {
            Actor::Staff(staff) => Some(staff.staff),
            Actor::Key(_) => None,
        }
    }

    pub(crate) fn key(&self) -> Option<Uuid> {
        match self {
            Actor::Staff(_) => None,
            Actor::Key(key) => Some(key.key),
        }
    }

    /// A manager, or an integration that the owner gave a key.
    pub(crate) fn may_correct(&self) -> bool {
        match self {
            Actor::Staff(staff) => staff.manager,
            Actor::Key(_) => true,
        }
    }

    /// A manager, or an integration that the owner gave a key for cards.
    pub(crate) fn keeps_cards(&self) -> bool {
        match self {
            Actor::Staff(staff) => staff.manager,
            Actor::Key(key) => key.may(SCOPE_CARDS),
        }
    }

    pub(crate) fn name(&self) -> &str {
        match self {
            Actor::Staff(staff) => &staff.name,
            Actor::Key(key) => &key.name,
        }
    }
}

/// The holder of a cookie's token.
pub fn holder(tx: &mut dyn Tx, token: &str, now_us: i64) -> Outcome<Option<HolderId>> {
    let row = tx.query_one(sql::HOLDER, &params![hash(token), now_us])?;
    Ok(row.map(|row| row.get(0).map(HolderId)).transpose()?)
}

/// The paired device of a cookie's token.
pub fn till(tx: &mut dyn Tx, token: &str) -> Outcome<Option<TillAuth>> {
    let Some(shop) = shop_of(token) else { return Ok(None) };
    let Some(row) = tx.query_one(sql::TILL, &params![shop.0, hash(token)])? else { return Ok(None) };
    Ok(Some(TillAuth { shop, device: row.get(0)?, device_name: row.get(1)? }))
}

/// Who is signed in on a till by a cookie's token.
pub fn staff(tx: &mut dyn Tx, till: &TillAuth, token: &str, now_us: i64) -> Outcome<Option<StaffAuth>> {
    let row = tx.query_one(sql::STAFF, &params![till.shop.0, hash(token), till.device, now_us])?;
    let Some(row) = row else { return Ok(None) };
    let manager = is_manager(row.get(2)?);
    Ok(Some(StaffAuth { till: till.clone(), staff: row.get(0)?, name: row.get(1)?, manager }))
}

/// Whether somebody of this role, as it is stored, is a manager.
pub(crate) fn is_manager(role: &str) -> bool {
    role == "manager"
}

/// The integration of a bearer token.
pub fn api_key(tx: &mut dyn Tx, token: &str) -> Outcome<Option<KeyAuth>> {
    let Some(shop) = token.strip_prefix(API_KEY_PREFIX).and_then(shop_of) else { return Ok(None) };
    let Some(row) = tx.query_one(sql::API_KEY, &params![shop.0, hash(token)])? else { return Ok(None) };
    let scopes = row.get::<&str>(2)?.split(' ').map(str::to_owned).collect();
    Ok(Some(KeyAuth { shop, key: row.get(0)?, name: row.get(1)?, scopes }))
}

/// What an API key starts with, so that leaked ones can be found.
pub const API_KEY_PREFIX: &str = "ck_";

/// 256 random bits as text.
pub(crate) fn new_token(ctx: &Context, purpose: &str) -> String {
    URL_SAFE_NO_PAD.encode(ctx.random(purpose))
}

/// A token that says its shop.
pub(crate) fn new_shop_token(ctx: &Context, shop: ShopId, purpose: &str) -> String {
    format!("{}.{}", URL_SAFE_NO_PAD.encode(shop.0.as_bytes()), new_token(ctx, purpose))
}

/// The shop that a token names.
fn shop_of(token: &str) -> Option<ShopId> {
    let (shop, _) = token.split_once('.')?;
    let bytes = URL_SAFE_NO_PAD.decode(shop).ok()?;
    Uuid::from_slice(&bytes).ok().map(ShopId)
}

/// What is stored of a token.
pub(crate) fn hash(token: &str) -> [u8; 32] {
    sha256(&[b"token", token.as_bytes()])
}
