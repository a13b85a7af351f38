//! What must be written before anything else, because its time has come: units that lapse, then a review of the level.

use loyalty::{CardState, Command, Program, decide, due};
use wire::OperationKind;

use super::{CardRow, Record, Standing, record, untold, voucher_id};
use crate::Tx;
use crate::context::Context;
use crate::moment::Moment;
use crate::outcome::Outcome;
use crate::shops::ShopRow;

/// Writes what is due, each as an operation of its own, until nothing is. Says how many there were.
#[expect(clippy::too_many_arguments, reason = "a card with all that is known of it, and the moment")]
pub(crate) fn settle(
    tx: &mut dyn Tx,
    ctx: &Context,
    shop: &ShopRow,
    program: &Program,
    moment: &Moment,
    card: &mut CardRow,
    state: &mut CardState,
    standing: &mut Standing,
) -> Outcome<usize> {
    let mut written = 0;
    while let Some(command) = due(program, state, &moment.rules(false)) {
        run(tx, ctx, shop, program, moment, card, state, standing, command)?;
        written += 1;
    }
    Ok(written)
}

/// Writes one command that nobody gave.
#[expect(clippy::too_many_arguments, reason = "a card with all that is known of it, and the moment")]
pub(crate) fn run(
    tx: &mut dyn Tx,
    ctx: &Context,
    shop: &ShopRow,
    program: &Program,
    moment: &Moment,
    card: &mut CardRow,
    state: &mut CardState,
    standing: &mut Standing,
    command: Command<'_>,
) -> Outcome<()> {
    let decision = decide(program, state, command, &moment.rules(false))?;
    let id = ctx.id(&format!("due {} {}", card.id, card.seq + 1));
    let entry = Record {
        ctx,
        actor: None,
        visit: None,
        id,
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
    record(tx, card, standing, &entry, &decision)?;
    if entry.kind == OperationKind::Expire {
        untold(tx, card, program, state, &decision, ctx.now_us)?;
    }
    state.apply(&decision, |index| *voucher_id(ctx, id, index).as_bytes());
    Ok(())
}
