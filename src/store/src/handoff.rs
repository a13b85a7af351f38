//! The hand-off from a browser to its own home screen, whose storage is another one on an iPhone: a code of 128 bits that puts one key on one card, once,
//! within half an hour. It reads nothing, and ends with the hold of the browser that it was made in.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pass::CardId;
use wire::{CardStatus, Code, Problem};

use crate::auth::{HolderId, ShopId};
use crate::context::{Context, sha256};
use crate::ledger::CardRow;
use crate::outcome::Outcome;
use crate::shops::ShopRow;
use crate::{Error, Tx, cards, params, recovery};

pub(crate) mod sql {
    crate::statements::statements! {
        FORGET = "DELETE FROM card_code WHERE shop_id = $1 AND card_id = $2 AND kind = 'handoff' AND (ended_at IS NOT NULL OR expires_at <= $3)";
        FIND = "SELECT card_code.card_id FROM card_code
                JOIN holder_card ON holder_card.holder_id = card_code.made_by AND holder_card.shop_id = card_code.shop_id
                  AND holder_card.card_id = card_code.card_id
                WHERE card_code.shop_id = $1 AND card_code.code_hash = $2 AND card_code.kind = 'handoff'
                  AND card_code.ended_at IS NULL AND card_code.expires_at > $3";
        USE = "UPDATE card_code SET ended_at = $3 WHERE shop_id = $1 AND code_hash = $2";
    }
}

/// Bytes of a code.
const BYTES: usize = 16;
/// How long it is good for.
const KEPT_US: i64 = 30 * 60 * loyalty::SECOND;

/// A code for the holder's card in a shop; none if they have none there that a key can be put on. Codes that are over are forgotten.
pub fn make(tx: &mut dyn Tx, ctx: &Context, slug: &str, holder: HolderId) -> Outcome<Option<String>> {
    let shop = ShopRow::by_slug(tx, slug)?.ok_or(Code::UnknownShop)?.id;
    let Some(row) = tx.query_one(cards::sql::HOLDER_CARD_IN_SHOP, &params![holder.0, shop.0])? else { return Ok(None) };
    let card = CardId(row.get(0)?);
    if CardRow::find(tx, shop, card)?.is_none_or(|card| card.status == CardStatus::Merged) {
        return Ok(None);
    }
    tx.execute(sql::FORGET, &params![shop.0, card.0, ctx.now_us])?;
    let code = URL_SAFE_NO_PAD.encode(&ctx.random("handoff")[..BYTES]);
    // The holder stands for the request that made it: the code is good as long as they hold the card.
    let row = params![shop.0, hash(&code), card.0, "handoff", holder.0, ctx.now_us, Some(ctx.now_us + KEPT_US)];
    tx.execute(recovery::sql::INSERT, &row)?;
    Ok(Some(code))
}

/// Uses a code up: the card that a key may be put on. `bad_handoff_code` if it is none, was used, is over, or is another shop's.
pub(crate) fn take(tx: &mut dyn Tx, ctx: &Context, shop: ShopId, code: &str) -> Outcome<CardRow> {
    let hash = hash(code);
    let row = tx.query_one(sql::FIND, &params![shop.0, hash, ctx.now_us])?.ok_or(Code::BadHandoffCode)?;
    let card = CardRow::find(tx, shop, CardId(row.get(0)?))?;
    let card = card.ok_or_else(|| Error::Corrupt("a code without its card".into()))?;
    match card.status {
        CardStatus::Erased => return Err(Code::BadHandoffCode.into()),
        CardStatus::Merged => {
            return Err(Problem { into: card.merged_into.clone(), ..Code::CardMerged.into() }.into());
        }
        CardStatus::Active | CardStatus::Blocked => {}
    }
    tx.execute(sql::USE, &params![shop.0, hash, ctx.now_us])?;
    Ok(card)
}

fn hash(code: &str) -> [u8; 32] {
    sha256(&[b"handoff code", code.as_bytes()])
}
