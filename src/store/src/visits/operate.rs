//! What is done in a visit: each operation is decided by the rules and written down.

use loyalty::{Change, Decision, Program, Totals, decide};
use uuid::Uuid;
use wire::{Code, Credit, Done, Flag, Op, OperationKind, Problem};

use super::asked::{Asked, tags_of};
use super::available::credit;
use super::{VISIT_OPEN_S, VisitRow, invalid, sql, usable};
use crate::auth::Actor;
use crate::cards;
use crate::context::Context;
use crate::ledger::{
    self, AtHand, CardRow, HeldVoucher, Place, Record, close_day, close_staff_day, gives_by_visit, settle,
};
use crate::moment::Moment;
use crate::outcome::{Changed, Outcome, Reply, to_json};
use crate::requests::Request;
use crate::shops::ShopRow;
use crate::{Tx, moves, params};

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
    let card = CardRow::find(tx, shop.id, visit.card)?.ok_or(Code::UnknownCard)?;
    usable(&card)?;
    let program = shop.program(tx)?;
    let moment = shop.moment(ctx.now_us)?;
    let at = At {
        ctx,
        actor,
        shop: &shop,
        program: &program,
        visit: visit.id,
        till: visit.device,
        flags: &visit.flags,
        moment: &moment,
        occurred_at: ctx.now_us,
    };
    let worked = at.work(tx, card, std::slice::from_ref(op), Arrives::Before)?;
    worked.close_day(tx, &at, 0)?;
    let operation = worked.operations.into_iter().find(|done| done.id == op.id()).ok_or(Code::InvalidRequest)?;
    let credit = credit(&shop, &program, &worked.on.state);
    finish(tx, &shop, &request, worked.on, &moment, operation, credit)
}

/// Writes the card's next version and keeps the answer of one operation.
pub(crate) fn finish(
    tx: &mut dyn Tx,
    shop: &ShopRow,
    request: &Request,
    mut on: AtHand,
    moment: &Moment,
    operation: Done,
    credit: Option<Credit>,
) -> Outcome<Reply> {
    on.card.touch(tx)?;
    let program = shop.program(tx)?;
    let card = cards::show(shop, &program, &on.card, on.held(), moment, None);
    let reply = request.keep(tx, 201, to_json(&wire::OperationDone { operation, card, credit })?, None)?;
    Ok(Reply { changed: vec![cards::news(tx, shop, on, moment)?], ..reply })
}

/// Where, when and under which rules operations are done.
pub(super) struct At<'a> {
    pub ctx: &'a Context,
    pub actor: &'a Actor,
    pub shop: &'a ShopRow,
    pub program: &'a Program,
    pub visit: Uuid,
    /// The till that opened the visit.
    pub till: Option<Uuid>,
    pub flags: &'a [Flag],
    pub moment: &'a Moment,
    pub occurred_at: i64,
}

/// Whether the card comes to the counter with this request.
#[derive(Clone, Copy)]
pub(super) enum Arrives {
    /// It does; a manager may let it pass the limits of visits.
    Now { overridden: bool },
    /// Its visit is open.
    Before,
}

/// What was done, the card after it, and what it adds to the day.
pub(super) struct Worked {
    pub on: AtHand,
    pub operations: Vec<Done>,
    /// News of other cards.
    pub others: Vec<Changed>,
    /// What was decided for each of the operations.
    pub decided: Vec<Decided>,
    totals: Totals,
    /// Something was used that had to wait, where there was no network to say so.
    in_pause: bool,
}

/// What was decided, and what was said with it.
pub(super) struct Decided {
    pub amount: Option<i64>,
    pub reason: Option<String>,
    pub decision: Decision,
}

impl Worked {
    /// Whether more was done than a limit allows.
    pub(super) fn passed_a_limit(&self) -> bool {
        let mut changes = self.decided.iter().flat_map(|decided| &decided.decision.changes);
        self.in_pause || changes.any(|change| matches!(change, Change::Override { .. }))
    }

    /// Adds the visit, if it is a new one, and what was done in it to the card's day.
    pub(super) fn close_day(&self, tx: &mut dyn Tx, at: &At<'_>, visits: i64) -> Outcome<()> {
        let (day, staff) = (at.moment.business_day, at.actor.staff().or(at.actor.key()));
        close_day(tx, &self.on.card, day, &Totals { visits, ..self.totals })?;
        close_staff_day(tx, self.on.card.shop, staff, day, &self.totals)
    }
}

