//! Writing down what the rules decided: one operation with its entries, lots and vouchers.

use loyalty::{
    Basis, Change, Date, Decision, EntryChange, Issue, MembershipState, Program, TierState, Totals, VoucherState,
    VoucherStatus,
};
use uuid::Uuid;
use wire::{Code, Done, Entry, OperationKind, Voucher};

use super::load::is_counted;
use super::{CardRow, HeldVoucher, Standing, purse_kind_text, source, sql, why};
use crate::auth::{Actor, ShopId};
use crate::context::{Context, time};
use crate::outcome::{Outcome, to_json};
use crate::{Error, Tx, params};

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
pub(crate) fn record(
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

/// The id of the voucher that the change of this number issues.
pub(crate) fn voucher_id(ctx: &Context, operation: Uuid, index: usize) -> Uuid {
    ctx.id(&format!("voucher {operation} {index}"))
}

fn write_issue(
    tx: &mut dyn Tx,
    card: &CardRow,
    standing: &mut Standing,
    op: &Record<'_>,
    issue: &Issue,
    index: usize,
) -> Outcome<Voucher> {
    let voucher = voucher_id(op.ctx, op.id, index);
    let row = params![
        card.shop.0,
        card.id.0,
        voucher,
        &issue.reward,
        &issue.title,
        issue.unit_cost,
        issue.confirm,
        if issue.used { "used" } else { "issued" },
        card.seq,
        issue.entry,
        op.ctx.now_us,
        issue.expires_at,
        source::to_text(&issue.source),
        (!issue.choices.is_empty()).then(|| to_json(&issue.choices)).transpose()?,
        issue.used.then_some(card.seq),
    ];
    tx.execute(sql::INSERT_VOUCHER, &row)?;
    voucher_event(tx, card, voucher.as_bytes(), if issue.used { "bought" } else { "issued" })?;
    let status = if issue.used { VoucherStatus::Used } else { VoucherStatus::Issued };
    let state = VoucherState {
        id: *voucher.as_bytes(),
        reward: issue.reward.clone(),
        choices: issue.choices.clone(),
        status,
        expires_at: issue.expires_at,
        confirm: issue.confirm,
    };
    standing.hold(HeldVoucher { state, title: issue.title.clone() });
    standing.turn(voucher.as_bytes(), status)
}

fn voucher_event(tx: &mut dyn Tx, card: &CardRow, voucher: &[u8; 16], what: &'static str) -> Outcome<()> {
    tx.execute(sql::INSERT_VOUCHER_EVENT, &params![card.shop.0, card.id.0, card.seq, voucher, what])?;
    Ok(())
}

/// Writes what a decision says besides units and vouchers.
fn write_status(
    tx: &mut dyn Tx,
    card: &mut CardRow,
    standing: &mut Standing,
    op: &Record<'_>,
    index: usize,
    change: &Change,
) -> Outcome<()> {
    let (shop, id, seq) = (card.shop.0, card.id.0, card.seq);
    let n = i64::try_from(index).unwrap_or(i64::MAX);
    let given = |tx: &mut dyn Tx, kind: &'static str, name: &str, occasion: i64, times: i64| -> Outcome<()> {
        let row = params![shop, id, seq, n, kind, name, occasion, times, op.counted_on.0];
        tx.execute(sql::INSERT_GIVEN, &row)?;
        Ok(())
    };
    match change {
        Change::Carry { purse, kind, delta, after } => {
            let kind = purse_kind_text(*kind);
            tx.execute(sql::PUT_CARRY, &params![shop, id, purse, kind, after.numerator, after.denominator])?;
            let (step, after) = ((delta.numerator, delta.denominator), (after.numerator, after.denominator));
            let row = params![shop, id, seq, n, purse, kind, step.0, step.1, after.0, after.1];
            tx.execute(sql::INSERT_CARRY, &row)?;
        }
        Change::Basis(basis) => write_basis(tx, card, basis)?,
        Change::Prolong { purse, until, next_expiry_after } => {
            tx.execute(sql::PROLONG_LOTS, &params![shop, id, purse, *until])?;
            tx.execute(sql::PROLONG_PURSE, &params![shop, id, purse, *next_expiry_after])?;
            standing.prolong(purse, *next_expiry_after);
        }
        Change::Stock { reward, taken } if is_counted(op.program, reward) => {
            given(tx, "reward", reward, 0, *taken)?;
            tx.execute(sql::ADD_STOCK, &params![shop, reward, *taken])?;
        }
        Change::Tier { before, after } => {
            let [(tier, since, review, grace), (to, to_since, to_review, to_grace)] = [before, after].map(tier_columns);
            tx.execute(sql::SET_TIER, &params![shop, id, to, to_since, to_review, to_grace])?;
            let row = params![shop, id, seq, n, tier, since, review, grace, to, to_since, to_review, to_grace];
            tx.execute(sql::INSERT_TIER_STEP, &row)?;
            standing.tier = after.as_ref().map(|tier| tier.level.clone());
            card.tier.clone_from(after);
        }
        Change::Membership { before, after } => {
            let columns = |state: &Option<MembershipState>| (state.map(|s| s.since), state.and_then(|s| s.valid_until));
            let ((since, until), (to_since, to_until)) = (columns(before), columns(after));
            tx.execute(sql::SET_MEMBERSHIP, &params![shop, id, to_since, to_until])?;
            let row = params![shop, id, seq, since, until, to_since, to_until];
            tx.execute(sql::INSERT_MEMBERSHIP_STEP, &row)?;
            (standing.membership, card.membership) = (*after, *after);
        }
        Change::TierGift { level, times } => given(tx, "tier_gift", level, 0, *times)?,
        Change::Promotion { promotion, occasion, times } => given(tx, "promotion", promotion, *occasion, *times)?,
        Change::Action { action, times } => given(tx, "action", action, 0, *times)?,
        // In the operation's own row, or pieces that nobody counts.
        _ => {}
    }
    Ok(())
}

