//! The scan path: a card comes to the counter, and what is done there, in one write transaction.

use loyalty::{Command, VisitRequest, decide, open_visit};
use pass::{CardId, Judgement, Pass, Purpose, Step, TypedCode, judge, next_mark};
use uuid::Uuid;
use wire::{
    Available, Card, CardStatus, Code, Done, Flag, How, Op, OpenVisit, OperationKind, Problem, Visit, VisitOpened,
};

use crate::attempts::Allowance;
use crate::auth::{Actor, ShopId};
use crate::cards;
use crate::context::{Context, parse_time, time};
use crate::ledger::{self, CardRow, Record, close_day, record};
use crate::outcome::{Fault, Outcome, Reply, to_json};
use crate::requests::Request;
use crate::shops::ShopRow;
use crate::{Error, Tx, params};

pub(crate) mod sql {
    crate::statements::statements! {
        KEY = "SELECT public_key, revoked_at, last_step, storage FROM card_key WHERE shop_id = $1 AND card_id = $2 AND slot = $3";
        MARK_KEY = "UPDATE card_key SET last_step = $4, last_used_at = $5 WHERE shop_id = $1 AND card_id = $2 AND slot = $3";
        INSERT = "INSERT INTO visit (shop_id, visit_id, card_id, how, slot, step, typed_step, flags, device_id, staff_id, key_id, opened_at,
                    business_day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING";
        BY_CODE = "SELECT visit_id, card_id, how, flags, device_id, opened_at FROM visit
                   WHERE shop_id = $1 AND card_id = $2 AND slot = $3 AND step = $4";
        BY_TYPED_CODE = "SELECT visit_id, card_id, how, flags, device_id, opened_at FROM visit
                   WHERE shop_id = $1 AND card_id = $2 AND typed_step = $3";
        BY_ID = "SELECT visit_id, card_id, how, flags, device_id, opened_at FROM visit WHERE shop_id = $1 AND visit_id = $2";
        DEVICE_NAME = "SELECT name FROM device WHERE shop_id = $1 AND device_id = $2";
    }
}

/// How long the same code at the same till is the same visit; after that it is a code that was used.
pub const DUPLICATE_WINDOW_S: i64 = 600;
/// How long a visit takes operations.
pub const VISIT_OPEN_S: i64 = 3_600;
/// How far ahead of the server `occurred_at` may be.
const OCCURRED_AHEAD_S: i64 = 60;

/// Wrong typed codes a till may send in a minute.
const TYPED_TRIES: Allowance = Allowance { what: "typed code", tries: 5, window_us: 60 * loyalty::SECOND };

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
        let here = CardRow::find(tx, shop, pass.card)?.is_some();
        let code = match here {
            true => Code::BadSignature,
            false if CardRow::exists_anywhere(tx, pass.card)? => Code::OtherShop,
            false => Code::UnknownCard,
        };
        return Err(code.into());
    };
    Ok(KeyFacts { public_key: row.get(0)? })
}

