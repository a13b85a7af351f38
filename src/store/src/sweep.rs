//! What lapses by itself, written for cards that nobody brings to the counter: units, vouchers, and reviews of levels.

use loyalty::Command;
use pass::CardId;

use crate::auth::ShopId;
use crate::cards;
use crate::context::Context;
use crate::ledger::{self, CardRow, Place, run, settle};
use crate::moment::Moment;
use crate::outcome::{Changed, Outcome};
use crate::shops::ShopRow;
use crate::{Error, Tx, params};

pub(crate) mod sql {
    crate::statements::statements! {
        DUE = "SELECT card_id FROM (
                SELECT card_id FROM purse WHERE shop_id = $1 AND next_expiry <= $2
                UNION SELECT card_id FROM voucher WHERE shop_id = $1 AND status = 'issued' AND expires_at <= $2
                UNION SELECT card_id FROM card WHERE shop_id = $1 AND tier_review_at <= $2
              ) due WHERE card_id > $3 ORDER BY card_id LIMIT $4";
        SHOPS = "SELECT shop_id FROM shop ORDER BY shop_id";
    }
}

/// What one round did.
#[derive(Clone, Debug, Default)]
pub struct Swept {
    /// Cards that changed, for whoever watches them.
    pub changed: Vec<Changed>,
    /// Where the next round goes on; none when this one came to the end.
    pub next: Option<CardId>,
}

/// All shops, for a round through each.
pub fn shops(tx: &mut dyn Tx) -> Outcome<Vec<ShopId>> {
    let rows = tx.query(sql::SHOPS, &params![])?;
    Ok(rows.iter().map(|row| row.get(0).map(ShopId)).collect::<Result<_, Error>>()?)
}

/// Writes what is due on up to `limit` cards of a shop behind `after` (from the first when absent). Cards whose units wait for a warning are
/// looked at and left.
pub fn expire_due(tx: &mut dyn Tx, ctx: &Context, shop: ShopId, after: Option<CardId>, limit: u32) -> Outcome<Swept> {
    let shop = ShopRow::by_id(tx, shop)?;
    let moment = shop.moment(ctx.now_us)?;
    let behind = after.map_or_else(Vec::new, |card| card.0.to_vec());
    let due = tx.query(sql::DUE, &params![shop.id.0, ctx.now_us, behind, limit])?;
    let mut swept = Swept::default();
    for row in &due {
        let id = CardId(row.get(0)?);
        swept.changed.extend(expire_card(tx, ctx, &shop, &moment, id)?);
        swept.next = Some(id).filter(|_| due.len() == limit as usize);
    }
    Ok(swept)
}

fn expire_card(
    tx: &mut dyn Tx,
    ctx: &Context,
    shop: &ShopRow,
    moment: &Moment,
    id: CardId,
) -> Outcome<Option<Changed>> {
    let card = CardRow::find(tx, shop.id, id)?;
    let mut card = card.ok_or_else(|| Error::Corrupt("a purse without its card".into()))?;
    let program = shop.program(tx)?;
    let (mut state, mut standing) = ledger::load(tx, &program, &card, moment, Place::default())?;
    let mut written = settle(tx, ctx, shop, &program, moment, &mut card, &mut state, &mut standing)?;
    let issued = |voucher: &loyalty::VoucherState| voucher.status == loyalty::VoucherStatus::Issued;
    if state.vouchers.iter().any(|voucher| issued(voucher) && !voucher.is_ready(ctx.now_us)) {
        run(tx, ctx, shop, &program, moment, &mut card, &mut state, &mut standing, Command::ExpireVouchers)?;
        written += 1;
    }
    if written == 0 {
        return Ok(None);
    }
    card.touch(tx)?;
    let view = cards::show(shop, &program, &card, &standing, ctx.now_us);
    cards::changed(&card, &view).map(Some)
}