fn tier_columns(tier: &Option<TierState>) -> (Option<&str>, Option<i64>, Option<i64>, bool) {
    match tier {
        Some(tier) => (Some(&tier.level), Some(tier.since.0), Some(tier.review_at), tier.in_grace),
        None => (None, None, None, false),
    }
}

fn write_basis(tx: &mut dyn Tx, card: &CardRow, basis: &Basis) -> Outcome<()> {
    let row = params![
        card.shop.0,
        card.id.0,
        card.seq,
        &basis.purse,
        purse_kind_text(basis.kind),
        basis.n,
        basis.rate.numerator,
        basis.rate.denominator,
        basis.amount,
        basis.carry_before.numerator,
        basis.carry_before.denominator,
        basis.percent,
        basis.addition,
    ];
    tx.execute(sql::INSERT_BASIS, &row)?;
    Ok(())
}

/// Adds to a card's day; a void gives totals below zero.
pub(crate) fn close_day(tx: &mut dyn Tx, card: &CardRow, day: Date, totals: &Totals) -> Outcome<()> {
    let Totals { visits, stamps, spend, points, credit, not_earning, credit_spent, .. } = *totals;
    if [visits, stamps, spend, points, credit, not_earning, credit_spent].iter().any(|total| *total != 0) {
        let (shop, id) = (card.shop.0, card.id.0);
        let row = params![shop, id, day.0, visits, stamps, spend, points, credit, not_earning, credit_spent];
        tx.execute(sql::ADD_DAY, &row)?;
    }
    Ok(())
}

/// Adds gifts and adjustments to the day of whoever made them.
pub(crate) fn close_staff_day(
    tx: &mut dyn Tx,
    shop: ShopId,
    staff: Option<Uuid>,
    day: Date,
    totals: &Totals,
) -> Outcome<()> {
    if let (Some(staff), true) = (staff, (totals.gifts, totals.manual) != (0, 0)) {
        tx.execute(sql::ADD_STAFF_DAY, &params![shop.0, staff, day.0, totals.gifts, totals.manual])?;
    }
    Ok(())
}

/// The kinds of operations and their names in the database.
const KINDS: [(OperationKind, &str); 18] = [
    (OperationKind::Visit, "visit"),
    (OperationKind::Earn, "earn"),
    (OperationKind::Action, "action"),
    (OperationKind::Redeem, "redeem"),
    (OperationKind::Spend, "spend"),
    (OperationKind::Gift, "gift"),
    (OperationKind::Adjust, "adjust"),
    (OperationKind::Referred, "referred"),
    (OperationKind::Membership, "membership"),
    (OperationKind::Prolong, "prolong"),
    (OperationKind::Expire, "expire"),
    (OperationKind::ExpireVouchers, "expire_vouchers"),
    (OperationKind::Review, "review"),
    (OperationKind::Opening, "opening"),
    (OperationKind::TransferOut, "transfer_out"),
    (OperationKind::TransferIn, "transfer_in"),
    (OperationKind::Void, "void"),
    (OperationKind::Refund, "refund"),
];

pub(crate) fn kind_text(kind: OperationKind) -> &'static str {
    KINDS.iter().find(|(known, _)| *known == kind).map_or("", |(_, text)| text)
}

pub(super) fn kind_of(text: &str) -> Result<OperationKind, Error> {
    let kind = KINDS.iter().find(|(_, known)| *known == text).map(|(kind, _)| *kind);
    kind.ok_or_else(|| Error::Corrupt("an operation of an unknown kind".into()))
}