/// A visit about to be opened: which card, and how it was shown.
struct Arrival {
    card: CardRow,
    how: How,
    flags: Vec<Flag>,
    /// Slot, step and the key's new mark.
    code: Option<(u8, u32, u32)>,
    typed_step: Option<i64>,
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
    let request = Request::new(actor.shop(), req.id, "visits", req)?;
    if let Some(earlier) = request.earlier(tx)? {
        return Ok(Ok(earlier.reply));
    }
    if req.operations.len() > wire::OPERATIONS_MAX {
        return Err(invalid("A request carries at most 20 operations."));
    }
    let occurred_at = occurred_at(req, ctx)?;
    let shop = ShopRow::by_id(tx, actor.shop())?;
    let arrival = match (scanned, &req.code, &req.typed_code, &req.card_id) {
        (Some(scanned), Some(_), None, None) => match by_code(tx, ctx, actor, scanned)? {
            Found::New(arrival) => arrival,
            Found::Again(visit) => return duplicate(tx, ctx, &shop, &request, visit).map(Ok),
        },
        (None, None, Some(typed), None) => match by_typed_code(tx, ctx, actor, typed)? {
            Ok(Found::New(arrival)) => arrival,
            Ok(Found::Again(visit)) => return duplicate(tx, ctx, &shop, &request, visit).map(Ok),
            Err(problem) => return Ok(Err(problem)),
        },
        (None, None, None, Some(card)) => by_card_id(tx, actor, card)?,
        _ => return Err(invalid("Give exactly one of `code`, `typed_code` and `card_id`.")),
    };
    open_new(tx, ctx, actor, req, &shop, &request, arrival, occurred_at).map(Ok)
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

#[expect(
    clippy::too_many_arguments,
    reason = "the parts of one request, each named; a struct for one caller would only hide them"
)]
fn open_new(
    tx: &mut dyn Tx,
    ctx: &Context,
    actor: &Actor,
    req: &OpenVisit,
    shop: &ShopRow,
    request: &Request,
    arrival: Arrival,
    occurred_at: i64,
) -> Outcome<Reply> {
    let Arrival { mut card, how, mut flags, code, typed_step } = arrival;
    let program = shop.program(tx)?;
    let asked =
        VisitRequest { last_visit_at: card.last_visit_at, another_purchase: req.another_purchase, now: ctx.now_us };
    open_visit(&program.limits, asked)?;
    if req.another_purchase {
        flags.push(Flag::AnotherPurchase);
    }
    let business_day = shop.business_day(ctx.now_us)?;
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
        business_day,
    ];
    if tx.execute(sql::INSERT, &row)? == 0 {
        // The code was looked for above, so what stands in the way is a visit of this id.
        return Err(Code::IdReused.into());
    }
    if let Some((slot, _, mark)) = code {
        tx.execute(sql::MARK_KEY, &params![shop.id.0, card.id.0, slot, mark, ctx.now_us])?;
    }
    let mut at = At { ctx, actor, shop, visit: req.id, flags: &flags, business_day, occurred_at, stamps: 0, amount: 0 };
    let mut operations = Vec::with_capacity(req.operations.len());
    for op in &req.operations {
        operations.push(at.operate(tx, &mut card, op)?);
    }
    close_day(tx, &card, business_day, 1, at.stamps, at.amount)?;
    card.last_visit_id = Some(req.id);
    card.last_visit_at = Some(ctx.now_us);
    card.touch(tx)?;
    let view = cards::view(tx, shop, &card, ctx.now_us)?;
    let changed = cards::changed(&card, &view)?;
    let opened = VisitOpened {
        visit: Visit { id: req.id, card_id: card.id.to_string(), opened_at: time(ctx.now_us), how, flags },
        available: available(&view),
        card: view,
        operations,
        duplicate: false,
    };
    let reply = request.keep(tx, 201, to_json(&opened)?, None)?;
    Ok(Reply { changed: Some(changed), ..reply })
}

/// What the customer could have now: what is on the card already.
fn available(card: &Card) -> Vec<Available> {
    let ready = card.vouchers.iter().map(|voucher| Available {
        reward: voucher.reward.clone(),
        title: voucher.title.clone(),
        cost: None,
        voucher_id: Some(voucher.id),
    });
    ready.collect()
}

/// A code that is new, or the visit it opened before at this till.
enum Found {
    New(Arrival),
    Again(VisitRow),
}

