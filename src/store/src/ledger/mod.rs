//! The ledger: loads what a card holds, writes down what the rules decided, and shows what was done.

mod history;
mod standing;
mod write;

use loyalty::{CardState, Carry, Date, LotId, LotState, PurseKind, PurseState, VoucherState, VoucherStatus};
use pass::CardId;
use uuid::Uuid;
use wire::CardStatus;

use crate::auth::ShopId;
use crate::outcome::Outcome;
use crate::{Error, Row, Tx, params};

pub(crate) use history::{done_in_visit, page};
pub(crate) use standing::{HeldVoucher, Standing};
pub(crate) use write::{Record, close_day, record};

pub(crate) mod sql {
    crate::statements::statements! {
        CARD = "SELECT card_id, number, status, seq, version, joined_at, last_visit_id, last_visit_at FROM card
                WHERE shop_id = $1 AND card_id = $2";
        CARD_BY_NUMBER = "SELECT card_id, number, status, seq, version, joined_at, last_visit_id, last_visit_at FROM card
                WHERE shop_id = $1 AND number = $2";
        CARD_ANYWHERE = "SELECT COUNT(*) FROM card WHERE card_id = $1";
        TOUCH_CARD = "UPDATE card SET seq = $3, version = $4, last_visit_id = $5, last_visit_at = $6 WHERE shop_id = $1 AND card_id = $2";
        PURSES = "SELECT purse, kind, balance, lifetime, debt, next_expiry FROM purse WHERE shop_id = $1 AND card_id = $2";
        LOTS = "SELECT purse, seq, n, remaining, expires_at FROM lot WHERE shop_id = $1 AND card_id = $2 AND remaining > 0";
        LOTS_USED_BY = "SELECT lot.purse, lot.seq, lot.n, lot.remaining, lot.expires_at FROM lot_use
                JOIN lot ON lot.shop_id = lot_use.shop_id AND lot.card_id = lot_use.card_id
                  AND lot.seq = lot_use.lot_seq AND lot.n = lot_use.lot_n
                WHERE lot_use.shop_id = $1 AND lot_use.card_id = $2 AND lot_use.seq = $3 AND lot.remaining = 0";
        VOUCHERS = "SELECT voucher_id, reward, title, status, expires_at, confirm FROM voucher
                WHERE shop_id = $1 AND card_id = $2 AND status = 'issued' ORDER BY coalesce(expires_at, 9223372036854775807), voucher_id";
        VOUCHER = "SELECT voucher_id, reward, title, status, expires_at, confirm FROM voucher
                WHERE shop_id = $1 AND card_id = $2 AND voucher_id = $3";
        VOUCHERS_ISSUED_BY = "SELECT voucher_id, reward, title, status, expires_at, confirm, issued_n FROM voucher
                WHERE shop_id = $1 AND card_id = $2 AND issued_seq = $3 ORDER BY voucher_id";
        DAY = "SELECT stamps FROM card_day WHERE shop_id = $1 AND card_id = $2 AND business_day = $3";
        GIFTS = "SELECT gifts FROM staff_day WHERE shop_id = $1 AND staff_id = $2 AND business_day = $3";
        INSERT_OPERATION = "INSERT INTO operation (shop_id, card_id, seq, operation_id, kind, visit_id, program_version, device_id, staff_id,
                  key_id, by_name, occurred_at, recorded_at, business_day, quantity, amount, reason, void_of)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
                ON CONFLICT (shop_id, operation_id) DO NOTHING";
        INSERT_ENTRY = "INSERT INTO entry (shop_id, card_id, seq, n, purse, delta, balance_after) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        INSERT_LOT = "INSERT INTO lot (shop_id, card_id, seq, n, purse, granted, remaining, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $6, $7)";
        INSERT_LOT_USE = "INSERT INTO lot_use (shop_id, card_id, seq, n, lot_seq, lot_n, units) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        USE_LOT = "UPDATE lot SET remaining = remaining - $5 WHERE shop_id = $1 AND card_id = $2 AND seq = $3 AND n = $4";
        PUT_PURSE = "INSERT INTO purse (shop_id, card_id, purse, kind, balance, lifetime, debt, next_expiry)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (shop_id, card_id, purse) DO UPDATE SET balance = $5, lifetime = $6, debt = $7, next_expiry = $8";
        INSERT_VOUCHER = "INSERT INTO voucher (shop_id, card_id, voucher_id, reward, title, unit_cost, confirm, status, issued_seq, issued_n,
                  issued_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 'issued', $8, $9, $10, $11)";
        USE_VOUCHER = "UPDATE voucher SET status = 'used', used_seq = $4 WHERE shop_id = $1 AND card_id = $2 AND voucher_id = $3";
        RESTORE_VOUCHER = "UPDATE voucher SET status = 'issued', used_seq = NULL WHERE shop_id = $1 AND card_id = $2 AND voucher_id = $3";
        CANCEL_VOUCHER = "UPDATE voucher SET status = 'cancelled', cancelled_seq = $4
                WHERE shop_id = $1 AND card_id = $2 AND voucher_id = $3";
        INSERT_VOUCHER_EVENT = "INSERT INTO voucher_event (shop_id, card_id, seq, voucher_id, what) VALUES ($1, $2, $3, $4, $5)";
        ADD_DAY = "INSERT INTO card_day (shop_id, card_id, business_day, visits, stamps, amount) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (shop_id, card_id, business_day)
                DO UPDATE SET visits = card_day.visits + $4, stamps = card_day.stamps + $5, amount = card_day.amount + $6";
        ADD_GIFTS = "INSERT INTO staff_day (shop_id, staff_id, business_day, gifts) VALUES ($1, $2, $3, $4)
                ON CONFLICT (shop_id, staff_id, business_day) DO UPDATE SET gifts = staff_day.gifts + $4";
        OPERATION = "SELECT o.operation_id, o.kind, o.seq, o.recorded_at, o.by_name, target.operation_id, mirror.operation_id
                FROM operation o
                LEFT JOIN operation target ON target.shop_id = o.shop_id AND target.card_id = o.card_id AND target.seq = o.void_of
                LEFT JOIN operation mirror ON mirror.shop_id = o.shop_id AND mirror.card_id = o.card_id AND mirror.void_of = o.seq
                WHERE o.shop_id = $1 AND o.card_id = $2 AND o.seq = $3";
        SEQS_OF_VISIT = "SELECT card_id, seq FROM operation WHERE shop_id = $1 AND visit_id = $2 ORDER BY seq";
        SEQS_BEFORE = "SELECT card_id, seq FROM operation WHERE shop_id = $1 AND card_id = $2 AND seq < $3 ORDER BY seq DESC LIMIT $4";
        ENTRIES = "SELECT purse, delta, balance_after FROM entry WHERE shop_id = $1 AND card_id = $2 AND seq = $3 ORDER BY n";
        VOUCHER_EVENTS = "SELECT voucher.voucher_id, voucher.reward, voucher.title, voucher.expires_at, voucher_event.what FROM voucher_event
                JOIN voucher ON voucher.shop_id = voucher_event.shop_id AND voucher.card_id = voucher_event.card_id
                  AND voucher.voucher_id = voucher_event.voucher_id
                WHERE voucher_event.shop_id = $1 AND voucher_event.card_id = $2 AND voucher_event.seq = $3 ORDER BY voucher.voucher_id";
    }
}

