//! More time, given by the owner.

use loyalty::{Command, Refusal, decide};
use uuid::Uuid;
use wire::{OperationKind, ProlongRequest};

use super::desk::Desk;
use super::{allowed, find, invalid};
use crate::Tx;
use crate::auth::Actor;
use crate::context::{Context, parse_time};
use crate::ledger::AtHand;
use crate::outcome::{Outcome, Reply};
use crate::requests::Request;
use crate::shops::ShopRow;
use crate::visits::{finish, usable};

/// Gives the units of a purse more time; also those whose time is over and that were not yet taken.
pub fn prolong(tx: &mut dyn Tx, ctx: &Context, actor: &Actor, card: &str, req: &ProlongRequest) -> Outcome<Reply> {
    allowed(actor)?;
    let request = Request::new(actor.shop(), req.id, &format!("cards {card} prolong"), req)?;
    if let Some(earlier) = request.earlier(tx)? {
        return Ok(earlier.reply);
    }
    let until = parse_time(&req.until).ok_or_else(|| invalid("`until` is an RFC 3339 time in UTC."))?;
    if until <= ctx.now_us {
        return Err(invalid("`until` is over already."));
    }
    let row = find(tx, actor, card)?;
    usable(&row)?;
    let shop = ShopRow::by_id(tx, actor.shop())?;
    let (program, moment) = (shop.program(tx)?, shop.moment(ctx.now_us)?);
    let desk = Desk { ctx, actor, shop: &shop, program: &program, moment: &moment };
    let mut on = desk.take(tx, row)?;
    let command = Command::Prolong { purse: &req.purse, until };
    if decide(&program, &on.state, command, &moment.rules(false)) == Err(Refusal::NothingToDo) {
        return Err(invalid("No units of this purse lapse before then."));
    }
    let (done, _) = desk.work(tx, &mut on, req.id, (OperationKind::Prolong, command), None)?;
    finish(tx, &shop, &request, on, &moment, done, None)
}

/// Days that units get again at least when their lapse is taken back.
const TIME_AGAIN_DAYS: i64 = 7;

/// Units that had lapsed and came back by the void `id` get as many days as a warning would have given: else they would lapse again at once.
pub(crate) fn give_time_again(
    tx: &mut dyn Tx,
    desk: &Desk<'_>,
    on: &mut AtHand,
    id: Uuid,
    purses: &[String],
) -> Outcome<()> {
    let days = i64::from(desk.program.warning_days).max(TIME_AGAIN_DAYS);
    let until = desk.moment.begins(desk.moment.date(desk.ctx.now_us).add_days(days + 1));
    for purse in purses {
        let command = Command::Prolong { purse, until };
        if decide(desk.program, &on.state, command, &desk.moment.rules(false)).is_ok() {
            let id = desk.ctx.id(&format!("time again {id} {purse}"));
            desk.work(tx, on, id, (OperationKind::Prolong, command), None)?;
        }
    }
    Ok(())
}
