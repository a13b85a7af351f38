//! What is done in a visit: each operation is decided by the rules and written down.

use loyalty::{Command, Date, Program, Totals, decide};
use uuid::Uuid;
use wire::{Code, Done, Flag, Op, OperationKind, Problem};

use super::arrival::usable;
use super::{VISIT_OPEN_S, VisitRow, invalid, sql};
use crate::auth::Actor;
use crate::cards;
use crate::context::Context;
use crate::ledger::{self, CardRow, HeldVoucher, Record, Standing, close_day, record};
use crate::moment::Moment;
use crate::outcome::{Outcome, Reply, to_json};
use crate::requests::Request;
use crate::shops::ShopRow;
use crate::{Tx, params};

/// Does one more thing in an open visit.
pub fn operate(tx: &mut dyn Tx, ctx: &Context, actor: &Actor, visit_id: Uuid, op: &Op) -> Outcome<Reply> {
    let request = Request::new(actor.shop(), op.id(), &format!("visits {visit_id}"), op)?;
    if let Some(earlier) = request.earlier(tx)? {
        return Ok(earlier.reply);
    }
    let shop = ShopRow::by_id(tx, actor.shop())?;
    let row = tx.query_one(sql::BY_ID, &params![shop.id.0, visit_id])?.ok_or(Code::UnknownVisit)?;
    let visit = VisitRow::read(&row)?;
    if ctx.now_us > visit.opened_at + VISIT_OPEN_S * loyalty::SECOND {
        return Err(Problem::from(Code::UnknownVisit).detail("This visit is over: scan the card again.").into());
    }
    let mut card = CardRow::find(tx, shop.id, visit.card)?.ok_or(Code::UnknownCard)?;
    usable(&card)?;
    let program = shop.program(tx)?;
    let moment = shop.moment(ctx.now_us)?;
    let at = At {
        ctx,
        actor,
        shop: &shop,
        program: &program,
        visit: visit.id,
        flags: &visit.flags,
        moment: &moment,
        occurred_at: ctx.now_us,
    };
    let worked = at.work(tx, &mut card, std::slice::from_ref(op))?;
    worked.close_day(tx, &card, moment.business_day, 0)?;
    let operation = worked.operations.into_iter().next().ok_or(Code::InvalidRequest)?;
    finish(tx, ctx, &shop, &request, &mut card, &worked.standing, operation)
}

/// Writes the card's next version and keeps the answer of one operation.
pub(crate) fn finish(
    tx: &mut dyn Tx,
    ctx: &Context,
    shop: &ShopRow,
    request: &Request,
    card: &mut CardRow,
    standing: &Standing,
    operation: Done,
) -> Outcome<Reply> {
    card.touch(tx)?;
    let program = shop.program(tx)?;
    let view = cards::show(shop, &program, card, standing, ctx.now_us);
    let changed = cards::changed(card, &view)?;
    let reply = request.keep(tx, 201, to_json(&wire::OperationDone { operation, card: view })?, None)?;
    Ok(Reply { changed: Some(changed), ..reply })
}

/// Where, when and under which rules operations are done.
pub(super) struct At<'a> {
    pub ctx: &'a Context,
    pub actor: &'a Actor,
    pub shop: &'a ShopRow,
    pub program: &'a Program,
    pub visit: Uuid,
    pub flags: &'a [Flag],
    pub moment: &'a Moment,
    pub occurred_at: i64,
}

/// What was done, how the card stands after it, and what it adds to the day.
#[derive(Default)]
pub(super) struct Worked {
    pub operations: Vec<Done>,
    pub standing: Standing,
    totals: Totals,
}

impl Worked {
    /// Adds the visit, if it is a new one, and what was done in it to the card's day.
    pub(super) fn close_day(&self, tx: &mut dyn Tx, card: &CardRow, day: Date, visits: i64) -> Outcome<()> {
        close_day(tx, card, day, &Totals { visits, ..self.totals })
    }
}

