//! Writing down what the rules decided: one operation with its entries, lots and vouchers.

use loyalty::{Change, EntryChange, Issue};
use uuid::Uuid;
use wire::{Code, OperationKind};

use super::{CardRow, purse_kind_text, sql};
use crate::auth::Actor;
use crate::context::Context;
use crate::outcome::Outcome;
use crate::{Tx, params};

/// What is known of an operation besides its changes.
pub(crate) struct Record<'a> {
    pub ctx: &'a Context,
    pub actor: &'a Actor,
    pub visit: Uuid,
    pub id: Uuid,
    pub kind: OperationKind,
    pub program_version: u32,
    pub business_day: i64,
    pub occurred_at: i64,
    pub quantity: Option<u32>,
    pub amount: Option<i64>,
    pub reason: Option<&'a str>,
    /// The number of the operation that this one takes back.
    pub void_of: Option<i64>,
}

/// Writes the operation as the next of `card`; `id_reused` when its id belongs to another.
pub(crate) fn record(tx: &mut dyn Tx, card: &mut CardRow, op: &Record<'_>, changes: &[Change]) -> Outcome<()> {
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
        op.business_day,
        op.quantity,
        op.amount,
        op.reason,
        op.void_of,
    ];
    if tx.execute(sql::INSERT_OPERATION, &row)? == 0 {
        return Err(Code::IdReused.into());
    }
    for (index, change) in changes.iter().enumerate() {
        match change {
            Change::Entry(entry) => write_entry(tx, card, entry)?,
            Change::Issue(issue) => write_issue(tx, card, op, issue, index)?,
            Change::Use { voucher } => {
                tx.execute(sql::USE_VOUCHER, &params![card.shop.0, card.id.0, voucher, card.seq])?;
                voucher_event(tx, card, voucher, "used")?;
            }
            Change::Restore { voucher } => {
                tx.execute(sql::RESTORE_VOUCHER, &params![card.shop.0, card.id.0, voucher])?;
                voucher_event(tx, card, voucher, "restored")?;
            }
            Change::Cancel { voucher } => {
                tx.execute(sql::CANCEL_VOUCHER, &params![card.shop.0, card.id.0, voucher, card.seq])?;
                voucher_event(tx, card, voucher, "cancelled")?;
            }
        }
    }
    Ok(())
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

fn write_issue(tx: &mut dyn Tx, card: &CardRow, op: &Record<'_>, issue: &Issue, index: usize) -> Outcome<()> {
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
    voucher_event(tx, card, voucher.as_bytes(), "issued")
}

fn voucher_event(tx: &mut dyn Tx, card: &CardRow, voucher: &[u8; 16], what: &'static str) -> Outcome<()> {
    tx.execute(sql::INSERT_VOUCHER_EVENT, &params![card.shop.0, card.id.0, card.seq, voucher, what])?;
    Ok(())
}

/// Adds to a card's day: visits, stamps earned and money spent; a void gives them below zero.
pub(crate) fn close_day(
    tx: &mut dyn Tx,
    card: &CardRow,
    business_day: i64,
    visits: i64,
    stamps: i64,
    amount: i64,
) -> Outcome<()> {
    if (visits, stamps, amount) != (0, 0, 0) {
        tx.execute(sql::ADD_DAY, &params![card.shop.0, card.id.0, business_day, visits, stamps, amount])?;
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
