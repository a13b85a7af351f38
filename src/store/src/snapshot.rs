//! What a till must know to work without a network: keys, how cards stand, codes used a moment ago, the owner's limits. All of it in pieces,
//! or what changed since it last asked.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pass::{CardId, PublicKey};
use wire::{Code, OfflineLimits, Problem, TillBalance, TillCard, TillKey, TillSnapshot, TillVoucher, UsedCode};

use crate::auth::{ShopId, TillAuth};
use crate::context::time;
use crate::outcome::Outcome;
use crate::shops::ShopRow;
use crate::{Error, Row, Tx, params};

pub(crate) mod sql {
    crate::statements::statements! {
        // A shop has thousands of cards, not millions, and a till asks every few minutes: looking at each is cheaper than an index that
        // every visit would have to keep. Cards that can't be used, or not all of
        // whose things can, are told each time.
        CHANGED = "SELECT card.card_id, card.version, card.status, card.last_visit_at, card.redeem_paused_until FROM card
            WHERE card.shop_id = $1 AND card.card_id > $2 AND (card.status <> 'active' OR card.joined_at >= $3 OR card.last_visit_at >= $3
              OR card.redeem_paused_until >= $3
              OR EXISTS (SELECT 1 FROM operation WHERE operation.shop_id = card.shop_id AND operation.card_id = card.card_id
                AND operation.seq = card.seq AND operation.recorded_at >= $3)
              OR EXISTS (SELECT 1 FROM card_key WHERE card_key.shop_id = card.shop_id AND card_key.card_id = card.card_id
                AND (card_key.created_at >= $3 OR card_key.revoked_at >= $3 OR card_key.last_used_at >= $3)))
            ORDER BY card.card_id LIMIT $4";
        KEYS = "SELECT slot, public_key, storage, last_step FROM card_key WHERE shop_id = $1 AND card_id = $2 AND revoked_at IS NULL
                ORDER BY slot";
        BALANCES = "SELECT purse, balance FROM purse WHERE shop_id = $1 AND card_id = $2 ORDER BY purse";
        VOUCHERS = "SELECT voucher_id, unit_cost, confirm, expires_at FROM voucher WHERE shop_id = $1 AND card_id = $2 AND status = 'issued'
                      AND (expires_at IS NULL OR expires_at > $3) ORDER BY voucher_id";
        CODES = "SELECT visit.card_id, visit.slot, visit.step, visit.opened_at, visit.visit_id, visit.device_id FROM visit
            WHERE visit.shop_id = $1 AND visit.device_id IN (SELECT device.device_id FROM device WHERE device.shop_id = $1)
              AND visit.opened_at >= $2 AND visit.step IS NOT NULL
            UNION ALL SELECT visit.card_id, visit.slot, visit.step, visit.opened_at, visit.visit_id, visit.device_id FROM visit
            WHERE visit.shop_id = $1 AND visit.device_id IS NULL AND visit.opened_at >= $2 AND visit.step IS NOT NULL";
    }
}

/// Cards in one answer.
pub const CARDS_MAX: u32 = 500;
/// How far back a till asks again behind its cursor: a write that began before its last answer may have been committed after it.
const OVERLAP: i64 = 120 * loyalty::SECOND;
/// Codes this young are told: older ones are refused by their step anyway.
const CODES_AGE: i64 = 15 * 60 * loyalty::SECOND;

/// Where an answer goes on: what changed since when, of which moment the answers are, and behind which card.
struct Cursor {
    since: i64,
    at: i64,
    after: Option<CardId>,
}

impl Cursor {
    fn parse(text: &str) -> Option<Cursor> {
        let mut parts = text.split('.');
        let (since, at) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let after = parts.next().map(str::parse).transpose().ok()?;
        parts.next().is_none().then_some(Cursor { since, at, after })
    }

    fn text(&self) -> String {
        let after = self.after.map(|card| format!(".{card}")).unwrap_or_default();
        format!("{}.{}{after}", self.since, self.at)
    }
}

