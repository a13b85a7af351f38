//! A member's own key. What it sealed can be read only as long as its row is there, wherever copies of the sealed text are.

use pass::CardId;

use super::sql;
use super::vault::{self, Vault, nonce};
use crate::context::sha256;
use crate::outcome::Outcome;
use crate::{Context, Error, ShopId, Tx, params};

/// What opens the sealed values of one member, and no other's.
pub(crate) struct MemberKey {
    key: [u8; 32],
    shop: ShopId,
    card: CardId,
}

impl MemberKey {
    /// The key of a card's member, if they ever told something.
    pub(crate) fn find(tx: &mut dyn Tx, vault: &Vault, shop: ShopId, card: CardId) -> Outcome<Option<MemberKey>> {
        let Some(row) = tx.query_one(sql::DATA_KEY, &params![shop.0, card.0])? else { return Ok(None) };
        Ok(Some(MemberKey::unwrap(vault, shop, card, row.get(0)?)?))
    }

    /// The key of a card's member, made when there is none yet.
    pub(crate) fn take(
        tx: &mut dyn Tx,
        ctx: &Context,
        vault: &Vault,
        shop: ShopId,
        card: CardId,
    ) -> Outcome<MemberKey> {
        if let Some(key) = MemberKey::find(tx, vault, shop, card)? {
            return Ok(key);
        }
        let key = ctx.random("member key");
        let wrapped = vault.wrap(&key, nonce(ctx, "member key nonce"), &about("key", shop, card))?;
        tx.execute(sql::INSERT, &params![shop.0, card.0, wrapped, ctx.now_us])?;
        Ok(MemberKey { key, shop, card })
    }

    /// A key as its row has it.
    pub(super) fn unwrap(vault: &Vault, shop: ShopId, card: CardId, wrapped: &[u8]) -> Result<MemberKey, Error> {
        Ok(MemberKey { key: vault.unwrap(wrapped, &about("key", shop, card))?, shop, card })
    }

    /// Seals a value; it opens only as the same `field` of the same member. A request seals each field once at most.
    pub(crate) fn seal(&self, ctx: &Context, field: &str, text: &str) -> Result<Vec<u8>, Error> {
        let nonce = nonce(ctx, &format!("member nonce {field}"));
        vault::seal(&self.key, nonce, &about(field, self.shop, self.card), text.as_bytes())
    }

    /// Opens what [`MemberKey::seal`] sealed.
    pub(crate) fn open(&self, field: &str, sealed: &[u8]) -> Result<String, Error> {
        vault::text(vault::open(&self.key, &about(field, self.shop, self.card), sealed)?)
    }
}

/// Binds a sealed value to its place.
fn about(field: &str, shop: ShopId, card: CardId) -> [u8; 32] {
    sha256(&[field.as_bytes(), shop.0.as_bytes(), &card.0])
}
