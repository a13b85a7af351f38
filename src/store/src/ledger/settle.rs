//! What must be written before anything else, because its time has come: units that lapse, then a review of the level.

use loyalty::{Command, Program, decide, due};
use wire::OperationKind;

use super::{AtHand, Record, untold};
use crate::Tx;
use crate::context::Context;
use crate::moment::Moment;
use crate::outcome::Outcome;
use crate::shops::ShopRow;

/// Writes what is due, each as an operation of its own, until nothing is. Says how many there were.
pub(crate) fn settle(
    tx: &mut dyn Tx,
    ctx: &Context,
    shop: &ShopRow,
    program: &Program,
    moment: &Moment,
    on: &mut AtHand,
) -> Outcome<usize> {
    let mut written = 0;
    while let Some(command) = due(program, &on.state, &moment.rules(false)) {
        run(tx, ctx, shop, program, moment, on, command)?;
        written += 1;
    }
    Ok(written)
}

/// Writes one command that nobody gave.
pub(crate) fn run(
    tx: &mut dyn Tx,
    ctx: &Context,
    shop: &ShopRow,
    program: &Program,
    moment: &Moment,
    on: &mut AtHand,
    command: Command<'_>,
) -> Outcome<()> {
    let decision = decide(program, &on.state, command, &moment.rules(false))?;
    let entry = Record {
        ctx,
        actor: None,
        visit: None,
        id: ctx.id(&format!("due {} {}", on.card.id, on.card.seq + 1)),
        kind: match command {
            Command::Expire => OperationKind::Expire,
            Command::ExpireVouchers => OperationKind::ExpireVouchers,
            _ => OperationKind::Review,
        },
        program,
        program_version: shop.program_version,
        business_day: moment.business_day,
        counted_on: moment.business_day,
        occurred_at: ctx.now_us,
        quantity: None,
        amount: None,
        reason: None,
        takes_back: None,
        external_ref: None,
    };
    if entry.kind == OperationKind::Expire {
        untold(tx, &on.card, program, &on.state, &decision, ctx.now_us)?;
    }
    on.record(tx, &entry, &decision)?;
    Ok(())
}
