//! The code that staff gives out, and what is written when it was used.

use pass::{CardId, Spelled};
use uuid::Uuid;
use wire::{Code, GiveMove, MoveGiven, Problem};

use super::{CODE_US, MOVES_PER_CARD_DAY, MOVES_PER_TILL_DAY, REDEEM_PAUSE, sql};
use crate::auth::{ShopId, StaffAuth};
use crate::context::{Context, sha256, time};
use crate::ledger::CardRow;
use crate::members::Vault;
use crate::outcome::{Outcome, Reply, to_json};
use crate::requests::Request;
use crate::shops::ShopRow;
use crate::visits::{check_reason, usable};
use crate::{Error, Tx, params, recovery};

/// 40 bits: of the three that a till may have out, one is guessed in a hundred thousand million tries.
pub(crate) type MoveCode = Spelled<8>;

/// The code that a request makes. It is in nothing that is kept, and only the server's secret makes it again, for whoever sends the request again.
fn code_of(vault: &Vault, shop: ShopId, card: CardId, id: Uuid) -> MoveCode {
    let bytes = vault.mark(&sha256(&[b"move code", shop.0.as_bytes(), &card.0, id.as_bytes()]));
    MoveCode::from_random(std::array::from_fn(|at| bytes[at]))
}

/// What is stored of a code: under the server's key, since it is short.
pub(crate) fn hash(vault: &Vault, shop: ShopId, code: &MoveCode) -> [u8; 32] {
    vault.mark(&sha256(&[b"card move", shop.0.as_bytes(), code.letters()]))
}

/// Gives out a code for a card, in place of the one before. `limit_reached` with `moves_per_till_day` or `moves_per_card_day`.
pub fn give(
    tx: &mut dyn Tx,
    ctx: &Context,
    vault: &Vault,
    staff: &StaffAuth,
    card: &str,
    req: &GiveMove,
) -> Outcome<Reply> {
    let shop = ShopRow::by_id(tx, staff.till.shop)?;
    let unknown = || Problem { status: 404, ..Code::UnknownCard.into() };
    let id: CardId = card.parse().map_err(|_| unknown())?;
    let code = code_of(vault, shop.id, id, req.id);
    let request = Request::new(shop.id, req.id, &format!("cards {card} move"), req)?;
    let kept = match request.earlier(tx)? {
        Some(earlier) => earlier.reply,
        None => {
            let row = CardRow::find(tx, shop.id, id)?.ok_or_else(unknown)?;
            usable(&row)?;
            check_reason(Some(&req.reason))?;
            let reason = req.reason.trim();
            let day = within_limits(tx, ctx, &shop, staff, id)?;
            tx.execute(recovery::sql::END, &params![shop.id.0, id.0, "move", ctx.now_us])?;
            let (till, by, expires_at) = (staff.till.device, staff.staff, ctx.now_us + CODE_US);
            let hash = hash(vault, shop.id, &code);
            tx.execute(sql::INSERT, &params![shop.id.0, req.id, id.0, till, by, reason, day, ctx.now_us])?;
            let row = params![shop.id.0, hash, id.0, req.id, till, by, ctx.now_us, expires_at];
            tx.execute(sql::INSERT_CODE, &row)?;
            let given = MoveGiven { id: req.id, code: String::new(), expires_at: time(expires_at) };
            request.keep(tx, 201, to_json(&given)?, None)?
        }
    };
    let given: MoveGiven =
        serde_json::from_str(&kept.json).map_err(|error| Error::Corrupt(format!("a kept answer: {error}")))?;
    Ok(Reply { json: to_json(&MoveGiven { code: code.to_string(), ..given })?, ..kept })
}

/// The business day of a move that is within the limits.
fn within_limits(tx: &mut dyn Tx, ctx: &Context, shop: &ShopRow, staff: &StaffAuth, card: CardId) -> Outcome<i64> {
    let moment = shop.moment(ctx.now_us)?;
    let day = moment.business_day.0;
    let out_since = ctx.now_us - CODE_US;
    let of_card = count(tx, sql::OF_CARD, &params![shop.id.0, card.0, day])?;
    let of_till = count(tx, sql::OF_TILL, &params![shop.id.0, staff.till.device, day, card.0, out_since])?;
    let limit = match () {
        () if of_card >= MOVES_PER_CARD_DAY => "moves_per_card_day",
        () if of_till >= MOVES_PER_TILL_DAY => "moves_per_till_day",
        () => return Ok(day),
    };
    let until = Some(time(moment.rules(false).day_ends_at));
    Err(Problem { limit: Some(limit.into()), until, ..Code::LimitReached.into() }.into())
}

fn count(tx: &mut dyn Tx, statement: &'static str, of: &[crate::Value]) -> Outcome<i64> {
    let row = tx.query_one(statement, of)?;
    Ok(row.map(|row| row.get(0)).transpose()?.unwrap_or_default())
}

/// The code of the move `id` was used: the move is done, and nothing on the card can be used for a while. Answers until when.
pub(crate) fn used(tx: &mut dyn Tx, ctx: &Context, card: &CardRow, id: Uuid) -> Outcome<i64> {
    let until = ctx.now_us + REDEEM_PAUSE;
    tx.execute(sql::USED, &params![card.shop.0, id, ctx.now_us, until])?;
    tx.execute(sql::PAUSE, &params![card.shop.0, card.id.0, until])?;
    Ok(until)
}
