//! The pause after a move: what was on the card stays there for a day, so that whoever it was taken from has time to say so.

use pass::CardId;
use wire::{Code, LiftPause, Op, PauseLifted, Problem};

use super::{REDEEM_PAUSE, sql};
use crate::auth::Actor;
use crate::context::{Context, time};
use crate::ledger::CardRow;
use crate::outcome::{Outcome, Reply, to_json};
use crate::requests::Request;
use crate::{Tx, office, params};

/// Until when nothing on a card can be used, if that is so at this moment.
pub(crate) fn paused_until(card: &CardRow, now_us: i64) -> Option<i64> {
    card.redeem_paused_until.filter(|until| now_us < *until)
}

/// Holds back what would use something of a card in its pause. `offline_at`: when a till without a network did it; the customer has it then, so that it is
/// answered whether it was in the pause, for a flag. A pause that was lifted began later than it seems by its end, which may flag once too often.
///
/// # Errors
/// `redeem_paused` with `until`.
pub(crate) fn hold(card: &CardRow, op: &Op, now_us: i64, offline_at: Option<i64>) -> Outcome<bool> {
    let (Op::Redeem { .. } | Op::Spend { .. }, Some(until)) = (op, card.redeem_paused_until) else { return Ok(false) };
    match offline_at {
        Some(at) => Ok((until - REDEEM_PAUSE..until).contains(&at)),
        None if now_us < until => Err(Problem { until: Some(time(until)), ..Code::RedeemPaused.into() }.into()),
        None => Ok(false),
    }
}

/// Ends the pause of a card, for managers and integrations that keep cards. One that is over already is none the worse for it.
pub fn lift(tx: &mut dyn Tx, ctx: &Context, actor: &Actor, card: &str, req: &LiftPause) -> Outcome<Reply> {
    office::allowed(actor)?;
    let request = Request::new(actor.shop(), req.id, &format!("cards {card} lift"), req)?;
    if let Some(earlier) = request.earlier(tx)? {
        return Ok(earlier.reply);
    }
    let unknown = || Problem { status: 404, ..Code::UnknownCard.into() };
    let id: CardId = card.parse().map_err(|_| unknown())?;
    let row = CardRow::find(tx, actor.shop(), id)?.ok_or_else(unknown)?;
    if paused_until(&row, ctx.now_us).is_some() {
        tx.execute(sql::LIFTED, &params![row.shop.0, id.0, ctx.now_us, actor.name()])?;
        tx.execute(sql::PAUSE, &params![row.shop.0, id.0, ctx.now_us])?;
    }
    let lifted = PauseLifted { card_id: id.to_string(), at: time(ctx.now_us) };
    request.keep(tx, 200, to_json(&lifted)?, None)
}
