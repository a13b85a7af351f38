//! Writing down what the rules decided: one operation with its entries, lots and vouchers.

use loyalty::{Change, Date, EntryChange, Issue, Totals, VoucherState, VoucherStatus};
use uuid::Uuid;
use wire::{Code, Done, Entry, OperationKind, Voucher};

use super::{CardRow, HeldVoucher, Standing, purse_kind_text, sql};
use crate::auth::Actor;
use crate::context::{Context, time};
use crate::outcome::Outcome;
use crate::{Error, Tx, params};

/// What is known of an operation besides its changes.
pub(crate) struct Record<'a> {
    pub ctx: &'a Context,
    pub actor: &'a Actor,
    pub visit: Uuid,
    pub id: Uuid,
    pub kind: OperationKind,
    pub program_version: u32,
    pub business_day: Date,
    pub occurred_at: i64,
    pub quantity: Option<u32>,
    pub amount: Option<i64>,
    pub reason: Option<&'a str>,
    /// Number and id of the operation that this one takes back.
    pub void_of: Option<(i64, Uuid)>,
}

/// Writes the operation as the next of `card`, keeps `standing` up with it, and shows it as [`super::page`] would read it back;
/// `id_reused` when its id belongs to another.
pub(crate) fn record(
    tx: &mut dyn Tx,
    card: &mut CardRow,
    standing: &mut Standing,
    op: &Record<'_>,
    changes: &[Change],
) -> Outcome<Done> {
    card.seq += 1;
    let row = params![
        card.shop.0,
        card.id.0,
        card.seq,
        op.id,
        kind_text(op.kind),
        op.visit,
        op.program_version,
        op.actor.device(),
        op.actor.staff(),
        op.actor.key(),
        op.actor.name(),
        op.occurred_at,
        op.ctx.now_us,
        op.business_day.0,
        op.quantity,
        op.amount,
        op.reason,
        op.void_of.map(|(seq, _)| seq),
    ];
    if tx.execute(sql::INSERT_OPERATION, &row)? == 0 {
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
        by: op.actor.name().to_owned(),
        void_of: op.void_of.map(|(_, id)| id),
        voided_by: None,
    };
    for (index, change) in changes.iter().enumerate() {
        match change {
            Change::Entry(entry) => {
                write_entry(tx, card, entry)?;
                standing.entry(entry);
                let (delta, balance_after) = (entry.delta, entry.balance_after);
                done.entries.push(Entry { purse: entry.purse.clone(), delta, balance_after });
            }
            Change::Issue(issue) => done.vouchers_issued.push(write_issue(tx, card, standing, op, issue, index)?),
            Change::Use { voucher, .. } => {
                tx.execute(sql::USE_VOUCHER, &params![card.shop.0, card.id.0, voucher, card.seq])?;
                voucher_event(tx, card, voucher, "used")?;
                done.voucher_used = Some(standing.turn(voucher, VoucherStatus::Used)?);
            }
            Change::Restore { voucher } => {
                tx.execute(sql::RESTORE_VOUCHER, &params![card.shop.0, card.id.0, voucher])?;
                voucher_event(tx, card, voucher, "restored")?;
                done.voucher_used = Some(standing.turn(voucher, VoucherStatus::Issued)?);
            }
            Change::Cancel { voucher } => {
                tx.execute(sql::CANCEL_VOUCHER, &params![card.shop.0, card.id.0, voucher, card.seq])?;
                voucher_event(tx, card, voucher, "cancelled")?;
                standing.turn(voucher, VoucherStatus::Cancelled)?;
            }
            // No programme of this schema counts pieces.
            Change::Stock { .. } => {}
            _ => return Err(Error::Corrupt("a change that this schema has no place for".into()).into()),
        }
    }
    done.vouchers_issued.sort_by_key(|voucher| voucher.id);
    Ok(done)
}

fn write_entry(tx: &mut dyn Tx, card: &CardRow, entry: &EntryChange) -> Outcome<()> {
    let (shop, id, seq) = (card.shop.0, card.id.0, card.seq);
    let row = params![shop, id, seq, entry.n, &entry.purse, entry.delta, entry.balance_after];
    tx.execute(sql::INSERT_ENTRY, &row)?;
    if let Some(grant) = &entry.grant {
        tx.execute(sql::INSERT_LOT, &params![shop, id, seq, entry.n, &entry.purse, grant.units, grant.expires_at])?;
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

fn write_issue(
    tx: &mut dyn Tx,
    card: &CardRow,
    standing: &mut Standing,
    op: &Record<'_>,
    issue: &Issue,
    index: usize,
) -> Outcome<Voucher> {
    let voucher = op.ctx.id(&format!("voucher {} {index}", op.id));
    let row = params![
        card.shop.0,
        card.id.0,
        voucher,
        &issue.reward,
        &issue.title,
        issue.unit_cost,
        issue.confirm,
        card.seq,
        issue.entry,
        op.ctx.now_us,
        issue.expires_at,
    ];
    tx.execute(sql::INSERT_VOUCHER, &row)?;
    voucher_event(tx, card, voucher.as_bytes(), "issued")?;
    let state = VoucherState {
        id: *voucher.as_bytes(),
        reward: issue.reward.clone(),
        choices: issue.choices.clone(),
        status: VoucherStatus::Issued,
        expires_at: issue.expires_at,
        confirm: issue.confirm,
    };
    standing.hold(HeldVoucher { state, title: issue.title.clone() });
    standing.turn(voucher.as_bytes(), VoucherStatus::Issued)
}

fn voucher_event(tx: &mut dyn Tx, card: &CardRow, voucher: &[u8; 16], what: &'static str) -> Outcome<()> {
    tx.execute(sql::INSERT_VOUCHER_EVENT, &params![card.shop.0, card.id.0, card.seq, voucher, what])?;
    Ok(())
}

/// Adds to a card's day: visits, stamps earned and money spent; a void gives them below zero.
pub(crate) fn close_day(tx: &mut dyn Tx, card: &CardRow, day: Date, totals: &Totals) -> Outcome<()> {
    if (totals.visits, totals.stamps, totals.spend) != (0, 0, 0) {
        let row = params![card.shop.0, card.id.0, day.0, totals.visits, totals.stamps, totals.spend];
        tx.execute(sql::ADD_DAY, &row)?;
    }
    Ok(())
}

fn kind_text(kind: OperationKind) -> &'static str {
    match kind {
        OperationKind::Earn => "earn",
        OperationKind::Redeem => "redeem",
        OperationKind::Spend => "spend",
        OperationKind::Gift => "gift",
        OperationKind::Void => "void",
    }
}
