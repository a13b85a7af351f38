//! Taking an operation back.

use loyalty::{Command, Voider, decide};
use uuid::Uuid;
use wire::{Code, OperationKind, VoidRequest};

use crate::Tx;
use crate::auth::Actor;
use crate::context::Context;
use crate::ledger::{
    self, CardRow, Past, Place, Record, TakesBack, close_day, close_staff_day, record, settle, voucher_id,
};
use crate::outcome::{Outcome, Reply};
use crate::requests::Request;
use crate::shops::ShopRow;
use crate::visits::{check_reason, credit, finish, minor};

/// Writes the mirror of an operation: what it earned goes, what it spent returns, the reward it used comes back. With an amount, only what
/// that part of an earning's money earned goes.
pub fn void(tx: &mut dyn Tx, ctx: &Context, actor: &Actor, operation: Uuid, req: &VoidRequest) -> Outcome<Reply> {
    let request = Request::new(actor.shop(), req.id, &format!("void {operation}"), req)?;
    if let Some(earlier) = request.earlier(tx)? {
        return Ok(earlier.reply);
    }
    check_reason(req.reason.as_deref())?;
    let shop = ShopRow::by_id(tx, actor.shop())?;
    let target = ledger::find(tx, shop.id, operation)?.ok_or(Code::UnknownOperation)?;
    let mut card = CardRow::find(tx, shop.id, target.card)?.ok_or(Code::UnknownCard)?;
    let (moment, program) = (shop.moment(ctx.now_us)?, shop.program(tx)?);
    let place = Place { visit: target.visit, ..Place::default() };
    let (mut state, mut standing) = ledger::load(tx, &program, &card, &moment, place)?;
    settle(tx, ctx, &shop, &program, &moment, &mut card, &mut state, &mut standing)?;
    let past = target.read(tx, &card, &mut state, &mut standing)?;
    let voider = voider(actor, &target);
    let amount = req.amount.as_ref().map(|money| minor(&shop, money)).transpose()?;
    let command = match amount {
        Some(amount) => Command::Refund { operation: &past, amount, voider },
        None => Command::Void { operation: &past, voider },
    };
    // The refund of the last of the money takes everything back, as a void does.
    let part = amount.is_some_and(|amount| amount < past.money_left());
    let decision = decide(&program, &state, command, &moment.rules(false))?;
    let entry = Record {
        ctx,
        actor: Some(actor),
        visit: target.visit,
        id: req.id,
        kind: if part { OperationKind::Refund } else { OperationKind::Void },
        program: &program,
        program_version: shop.program_version,
        business_day: moment.business_day,
        counted_on: target.business_day,
        occurred_at: ctx.now_us,
        quantity: None,
        amount,
        reason: req.reason.as_deref().map(str::trim),
        takes_back: Some(TakesBack { seq: target.seq, id: operation, part }),
        external_ref: None,
    };
    let done = record(tx, &mut card, &mut standing, &entry, &decision)?;
    state.apply(&decision, |index| *voucher_id(ctx, req.id, index).as_bytes());
    state.count(&decision.totals);
    state.count_for_levels(&program, &decision.totals, target.business_day, moment.business_day);
    // What it had added to its day, and to that of whoever made it, goes from those days.
    close_day(tx, &card, target.business_day, &decision.totals)?;
    close_staff_day(tx, shop.id, target.staff.or(target.key), target.business_day, &decision.totals)?;
    let credit = credit(&shop, &program, &state);
    finish(tx, &shop, &request, &mut card, (&state, &standing), &moment, done, credit)
}

fn voider(actor: &Actor, target: &Past) -> Voider {
    match actor {
        Actor::Staff(staff) if staff.manager => Voider::Manager,
        Actor::Staff(staff) if target.staff == Some(staff.staff) => Voider::Maker,
        Actor::Key(key) if target.key == Some(key.key) => Voider::Maker,
        _ => Voider::Colleague,
    }
}
