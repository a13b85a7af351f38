//! What lapses by itself, written for cards that nobody brings to the counter: units, vouchers, and reviews of levels.

use loyalty::Command;
use pass::CardId;

use crate::auth::ShopId;
use crate::cards;
use crate::context::Context;
use crate::ledger::{self, AtHand, CardRow, Place, run, settle};
use crate::moment::Moment;
use crate::outcome::{Changed, Outcome};
use crate::shops::ShopRow;
use crate::{Error, Tx, params};

pub(crate) mod sql {
    crate::statements::statements! {
        DUE = "SELECT card_id FROM (
                SELECT purse.card_id FROM purse JOIN card ON card.shop_id = purse.shop_id AND card.card_id = purse.card_id
                  WHERE purse.shop_id = $1 AND purse.next_expiry <= $2
                    AND (card.seen_at IS NULL OR card.seen_at < $5 OR EXISTS (SELECT 1 FROM lot WHERE lot.shop_id = purse.shop_id
                      AND lot.card_id = purse.card_id AND lot.purse = purse.purse AND lot.remaining > 0 AND lot.expires_at <= $2
                      AND lot.warned_at IS NOT NULL))
                UNION SELECT card_id FROM voucher WHERE shop_id = $1 AND status = 'issued' AND expires_at <= $2
                UNION SELECT card_id FROM card WHERE shop_id = $1 AND tier_review_at <= $2
              ) due WHERE card_id > $3 ORDER BY card_id LIMIT $4";
        SHOPS = "SELECT shop_id FROM shop ORDER BY shop_id";
    }
}

/// What one job did.
#[derive(Clone, Debug, Default)]
pub struct Swept {
    /// Cards that changed, for whoever watches them.
    pub changed: Vec<Changed>,
    /// Where the next job goes on; none when this one came to the end.
    pub next: Option<CardId>,
}

/// All shops, for a round through each.
pub fn shops(tx: &mut dyn Tx) -> Outcome<Vec<ShopId>> {
    let rows = tx.query(sql::SHOPS, &params![])?;
    Ok(rows.iter().map(|row| row.get(0).map(ShopId)).collect::<Result<_, Error>>()?)
}

/// Up to `limit` cards of a shop behind `after` (from the first when absent) on which something is due, by their ids. Cards whose units wait for a
/// warning are not among them, so that a round through a shop has an end.
pub fn due(tx: &mut dyn Tx, now_us: i64, shop: ShopId, after: Option<CardId>, limit: u32) -> Outcome<Vec<CardId>> {
    let shop = ShopRow::by_id(tx, shop)?;
    let warns = shop.program(tx)?.warning_days > 0;
    let unseen_since = if warns { ledger::channel_since(now_us) } else { i64::MAX };
    let behind = after.map_or_else(Vec::new, |card| card.0.to_vec());
    let rows = tx.query(sql::DUE, &params![shop.id.0, now_us, behind, limit, unseen_since])?;
    Ok(rows.iter().map(|row| row.get(0).map(CardId)).collect::<Result<_, Error>>()?)
}

/// Writes what is due on these cards of a shop, and answers those that changed. A card on which nothing is due (any more) is left as it is, so
/// that several servers may do this side by side.
pub fn expire(tx: &mut dyn Tx, ctx: &Context, shop: ShopId, cards: &[CardId]) -> Outcome<Vec<Changed>> {
    let shop = ShopRow::by_id(tx, shop)?;
    let moment = shop.moment(ctx.now_us)?;
    let mut changed = Vec::new();
    for card in cards {
        changed.extend(expire_card(tx, ctx, &shop, &moment, *card)?);
    }
    Ok(changed)
}

/// [`due`] and [`expire`] in one job.
pub fn expire_due(tx: &mut dyn Tx, ctx: &Context, shop: ShopId, after: Option<CardId>, limit: u32) -> Outcome<Swept> {
    let due = due(tx, ctx.now_us, shop, after, limit)?;
    let next = due.last().copied().filter(|_| due.len() == limit as usize);
    Ok(Swept { changed: expire(tx, ctx, shop, &due)?, next })
}

fn expire_card(
    tx: &mut dyn Tx,
    ctx: &Context,
    shop: &ShopRow,
    moment: &Moment,
    id: CardId,
) -> Outcome<Option<Changed>> {
    let card = CardRow::find(tx, shop.id, id)?;
    let card = card.ok_or_else(|| Error::Corrupt("a purse without its card".into()))?;
    let program = shop.program(tx)?;
    let mut on = AtHand::take(tx, &program, card, moment, Place::default())?;
    let mut written = settle(tx, ctx, shop, &program, moment, &mut on)?;
    let issued = |voucher: &loyalty::VoucherState| voucher.status == loyalty::VoucherStatus::Issued;
    if on.state.vouchers.iter().any(|voucher| issued(voucher) && !voucher.is_ready(ctx.now_us)) {
        run(tx, ctx, shop, &program, moment, &mut on, Command::ExpireVouchers)?;
        written += 1;
    }
    if written == 0 {
        return Ok(None);
    }
    on.card.touch(tx)?;
    cards::news(tx, shop, on, moment).map(Some)
}