/// A card's own row.
#[derive(Clone, Debug)]
pub(crate) struct CardRow {
    pub shop: ShopId,
    pub id: CardId,
    pub number: String,
    pub status: CardStatus,
    pub seq: i64,
    pub version: i64,
    pub joined_at: i64,
    pub last_visit_id: Option<Uuid>,
    pub last_visit_at: Option<i64>,
}

impl CardRow {
    pub(crate) fn find(tx: &mut dyn Tx, shop: ShopId, id: CardId) -> Outcome<Option<CardRow>> {
        let row = tx.query_one(sql::CARD, &params![shop.0, id.0])?;
        Ok(row.map(|row| CardRow::read(shop, &row)).transpose()?)
    }

    pub(crate) fn by_number(tx: &mut dyn Tx, shop: ShopId, number: &str) -> Outcome<Option<CardRow>> {
        let row = tx.query_one(sql::CARD_BY_NUMBER, &params![shop.0, number])?;
        Ok(row.map(|row| CardRow::read(shop, &row)).transpose()?)
    }

    /// Whether any shop has this card.
    pub(crate) fn exists_anywhere(tx: &mut dyn Tx, id: CardId) -> Outcome<bool> {
        let row = tx.query_one(sql::CARD_ANYWHERE, &params![id.0])?;
        Ok(row.is_some_and(|row| row.get(0).is_ok_and(|count: i64| count > 0)))
    }

    /// From a query's (id, number, status, seq, version, joined, last visit, when).
    pub(crate) fn read(shop: ShopId, row: &Row) -> Result<CardRow, Error> {
        Ok(CardRow {
            shop,
            id: CardId(row.get(0)?),
            number: row.get(1)?,
            status: match row.get::<&str>(2)? {
                "active" => CardStatus::Active,
                "blocked" => CardStatus::Blocked,
                "erased" => CardStatus::Erased,
                _ => CardStatus::Merged,
            },
            seq: row.get(3)?,
            version: row.get(4)?,
            joined_at: row.get(5)?,
            last_visit_id: row.get(6)?,
            last_visit_at: row.get(7)?,
        })
    }

