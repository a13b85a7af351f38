//! Taking an operation back.

use loyalty::{
    Command, Date, EntryRecord, IssuedRecord, LotId, LotUse, OperationRecord, Source, Totals, Voider, decide,
};
use pass::CardId;
use uuid::Uuid;
use wire::{Code, OperationKind, VoidRequest};

use crate::auth::Actor;
use crate::context::Context;
use crate::ledger::{self, CardRow, HeldVoucher, Record, Standing, close_day, record};
use crate::outcome::{Outcome, Reply};
use crate::requests::Request;
use crate::shops::ShopRow;
use crate::visits::{check_reason, finish};
use crate::{Error, Tx, params};

pub(crate) mod sql {
    crate::statements::statements! {
        TARGET = "SELECT card_id, seq, kind, visit_id, recorded_at, business_day, staff_id, key_id, quantity, amount FROM operation
                  WHERE shop_id = $1 AND operation_id = $2";
        VOIDED = "SELECT seq FROM operation WHERE shop_id = $1 AND card_id = $2 AND void_of = $3";
        ENTRIES = "SELECT entry.n, entry.purse, purse.kind, entry.delta FROM entry
                   JOIN purse ON purse.shop_id = entry.shop_id AND purse.card_id = entry.card_id AND purse.purse = entry.purse
                   WHERE entry.shop_id = $1 AND entry.card_id = $2 AND entry.seq = $3 ORDER BY entry.n";
        LOT_USES = "SELECT n, lot_seq, lot_n, units FROM lot_use WHERE shop_id = $1 AND card_id = $2 AND seq = $3";
        VOUCHER_USED_BY = "SELECT voucher.voucher_id, voucher.reward, voucher.title, voucher.status, voucher.expires_at, voucher.confirm
                   FROM voucher_event
                   JOIN voucher ON voucher.shop_id = voucher_event.shop_id AND voucher.card_id = voucher_event.card_id
                     AND voucher.voucher_id = voucher_event.voucher_id
                   WHERE voucher_event.shop_id = $1 AND voucher_event.card_id = $2 AND voucher_event.seq = $3
                     AND voucher_event.what = 'used'";
    }
}

/// The operation to take back, as its row says.
struct Target {
    card: CardId,
    seq: i64,
    kind: String,
    visit: Uuid,
    recorded_at: i64,
    business_day: Date,
    staff: Option<Uuid>,
    key: Option<Uuid>,
    quantity: Option<i64>,
    amount: Option<i64>,
}

impl Target {
    /// What it added to its day.
    fn totals(&self) -> Totals {
        match self.kind.as_str() {
            "earn" => {
                let (stamps, spend) = (self.quantity.unwrap_or(0), self.amount.unwrap_or(0));
                Totals { stamps, spend, earns: 1, ..Totals::default() }
            }
            "gift" => Totals { gifts: 1, ..Totals::default() },
            _ => Totals::default(),
        }
    }
}

/// Writes the mirror of an operation: what it earned goes, what it spent returns, the reward it used comes back.
pub fn void(tx: &mut dyn Tx, ctx: &Context, actor: &Actor, operation: Uuid, req: &VoidRequest) -> Outcome<Reply> {
    let request = Request::new(actor.shop(), req.id, &format!("void {operation}"), req)?;
    if let Some(earlier) = request.earlier(tx)? {
        return Ok(earlier.reply);
    }
    check_reason(req.reason.as_deref())?;
    let shop = ShopRow::by_id(tx, actor.shop())?;
    let target = find(tx, &shop, operation)?;
    let mut card = CardRow::find(tx, shop.id, target.card)?.ok_or(Code::UnknownCard)?;
    let moment = shop.moment(ctx.now_us)?;
    let (mut state, mut standing) = ledger::load(tx, &card, moment.business_day, None)?;
    let key = params![shop.id.0, card.id.0, target.seq];
    for row in tx.query(ledger::sql::LOTS_USED_BY, &key)? {
        ledger::add_lot(&mut state.purses, &row)?;
    }
    let operation_record = read_record(tx, &shop, &target, &mut state, &mut standing)?;
    let program = shop.program(tx)?;
    let command = Command::Void { operation: &operation_record, voider: voider(actor, &target) };
    let decision = decide(&program, &state, command, &moment.rules(false))?;
    let entry = Record {
        ctx,
        actor,
        visit: target.visit,
        id: req.id,
        kind: OperationKind::Void,
        program_version: shop.program_version,
        business_day: moment.business_day,
        occurred_at: ctx.now_us,
        quantity: None,
        amount: None,
        reason: req.reason.as_deref().map(str::trim),
        void_of: Some((target.seq, operation)),
    };
    let done = record(tx, &mut card, &mut standing, &entry, &decision.changes)?;
    take_from_day(tx, &card, &target, &decision.totals)?;
    finish(tx, ctx, &shop, &request, &mut card, &standing, done)
}

