//! Balances from elsewhere: half of a paper card, a line of an import.

use loyalty::Command;
use wire::{OpeningRequest, OperationKind};

use super::desk::Desk;
use super::{allowed, find, invalid};
use crate::Tx;
use crate::auth::Actor;
use crate::context::Context;
use crate::outcome::{Outcome, Reply};
use crate::requests::Request;
use crate::shops::ShopRow;
use crate::visits::{check_receipt, external_ref_of, finish, usable};

/// Puts balances from elsewhere on a card.
pub fn open(tx: &mut dyn Tx, ctx: &Context, actor: &Actor, card: &str, req: &OpeningRequest) -> Outcome<Reply> {
    allowed(actor)?;
    let request = Request::new(actor.shop(), req.id, &format!("cards {card} opening"), req)?;
    if let Some(earlier) = request.earlier(tx)? {
        return Ok(earlier.reply);
    }
    if req.balances.len() > wire::OPENING_BALANCES_MAX {
        return Err(invalid("An opening has at most 20 balances."));
    }
    let external_ref = external_ref_of(req.external_ref.as_deref())?;
    check_receipt(tx, actor.shop(), OperationKind::Opening, external_ref)?;
    let row = find(tx, actor, card)?;
    usable(&row)?;
    let shop = ShopRow::by_id(tx, actor.shop())?;
    let (program, moment) = (shop.program(tx)?, shop.moment(ctx.now_us)?);
    let desk = Desk { ctx, actor, shop: &shop, program: &program, moment: &moment };
    let mut on = desk.take_settled(tx, row)?;
    let balances: Vec<(&str, i64)> = req.balances.iter().map(|one| (one.purse.as_str(), one.units)).collect();
    let command = (OperationKind::Opening, Command::Opening { balances: &balances });
    let (done, _) = desk.work(tx, &mut on, req.id, command, external_ref)?;
    finish(tx, &shop, &request, on, &moment, done, None)
}
