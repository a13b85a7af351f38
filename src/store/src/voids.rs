//! Taking an operation back, with those that belong to it.

use loyalty::{Command, Refusal, Voider, decide};
use uuid::Uuid;
use wire::{CardStatus, Code, Done, OperationKind, VoidRequest};

use crate::Tx;
use crate::auth::{Actor, SCOPE_CARDS};
use crate::context::Context;
use crate::ledger::{
    self, AtHand, CardRow, Past, Place, Record, TakesBack, close_day, close_staff_day, linked, settle,
};
use crate::office::{Desk, give_time_again};
use crate::outcome::{Changed, Outcome, Reply};
use crate::requests::Request;
use crate::shops::ShopRow;
use crate::visits::{check_reason, credit, finish, minor};

/// Writes the mirror of an operation: what it earned goes, what it spent returns, the reward it used comes back. With an amount, only what
/// that part of an earning's money earned goes. The other side of a move between cards goes with it, and what a friend's first visit gave to
/// whoever brought them.
pub fn void(tx: &mut dyn Tx, ctx: &Context, actor: &Actor, operation: Uuid, req: &VoidRequest) -> Outcome<Reply> {
    let request = Request::new(actor.shop(), req.id, &format!("void {operation}"), req)?;
    if let Some(earlier) = request.earlier(tx)? {
        return Ok(earlier.reply);
    }
    check_reason(req.reason.as_deref())?;
    let shop = ShopRow::by_id(tx, actor.shop())?;
    let target = ledger::find(tx, shop.id, operation)?.ok_or(Code::UnknownOperation)?;
    let (moment, program) = (shop.moment(ctx.now_us)?, shop.program(tx)?);
    let amount = req.amount.as_ref().map(|money| minor(&shop, money)).transpose()?;
    let reason = req.reason.as_deref().map(str::trim);
    let undo = Undo { desk: Desk { ctx, actor, shop: &shop, program: &program, moment: &moment }, reason };
    let (on, done) = undo.take_back(tx, req.id, operation, &target, amount)??;
    let others = undo.take_back_linked(tx, operation)?;
    let credit = credit(&shop, &program, &on.state);
    let mut reply = finish(tx, &shop, &request, on, &moment, done, credit)?;
    reply.changed.extend(others);
    Ok(reply)
}

/// Who takes back, when and why.
struct Undo<'a> {
    desk: Desk<'a>,
    reason: Option<&'a str>,
}

impl Undo<'_> {
    /// Takes back one operation as the operation `id`. The inner error is the rules' refusal; what was due on the card is written then all the same.
    fn take_back(
        &self,
        tx: &mut dyn Tx,
        id: Uuid,
        operation: Uuid,
        target: &Past,
        amount: Option<i64>,
    ) -> Outcome<Result<(AtHand, Done), Refusal>> {
        let Desk { ctx, actor, shop, program, moment } = self.desk;
        let card = CardRow::find(tx, shop.id, target.card)?.ok_or(Code::UnknownCard)?;
        // What it gave is on another card: taken from this one it would be a debt that nobody comes to pay.
        if card.status == CardStatus::Merged && target.kind != "transfer_out" {
            return Ok(Err(Refusal::Superseded));
        }
        let place = Place { visit: target.visit, ..Place::default() };
        let mut on = AtHand::take(tx, program, card, moment, place)?;
        let settled = settle(tx, ctx, shop, program, moment, &mut on)?;
        let past = target.read(tx, &mut on)?;
        let voider = voider(actor, target);
        let command = match amount {
            Some(amount) => Command::Refund { operation: &past, amount, voider },
            None => Command::Void { operation: &past, voider },
        };
        // The refund of the last of the money takes everything back, as a void does.
        let part = amount.is_some_and(|amount| amount < past.money_left());
        let decision = match decide(program, &on.state, command, &moment.rules(false)) {
            Ok(decision) => decision,
            Err(refusal) => {
                if settled > 0 {
                    on.card.touch(tx)?;
                }
                return Ok(Err(refusal));
            }
        };
        let entry = Record {
            ctx,
            actor: Some(actor),
            visit: target.visit,
            id,
            kind: if part { OperationKind::Refund } else { OperationKind::Void },
            program,
            program_version: shop.program_version,
            business_day: moment.business_day,
            counted_on: target.business_day,
            occurred_at: ctx.now_us,
            quantity: None,
            amount,
            reason: self.reason,
            takes_back: Some(TakesBack { seq: target.seq, id: operation, part }),
            external_ref: None,
        };
        let done = on.record(tx, &entry, &decision)?;
        on.state.count(&decision.totals);
        on.state.count_for_levels(program, &decision.totals, target.business_day, moment.business_day);
        // What it had added to its day, and to that of whoever made it, goes from those days.
        close_day(tx, &on.card, target.business_day, &decision.totals)?;
        close_staff_day(tx, shop.id, target.staff.or(target.key), target.business_day, &decision.totals)?;
        match target.kind.as_str() {
            "transfer_out" => on.card.unmerge(tx)?,
            "expire" => {
                let purses: Vec<String> = decision.entries().map(|entry| entry.purse.clone()).collect();
                give_time_again(tx, &self.desk, &mut on, id, &purses)?;
            }
            _ => {}
        }
        Ok(Ok((on, done)))
    }

    /// Takes back what belongs to an operation that was taken back; answers the news of the cards it was on.
    fn take_back_linked(&self, tx: &mut dyn Tx, operation: Uuid) -> Outcome<Vec<Changed>> {
        let mut news = Vec::new();
        for other in linked(tx, self.desk.shop.id, operation)? {
            let past = ledger::find(tx, self.desk.shop.id, other)?.ok_or(Code::UnknownOperation)?;
            let id = self.desk.ctx.id(&format!("void {other}"));
            match self.take_back(tx, id, other, &past, None)? {
                Ok((on, _)) => news.push(self.desk.put_back(tx, on)?),
                // What a friend's visit gave to another card is gone already, or used: the friend's mistake is undone all the same.
                Err(_) if past.kind == "referred" => {}
                Err(refusal) => return Err(refusal.into()),
            }
        }
        Ok(news)
    }
}

fn voider(actor: &Actor, target: &Past) -> Voider {
    match actor {
        Actor::Staff(staff) if staff.manager => Voider::Manager,
        Actor::Key(key) if key.may(SCOPE_CARDS) => Voider::Manager,
        Actor::Staff(staff) if target.staff == Some(staff.staff) => Voider::Maker,
        Actor::Key(key) if target.key == Some(key.key) => Voider::Maker,
        _ => Voider::Colleague,
    }
}