fn by_code(tx: &mut dyn Tx, ctx: &Context, actor: &Actor, scanned: &Scanned) -> Outcome<Found> {
    let (shop, pass) = (actor.shop(), &scanned.pass);
    let key = params![shop.0, pass.card.0, pass.slot.get()];
    let (Some(card), Some(row)) = (CardRow::find(tx, shop, pass.card)?, tx.query_one(sql::KEY, &key)?) else {
        return Err(Code::UnknownCard.into());
    };
    usable(&card)?;
    if row.get::<Option<i64>>(1)?.is_some() || row.get::<&[u8]>(0)? != scanned.key.public_key {
        return Err(Code::KeyRevoked.into());
    }
    let used = params![shop.0, pass.card.0, pass.slot.get(), pass.step.0];
    if let Some(row) = tx.query_one(sql::BY_CODE, &used)? {
        return same_visit(tx, ctx, actor, &card, VisitRow::read(&row)?).map(Found::Again);
    }
    let last_step = row.get::<Option<u32>>(2)?.map(Step);
    let mut flags = Vec::new();
    match judge(pass.step, ctx.now_ms(), last_step) {
        Judgement::Fresh => {}
        Judgement::ClockSkew { .. } => flags.push(Flag::ClockSkew),
        Judgement::Replayed => return Err(Code::Replayed.into()),
        Judgement::ClockWrong { off_by_s } => {
            return Err(Problem { off_by_s: Some(off_by_s), ..Code::ClockWrong.into() }.into());
        }
    }
    if row.get::<&str>(3)? == "raw" {
        flags.push(Flag::RawKey);
    }
    if pass.purpose == Purpose::Redeem {
        flags.push(Flag::RedeemRequested);
    }
    let mark = next_mark(pass.step, last_step, ctx.now_ms());
    let code = Some((pass.slot.get(), pass.step.0, mark.0));
    Ok(Found::New(Arrival { card, how: How::Code, flags, code, typed_step: None }))
}

fn by_typed_code(tx: &mut dyn Tx, ctx: &Context, actor: &Actor, typed: &str) -> Outcome<Result<Found, Problem>> {
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
    usable(&card)?;
    let step = i64::try_from(step).map_err(|_| Code::Malformed)?;
    if let Some(row) = tx.query_one(sql::BY_TYPED_CODE, &params![shop.0, card.id.0, step])? {
        let visit = same_visit(tx, ctx, actor, &card, VisitRow::read(&row)?)?;
        return Ok(Ok(Found::Again(visit)));
    }
    Ok(Ok(Found::New(Arrival { card, how: How::TypedCode, flags: Vec::new(), code: None, typed_step: Some(step) })))
}

