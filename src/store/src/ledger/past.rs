//! An operation of the past, read back as the rules ask for it to take it back.

use loyalty::{
    Basis, CardState, Carry, CarryRecord, Date, EntryRecord, IssuedRecord, LotId, LotUse, OperationRecord, Rate,
    Totals, Transfer, VoucherState,
};
use pass::CardId;
use uuid::Uuid;

use super::{AtHand, HeldVoucher, Standing, load, membership_state, purse_kind, source, tier_state, voucher_state};
use crate::auth::ShopId;
use crate::outcome::Outcome;
use crate::{Error, Row, Tx, params};

pub(crate) mod sql {
    crate::statements::statements! {
        TARGET = "SELECT card_id, seq, kind, visit_id, recorded_at, business_day, staff_id, key_id, amount, visits, stamps, points, credit,
                    spend, not_earning, credit_spent, earns, gifts, manual FROM operation WHERE shop_id = $1 AND operation_id = $2";
        VOIDED = "SELECT seq FROM operation WHERE shop_id = $1 AND card_id = $2 AND void_of = $3";
        REFUNDED = "SELECT CAST(coalesce(SUM(amount), 0) AS BIGINT) FROM operation
                   WHERE shop_id = $1 AND card_id = $2 AND refund_of = $3";
        ENTRIES = "SELECT entry.n, entry.purse, purse.kind, entry.delta, entry.debt FROM entry
                   JOIN purse ON purse.shop_id = entry.shop_id AND purse.card_id = entry.card_id AND purse.purse = entry.purse
                   WHERE entry.shop_id = $1 AND entry.card_id = $2 AND entry.seq = $3 ORDER BY entry.n";
        LOT_USES = "SELECT n, lot_seq, lot_n, units FROM lot_use WHERE shop_id = $1 AND card_id = $2 AND seq = $3";
        OWN_LOTS = "SELECT purse, seq, n, remaining, expires_at, warned_at FROM lot WHERE shop_id = $1 AND card_id = $2 AND seq = $3";
        TOUCHED = "SELECT voucher.voucher_id, voucher.reward, voucher.title, voucher.status, voucher.expires_at, voucher.confirm,
                     voucher.choices, voucher.taken, voucher_event.what FROM voucher_event
                   JOIN voucher ON voucher.shop_id = voucher_event.shop_id AND voucher.card_id = voucher_event.card_id
                     AND voucher.voucher_id = voucher_event.voucher_id
                   WHERE voucher_event.shop_id = $1 AND voucher_event.card_id = $2 AND voucher_event.seq = $3
                     AND voucher_event.what IN ('used', 'moved_out', 'moved_in')";
        BASES = "SELECT purse, kind, n, rate_numerator, rate_denominator, amount, carry_numerator, carry_denominator, percent, addition
                   FROM basis WHERE shop_id = $1 AND card_id = $2 AND seq = $3";
        CARRIES = "SELECT purse, kind, numerator, denominator FROM carry WHERE shop_id = $1 AND card_id = $2 AND seq = $3 ORDER BY n";
        TIER_STEPS = "SELECT from_tier, from_since, from_review_at, from_in_grace, to_tier, to_since, to_review_at, to_in_grace
                   FROM tier_step WHERE shop_id = $1 AND card_id = $2 AND seq = $3 ORDER BY n";
        MEMBERSHIP_STEP = "SELECT from_since, from_until, to_since, to_until FROM membership_step
                   WHERE shop_id = $1 AND card_id = $2 AND seq = $3";
        GIVEN = "SELECT kind, name, occasion FROM given WHERE shop_id = $1 AND card_id = $2 AND seq = $3 AND times = 1 ORDER BY n";
    }
}

/// An operation's own row.
pub(crate) struct Past {
    pub card: CardId,
    pub seq: i64,
    pub kind: String,
    pub visit: Option<Uuid>,
    pub recorded_at: i64,
    pub business_day: Date,
    pub staff: Option<Uuid>,
    pub key: Option<Uuid>,
    pub amount: Option<i64>,
    pub totals: Totals,
}

/// The operation of this id, if the shop has it.
pub(crate) fn find(tx: &mut dyn Tx, shop: ShopId, operation: Uuid) -> Outcome<Option<Past>> {
    let Some(row) = tx.query_one(sql::TARGET, &params![shop.0, operation])? else { return Ok(None) };
    Ok(Some(Past {
        card: CardId(row.get(0)?),
        seq: row.get(1)?,
        kind: row.get(2)?,
        visit: row.get(3)?,
        recorded_at: row.get(4)?,
        business_day: Date(row.get(5)?),
        staff: row.get(6)?,
        key: row.get(7)?,
        amount: row.get(8)?,
        totals: totals(&row, 9)?,
    }))
}

fn totals(row: &Row, at: usize) -> Result<Totals, Error> {
    Ok(Totals {
        visits: row.get(at)?,
        stamps: row.get(at + 1)?,
        points: row.get(at + 2)?,
        credit: row.get(at + 3)?,
        spend: row.get(at + 4)?,
        not_earning: row.get(at + 5)?,
        credit_spent: row.get(at + 6)?,
        earns: row.get(at + 7)?,
        gifts: row.get(at + 8)?,
        manual: row.get(at + 9)?,
    })
}

