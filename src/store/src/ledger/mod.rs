//! The ledger: loads what a card holds, writes down what the rules decided, and shows what was done.

mod days;
mod hand;
mod history;
mod kinds;
mod load;
pub(crate) mod past;
mod settle;
pub(crate) mod source;
mod standing;
mod status;
mod vouchers;
mod warning;
pub(crate) mod why;
mod write;

use loyalty::{Birthday, Date, MembershipState, PurseKind, TierState, VoucherState, VoucherStatus};
use pass::CardId;
use uuid::Uuid;
use wire::CardStatus;

use crate::auth::ShopId;
use crate::outcome::Outcome;
use crate::{Error, Row, Tx, params};

pub(crate) use days::{close_day, close_staff_day};
pub(crate) use hand::AtHand;
pub(crate) use history::{done, done_in_visit, page};
pub(crate) use kinds::kind_text;
pub(crate) use load::{Place, channel_since, gives_by_visit, look};
pub(crate) use past::{Past, find};
pub(crate) use settle::{run, settle};
pub(crate) use standing::{HeldVoucher, Standing};
pub(crate) use vouchers::voucher_id;
pub(crate) use warning::{told_before, untold, warned};
pub(crate) use write::{Record, TakesBack};

pub(crate) mod sql {
    crate::statements::statements! {
        CARD = "SELECT card_id, number, status, seq, version, joined_at, last_visit_id, last_visit_at,
                  birth_month, birth_day, brought_by, seen_at, tier, tier_since, tier_review_at, tier_in_grace, member_since, member_until,
                  merged_into, redeem_paused_until FROM card
                WHERE shop_id = $1 AND card_id = $2";
        CARD_BY_NUMBER = "SELECT card_id, number, status, seq, version, joined_at, last_visit_id, last_visit_at,
                  birth_month, birth_day, brought_by, seen_at, tier, tier_since, tier_review_at, tier_in_grace, member_since, member_until,
                  merged_into, redeem_paused_until FROM card
                WHERE shop_id = $1 AND number = $2";
        CARD_ANYWHERE = "SELECT COUNT(*) FROM card WHERE card_id = $1";
        TOUCH_CARD = "UPDATE card SET seq = $3, version = $4, last_visit_id = $5, last_visit_at = $6, seen_at = $7 WHERE shop_id = $1 AND card_id = $2";
        PURSES = "SELECT purse, kind, balance, lifetime, debt, next_expiry, carry_numerator, carry_denominator FROM purse
                WHERE shop_id = $1 AND card_id = $2 ORDER BY purse";
        LOTS = "SELECT purse, seq, n, remaining, expires_at, warned_at FROM lot WHERE shop_id = $1 AND card_id = $2 AND remaining > 0";
        LOTS_USED_BY = "SELECT lot.purse, lot.seq, lot.n, lot.remaining, lot.expires_at, lot.warned_at FROM lot_use
                JOIN lot ON lot.shop_id = lot_use.shop_id AND lot.card_id = lot_use.card_id
                  AND lot.seq = lot_use.lot_seq AND lot.n = lot_use.lot_n
                WHERE lot_use.shop_id = $1 AND lot_use.card_id = $2 AND lot_use.seq = $3 AND lot.remaining = 0";
        VOUCHERS = "SELECT voucher_id, reward, title, status, expires_at, confirm, choices FROM voucher
                WHERE shop_id = $1 AND card_id = $2 AND status = 'issued' ORDER BY coalesce(expires_at, 9223372036854775807), voucher_id";
        VOUCHER = "SELECT voucher_id, reward, title, status, expires_at, confirm, choices FROM voucher
                WHERE shop_id = $1 AND card_id = $2 AND voucher_id = $3";
        VOUCHERS_ISSUED_BY = "SELECT voucher_id, reward, title, status, expires_at, confirm, choices, issued_n, source FROM voucher
                WHERE shop_id = $1 AND card_id = $2 AND issued_seq = $3 ORDER BY voucher_id";
        BOUGHT_BY = "SELECT voucher_id FROM voucher_event WHERE shop_id = $1 AND card_id = $2 AND seq = $3 AND what = 'bought'";
        DAY = "SELECT stamps, points, credit, visits FROM card_day WHERE shop_id = $1 AND card_id = $2 AND business_day = $3";
        STAFF_DAY = "SELECT gifts, manual FROM staff_day WHERE shop_id = $1 AND staff_id = $2 AND business_day = $3";
        EARNS_OF_TILL = "SELECT CAST(coalesce(SUM(operation.earns), 0) AS BIGINT) FROM visit
                JOIN operation ON operation.shop_id = visit.shop_id AND operation.visit_id = visit.visit_id
                WHERE visit.shop_id = $1 AND visit.device_id = $2 AND visit.opened_at >= $3 AND operation.counted_on = $4";
        VISIT_TOTALS = "SELECT CAST(coalesce(SUM(spend), 0) AS BIGINT), CAST(coalesce(SUM(credit_spent), 0) AS BIGINT),
                  CAST(coalesce(SUM(not_earning), 0) AS BIGINT) FROM operation WHERE shop_id = $1 AND visit_id = $2";
        VISITS_EVER = "SELECT CAST(coalesce(SUM(visits), 0) AS BIGINT) FROM card_day WHERE shop_id = $1 AND card_id = $2";
        PERIOD_SPEND = "SELECT CAST(coalesce(SUM(spend), 0) AS BIGINT) FROM card_day
                WHERE shop_id = $1 AND card_id = $2 AND business_day BETWEEN $3 AND $4";
        PERIOD_VISITS = "SELECT CAST(coalesce(SUM(visits), 0) AS BIGINT) FROM card_day
                WHERE shop_id = $1 AND card_id = $2 AND business_day BETWEEN $3 AND $4";
        PERIOD_POINTS = "SELECT CAST(coalesce(SUM(points), 0) AS BIGINT) FROM card_day
                WHERE shop_id = $1 AND card_id = $2 AND business_day BETWEEN $3 AND $4";
        LABELS = "SELECT kind, label FROM card_label WHERE shop_id = $1 AND card_id = $2";
        VISIT_BEFORE = "SELECT MAX(opened_at) FROM visit WHERE shop_id = $1 AND card_id = $2 AND visit_id <> $3";
        SAME_HOLDER = "SELECT COUNT(*) FROM holder_card mine JOIN holder_card friend ON friend.holder_id = mine.holder_id
                WHERE mine.shop_id = $1 AND mine.card_id = $2 AND friend.shop_id = $1 AND friend.card_id = $3";
        GIVEN = "SELECT kind, name, occasion, CAST(SUM(times) AS BIGINT),
                  CAST(SUM(CASE WHEN counted_on = $3 THEN times ELSE 0 END) AS BIGINT)
                FROM given WHERE shop_id = $1 AND card_id = $2 GROUP BY kind, name, occasion";
        STOCK = "SELECT reward, taken FROM reward_stock WHERE shop_id = $1";
        INSERT_OPERATION = "INSERT INTO operation (shop_id, card_id, seq, operation_id, kind, visit_id, program_version, device_id, staff_id,
                  key_id, by_name, occurred_at, recorded_at, business_day, quantity, amount, reason, void_of, refund_of, overrides,
                  external_ref, counted_on, visits, stamps, points, credit, spend, not_earning, credit_spent, earns, gifts, manual)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
                  $26, $27, $28, $29, $30, $31, $32)
                ON CONFLICT (shop_id, operation_id) DO NOTHING";
        INSERT_ENTRY = "INSERT INTO entry (shop_id, card_id, seq, n, purse, delta, balance_after, debt, earned)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        INSERT_LOT = "INSERT INTO lot (shop_id, card_id, seq, n, purse, granted, remaining, expires_at, warned_at)
                VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8)";
        INSERT_LOT_USE = "INSERT INTO lot_use (shop_id, card_id, seq, n, lot_seq, lot_n, units) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        USE_LOT = "UPDATE lot SET remaining = remaining - $5 WHERE shop_id = $1 AND card_id = $2 AND seq = $3 AND n = $4";
        PUT_PURSE = "INSERT INTO purse (shop_id, card_id, purse, kind, balance, lifetime, debt, next_expiry)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (shop_id, card_id, purse) DO UPDATE SET balance = $5, lifetime = $6, debt = $7, next_expiry = $8";
        INSERT_VOUCHER = "INSERT INTO voucher (shop_id, card_id, voucher_id, reward, title, unit_cost, confirm, status, issued_seq, issued_n,
                  issued_at, expires_at, source, choices, used_seq)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
        USE_VOUCHER = "UPDATE voucher SET status = 'used', used_seq = $4, taken = $5, taken_title = $6, taken_unit_cost = $7
                WHERE shop_id = $1 AND card_id = $2 AND voucher_id = $3";
        RESTORE_VOUCHER = "UPDATE voucher SET status = 'issued', used_seq = NULL, taken = NULL, taken_title = NULL, taken_unit_cost = NULL
                WHERE shop_id = $1 AND card_id = $2 AND voucher_id = $3";
        CANCEL_VOUCHER = "UPDATE voucher SET status = 'cancelled', cancelled_seq = $4, used_seq = NULL
                WHERE shop_id = $1 AND card_id = $2 AND voucher_id = $3";
        SET_VOUCHER = "UPDATE voucher SET status = $4 WHERE shop_id = $1 AND card_id = $2 AND voucher_id = $3";
        MOVED_VOUCHER = "SELECT title, unit_cost, source FROM voucher WHERE shop_id = $1 AND card_id = $2 AND voucher_id = $3";
        INSERT_VOUCHER_EVENT = "INSERT INTO voucher_event (shop_id, card_id, seq, voucher_id, what) VALUES ($1, $2, $3, $4, $5)";
        ADD_DAY = "INSERT INTO card_day (shop_id, card_id, business_day, visits, stamps, spend, points, credit, not_earning, credit_spent)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                ON CONFLICT (shop_id, card_id, business_day)
                DO UPDATE SET visits = card_day.visits + $4, stamps = card_day.stamps + $5, spend = card_day.spend + $6,
                  points = card_day.points + $7, credit = card_day.credit + $8, not_earning = card_day.not_earning + $9,
                  credit_spent = card_day.credit_spent + $10";
        ADD_STAFF_DAY = "INSERT INTO staff_day (shop_id, staff_id, business_day, gifts, manual) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (shop_id, staff_id, business_day)
                DO UPDATE SET gifts = staff_day.gifts + $4, manual = staff_day.manual + $5";
        PUT_CARRY = "INSERT INTO purse (shop_id, card_id, purse, kind, balance, lifetime, debt, carry_numerator, carry_denominator)
                VALUES ($1, $2, $3, $4, 0, 0, 0, $5, $6)
                ON CONFLICT (shop_id, card_id, purse) DO UPDATE SET carry_numerator = $5, carry_denominator = $6";
        INSERT_CARRY = "INSERT INTO carry (shop_id, card_id, seq, n, purse, kind, numerator, denominator, after_numerator, after_denominator)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
        INSERT_BASIS = "INSERT INTO basis (shop_id, card_id, seq, purse, kind, n, rate_numerator, rate_denominator, amount, carry_numerator,
                  carry_denominator, percent, addition) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
        PROLONG_LOTS = "UPDATE lot SET expires_at = $4, warned_at = NULL
                WHERE shop_id = $1 AND card_id = $2 AND purse = $3 AND remaining > 0 AND expires_at < $4";
        PROLONG_PURSE = "UPDATE purse SET next_expiry = $4 WHERE shop_id = $1 AND card_id = $2 AND purse = $3";
        INSERT_WARNINGS = "INSERT INTO warning (shop_id, card_id, lot_seq, lot_n, at, how, lapses_at, days)
                SELECT shop_id, card_id, seq, n, CAST($4 AS BIGINT), 'card', CAST($5 AS BIGINT), CAST($6 AS BIGINT) FROM lot
                WHERE shop_id = $1 AND card_id = $2 AND purse = $3 AND remaining > 0 AND warned_at IS NULL AND expires_at <= $5";
        WARN_LOTS = "UPDATE lot SET warned_at = $4, expires_at = $5
                WHERE shop_id = $1 AND card_id = $2 AND purse = $3 AND remaining > 0 AND warned_at IS NULL AND expires_at <= $5";
        INSERT_WARNING = "INSERT INTO warning (shop_id, card_id, lot_seq, lot_n, at, how, lapses_at, days, seen_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        MERGE = "UPDATE card SET status = 'merged', merged_into = $3 WHERE shop_id = $1 AND card_id = $2";
        UNMERGE = "UPDATE card SET status = 'active', merged_into = NULL WHERE shop_id = $1 AND card_id = $2 AND status = 'merged'";
        INSERT_LINK = "INSERT INTO operation_link (shop_id, operation_id, other_id) VALUES ($1, $2, $3)";
        LINKED = "SELECT other_id FROM operation_link WHERE shop_id = $1 AND operation_id = $2 ORDER BY other_id";
        SET_TIER = "UPDATE card SET tier = $3, tier_since = $4, tier_review_at = $5, tier_in_grace = $6 WHERE shop_id = $1 AND card_id = $2";
        INSERT_TIER_STEP = "INSERT INTO tier_step (shop_id, card_id, seq, n, from_tier, from_since, from_review_at, from_in_grace, to_tier,
                  to_since, to_review_at, to_in_grace) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
        SET_MEMBERSHIP = "UPDATE card SET member_since = $3, member_until = $4 WHERE shop_id = $1 AND card_id = $2";
        INSERT_MEMBERSHIP_STEP = "INSERT INTO membership_step (shop_id, card_id, seq, from_since, from_until, to_since, to_until)
                VALUES ($1, $2, $3, $4, $5, $6, $7)";
        INSERT_GIVEN = "INSERT INTO given (shop_id, card_id, seq, n, kind, name, occasion, times, counted_on)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        ADD_STOCK = "INSERT INTO reward_stock (shop_id, reward, taken) VALUES ($1, $2, $3)
                ON CONFLICT (shop_id, reward) DO UPDATE SET taken = reward_stock.taken + $3";
        INSERT_REASONS = "INSERT INTO operation_reason (shop_id, card_id, seq, reasons) VALUES ($1, $2, $3, $4)";
        OPERATION = "SELECT o.operation_id, o.kind, o.seq, o.recorded_at, o.by_name, target.operation_id, mirror.operation_id
                FROM operation o
                LEFT JOIN operation target ON target.shop_id = o.shop_id AND target.card_id = o.card_id
                  AND target.seq = coalesce(o.void_of, o.refund_of)
                LEFT JOIN operation mirror ON mirror.shop_id = o.shop_id AND mirror.card_id = o.card_id AND mirror.void_of = o.seq
                WHERE o.shop_id = $1 AND o.card_id = $2 AND o.seq = $3";
        SEQS_OF_VISIT = "SELECT card_id, seq FROM operation WHERE shop_id = $1 AND visit_id = $2 ORDER BY seq";
        SEQS_BEFORE = "SELECT card_id, seq FROM operation WHERE shop_id = $1 AND card_id = $2 AND seq < $3 ORDER BY seq DESC LIMIT $4";
        ENTRIES = "SELECT purse, delta, balance_after FROM entry WHERE shop_id = $1 AND card_id = $2 AND seq = $3 ORDER BY n";
        VOUCHER_EVENTS = "SELECT voucher.voucher_id, coalesce(voucher.taken, voucher.reward), coalesce(voucher.taken_title, voucher.title),
                  voucher.expires_at, voucher_event.what FROM voucher_event
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
    pub birthday: Option<Birthday>,
    /// The card of the friend who brought it.
    pub brought_by: Option<CardId>,
    /// When its own phone asked for it or showed its code, to a month.
    pub seen_at: Option<i64>,
    pub tier: Option<TierState>,
    pub membership: Option<MembershipState>,
    /// The number of the card that everything on it went to.
    pub merged_into: Option<String>,
    /// Until when nothing on it can be used, and of when it was lifted if somebody did: it was moved to another phone by staff.
    pub redeem_paused_until: Option<i64>,
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

    /// From a query's columns as in [`sql::CARD`].
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
            birthday: match (row.get(8)?, row.get(9)?) {
                (Some(month), Some(day)) => Some(Birthday { month, day }),
                _ => None,
            },
            brought_by: row.get::<Option<[u8; 8]>>(10)?.map(CardId),
            seen_at: row.get(11)?,
            tier: tier_state(row, 12)?,
            membership: membership_state(row, 16)?,
            merged_into: row.get(18)?,
            redeem_paused_until: row.get(19)?,
        })
    }

    /// Everything on it went to the card of this number.
    pub(crate) fn merge(&mut self, tx: &mut dyn Tx, into: &str) -> Outcome<()> {
        tx.execute(sql::MERGE, &params![self.shop.0, self.id.0, into])?;
        (self.status, self.merged_into) = (CardStatus::Merged, Some(into.to_owned()));
        Ok(())
    }

    /// Everything came back.
    pub(crate) fn unmerge(&mut self, tx: &mut dyn Tx) -> Outcome<()> {
        if tx.execute(sql::UNMERGE, &params![self.shop.0, self.id.0])? == 1 {
            (self.status, self.merged_into) = (CardStatus::Active, None);
        }
        Ok(())
    }

    /// Writes the row's counters back, as the next version of the card.
    pub(crate) fn touch(&mut self, tx: &mut dyn Tx) -> Outcome<()> {
        self.version += 1;
        let (shop, id, visited_at) = (self.shop.0, self.id.0, self.last_visit_at);
        let row = params![shop, id, self.seq, self.version, self.last_visit_id, visited_at, self.seen_at];
        tx.execute(sql::TOUCH_CARD, &row)?;
        Ok(())
    }
}

