//! Where the owner of a shop is written to: one address, sealed by the server's key, and the language that is read there.

use crate::auth::ShopId;
use crate::context::Context;
use crate::members::{self, Vault};
use crate::outcome::Outcome;
use crate::{Lang, Tx, admin, params};

pub(crate) mod sql {
    crate::statements::statements! {
        ADDRESS = "SELECT notice_address, notice_language FROM shop WHERE shop_id = $1 AND notice_address IS NOT NULL";
        PUT = "UPDATE shop SET notice_address = $2, notice_language = $3 WHERE shop_id = $1";
    }
}

/// Writes to the owner of a shop at this address from now on, in place of the one before; `invalid_request` if it is none.
pub fn write_to(tx: &mut dyn Tx, ctx: &Context, vault: &Vault, slug: &str, address: &str, lang: Lang) -> Outcome<()> {
    let shop = admin::shop_id(tx, slug)?;
    let sealed = vault.seal_owner(ctx, shop, members::address(address)?)?;
    tx.execute(sql::PUT, &params![shop.0, sealed, lang.tag()])?;
    Ok(())
}

/// Writes to nobody of a shop any more, and keeps no address.
pub fn write_to_nobody(tx: &mut dyn Tx, slug: &str) -> Outcome<()> {
    let shop = admin::shop_id(tx, slug)?;
    tx.execute(sql::PUT, &params![shop.0, None::<Vec<u8>>, None::<&str>])?;
    Ok(())
}

/// Where a shop's owner is written to, and in which language. An address that can't be read keeps nobody from what they do: there is no letter then.
pub(crate) fn address(tx: &mut dyn Tx, vault: &Vault, shop: ShopId) -> Outcome<Option<(String, Lang)>> {
    let Some(row) = tx.query_one(sql::ADDRESS, &params![shop.0])? else { return Ok(None) };
    let lang = Lang::tagged(row.get(1)?).unwrap_or(Lang::En);
    match vault.open_owner(shop, row.get(0)?) {
        Ok(address) => Ok(Some((address, lang))),
        Err(error) => {
            tracing::warn!(%error, "an owner's address can't be read");
            Ok(None)
        }
    }
}
