//! The scan path: a card comes to the counter, and what is done there, in one write transaction.

mod arrival;
mod asked;
mod available;
mod late;
mod operate;
mod preview;
mod refer;
mod rehearsal;
mod row;

use loyalty::{VisitRequest, open_visit};
use pass::Pass;
use wire::{CardStatus, Code, Flag, OpenVisit, Problem, Visit, VisitOpened};

pub use self::arrival::try_typed_code;
pub(crate) use self::arrival::usable;
use self::arrival::{Arrival, Found, by_card_id, by_code, by_typed_code};
pub(crate) use self::asked::{check_reason, check_receipt, external_ref_of, minor};
use self::available::available;
pub(crate) use self::available::credit;
use self::operate::Decided;
pub(crate) use self::operate::finish;
pub use self::operate::operate;
pub use self::preview::preview;
use self::row::{VisitRow, flag_bits, how_text};
use crate::auth::{Actor, ShopId};
use crate::cards;
use crate::context::{Context, parse_time, time};
use crate::ledger::{self, AtHand, CardRow, Place};
use crate::outcome::{Changed, Fault, Outcome, Reply, to_json};
use crate::requests::Request;
use crate::shops::ShopRow;
use crate::{Tx, params};

pub(crate) mod sql {
    crate::statements::statements! {
        KEY = "SELECT public_key FROM card_key WHERE shop_id = $1 AND card_id = $2 AND slot = $3";
        CARD_AND_KEY = "SELECT card.card_id, number, status, seq, version, joined_at, last_visit_id, last_visit_at,
                  birth_month, birth_day, brought_by, seen_at, tier, tier_since, tier_review_at, tier_in_grace, member_since, member_until,
                  merged_into, redeem_paused_until, public_key, revoked_at, last_step, storage FROM card
                JOIN card_key ON card_key.shop_id = card.shop_id AND card_key.card_id = card.card_id
                WHERE card.shop_id = $1 AND card.card_id = $2 AND card_key.slot = $3";
        MARK_KEY = "UPDATE card_key SET last_step = $4, last_used_at = $5 WHERE shop_id = $1 AND card_id = $2 AND slot = $3";
        INSERT = "INSERT INTO visit (shop_id, visit_id, card_id, how, slot, step, typed_step, flags, device_id, staff_id, key_id, opened_at,
                    business_day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING";
        SET_FLAGS = "UPDATE visit SET flags = $3 WHERE shop_id = $1 AND visit_id = $2";
        BY_CODE = "SELECT visit_id, card_id, how, flags, device_id, opened_at FROM visit
                   WHERE shop_id = $1 AND card_id = $2 AND slot = $3 AND step = $4";
        BY_TYPED_CODE = "SELECT visit_id, card_id, how, flags, device_id, opened_at FROM visit
                   WHERE shop_id = $1 AND card_id = $2 AND typed_step = $3";
        BY_ID = "SELECT visit_id, card_id, how, flags, device_id, opened_at FROM visit WHERE shop_id = $1 AND visit_id = $2";
        BY_EXTERNAL_REF = "SELECT operation_id, recorded_at FROM operation WHERE shop_id = $1 AND kind = $2 AND external_ref = $3";
        DEVICE_NAME = "SELECT name FROM device WHERE shop_id = $1 AND device_id = $2";
    }
}

/// How long the same code at the same till is the same visit; after that it is a code that was used.
pub const DUPLICATE_WINDOW_S: i64 = 600;
/// How long a visit takes operations.
pub const VISIT_OPEN_S: i64 = 3_600;
/// How far ahead of the server `occurred_at` may be.
const OCCURRED_AHEAD_S: i64 = 60;

/// The key that a pass must be signed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFacts {
    /// 4, x, y.
    pub public_key: [u8; 65],
}

/// A pass whose signature was verified with `key`, before the writer's turn.
#[derive(Clone, Debug)]
pub struct Scanned {
    /// The pass.
    pub pass: Pass,
    /// The key, as [`locate`] gave it.
    pub key: KeyFacts,
}

