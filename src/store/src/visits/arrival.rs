//! How a card arrives at the counter: by its code, by the code somebody types, or by its id; new, or the same visit again.

use pass::{CardId, Judgement, Pass, Purpose, Step, TypedCode, judge, next_mark};
use wire::{CardStatus, Code, Flag, How, Problem};

use super::{DUPLICATE_WINDOW_S, Scanned, VisitRow, sql};
use crate::attempts::Allowance;
use crate::auth::{Actor, ShopId};
use crate::cards;
use crate::context::{Context, time};
use crate::ledger::CardRow;
use crate::offline::{self, Linked};
use crate::outcome::Outcome;
use crate::{Error, Tx, params};

/// Wrong typed codes a till may send in a minute.
const TYPED_TRIES: Allowance = Allowance { what: "typed code", tries: 5, window_us: 60 * loyalty::SECOND };

/// A visit about to be opened: which card, and how it was shown.
pub(super) struct Arrival {
    pub card: CardRow,
    pub how: How,
    pub flags: Vec<Flag>,
    /// Slot, step and the key's new mark.
    pub code: Option<(u8, u32, u32)>,
    /// The half minute of a typed code.
    pub typed_step: Option<i64>,
}

/// A code that is new, or the visit it opened before at this till.
pub(super) enum Found {
    New(Box<Arrival>),
    Again(VisitRow),
}

/// The card and the key of a pass, as they are now.
struct Shown {
    card: CardRow,
    revoked_at: Option<i64>,
    last_step: Option<Step>,
    raw: bool,
}

impl Shown {
    fn find(tx: &mut dyn Tx, shop: ShopId, scanned: &Scanned) -> Outcome<Shown> {
        let pass = &scanned.pass;
        let key = params![shop.0, pass.card.0, pass.slot.get()];
        let row = tx.query_one(sql::CARD_AND_KEY, &key)?.ok_or(Code::UnknownCard)?;
        let card = CardRow::read(shop, &row)?;
        usable(&card)?;
        if row.get::<&[u8]>(20)? != scanned.key.public_key {
            return Err(Code::KeyRevoked.into());
        }
        let last_step = row.get::<Option<u32>>(22)?.map(Step);
        Ok(Shown { card, revoked_at: row.get(21)?, last_step, raw: row.get::<&str>(23)? == "raw" })
    }

    /// What is unusual about a pass that was shown at a moment, given the key's mark then.
    fn flags(&self, pass: &Pass, now_ms: i64, last_step: Option<Step>) -> Outcome<Vec<Flag>> {
        let mut flags = Vec::new();
        match judge(pass.step, now_ms, last_step) {
            Judgement::Fresh => {}
            Judgement::ClockSkew { .. } => flags.push(Flag::ClockSkew),
            Judgement::Replayed => return Err(Code::Replayed.into()),
            Judgement::ClockWrong { off_by_s } => {
                return Err(Problem { off_by_s: Some(off_by_s), ..Code::ClockWrong.into() }.into());
            }
        }
        if self.raw {
            flags.push(Flag::RawKey);
        }
        if pass.purpose == Purpose::Redeem {
            flags.push(Flag::RedeemRequested);
        }
        Ok(flags)
    }

    fn arrival(self, pass: &Pass, flags: Vec<Flag>, now_ms: i64) -> Arrival {
        let mark = next_mark(pass.step, self.last_step, now_ms);
        let code = Some((pass.slot.get(), pass.step.0, mark.0));
        Arrival { card: self.card, how: How::Code, flags, code, typed_step: None }
    }
}

pub(super) fn by_code(tx: &mut dyn Tx, ctx: &Context, actor: &Actor, scanned: &Scanned) -> Outcome<Found> {
    let (shop, pass) = (actor.shop(), &scanned.pass);
    let shown = Shown::find(tx, shop, scanned)?;
    if shown.revoked_at.is_some() {
        return Err(Code::KeyRevoked.into());
    }
    let used = params![shop.0, pass.card.0, pass.slot.get(), pass.step.0];
    if let Some(row) = tx.query_one(sql::BY_CODE, &used)? {
        return same_visit(tx, ctx, actor, &shown.card, VisitRow::read(&row)?).map(Found::Again);
    }
    let flags = shown.flags(pass, ctx.now_ms(), shown.last_step)?;
    Ok(Found::New(Box::new(shown.arrival(pass, flags, ctx.now_ms()))))
}

/// A code that a till accepted without a network, judged at the moment it did, which its signature covers. The key's mark may have moved on
/// since, so it is not asked; that a code opens one visit holds all the same. Where it opened one at another till, the customer was told twice
/// that it is done: the second is taken too, flagged, and has no code of its own.
pub(super) fn by_offline_code(
    tx: &mut dyn Tx,
    ctx: &Context,
    scanned: &Scanned,
    linked: &Linked,
    cooldown_s: Option<u32>,
) -> Outcome<Found> {
    linked.in_time(ctx)?;
    let (shop, pass) = (linked.actor.shop(), &scanned.pass);
    let shown = Shown::find(tx, shop, scanned)?;
    if shown.revoked_at.is_some_and(|at| at <= linked.occurred_at) {
        return Err(Code::KeyRevoked.into());
    }
    let used = params![shop.0, pass.card.0, pass.slot.get(), pass.step.0];
    let first = tx.query_one(sql::BY_CODE, &used)?.map(|row| VisitRow::read(&row)).transpose()?;
    if let Some(visit) = first.as_ref().filter(|visit| visit.device == linked.actor.device()) {
        return Ok(Found::Again(visit.clone()));
    }
    if let Some(visit) = offline::opened_here(tx, linked)? {
        let row = tx.query_one(sql::BY_ID, &params![shop.0, visit])?;
        let row = row.ok_or_else(|| Error::Corrupt("a record without its visit".into()))?;
        return Ok(Found::Again(VisitRow::read(&row)?));
    }
    let mut flags = shown.flags(pass, linked.claimed_ms(), None)?;
    for flag in &linked.flags {
        if !flags.contains(flag) {
            flags.push(*flag);
        }
    }
    let mut arrival = shown.arrival(pass, flags, ctx.now_ms());
    if first.is_some() {
        arrival.flags.push(Flag::CodeShared);
        arrival.code = None;
    } else if let Some(cooldown_s) = cooldown_s
        && offline::too_soon(tx, linked, cooldown_s)?
    {
        arrival.flags.push(Flag::TooSoon);
    }
    Ok(Found::New(Box::new(arrival)))
}

