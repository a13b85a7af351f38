//! A visit that a till opened by itself, without a network, and that arrives now.

use wire::{Code, OpenVisit};

use super::arrival::{Found, by_offline_code};
use super::{Opened, Scanned, again, invalid, open_new};
use crate::Tx;
use crate::auth::Actor;
use crate::context::Context;
use crate::offline;
use crate::outcome::Outcome;
use crate::shops::ShopRow;

/// Does what the record says and keeps its place in the till's chain. When it is refused, [`offline::reject`] does that.
pub(super) fn arrive(
    tx: &mut dyn Tx,
    ctx: &Context,
    actor: &Actor,
    req: &OpenVisit,
    offline: &wire::Offline,
    scanned: Option<&Scanned>,
) -> Outcome<Opened> {
    if req.operations.len() > wire::OPERATIONS_MAX {
        return Err(invalid("A request carries at most 20 operations."));
    }
    let linked = offline::link(tx, ctx, actor, req, offline)?;
    let scanned = scanned.ok_or(Code::Malformed)?;
    let shop = ShopRow::by_id(tx, actor.shop())?;
    let cooldown_s = shop.program(tx)?.limits.cooldown_s;
    let cooldown_s = (!req.another_purchase && cooldown_s > 0).then_some(cooldown_s);
    let (opened, verdict) = match by_offline_code(tx, ctx, scanned, &linked, cooldown_s)? {
        Found::Again(visit) => {
            let verdict = offline::verdict_of(&visit.flags, true);
            (again(tx, ctx, &shop, visit)?, verdict)
        }
        Found::New(arrival) => {
            let new = open_new(tx, ctx, &linked.actor, req, &shop, *arrival, linked.occurred_at)?;
            let verdict = offline::verdict_of(&new.opened.visit.flags, false);
            (new, verdict)
        }
    };
    offline::keep(tx, ctx, req.id, &linked, &verdict)?;
    Ok(opened)
}