/// Says that `other` goes when `operation` is taken back.
pub(crate) fn link(tx: &mut dyn Tx, shop: ShopId, operation: Uuid, other: Uuid) -> Outcome<()> {
    tx.execute(sql::INSERT_LINK, &params![shop.0, operation, other])?;
    Ok(())
}

/// What goes when an operation is taken back.
pub(crate) fn linked(tx: &mut dyn Tx, shop: ShopId, operation: Uuid) -> Outcome<Vec<Uuid>> {
    let rows = tx.query(sql::LINKED, &params![shop.0, operation])?;
    Ok(rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?)
}

/// A voucher as the rules see it, from a query's (id, reward, title, status, expiry, confirm, choices).
pub(crate) fn voucher_state(row: &Row) -> Result<VoucherState, Error> {
    Ok(VoucherState {
        id: row.get(0)?,
        reward: row.get(1)?,
        choices: match row.get::<Option<&str>>(6)? {
            None => Vec::new(),
            Some(json) => serde_json::from_str(json).map_err(|error| Error::Corrupt(format!("choices: {error}")))?,
        },
        status: match row.get::<&str>(3)? {
            "issued" => VoucherStatus::Issued,
            "used" => VoucherStatus::Used,
            "cancelled" => VoucherStatus::Cancelled,
            "moved" => VoucherStatus::Moved,
            _ => VoucherStatus::Expired,
        },
        expires_at: row.get(4)?,
        confirm: row.get(5)?,
    })
}

/// A level from a query's (level, since, review, in grace) at this column.
fn tier_state(row: &Row, at: usize) -> Result<Option<TierState>, Error> {
    let Some(level) = row.get(at)? else { return Ok(None) };
    let (since, review_at, in_grace) = (Date(row.get(at + 1)?), row.get(at + 2)?, row.get(at + 3)?);
    Ok(Some(TierState { level, since, review_at, in_grace }))
}

/// A membership from a query's (since, until) at this column.
fn membership_state(row: &Row, at: usize) -> Result<Option<MembershipState>, Error> {
    let Some(since) = row.get(at)? else { return Ok(None) };
    Ok(Some(MembershipState { since, valid_until: row.get(at + 1)? }))
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