impl Past {
    /// The operation as it was written down. Lots and vouchers it touched are added to what is known of the card.
    pub(crate) fn read(&self, tx: &mut dyn Tx, on: &mut AtHand) -> Outcome<OperationRecord> {
        let AtHand { card, state, standing } = on;
        let key = params![card.shop.0, card.id.0, self.seq];
        let amount = self.amount.filter(|_| self.kind == "earn");
        let refunded = match amount {
            Some(_) => tx.query_one(sql::REFUNDED, &key)?.map(|row| row.get(0)).transpose()?.unwrap_or(0),
            None => 0,
        };
        let mut record = OperationRecord {
            seq: self.seq,
            recorded_at: self.recorded_at,
            business_day: self.business_day,
            is_void: matches!(self.kind.as_str(), "void" | "refund"),
            voided: tx.query_one(sql::VOIDED, &key)?.is_some(),
            amount,
            refunded,
            totals: self.totals,
            transfer: match self.kind.as_str() {
                "transfer_out" => Some(Transfer::Out),
                "transfer_in" => Some(Transfer::In),
                _ => None,
            },
            is_final: matches!(self.kind.as_str(), "prolong" | "expire_vouchers" | "review"),
            ..OperationRecord::default()
        };
        read_entries(tx, &key, &mut record)?;
        for row in tx.query(super::sql::LOTS_USED_BY, &key)?.iter().chain(&tx.query(sql::OWN_LOTS, &key)?) {
            load::add_lot(&mut state.purses, row)?;
        }
        read_money(tx, &key, &mut record)?;
        read_vouchers(tx, &key, &mut record, state, standing)?;
        read_status(tx, &key, &mut record)?;
        Ok(record)
    }
}

fn read_entries(tx: &mut dyn Tx, key: &[crate::Value], record: &mut OperationRecord) -> Outcome<()> {
    for row in tx.query(sql::ENTRIES, key)? {
        let (n, purse, kind) = (row.get(0)?, row.get(1)?, purse_kind(row.get(2)?)?);
        let (delta, debt) = (row.get(3)?, row.get(4)?);
        record.entries.push(EntryRecord { n, purse, kind, delta, debt, uses: Vec::new() });
    }
    for row in tx.query(sql::LOT_USES, key)? {
        let n: i64 = row.get(0)?;
        let entry = record.entries.iter_mut().find(|entry| entry.n == n);
        let entry = entry.ok_or_else(|| Error::Corrupt("a lot use without its entry".into()))?;
        entry.uses.push(LotUse { lot: LotId { seq: row.get(1)?, n: row.get(2)? }, units: row.get(3)? });
    }
    Ok(())
}

fn read_money(tx: &mut dyn Tx, key: &[crate::Value], record: &mut OperationRecord) -> Outcome<()> {
    for row in tx.query(sql::BASES, key)? {
        record.bases.push(Basis {
            purse: row.get(0)?,
            kind: purse_kind(row.get(1)?)?,
            n: row.get(2)?,
            rate: Rate { numerator: row.get(3)?, denominator: row.get(4)? },
            amount: row.get(5)?,
            carry_before: Carry { numerator: row.get(6)?, denominator: row.get(7)? },
            percent: row.get(8)?,
            addition: row.get(9)?,
        });
    }
    for row in tx.query(sql::CARRIES, key)? {
        let delta = Carry { numerator: row.get(2)?, denominator: row.get(3)? };
        record.carries.push(CarryRecord { purse: row.get(0)?, kind: purse_kind(row.get(1)?)?, delta });
    }
    Ok(())
}

fn read_vouchers(
    tx: &mut dyn Tx,
    key: &[crate::Value],
    record: &mut OperationRecord,
    state: &mut CardState,
    standing: &mut Standing,
) -> Outcome<()> {
    let mut know = |row: &Row| -> Outcome<VoucherState> {
        let voucher = voucher_state(row)?;
        if state.vouchers.iter().all(|known| known.id != voucher.id) {
            state.vouchers.push(voucher.clone());
        }
        standing.hold(HeldVoucher::read(row)?);
        Ok(voucher)
    };
    for row in tx.query(super::sql::VOUCHERS_ISSUED_BY, key)? {
        let voucher = know(&row)?;
        let (entry, source) = (row.get::<Option<i64>>(7)?, source::of_text(row.get(8)?));
        // What came from the other card was paid there; what full cards turned into with the stamps that came was paid here.
        if record.transfer == Some(Transfer::In) && entry.is_none() {
            continue;
        }
        record.issued.push(IssuedRecord { voucher: voucher.id, reward: voucher.reward, entry, source });
    }
    for row in tx.query(sql::TOUCHED, key)? {
        let voucher = know(&row)?;
        if row.get::<&str>(8)? == "used" {
            record.used = Some(voucher.id);
            record.choice = row.get::<Option<String>>(7)?.map(|taken| (voucher.reward, taken));
        } else {
            record.moved.push(voucher.id);
        }
    }
    // Bought from the menu and used in one.
    let bought = tx.query_one(super::sql::BOUGHT_BY, key)?.map(|row| row.get(0)).transpose()?;
    record.used = record.used.or(bought);
    Ok(())
}

fn read_status(tx: &mut dyn Tx, key: &[crate::Value], record: &mut OperationRecord) -> Outcome<()> {
    for row in tx.query(sql::TIER_STEPS, key)? {
        let (before, after) = (tier_state(&row, 0)?, tier_state(&row, 4)?);
        let first = record.tier.take().map_or(before, |(first, _)| first);
        record.tier = Some((first, after));
    }
    if let Some(row) = tx.query_one(sql::MEMBERSHIP_STEP, key)? {
        record.membership = Some((membership_state(&row, 0)?, membership_state(&row, 2)?));
    }
    for row in tx.query(sql::GIVEN, key)? {
        let name: String = row.get(1)?;
        match row.get::<&str>(0)? {
            "tier_gift" => record.tier_gifts.push(name),
            "promotion" => record.promotions.push((name, row.get(2)?)),
            "action" => record.actions.push(name),
            _ => {}
        }
    }
    Ok(())
}