pub(super) fn by_typed_code(
    tx: &mut dyn Tx,
    ctx: &Context,
    actor: &Actor,
    typed: &str,
) -> Outcome<Result<Found, Problem>> {
    let shop = actor.shop();
    let (card, step) = match read_aloud(tx, ctx, actor, typed)? {
        Ok(read) => read,
        Err(problem) => return Ok(Err(problem)),
    };
    usable(&card)?;
    if let Some(row) = tx.query_one(sql::BY_TYPED_CODE, &params![shop.0, card.id.0, step])? {
        let visit = same_visit(tx, ctx, actor, &card, VisitRow::read(&row)?)?;
        return Ok(Ok(Found::Again(visit)));
    }
    Ok(Ok(Found::New(Box::new(Arrival {
        card,
        how: How::TypedCode,
        flags: Vec::new(),
        code: None,
        typed_step: Some(step),
    }))))
}

/// Looks whose a typed code is and counts a wrong one, for a preview that writes nothing itself: guessing costs a try there too.
pub fn try_typed_code(tx: &mut dyn Tx, ctx: &Context, actor: &Actor, typed: &str) -> Outcome<Result<(), Problem>> {
    Ok(read_aloud(tx, ctx, actor, typed)?.map(drop))
}

/// The card of a typed code, and its half minute. The inner error is a refusal that still has to be written: the try counts.
fn read_aloud(tx: &mut dyn Tx, ctx: &Context, actor: &Actor, typed: &str) -> Outcome<Result<(CardRow, i64), Problem>> {
    let shop = actor.shop();
    let whose = actor.device().or(actor.key()).unwrap_or_default();
    if let Some(until) = TYPED_TRIES.locked_until(tx, whose.as_bytes(), ctx.now_us)? {
        return Ok(Err(Problem { until: Some(time(until)), tries_left: Some(0), ..Code::Locked.into() }));
    }
    // A text that is no typed code at all tells nothing to whoever guesses, so it does not count.
    let typed = TypedCode::parse(typed).map_err(|_| Code::Malformed)?;
    let card = CardRow::by_number(tx, shop, &typed.number.to_string())?;
    let step = match &card {
        Some(card) => typed.matches(&cards::typed_secret(tx, shop, card.id)?, ctx.now_us.div_euclid(loyalty::SECOND)),
        None => None,
    };
    let (Some(card), Some(step)) = (card, step) else {
        let left = TYPED_TRIES.count(tx, whose.as_bytes(), ctx.now_us)?;
        return Ok(Err(Problem { tries_left: Some(left), ..Code::UnknownCard.into() }));
    };
    Ok(Ok((card, i64::try_from(step).map_err(|_| Code::Malformed)?)))
}

pub(super) fn by_card_id(tx: &mut dyn Tx, actor: &Actor, card: &str) -> Outcome<Arrival> {
    let id: CardId = card.parse().map_err(|_| Code::UnknownCard)?;
    let Some(card) = CardRow::find(tx, actor.shop(), id)? else {
        let code = if CardRow::exists_anywhere(tx, id)? { Code::OtherShop } else { Code::UnknownCard };
        return Err(code.into());
    };
    usable(&card)?;
    let how = match actor {
        Actor::Staff(_) => How::Lookup,
        Actor::Key(_) => How::Api,
    };
    Ok(Arrival { card, how, flags: Vec::new(), code: None, typed_step: None })
}

/// Nothing is done with a card that is stopped, forgotten or merged.
pub(crate) fn usable(card: &CardRow) -> Outcome<()> {
    match card.status {
        CardStatus::Active => Ok(()),
        CardStatus::Blocked => Err(Code::CardBlocked.into()),
        CardStatus::Merged => Err(Problem { into: card.merged_into.clone(), ..Code::CardMerged.into() }.into()),
        CardStatus::Erased => Err(Code::UnknownCard.into()),
    }
}

/// The visit that this code opened before: the same one at the same till while it is the card's last and young, else the code was used.
fn same_visit(tx: &mut dyn Tx, ctx: &Context, actor: &Actor, card: &CardRow, visit: VisitRow) -> Outcome<VisitRow> {
    let young = ctx.now_us < visit.opened_at + DUPLICATE_WINDOW_S * loyalty::SECOND;
    if visit.device == actor.device() && card.last_visit_id == Some(visit.id) && young {
        return Ok(visit);
    }
    let by = match visit.device {
        Some(device) => {
            let row = tx.query_one(sql::DEVICE_NAME, &params![actor.shop().0, device])?;
            row.map(|row| row.get(0)).transpose()?
        }
        None => None,
    };
    Err(Problem { at: Some(time(visit.opened_at)), by, ..Code::CodeUsed.into() }.into())
}
