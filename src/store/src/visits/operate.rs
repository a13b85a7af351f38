//! What is done in a visit: each operation is decided by the rules and written down.

use loyalty::{CardState, Command, MembershipStep, Program, Totals, decide};
use uuid::Uuid;
use wire::{Code, Done, Flag, Op, OperationKind, Problem};

use super::arrival::usable;
use super::{VISIT_OPEN_S, VisitRow, invalid, sql};
use crate::auth::Actor;
use crate::cards;
use crate::context::Context;
use crate::ledger::{
    self, CardRow, HeldVoucher, Place, Record, Standing, close_day, close_staff_day, gives_by_visit, record, settle,
    voucher_id,
};
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
    let worked = at.work(tx, &mut card, std::slice::from_ref(op), false)?;
    worked.close_day(tx, &at, &card, 0)?;
    let operation = worked.operations.into_iter().find(|done| done.id == op.id()).ok_or(Code::InvalidRequest)?;
    finish(tx, &shop, &request, &mut card, (&worked.state, &worked.standing), &moment, operation)
}

/// Writes the card's next version and keeps the answer of one operation.
pub(crate) fn finish(
    tx: &mut dyn Tx,
    shop: &ShopRow,
    request: &Request,
    card: &mut CardRow,
    held: (&CardState, &Standing),
    moment: &Moment,
    operation: Done,
) -> Outcome<Reply> {
    card.touch(tx)?;
    let program = shop.program(tx)?;
    let (view, changed) = cards::news(shop, &program, card, held, moment)?;
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
pub(super) struct Worked {
    pub operations: Vec<Done>,
    pub state: CardState,
    pub standing: Standing,
    totals: Totals,
}

impl Worked {
    /// Adds the visit, if it is a new one, and what was done in it to the card's day.
    pub(super) fn close_day(&self, tx: &mut dyn Tx, at: &At<'_>, card: &CardRow, visits: i64) -> Outcome<()> {
        let (day, staff) = (at.moment.business_day, at.actor.staff().or(at.actor.key()));
        close_day(tx, card, day, &Totals { visits, ..self.totals })?;
        close_staff_day(tx, card.shop, staff, day, &self.totals)
    }
}

/// What a command is written down with.
#[derive(Default)]
struct Said<'a> {
    quantity: Option<u32>,
    amount: Option<i64>,
    reason: Option<&'a str>,
}