impl At<'_> {
    /// Does the operations in order, all or nothing.
    pub(super) fn work(&self, tx: &mut dyn Tx, card: &mut CardRow, operations: &[Op]) -> Outcome<Worked> {
        let mut worked = Worked::default();
        if operations.is_empty() {
            worked.standing = Standing::read(tx, card)?;
        }
        for op in operations {
            self.operate(tx, card, op, &mut worked)?;
        }
        Ok(worked)
    }

    fn operate(&self, tx: &mut dyn Tx, card: &mut CardRow, op: &Op, worked: &mut Worked) -> Outcome<()> {
        let (mut state, mut standing) = ledger::load(tx, card, self.moment.business_day, self.gifting_staff(op))?;
        state.stamps_today += worked.totals.stamps;
        if let Op::Redeem { voucher_id: Some(id), .. } = op
            && !state.vouchers.iter().any(|voucher| voucher.id == *id.as_bytes())
            && let Some(row) = tx.query_one(ledger::sql::VOUCHER, &params![self.shop.id.0, card.id.0, id])?
        {
            let voucher = HeldVoucher::read(&row)?;
            state.vouchers.push(voucher.state.clone());
            standing.hold(voucher);
        }
        let raw_key = self.flags.contains(&Flag::RawKey);
        let asked_for = self.flags.contains(&Flag::RedeemRequested);
        let (kind, command) = match op {
            Op::Earn { quantity, amount, stamp_card, .. } => {
                let amount = amount.as_ref().map(|money| self.minor(money)).transpose()?;
                let quantity = quantity.unwrap_or(1);
                (
                    OperationKind::Earn,
                    Command::Earn { stamp_card: stamp_card.as_deref(), quantity, amount, paid_by_credit: 0, tags: &[] },
                )
            }
            Op::Redeem { confirmed: false, .. } if raw_key => return Err(Code::ConfirmRequired.into()),
            Op::Redeem { voucher_id: Some(id), reward: None, confirmed, .. } => {
                let confirmed = *confirmed || asked_for;
                (OperationKind::Redeem, Command::RedeemVoucher { voucher: *id.as_bytes(), choice: None, confirmed })
            }
            Op::Redeem { voucher_id: None, reward: Some(reward), confirmed, .. } => {
                (OperationKind::Redeem, Command::RedeemReward { reward, confirmed: *confirmed || asked_for })
            }
            Op::Redeem { .. } => return Err(invalid("Redeem takes exactly one of `reward` and `voucher_id`.")),
            Op::Spend { amount, .. } => {
                (OperationKind::Spend, Command::Spend { amount: self.minor(amount)?, bill: None })
            }
            Op::Gift { reward, reason, .. } => {
                check_reason(Some(reason))?;
                (OperationKind::Gift, Command::Gift { reward })
            }
        };
        let decision = decide(self.program, &state, command, &self.moment.rules(false))?;
        let (quantity, amount) = match command {
            Command::Earn { quantity, amount, .. } => (Some(quantity), amount),
            Command::Spend { amount, .. } => (None, Some(amount)),
            _ => (None, None),
        };
        let reason = match op {
            Op::Gift { reason, .. } => Some(reason.trim()),
            _ => None,
        };
        let entry = Record {
            ctx: self.ctx,
            actor: self.actor,
            visit: self.visit,
            id: op.id(),
            kind,
            program_version: self.shop.program_version,
            business_day: self.moment.business_day,
            occurred_at: self.occurred_at,
            quantity,
            amount,
            reason,
            void_of: None,
        };
        let done = record(tx, card, &mut standing, &entry, &decision.changes)?;
        worked.totals = worked.totals.minus(decision.totals.negated());
        if let Some(staff) = self.gifting_staff(op) {
            tx.execute(ledger::sql::ADD_GIFTS, &params![self.shop.id.0, staff, self.moment.business_day.0, 1_i64])?;
        }
        worked.operations.push(done);
        worked.standing = standing;
        Ok(())
    }

    /// Whose gifts are counted, when the operation is one.
    fn gifting_staff(&self, op: &Op) -> Option<Uuid> {
        matches!(op, Op::Gift { .. }).then(|| self.actor.staff().or(self.actor.key())).flatten()
    }

    fn minor(&self, money: &wire::Money) -> Outcome<i64> {
        if money.currency != self.shop.currency {
            return Err(invalid("The amount is in another currency than the shop's."));
        }
        if money.minor < 0 {
            return Err(invalid("An amount is not below zero."));
        }
        Ok(money.minor)
    }
}

/// A reason is there and short enough.
pub(crate) fn check_reason(reason: Option<&str>) -> Outcome<()> {
    match reason {
        Some(text) if text.trim().is_empty() || text.chars().count() > wire::REASON_CHARS_MAX => {
            Err(invalid("A reason has 1 to 200 characters."))
        }
        _ => Ok(()),
    }
}
