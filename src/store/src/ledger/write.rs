//! Writing down what the rules decided: one operation with its entries, lots and vouchers.

use loyalty::{Change, Date, Decision, EntryChange, Program, VoucherStatus};
use uuid::Uuid;
use wire::{Code, Done, Entry, OperationKind, Voucher};

use super::kinds::kind_text;
use super::status::write_status;
use super::vouchers::{voucher_event, write_issue};
use super::{CardRow, Standing, purse_kind_text, sql, why};
use crate::auth::Actor;
use crate::context::{Context, time};
use crate::outcome::Outcome;
use crate::{Tx, params};

/// What is known of an operation besides its decision.
pub(crate) struct Record<'a> {
    pub ctx: &'a Context,
    /// Who did it; nobody when its time had come.
    pub actor: Option<&'a Actor>,
    pub visit: Option<Uuid>,
    pub id: Uuid,
    pub kind: OperationKind,
    pub program: &'a Program,
    pub program_version: u32,
    pub business_day: Date,
    /// The day its totals count for: its own, or that of what it takes back.
    pub counted_on: Date,
    pub occurred_at: i64,
    pub quantity: Option<u32>,
    pub amount: Option<i64>,
    pub reason: Option<&'a str>,
    /// Number and id of the operation that this one takes back, and whether only a part of it.
    pub takes_back: Option<TakesBack>,
    pub external_ref: Option<&'a str>,
}

/// What an operation takes back.
#[derive(Clone, Copy)]
pub(crate) struct TakesBack {
    pub seq: i64,
    pub id: Uuid,
    /// Only a part of its money.
    pub part: bool,
}

/// Writes the operation as the next of `card`, keeps `standing` up with it, and shows it as [`super::page`] would read it back;
/// `id_reused` when its id belongs to another.
pub(super) fn record(
    tx: &mut dyn Tx,
    card: &mut CardRow,
    standing: &mut Standing,
    op: &Record<'_>,
    decision: &Decision,
) -> Outcome<Done> {
    card.seq += 1;
    if insert(tx, card, op, decision)? == 0 {
        return Err(Code::IdReused.into());
    }
    let mut done = Done {
        id: op.id,
        kind: op.kind,
        seq: card.seq.unsigned_abs(),
        entries: Vec::new(),
        vouchers_issued: Vec::new(),
        voucher_used: None,
        at: time(op.ctx.now_us),
        by: op.actor.map_or(NOBODY, Actor::name).to_owned(),
        void_of: op.takes_back.map(|target| target.id),
        voided_by: None,
    };
    let mut writer = Writer { tx, card, standing, op, done: &mut done };
    for (index, change) in decision.changes.iter().enumerate() {
        writer.change(index, change)?;
    }
    if let Some(reasons) = why::kept(&decision.reasons)? {
        tx.execute(sql::INSERT_REASONS, &params![card.shop.0, card.id.0, card.seq, reasons])?;
    }
    done.vouchers_issued.sort_by_key(|voucher| voucher.id);
    Ok(done)
}

/// The name of who did what nobody did: its time had come.
const NOBODY: &str = "Comptoir";

fn insert(tx: &mut dyn Tx, card: &CardRow, op: &Record<'_>, decision: &Decision) -> Outcome<u64> {
    let passed = decision.changes.iter().filter_map(|change| match change {
        Change::Override { limit } => Some(*limit),
        _ => None,
    });
    let passed = passed.collect::<Vec<_>>().join(" ");
    let part = op.takes_back.filter(|target| target.part);
    let whole = op.takes_back.filter(|target| !target.part);
    let totals = &decision.totals;
    let row = params![
        card.shop.0,
        card.id.0,
        card.seq,
        op.id,
        kind_text(op.kind),
        op.visit,
        op.program_version,
        op.actor.and_then(Actor::device),
        op.actor.and_then(Actor::staff),
        op.actor.and_then(Actor::key),
        op.actor.map_or(NOBODY, Actor::name),
        op.occurred_at,
        op.ctx.now_us,
        op.business_day.0,
        op.quantity,
        op.amount,
        op.reason,
        whole.map(|target| target.seq),
        part.map(|target| target.seq),
        (!passed.is_empty()).then_some(passed),
        op.external_ref,
        op.counted_on.0,
        totals.visits,
        totals.stamps,
        totals.points,
        totals.credit,
        totals.spend,
        totals.not_earning,
        totals.credit_spent,
        totals.earns,
        totals.gifts,
        totals.manual,
    ];
    Ok(tx.execute(sql::INSERT_OPERATION, &row)?)
}

/// Writes the changes of one operation.
struct Writer<'a> {
    tx: &'a mut dyn Tx,
    card: &'a mut CardRow,
    standing: &'a mut Standing,
    op: &'a Record<'a>,
    done: &'a mut Done,
}