impl At<'_> {
    /// Writes what is due, then what comes with a visit if it is a new one, then does the operations in order; all or nothing.
    pub(super) fn work(&self, tx: &mut dyn Tx, card: &mut CardRow, operations: &[Op], is_new: bool) -> Outcome<Worked> {
        let by_hand = operations.iter().any(|op| matches!(op, Op::Gift { .. } | Op::Adjust { .. }));
        let staff = if by_hand { self.actor.staff().or(self.actor.key()) } else { None };
        let looks_only = operations.is_empty() && !(is_new && gives_by_visit(self.program));
        let place = Place { visit: Some(self.visit), device: self.actor.device(), staff, looks_only };
        let (state, standing) = ledger::load(tx, self.program, card, self.moment, place)?;
        let mut worked = Worked { operations: Vec::new(), state, standing, totals: Totals::default() };
        settle(tx, self.ctx, self.shop, self.program, self.moment, card, &mut worked.state, &mut worked.standing)?;
        if is_new && gives_by_visit(self.program) {
            let id = self.ctx.id(&format!("visit {}", self.visit));
            self.run(tx, card, &mut worked, id, OperationKind::Visit, Command::Visit, &Said::default())?;
        }
        for op in operations {
            self.operate(tx, card, op, &mut worked)?;
        }
        Ok(worked)
    }

    fn operate(&self, tx: &mut dyn Tx, card: &mut CardRow, op: &Op, worked: &mut Worked) -> Outcome<()> {
        if let Op::Redeem { voucher_id: Some(id), .. } = op
            && !worked.state.vouchers.iter().any(|voucher| voucher.id == *id.as_bytes())
            && let Some(row) = tx.query_one(ledger::sql::VOUCHER, &params![self.shop.id.0, card.id.0, id])?
        {
            let voucher = HeldVoucher::read(&row)?;
            worked.state.vouchers.push(voucher.state.clone());
            worked.standing.hold(voucher);
        }
        let raw_key = self.flags.contains(&Flag::RawKey);
        let asked_for = self.flags.contains(&Flag::RedeemRequested);
        let (kind, command, said) = match op {
            Op::Earn { quantity, amount, stamp_card, .. } => {
                let amount = amount.as_ref().map(|money| self.minor(money)).transpose()?;
                let (stamp_card, quantity) = (stamp_card.as_deref(), quantity.unwrap_or(1));
                let command = Command::Earn { stamp_card, quantity, amount, paid_by_credit: 0, tags: &[] };
                (OperationKind::Earn, command, Said { quantity: Some(quantity), amount, reason: None })
            }
            Op::Redeem { confirmed: false, .. } if raw_key => return Err(Code::ConfirmRequired.into()),
            Op::Redeem { voucher_id: Some(id), reward: None, confirmed, .. } => {
                let confirmed = *confirmed || asked_for;
                let command = Command::RedeemVoucher { voucher: *id.as_bytes(), choice: None, confirmed };
                (OperationKind::Redeem, command, Said::default())
            }
            Op::Redeem { voucher_id: None, reward: Some(reward), confirmed, .. } => {
                let command = Command::RedeemReward { reward, confirmed: *confirmed || asked_for };
                (OperationKind::Redeem, command, Said::default())
            }
            Op::Redeem { .. } => return Err(invalid("Redeem takes exactly one of `reward` and `voucher_id`.")),
            Op::Spend { amount, .. } => {
                let amount = self.minor(amount)?;
                let said = Said { amount: Some(amount), ..Said::default() };
                (OperationKind::Spend, Command::Spend { amount, bill: None }, said)
            }
            Op::Action { action, .. } => (OperationKind::Action, Command::Action { action }, Said::default()),
            Op::Adjust { .. } if !self.actor.may_correct() => return Err(Code::ManagerRequired.into()),
            Op::Adjust { purse, units, reason, .. } => {
                check_reason(Some(reason))?;
                let said = Said { reason: Some(reason.trim()), ..Said::default() };
                (OperationKind::Adjust, Command::Adjust { purse, units: *units, reasoned: true }, said)
            }
            Op::Membership { step, .. } => {
                let step = match step {
                    wire::MembershipStep::Enrol => MembershipStep::Enrol,
                    wire::MembershipStep::Renew => MembershipStep::Renew,
                    wire::MembershipStep::Cancel => MembershipStep::Cancel,
                };
                (OperationKind::Membership, Command::Membership(step), Said::default())
            }
            Op::Gift { reward, reason, .. } => {
                check_reason(Some(reason))?;
                let said = Said { reason: Some(reason.trim()), ..Said::default() };
                (OperationKind::Gift, Command::Gift { reward }, said)
            }
        };
        self.run(tx, card, worked, op.id(), kind, command, &said)
    }

    /// Decides a command, writes it down, and keeps the state up with it. A visit that nothing comes with is only counted.
    #[expect(clippy::too_many_arguments, reason = "an operation's parts, each named")]
    fn run(
        &self,
        tx: &mut dyn Tx,
        card: &mut CardRow,
        worked: &mut Worked,
        id: Uuid,
        kind: OperationKind,
        command: Command<'_>,
        said: &Said<'_>,
    ) -> Outcome<()> {
        let decision = decide(self.program, &worked.state, command, &self.moment.rules(false))?;
        let today = self.moment.business_day;
        worked.state.count(&decision.totals);
        worked.state.count_for_levels(self.program, &decision.totals, today, today);
        worked.totals = worked.totals.minus(decision.totals.negated());
        if kind == OperationKind::Visit {
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
            kind,
            program: self.program,
            program_version: self.shop.program_version,
            business_day: self.moment.business_day,
            counted_on: self.moment.business_day,
            occurred_at: self.occurred_at,
            quantity: said.quantity,
            amount: said.amount,
            reason: said.reason,
            takes_back: None,
            external_ref: None,
        };
        let done = record(tx, card, &mut worked.standing, &entry, &decision)?;
        worked.state.apply(&decision, |index| *voucher_id(self.ctx, id, index).as_bytes());
        worked.operations.push(done);
        Ok(())
    }

    fn minor(&self, money: &wire::Money) -> Outcome<i64> {
        minor(self.shop, money)
    }
}

/// An amount in the shop's currency, minor units, not below zero.
pub(crate) fn minor(shop: &ShopRow, money: &wire::Money) -> Outcome<i64> {
    if money.currency != shop.currency {
        return Err(invalid("The amount is in another currency than the shop's."));
    }
    if money.minor < 0 {
        return Err(invalid("An amount is not below zero."));
    }
    Ok(money.minor)
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