/// What the voided operation had added to its day goes from that day.
fn take_from_day(tx: &mut dyn Tx, card: &CardRow, target: &Target, totals: &Totals) -> Outcome<()> {
    close_day(tx, card, target.business_day, totals)?;
    if let (true, Some(staff)) = (totals.gifts != 0, target.staff.or(target.key)) {
        let row = params![card.shop.0, staff, target.business_day.0, totals.gifts];
        tx.execute(ledger::sql::ADD_GIFTS, &row)?;
    }
    Ok(())
}

fn find(tx: &mut dyn Tx, shop: &ShopRow, operation: Uuid) -> Outcome<Target> {
    let row = tx.query_one(sql::TARGET, &params![shop.id.0, operation])?.ok_or(Code::UnknownOperation)?;
    Ok(Target {
        card: CardId(row.get(0)?),
        seq: row.get(1)?,
        kind: row.get(2)?,
        visit: row.get(3)?,
        recorded_at: row.get(4)?,
        business_day: Date(row.get(5)?),
        staff: row.get(6)?,
        key: row.get(7)?,
        quantity: row.get(8)?,
        amount: row.get(9)?,
    })
}

fn voider(actor: &Actor, target: &Target) -> Voider {
    match actor {
        Actor::Staff(staff) if staff.manager => Voider::Manager,
        Actor::Staff(staff) if target.staff == Some(staff.staff) => Voider::Maker,
        Actor::Key(key) if target.key == Some(key.key) => Voider::Maker,
        _ => Voider::Colleague,
    }
}

/// The operation as the rules ask for it; the vouchers it issued or used are added to the state and the standing.
fn read_record(
    tx: &mut dyn Tx,
    shop: &ShopRow,
    target: &Target,
    state: &mut loyalty::CardState,
    standing: &mut Standing,
) -> Outcome<OperationRecord> {
    let key = params![shop.id.0, target.card.0, target.seq];
    let mut entries = Vec::new();
    for row in tx.query(sql::ENTRIES, &key)? {
        let kind = ledger::purse_kind(row.get(2)?)?;
        entries.push(EntryRecord {
            n: row.get(0)?,
            purse: row.get(1)?,
            kind,
            delta: row.get(3)?,
            debt: 0,
            uses: Vec::new(),
        });
    }
    for row in tx.query(sql::LOT_USES, &key)? {
        let n: i64 = row.get(0)?;
        let entry = entries.iter_mut().find(|entry| entry.n == n);
        let entry = entry.ok_or_else(|| Error::Corrupt("a lot use without its entry".into()))?;
        entry.uses.push(LotUse { lot: LotId { seq: row.get(1)?, n: row.get(2)? }, units: row.get(3)? });
    }
    let mut issued = Vec::new();
    for row in tx.query(ledger::sql::VOUCHERS_ISSUED_BY, &key)? {
        let voucher = HeldVoucher::read(&row)?;
        let entry: Option<i64> = row.get(6)?;
        // An entry paid for it: a full stamp card. No other reward of this schema is paid for.
        let source = entry.map_or(Source::Gift, |_| Source::StampCard(String::new()));
        let reward = voucher.state.reward.clone();
        issued.push(IssuedRecord { voucher: voucher.state.id, reward, entry, source });
        if !state.vouchers.iter().any(|known| known.id == voucher.state.id) {
            state.vouchers.push(voucher.state.clone());
        }
        standing.hold(voucher);
    }
    let used = tx.query_one(sql::VOUCHER_USED_BY, &key)?.map(|row| HeldVoucher::read(&row)).transpose()?;
    let used = used.map(|voucher| {
        let id = voucher.state.id;
        standing.hold(voucher);
        id
    });
    let voided = tx.query_one(sql::VOIDED, &key)?.is_some();
    Ok(OperationRecord {
        seq: target.seq,
        recorded_at: target.recorded_at,
        is_void: target.kind == "void",
        business_day: target.business_day,
        voided,
        amount: target.amount,
        totals: target.totals(),
        entries,
        issued,
        used,
        ..OperationRecord::default()
    })
}