impl Writer<'_> {
    fn change(&mut self, index: usize, change: &Change) -> Outcome<()> {
        match change {
            Change::Entry(entry) => {
                write_entry(self.tx, self.card, self.standing, entry)?;
                self.standing.entry(entry);
                let (delta, balance_after) = (entry.delta, entry.balance_after);
                self.done.entries.push(Entry { purse: entry.purse.clone(), delta, balance_after });
            }
            Change::Issue(issue) => {
                let voucher = write_issue(self.tx, self.card, self.standing, self.op, issue, index)?;
                if issue.used {
                    self.done.voucher_used = Some(voucher);
                } else {
                    self.done.vouchers_issued.push(voucher);
                }
            }
            Change::Use { voucher, choice } => {
                let taken = choice.as_ref();
                let row = params![
                    self.card.shop.0,
                    self.card.id.0,
                    voucher,
                    self.card.seq,
                    taken.map(|choice| choice.reward.as_str()),
                    taken.map(|choice| choice.title.as_str()),
                    taken.map(|choice| choice.unit_cost),
                ];
                self.tx.execute(sql::USE_VOUCHER, &row)?;
                voucher_event(self.tx, self.card, voucher, "used")?;
                let used = self.standing.turn(voucher, VoucherStatus::Used)?;
                self.done.voucher_used = Some(match choice {
                    Some(choice) => Voucher { reward: choice.reward.clone(), title: choice.title.clone(), ..used },
                    None => used,
                });
            }
            Change::Restore { voucher } => {
                self.tx.execute(sql::RESTORE_VOUCHER, &params![self.card.shop.0, self.card.id.0, voucher])?;
                voucher_event(self.tx, self.card, voucher, "restored")?;
                self.done.voucher_used = Some(self.standing.turn(voucher, VoucherStatus::Issued)?);
            }
            Change::Cancel { voucher } => {
                let row = params![self.card.shop.0, self.card.id.0, voucher, self.card.seq];
                self.tx.execute(sql::CANCEL_VOUCHER, &row)?;
                voucher_event(self.tx, self.card, voucher, "cancelled")?;
                self.standing.turn(voucher, VoucherStatus::Cancelled)?;
            }
            Change::Expire { voucher } => self.set_voucher(voucher, VoucherStatus::Expired, "expired", "expired")?,
            Change::MoveOut { voucher } => self.set_voucher(voucher, VoucherStatus::Moved, "moved", "moved_out")?,
            Change::MoveBack { voucher } => self.set_voucher(voucher, VoucherStatus::Issued, "issued", "moved_back")?,
            // Between two cards: written by whoever knows both.
            Change::MoveIn(_) | Change::Refer { .. } => {}
            other => write_status(self.tx, self.card, self.standing, self.op, index, other)?,
        }
        Ok(())
    }

    fn set_voucher(
        &mut self,
        voucher: &[u8; 16],
        status: VoucherStatus,
        stands: &'static str,
        what: &'static str,
    ) -> Outcome<()> {
        self.tx.execute(sql::SET_VOUCHER, &params![self.card.shop.0, self.card.id.0, voucher, stands])?;
        voucher_event(self.tx, self.card, voucher, what)?;
        self.standing.turn(voucher, status).map(drop)
    }
}

fn write_entry(tx: &mut dyn Tx, card: &CardRow, standing: &Standing, entry: &EntryChange) -> Outcome<()> {
    let (shop, id, seq) = (card.shop.0, card.id.0, card.seq);
    let earned = entry.lifetime_after - standing.lifetime(&entry.purse);
    let row = params![shop, id, seq, entry.n, &entry.purse, entry.delta, entry.balance_after, entry.debt, earned];
    tx.execute(sql::INSERT_ENTRY, &row)?;
    if let Some(grant) = &entry.grant {
        let lot = params![shop, id, seq, entry.n, &entry.purse, grant.units, grant.expires_at, grant.warned_at];
        tx.execute(sql::INSERT_LOT, &lot)?;
    }
    for used in &entry.uses {
        tx.execute(sql::INSERT_LOT_USE, &params![shop, id, seq, entry.n, used.lot.seq, used.lot.n, used.units])?;
        tx.execute(sql::USE_LOT, &params![shop, id, used.lot.seq, used.lot.n, used.units])?;
    }
    let purse = params![
        shop,
        id,
        &entry.purse,
        purse_kind_text(entry.kind),
        entry.balance_after,
        entry.lifetime_after,
        entry.debt_after,
        entry.next_expiry_after,
    ];
    tx.execute(sql::PUT_PURSE, &purse)?;
    Ok(())
}