fn by_card_id(tx: &mut dyn Tx, actor: &Actor, card: &str) -> Outcome<Arrival> {
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

fn usable(card: &CardRow) -> Outcome<()> {
    match card.status {
        CardStatus::Active => Ok(()),
        CardStatus::Blocked => Err(Code::CardBlocked.into()),
        CardStatus::Erased | CardStatus::Merged => Err(Code::UnknownCard.into()),
    }
}

/// A visit's own row.
pub(crate) struct VisitRow {
    pub id: Uuid,
    pub card: CardId,
    pub how: How,
    pub flags: Vec<Flag>,
    pub device: Option<Uuid>,
    pub opened_at: i64,
}

impl VisitRow {
    pub(crate) fn read(row: &crate::Row) -> Result<VisitRow, Error> {
        Ok(VisitRow {
            id: row.get(0)?,
            card: CardId(row.get(1)?),
            how: match row.get::<&str>(2)? {
                "code" => How::Code,
                "typed_code" => How::TypedCode,
                "lookup" => How::Lookup,
                _ => How::Api,
            },
            flags: flags_of(row.get(3)?),
            device: row.get(4)?,
            opened_at: row.get(5)?,
        })
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

fn duplicate(tx: &mut dyn Tx, ctx: &Context, shop: &ShopRow, request: &Request, visit: VisitRow) -> Outcome<Reply> {
    let card = CardRow::find(tx, shop.id, visit.card)?.ok_or(Code::UnknownCard)?;
    let view = cards::view(tx, shop, &card, ctx.now_us)?;
    let opened = VisitOpened {
        operations: ledger::done_in_visit(tx, shop.id, visit.id)?,
        visit: Visit {
            id: visit.id,
            card_id: card.id.to_string(),
            opened_at: time(visit.opened_at),
            how: visit.how,
            flags: visit.flags,
        },
        available: available(&view),
        card: view,
        duplicate: true,
    };
    request.keep(tx, 201, to_json(&opened)?, None)
}

/// Does one more thing in an open visit.
pub fn operate(tx: &mut dyn Tx, ctx: &Context, actor: &Actor, visit_id: Uuid, op: &Op) -> Outcome<Reply> {
    let request = Request::new(actor.shop(), op.id(), &format!("visits {visit_id}"), op)?;
    if let Some(earlier) = request.earlier(tx)? {
        return Ok(earlier.reply);
    }
    let shop = ShopRow::by_id(tx, actor.shop())?;
    let row = tx.query_one(sql::BY_ID, &params![shop.id.0, visit_id])?.ok_or(Code::UnknownVisit)?;
    let visit = VisitRow::read(&row)?;
    if ctx.now_us > visit.opened_at + VISIT_OPEN_S * loyalty::SECOND {
        return Err(Problem::from(Code::UnknownVisit).detail("This visit is over: scan the card again.").into());
    }
    let mut card = CardRow::find(tx, shop.id, visit.card)?.ok_or(Code::UnknownCard)?;
    usable(&card)?;
    let business_day = shop.business_day(ctx.now_us)?;
    let mut at = At {
        ctx,
        actor,
        shop: &shop,
        visit: visit.id,
        flags: &visit.flags,
        business_day,
        occurred_at: ctx.now_us,
        stamps: 0,
        amount: 0,
    };
    let operation = at.operate(tx, &mut card, op)?;
    close_day(tx, &card, business_day, 0, at.stamps, at.amount)?;
    finish(tx, ctx, &shop, &request, &mut card, operation)
}

/// Writes the card's next version and keeps the answer of one operation.
pub(crate) fn finish(
    tx: &mut dyn Tx,
    ctx: &Context,
    shop: &ShopRow,
    request: &Request,
    card: &mut CardRow,
    operation: Done,
) -> Outcome<Reply> {
    card.touch(tx)?;
    let view = cards::view(tx, shop, card, ctx.now_us)?;
    let changed = cards::changed(card, &view)?;
    let reply = request.keep(tx, 201, to_json(&wire::OperationDone { operation, card: view })?, None)?;
    Ok(Reply { changed: Some(changed), ..reply })
}

/// Where and when operations are done, and what they add to the day.
struct At<'a> {
    ctx: &'a Context,
    actor: &'a Actor,
    shop: &'a ShopRow,
    visit: Uuid,
    flags: &'a [Flag],
    business_day: i64,
    occurred_at: i64,
    stamps: i64,
    amount: i64,
}

impl At<'_> {
    fn operate(&mut self, tx: &mut dyn Tx, card: &mut CardRow, op: &Op) -> Outcome<Done> {
        let program = self.shop.program(tx)?;
        let mut state = ledger::load(tx, card, self.business_day, self.gifting_staff(op))?;
        state.stamps_today += self.stamps;
        if let Op::Redeem { voucher_id: Some(id), .. } = op
            && !state.vouchers.iter().any(|voucher| voucher.id == *id.as_bytes())
            && let Some(row) = tx.query_one(ledger::sql::VOUCHER, &params![self.shop.id.0, card.id.0, id])?
        {
            state.vouchers.push(ledger::voucher_state(&row)?);
        }
        let raw_key = self.flags.contains(&Flag::RawKey);
        let asked_for = self.flags.contains(&Flag::RedeemRequested);
        let (kind, command) = match op {
            Op::Earn { quantity, amount, stamp_card, .. } => {
                let amount = amount.as_ref().map(|money| self.minor(money)).transpose()?;
                let quantity = quantity.unwrap_or(1);
                (OperationKind::Earn, Command::Earn { stamp_card: stamp_card.as_deref(), quantity, amount })
            }
            Op::Redeem { confirmed: false, .. } if raw_key => return Err(Code::ConfirmRequired.into()),
            Op::Redeem { voucher_id: Some(id), reward: None, confirmed, .. } => {
                let confirmed = *confirmed || asked_for;
                (OperationKind::Redeem, Command::RedeemVoucher { voucher: *id.as_bytes(), confirmed })
            }
            Op::Redeem { voucher_id: None, reward: Some(reward), confirmed, .. } => {
                (OperationKind::Redeem, Command::RedeemReward { reward, confirmed: *confirmed || asked_for })
            }
            Op::Redeem { .. } => return Err(invalid("Redeem takes exactly one of `reward` and `voucher_id`.")),
            Op::Spend { amount, .. } => (OperationKind::Spend, Command::Spend { amount: self.minor(amount)? }),
            Op::Gift { reward, reason, .. } => {
                check_reason(Some(reason))?;
                (OperationKind::Gift, Command::Gift { reward })
            }
        };
        let changes = decide(&program, &state, command, self.ctx.now_us)?;
        let (quantity, amount) = match command {
            Command::Earn { quantity, amount, .. } => (Some(quantity), amount),
            Command::Spend { amount } => (None, Some(amount)),
            _ => (None, None),
        };
        let reason = match op {
            Op::Gift { reason, .. } => Some(reason.trim()),
            _ => None,
        };
        let entry = Record {
            ctx: self.ctx,
            actor: self.actor,
            visit: self.visit,
            id: op.id(),
            kind,
            program_version: self.shop.program_version,
            business_day: self.business_day,
            occurred_at: self.occurred_at,
            quantity,
            amount,
            reason,
            void_of: None,
        };
        record(tx, card, &entry, &changes)?;
        if kind == OperationKind::Earn {
            self.stamps += i64::from(quantity.unwrap_or(0));
            self.amount += amount.unwrap_or(0);
        }
        if let Some(staff) = self.gifting_staff(op) {
            tx.execute(ledger::sql::ADD_GIFTS, &params![self.shop.id.0, staff, self.business_day, 1_i64])?;
        }
        ledger::done(tx, self.shop.id, card.id, card.seq)
    }

    /// Whose gifts are counted, when the operation is one.
    fn gifting_staff(&self, op: &Op) -> Option<Uuid> {
        matches!(op, Op::Gift { .. }).then(|| self.actor.staff().or(self.actor.key())).flatten()
    }

    fn minor(&self, money: &wire::Money) -> Outcome<i64> {
        if money.currency != self.shop.currency {
            return Err(invalid("The amount is in another currency than the shop's."));
        }
        if money.minor < 0 {
            return Err(invalid("An amount is not below zero."));
        }
        Ok(money.minor)
    }
}

/// A reason is there and short enough.
pub(crate) fn check_reason(reason: Option<&str>) -> Outcome<()> {
    match reason {
        Some(text) if text.trim().is_empty() || text.chars().count() > wire::REASON_CHARS_MAX => {
            Err(invalid("A reason has 1 to 200 characters."))
        }
        _ => Ok(()),
    }
}

fn how_text(how: How) -> &'static str {
    match how {
        How::Code => "code",
        How::TypedCode => "typed_code",
        How::Lookup => "lookup",
        How::Api => "api",
    }
}

/// The bit of each flag in the database.
const FLAG_BITS: [(Flag, i64); 4] =
    [(Flag::ClockSkew, 1), (Flag::AnotherPurchase, 2), (Flag::RawKey, 4), (Flag::RedeemRequested, 8)];

fn flag_bits(flags: &[Flag]) -> i64 {
    FLAG_BITS.iter().filter(|(flag, _)| flags.contains(flag)).map(|(_, bit)| bit).sum()
}

fn flags_of(bits: i64) -> Vec<Flag> {
    FLAG_BITS.iter().filter(|(_, bit)| bits & bit != 0).map(|(flag, _)| *flag).collect()
}