    /// Writes the row's counters back, as the next version of the card.
    pub(crate) fn touch(&mut self, tx: &mut dyn Tx) -> Outcome<()> {
        self.version += 1;
        let row = params![self.shop.0, self.id.0, self.seq, self.version, self.last_visit_id, self.last_visit_at];
        tx.execute(sql::TOUCH_CARD, &row)?;
        Ok(())
    }
}

/// What the rules ask about a card, and how it stands.
pub(crate) fn load(
    tx: &mut dyn Tx,
    card: &CardRow,
    business_day: Date,
    staff: Option<Uuid>,
) -> Outcome<(CardState, Standing)> {
    let key = params![card.shop.0, card.id.0];
    let (purse_rows, voucher_rows) = (tx.query(sql::PURSES, &key)?, tx.query(sql::VOUCHERS, &key)?);
    let mut purses = purse_rows.iter().map(purse_state).collect::<Result<Vec<_>, _>>()?;
    for row in tx.query(sql::LOTS, &key)? {
        add_lot(&mut purses, &row)?;
    }
    let day = tx.query_one(sql::DAY, &params![card.shop.0, card.id.0, business_day.0])?;
    let stamps_today = day.map(|row| row.get(0)).transpose()?.unwrap_or(0);
    let gifts_today = match staff {
        Some(staff) => {
            let row = tx.query_one(sql::GIFTS, &params![card.shop.0, staff, business_day.0])?;
            row.map(|row| row.get(0)).transpose()?.unwrap_or(0)
        }
        None => 0,
    };
    let vouchers = voucher_rows.iter().map(voucher_state).collect::<Result<_, _>>()?;
    let standing = Standing::of_rows(&purse_rows, &voucher_rows)?;
    // The programmes of this schema warn nobody: without a warning nothing lapses while there is a channel.
    let state = CardState {
        seq: card.seq,
        purses,
        vouchers,
        stamps_today,
        gifts_today,
        has_channel: true,
        ..CardState::default()
    };
    Ok((state, standing))
}

/// A purse without its lots, from a query's (purse, kind, balance, lifetime, debt).
fn purse_state(row: &Row) -> Result<PurseState, Error> {
    Ok(PurseState {
        id: row.get(0)?,
        kind: purse_kind(row.get(1)?)?,
        balance: row.get(2)?,
        lifetime: row.get(3)?,
        debt: row.get(4)?,
        carry: Carry::default(),
        lots: Vec::new(),
    })
}

/// Puts a lot that a query gave (purse, seq, n, remaining, expiry) into its purse.
pub(crate) fn add_lot(purses: &mut [PurseState], row: &Row) -> Outcome<()> {
    let id: &str = row.get(0)?;
    let purse = purses.iter_mut().find(|purse| purse.id == id);
    let purse = purse.ok_or_else(|| Error::Corrupt("a lot without its purse".into()))?;
    purse.lots.push(LotState {
        id: LotId { seq: row.get(1)?, n: row.get(2)? },
        remaining: row.get(3)?,
        expires_at: row.get(4)?,
        warned_at: None,
    });
    Ok(())
}

/// A voucher as the rules see it, from a query's (id, reward, title, status, expiry, confirm).
pub(crate) fn voucher_state(row: &Row) -> Result<VoucherState, Error> {
    Ok(VoucherState {
        id: row.get(0)?,
        reward: row.get(1)?,
        choices: Vec::new(),
        status: match row.get::<&str>(3)? {
            "issued" => VoucherStatus::Issued,
            "used" => VoucherStatus::Used,
            "cancelled" => VoucherStatus::Cancelled,
            _ => VoucherStatus::Expired,
        },
        expires_at: row.get(4)?,
        confirm: row.get(5)?,
    })
}

pub(crate) fn purse_kind(text: &str) -> Result<PurseKind, Error> {
    match text {
        "stamps" => Ok(PurseKind::Stamps),
        "points" => Ok(PurseKind::Points),
        "credit" => Ok(PurseKind::Credit),
        _ => Err(Error::Corrupt("a purse of an unknown kind".into())),
    }
}

pub(crate) fn purse_kind_text(kind: PurseKind) -> &'static str {
    match kind {
        PurseKind::Stamps => "stamps",
        PurseKind::Points => "points",
        PurseKind::Credit => "credit",
    }
}