impl At<'_> {
    /// Writes what is due, then what comes with a visit if it is a new one, then does the operations in order; all or nothing.
    pub(super) fn work(&self, tx: &mut dyn Tx, card: CardRow, operations: &[Op], arrives: Arrives) -> Outcome<Worked> {
        distinct(operations)?;
        let by_hand = operations.iter().any(|op| matches!(op, Op::Gift { .. } | Op::Adjust { .. }));
        let staff = if by_hand { self.actor.staff().or(self.actor.key()) } else { None };
        let comes_with_it = match arrives {
            Arrives::Now { overridden } if gives_by_visit(self.program) => Some(Asked::visit(overridden)),
            _ => None,
        };
        let looks_only = operations.is_empty() && comes_with_it.is_none();
        let visit = matches!(arrives, Arrives::Before).then_some(self.visit);
        let place = Place { visit, till: self.till, staff, looks_only };
        let mut on = AtHand::take(tx, self.program, card, self.moment, place)?;
        settle(tx, self.ctx, self.shop, self.program, self.moment, &mut on)?;
        let (done, others, decided) = (Vec::new(), Vec::new(), Vec::new());
        let mut worked = Worked { on, operations: done, others, decided, totals: Totals::default(), in_pause: false };
        if let Some(asked) = comes_with_it {
            let id = self.ctx.id(&format!("visit {}", self.visit));
            self.run(tx, &mut worked, id, asked)?;
        }
        for op in operations {
            let offline_at = self.flags.contains(&Flag::Offline).then_some(self.occurred_at);
            worked.in_pause |= moves::hold(&worked.on.card, op, self.ctx.now_us, offline_at)?;
            self.hold_named(tx, op, &mut worked.on)?;
            let tags = tags_of(op)?;
            let asked = self.asked(op, &tags)?;
            self.check_receipt(tx, &asked)?;
            self.run(tx, &mut worked, op.id(), asked)?;
        }
        Ok(worked)
    }

    /// A voucher that is named and no longer ready is loaded, so that it can be said what became of it.
    fn hold_named(&self, tx: &mut dyn Tx, op: &Op, on: &mut AtHand) -> Outcome<()> {
        if let Op::Redeem { voucher_id: Some(id), .. } = op
            && !on.state.vouchers.iter().any(|voucher| voucher.id == *id.as_bytes())
            && let Some(row) = tx.query_one(ledger::sql::VOUCHER, &params![self.shop.id.0, on.card.id.0, id])?
        {
            let voucher = HeldVoucher::read(&row)?;
            on.state.vouchers.push(voucher.state.clone());
            on.standing.hold(voucher);
        }
        Ok(())
    }

    /// Decides a command, writes it down, and keeps the state up with it. A visit that nothing comes with is only counted.
    fn run(&self, tx: &mut dyn Tx, worked: &mut Worked, id: Uuid, asked: Asked<'_>) -> Outcome<()> {
        let on = &mut worked.on;
        let decision = decide(self.program, &on.state, asked.command, &self.moment.rules(asked.overridden))?;
        let today = self.moment.business_day;
        on.state.count(&decision.totals);
        on.state.count_for_levels(self.program, &decision.totals, today, today);
        worked.totals = worked.totals.minus(decision.totals.negated());
        if asked.kind == OperationKind::Visit {
            // Counted with the visit's own row.
            worked.totals.visits = 0;
            if decision.changes.is_empty() {
                return Ok(());
            }
        }
        let entry = Record {
            ctx: self.ctx,
            actor: Some(self.actor),
            visit: Some(self.visit),
            id,
            kind: asked.kind,
            program: self.program,
            program_version: self.shop.program_version,
            business_day: self.moment.business_day,
            counted_on: self.moment.business_day,
            occurred_at: self.occurred_at,
            quantity: asked.said.quantity,
            amount: asked.said.amount,
            reason: asked.said.reason,
            takes_back: None,
            external_ref: asked.said.external_ref,
        };
        worked.operations.push(on.record(tx, &entry, &decision)?);
        for change in &decision.changes {
            if let Change::Refer { promotion } = change {
                worked.others.extend(self.refer(tx, &on.card, id, promotion)?);
            }
        }
        let (amount, reason) = (asked.said.amount, asked.said.reason.map(str::to_owned));
        worked.decided.push(Decided { amount, reason, decision });
        Ok(())
    }
}

/// One request names each operation, and each receipt for one purpose, once.
fn distinct(operations: &[Op]) -> Outcome<()> {
    let receipt = |op: &Op| match op {
        Op::Earn { external_ref: Some(receipt), .. } => Some((OperationKind::Earn, receipt.trim().to_owned())),
        Op::Spend { external_ref: Some(receipt), .. } => Some((OperationKind::Spend, receipt.trim().to_owned())),
        _ => None,
    };
    for (place, op) in operations.iter().enumerate() {
        let (before, this) = (&operations[..place], receipt(op));
        if before.iter().any(|other| other.id() == op.id()) {
            return Err(Code::IdReused.into());
        }
        if this.is_some() && before.iter().any(|other| receipt(other) == this) {
            return Err(invalid("Two operations of one request have the same `external_ref`."));
        }
    }
    Ok(())
}
