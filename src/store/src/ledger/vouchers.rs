//! Writing down the vouchers that an operation issues, and what becomes of one.

use loyalty::{Issue, VoucherState, VoucherStatus};
use uuid::Uuid;
use wire::Voucher;

use super::{CardRow, HeldVoucher, Record, Standing, source, sql};
use crate::context::Context;
use crate::outcome::{Outcome, to_json};
use crate::{Tx, params};

/// The id of the voucher that the change of this number issues.
pub(crate) fn voucher_id(ctx: &Context, operation: Uuid, index: usize) -> Uuid {
    ctx.id(&format!("voucher {operation} {index}"))
}

pub(super) fn write_issue(
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

pub(super) fn voucher_event(tx: &mut dyn Tx, card: &CardRow, voucher: &[u8; 16], what: &'static str) -> Outcome<()> {
    tx.execute(sql::INSERT_VOUCHER_EVENT, &params![card.shop.0, card.id.0, card.seq, voucher, what])?;
    Ok(())
}