/// What changed since `since` (a cursor), or all of it: when there is none, and when it is older than a till's lease.
pub fn read(tx: &mut dyn Tx, till: &TillAuth, since: Option<&str>, now_us: i64) -> Outcome<TillSnapshot> {
    let shop = ShopRow::by_id(tx, till.shop)?;
    let asked = match since {
        None => None,
        Some(text) => Some(
            Cursor::parse(text)
                .ok_or_else(|| Problem::from(Code::InvalidRequest).detail("`since` is a `cursor` of this API."))?,
        ),
    };
    let young = asked.filter(|cursor| cursor.at <= now_us && now_us - cursor.at <= till::LEASE);
    let begins_whole = young.is_none();
    let whole = Cursor { since: i64::MIN, at: now_us, after: None };
    let cursor = match young {
        None => whole,
        // The next piece of an answer.
        Some(cursor @ Cursor { after: Some(_), .. }) => cursor,
        Some(Cursor { at, .. }) => Cursor { since: at.saturating_sub(OVERLAP), at: now_us, after: None },
    };
    let behind = cursor.after.map_or_else(Vec::new, |card| card.0.to_vec());
    let rows = tx.query(sql::CHANGED, &params![shop.id.0, behind, cursor.since, CARDS_MAX])?;
    let cards = rows.iter().map(|row| card(tx, shop.id, row, now_us)).collect::<Outcome<Vec<_>>>()?;
    let more = rows.len() == CARDS_MAX as usize;
    let last = rows.last().map(|row| row.get(0).map(CardId)).transpose()?;
    let next = Cursor { after: last.filter(|_| more), ..cursor };
    let program = shop.program(tx)?;
    let (limits, offline) = (&program.limits, &program.limits.offline);
    Ok(TillSnapshot {
        at: time(next.at),
        cursor: next.text(),
        whole: begins_whole,
        more,
        program_version: shop.program_version,
        limits: OfflineLimits {
            earns_per_card: offline.earns_per_card,
            card_interval_s: offline.card_interval_s,
            earns_per_till_day: offline.earns_per_till_day,
            redeem_value_max: offline.redeem_value_max,
            cooldown_s: limits.cooldown_s,
            quantity_max: limits.quantity_max,
        },
        cards,
        codes: codes(tx, till, now_us)?,
    })
}

fn card(tx: &mut dyn Tx, shop: ShopId, row: &Row, now_us: i64) -> Outcome<TillCard> {
    let id: [u8; 8] = row.get(0)?;
    let key = params![shop.0, id];
    let keys = tx.query(sql::KEYS, &key)?;
    let balances = tx.query(sql::BALANCES, &key)?;
    let vouchers = tx.query(sql::VOUCHERS, &params![shop.0, id, now_us])?;
    Ok(TillCard {
        id: CardId(id).to_string(),
        version: row.get(1)?,
        status: match row.get::<&str>(2)? {
            "active" => wire::CardStatus::Active,
            "blocked" => wire::CardStatus::Blocked,
            "erased" => wire::CardStatus::Erased,
            _ => wire::CardStatus::Merged,
        },
        keys: keys.iter().map(till_key).collect::<Result<_, Error>>()?,
        balances: balances
            .iter()
            .map(|row| Ok(TillBalance { purse: row.get(0)?, balance: row.get(1)? }))
            .collect::<Result<_, Error>>()?,
        vouchers: vouchers.iter().map(voucher).collect::<Result<_, Error>>()?,
        last_visit_at: row.get::<Option<i64>>(3)?.map(time),
        redeem_paused_until: row.get::<Option<i64>>(4)?.filter(|until| now_us < *until).map(time),
    })
}

fn till_key(row: &Row) -> Result<TillKey, Error> {
    let key = PublicKey::from_trusted_uncompressed(row.get(1)?);
    Ok(TillKey {
        slot: row.get(0)?,
        public_key: URL_SAFE_NO_PAD.encode(key.compressed()),
        raw: row.get::<&str>(2)? == "raw",
        last_step: row.get(3)?,
    })
}

fn voucher(row: &Row) -> Result<TillVoucher, Error> {
    Ok(TillVoucher {
        id: row.get(0)?,
        value: row.get(1)?,
        confirm: row.get(2)?,
        expires_at: row.get::<Option<i64>>(3)?.map(time),
    })
}

fn codes(tx: &mut dyn Tx, till: &TillAuth, now_us: i64) -> Outcome<Vec<UsedCode>> {
    let rows = tx.query(sql::CODES, &params![till.shop.0, now_us - CODES_AGE])?;
    let codes = rows.iter().map(|row| {
        let here = row.get::<Option<uuid::Uuid>>(5)? == Some(till.device);
        Ok(UsedCode {
            card_id: CardId(row.get(0)?).to_string(),
            slot: row.get(1)?,
            step: row.get(2)?,
            at: time(row.get(3)?),
            visit_id: if here { Some(row.get(4)?) } else { None },
        })
    });
    Ok(codes.collect::<Result<_, Error>>()?)
}
