//! Everything on a card moves to another card of the shop. It is two operations, one on each card, that are taken back together.

use loyalty::{Change, Command, Decision, Moved, VoucherState, moved};
use pass::CardNumber;
use uuid::Uuid;
use wire::{Code, Done, MergeRequest, Merged, OperationKind, Voucher};

use super::desk::Desk;
use super::{allowed, find, invalid};
use crate::auth::Actor;
use crate::context::{Context, time};
use crate::ledger::{self, AtHand, CardRow, HeldVoucher, link, told_before};
use crate::outcome::{Outcome, Reply, to_json};
use crate::requests::Request;
use crate::shops::ShopRow;
use crate::visits::usable;
use crate::{Error, Row, Tx, params};

/// Moves everything on a card to another; the first is merged from then on.
pub fn merge(tx: &mut dyn Tx, ctx: &Context, actor: &Actor, card: &str, req: &MergeRequest) -> Outcome<Reply> {
    allowed(actor)?;
    let request = Request::new(actor.shop(), req.id, &format!("cards {card} merge"), req)?;
    if let Some(earlier) = request.earlier(tx)? {
        return Ok(earlier.reply);
    }
    let from = find(tx, actor, card)?;
    let into = named(tx, actor, &req.into)?;
    if from.id == into.id {
        return Err(invalid("A card can't be merged into itself."));
    }
    usable(&from)?;
    usable(&into)?;
    let shop = ShopRow::by_id(tx, actor.shop())?;
    let (program, moment) = (shop.program(tx)?, shop.moment(ctx.now_us)?);
    let desk = Desk { ctx, actor, shop: &shop, program: &program, moment: &moment };
    let (mut from, mut into) = (desk.take_settled(tx, from)?, desk.take_settled(tx, into)?);

    let mut leaves = moved(&from.state);
    let vouchers = rename(tx, ctx, &from.card, req.id, &mut leaves)?;
    let out = ctx.id(&format!("transfer out {}", req.id));
    desk.work(tx, &mut from, out, (OperationKind::TransferOut, Command::TransferOut), None)?;
    from.card.merge(tx, &into.card.number)?;
    let comes = (OperationKind::TransferIn, Command::TransferIn { moved: &leaves });
    let (mut done, decision) = desk.work(tx, &mut into, req.id, comes, None)?;
    told_before(tx, &into.card, &program, &decision)?;
    receive(tx, ctx, &mut into, &vouchers, &decision, &mut done)?;
    link(tx, shop.id, out, req.id)?;
    link(tx, shop.id, req.id, out)?;

    let (from, into) = (desk.put_back(tx, from)?, desk.put_back(tx, into)?);
    let merged = Merged { operation: done, card: into.in_own_words(), merged: from.in_own_words() };
    let reply = request.keep(tx, 201, to_json(&merged)?, None)?;
    Ok(Reply { changed: vec![from, into], ..reply })
}

/// The card to merge into, by its id or its number.
fn named(tx: &mut dyn Tx, actor: &Actor, text: &str) -> Outcome<CardRow> {
    let by_number = match text.parse::<CardNumber>() {
        Ok(number) => CardRow::by_number(tx, actor.shop(), &number.to_string())?,
        Err(_) => None,
    };
    match by_number {
        Some(card) => Ok(card),
        None => find(tx, actor, text).map_err(|_| Code::UnknownCard.into()),
    }
}

/// A voucher on its way: its id on the other card, and its row here (title, unit cost, source).
type OnItsWay = (Uuid, Row);

/// Gives the vouchers that leave the ids that they will have on the other card.
fn rename(tx: &mut dyn Tx, ctx: &Context, from: &CardRow, merge: Uuid, leaves: &mut Moved) -> Outcome<Vec<OnItsWay>> {
    let mut vouchers = Vec::new();
    for (place, voucher) in leaves.vouchers.iter_mut().enumerate() {
        let row = tx.query_one(ledger::sql::MOVED_VOUCHER, &params![from.shop.0, from.id.0, voucher.id])?;
        let row = row.ok_or_else(|| Error::Corrupt("a voucher that moves is missing".into()))?;
        let id = ctx.id(&format!("moved {merge} {place}"));
        voucher.id = *id.as_bytes();
        vouchers.push((id, row));
    }
    Ok(vouchers)
}

/// Writes the vouchers that came, and shows them with the operation.
fn receive(
    tx: &mut dyn Tx,
    ctx: &Context,
    into: &mut AtHand,
    vouchers: &[OnItsWay],
    decision: &Decision,
    done: &mut Done,
) -> Outcome<()> {
    let came = decision.changes.iter().filter_map(|change| match change {
        Change::MoveIn(voucher) => Some(voucher),
        _ => None,
    });
    for (voucher, (id, row)) in came.zip(vouchers) {
        let title: String = row.get(0)?;
        write_voucher(tx, ctx, &into.card, voucher, row)?;
        into.standing.hold(HeldVoucher { state: voucher.clone(), title: title.clone() });
        let (reward, expires_at) = (voucher.reward.clone(), voucher.expires_at.map(time));
        done.vouchers_issued.push(Voucher { id: *id, reward, title, expires_at, choices: Vec::new() });
    }
    done.vouchers_issued.sort_by_key(|voucher| voucher.id);
    Ok(())
}

fn write_voucher(tx: &mut dyn Tx, ctx: &Context, card: &CardRow, voucher: &VoucherState, was: &Row) -> Outcome<()> {
    let choices = (!voucher.choices.is_empty()).then(|| to_json(&voucher.choices)).transpose()?;
    let row = params![
        card.shop.0,
        card.id.0,
        voucher.id,
        &voucher.reward,
        was.get::<String>(0)?,
        was.get::<i64>(1)?,
        voucher.confirm,
        "issued",
        card.seq,
        None::<i64>,
        ctx.now_us,
        voucher.expires_at,
        was.get::<String>(2)?,
        choices,
        None::<i64>,
    ];
    tx.execute(ledger::sql::INSERT_VOUCHER, &row)?;
    tx.execute(ledger::sql::INSERT_VOUCHER_EVENT, &params![card.shop.0, card.id.0, card.seq, voucher.id, "moved_in"])?;
    Ok(())
}