/// The key of a pass's card and slot in this shop; `other_shop`, `unknown_card` or `key_revoked` when there is none.
pub fn locate(tx: &mut dyn Tx, shop: ShopId, pass: &Pass) -> Outcome<KeyFacts> {
    let row = tx.query_one(sql::KEY, &params![shop.0, pass.card.0, pass.slot.get()])?;
    let Some(row) = row else {
        let code = match CardRow::find(tx, shop, pass.card)? {
            // Its keys went with its person.
            Some(card) if card.status == CardStatus::Erased => Code::UnknownCard,
            Some(_) => Code::BadSignature,
            None if CardRow::exists_anywhere(tx, pass.card)? => Code::OtherShop,
            None => Code::UnknownCard,
        };
        return Err(code.into());
    };
    Ok(KeyFacts { public_key: row.get(0)? })
}

/// Opens a visit with a code, a typed code or a card id, and does the operations of the request in it, all or nothing.
///
/// `scanned` is the verified pass when the request has a `code`. The inner error is a refusal that still has to be written: a wrong typed
/// code counts as a try.
pub fn open(
    tx: &mut dyn Tx,
    ctx: &Context,
    actor: &Actor,
    req: &OpenVisit,
    scanned: Option<&Scanned>,
) -> Outcome<Result<Reply, Problem>> {
    let request = Request::new(actor.shop(), req.id, PLACE, req)?;
    if let Some(earlier) = request.earlier(tx)? {
        return earlier.reply.or_problem();
    }
    let arrived = match &req.offline {
        Some(offline) => late::arrive(tx, ctx, actor, req, offline, scanned).map(Ok),
        None => arrive(tx, ctx, actor, req, scanned),
    };
    let Opened { opened, changed, .. } = match arrived? {
        Ok(opened) => opened,
        Err(problem) => return Ok(Err(problem)),
    };
    let reply = request.keep(tx, 201, to_json(&opened)?, None)?;
    Ok(Ok(Reply { changed, ..reply }))
}

/// Where visits are opened, for the hash of a request.
const PLACE: &str = "visits";

/// A visit that was opened, or found open.
struct Opened {
    opened: VisitOpened,
    changed: Vec<Changed>,
    /// What was decided for each of its operations; nothing when it was found open.
    decided: Vec<Decided>,
}

/// Does all that a request asks, but keep the answer.
fn arrive(
    tx: &mut dyn Tx,
    ctx: &Context,
    actor: &Actor,
    req: &OpenVisit,
    scanned: Option<&Scanned>,
) -> Outcome<Result<Opened, Problem>> {
    if req.offline.is_some() {
        return Err(invalid("What a till did without a network is done: there is nothing to preview."));
    }
    if req.operations.len() > wire::OPERATIONS_MAX {
        return Err(invalid("A request carries at most 20 operations."));
    }
    if req.overridden && !actor.may_correct() {
        return Err(asked::not_a_manager());
    }
    let occurred_at = occurred_at(req, ctx)?;
    let shop = ShopRow::by_id(tx, actor.shop())?;
    let found = match (scanned, &req.code, &req.typed_code, &req.card_id) {
        (Some(scanned), Some(_), None, None) => by_code(tx, ctx, actor, scanned)?,
        (None, None, Some(typed), None) => match by_typed_code(tx, ctx, actor, typed)? {
            Ok(found) => found,
            Err(problem) => return Ok(Err(problem)),
        },
        (None, None, None, Some(card)) => Found::New(Box::new(by_card_id(tx, actor, card)?)),
        _ => return Err(invalid("Give exactly one of `code`, `typed_code` and `card_id`.")),
    };
    match found {
        Found::New(arrival) => open_new(tx, ctx, actor, req, &shop, *arrival, occurred_at).map(Ok),
        Found::Again(visit) => again(tx, ctx, &shop, visit).map(Ok),
    }
}

fn invalid(words: &str) -> Fault {
    Problem::from(Code::InvalidRequest).detail(words).into()
}

fn occurred_at(req: &OpenVisit, ctx: &Context) -> Outcome<i64> {
    let Some(text) = &req.occurred_at else { return Ok(ctx.now_us) };
    let at = parse_time(text).ok_or_else(|| invalid("`occurred_at` is an RFC 3339 time in UTC."))?;
    if at > ctx.now_us + OCCURRED_AHEAD_S * loyalty::SECOND {
        return Err(invalid("`occurred_at` is in the future."));
    }
    Ok(at)
}

fn open_new(
    tx: &mut dyn Tx,
    ctx: &Context,
    actor: &Actor,
    req: &OpenVisit,
    shop: &ShopRow,
    arrival: Arrival,
    occurred_at: i64,
) -> Outcome<Opened> {
    let Arrival { mut card, how, mut flags, code, typed_step } = arrival;
    let program = shop.program(tx)?;
    // A till without a network held the cooldown by itself, by its clock.
    let another_purchase = req.another_purchase || req.offline.is_some();
    let asked = VisitRequest { last_visit_at: card.last_visit_at, another_purchase, now: ctx.now_us };
    open_visit(&program.limits, asked)?;
    if req.another_purchase {
        flags.push(Flag::AnotherPurchase);
    }
    let moment = shop.moment(ctx.now_us)?;
    // Whoever was here earlier, without a network, was not here now.
    let (here_at, moment) = match req.offline {
        Some(_) => (occurred_at, moment.of_one_there_at(occurred_at)),
        None => (ctx.now_us, moment),
    };
    let row = params![
        shop.id.0,
        req.id,
        card.id.0,
        how_text(how),
        code.map(|(slot, ..)| slot),
        code.map(|(_, step, _)| step),
        typed_step,
        flag_bits(&flags),
        actor.device(),
        actor.staff(),
        actor.key(),
        ctx.now_us,
        moment.business_day.0,
    ];
    if tx.execute(sql::INSERT, &row)? == 0 {
        // The code was looked for above, so what stands in the way is a visit of this id.
        return Err(Code::IdReused.into());
    }
    if let Some((slot, _, mark)) = code {
        tx.execute(sql::MARK_KEY, &params![shop.id.0, card.id.0, slot, mark, ctx.now_us])?;
        card.seen_at = Some(ctx.now_us);
    }
    let at = operate::At {
        ctx,
        actor,
        shop,
        program: &program,
        visit: req.id,
        till: actor.device(),
        flags: &flags,
        moment: &moment,
        occurred_at,
    };
    let arrives = operate::Arrives::Now { overridden: req.overridden };
    let mut worked = at.work(tx, card, &req.operations, arrives)?;
    worked.close_day(tx, &at, 1)?;
    if req.offline.is_some() && worked.passed_a_limit() && !flags.contains(&Flag::OverLimits) {
        flags.push(Flag::OverLimits);
        tx.execute(sql::SET_FLAGS, &params![shop.id.0, req.id, flag_bits(&flags)])?;
    }
    let card = &mut worked.on.card;
    if card.last_visit_at.is_none_or(|last| last <= here_at) {
        card.last_visit_id = Some(req.id);
        card.last_visit_at = Some(here_at);
    }
    card.touch(tx)?;
    let card_id = card.id.to_string();
    let view = cards::show(shop, &program, &worked.on.card, worked.on.held(), &moment, None);
    let opened = VisitOpened {
        available: available(&program, &worked.on.state, &view, &moment, &flags),
        visit: Visit { id: req.id, card_id, opened_at: time(ctx.now_us), how, flags },
        card: view,
        operations: worked.operations,
        credit: credit(shop, &program, &worked.on.state),
        duplicate: false,
    };
    let mut changed = vec![cards::news(tx, shop, worked.on, &moment)?];
    changed.extend(worked.others);
    Ok(Opened { opened, changed, decided: worked.decided })
}

/// The visit that is open already, with what it holds.
fn again(tx: &mut dyn Tx, ctx: &Context, shop: &ShopRow, visit: VisitRow) -> Outcome<Opened> {
    let card = CardRow::find(tx, shop.id, visit.card)?.ok_or(Code::UnknownCard)?;
    let (program, moment) = (shop.program(tx)?, shop.moment(ctx.now_us)?);
    let place = Place { visit: Some(visit.id), looks_only: true, ..Place::default() };
    let on = AtHand::take(tx, &program, card, &moment, place)?;
    let view = cards::show(shop, &program, &on.card, on.held(), &moment, None);
    let opened = VisitOpened {
        operations: ledger::done_in_visit(tx, shop.id, visit.id)?,
        available: available(&program, &on.state, &view, &moment, &visit.flags),
        credit: credit(shop, &program, &on.state),
        visit: Visit {
            id: visit.id,
            card_id: on.card.id.to_string(),
            opened_at: time(visit.opened_at),
            how: visit.how,
            flags: visit.flags,
        },
        card: view,
        duplicate: true,
    };
    Ok(Opened { opened, changed: Vec::new(), decided: Vec::new() })
}
