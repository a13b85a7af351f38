//! The invariants of the ledger, checked over every row: what must hold in any database that this program wrote.

pub(crate) mod slices;

use crate::outcome::Outcome;
use crate::{Error, Row, Tx, Value, params};

pub(crate) mod sql {
    crate::statements::statements! {
        COUNTS = "SELECT (SELECT COUNT(*) FROM shop), (SELECT COUNT(*) FROM card), (SELECT COUNT(*) FROM visit),
                         (SELECT COUNT(*) FROM operation)";
        BALANCE_IS_ENTRIES = "SELECT purse.card_id, purse.purse, purse.balance, CAST(coalesce(SUM(entry.delta), 0) AS BIGINT)
            FROM purse LEFT JOIN entry ON entry.shop_id = purse.shop_id AND entry.card_id = purse.card_id AND entry.purse = purse.purse
            GROUP BY purse.shop_id, purse.card_id, purse.purse, purse.balance
            HAVING purse.balance <> coalesce(SUM(entry.delta), 0) LIMIT 1";
        BALANCE_IS_LOTS = "SELECT purse.card_id, purse.purse, purse.balance, CAST(coalesce(SUM(lot.remaining), 0) AS BIGINT), purse.debt
            FROM purse LEFT JOIN lot ON lot.shop_id = purse.shop_id AND lot.card_id = purse.card_id AND lot.purse = purse.purse
            GROUP BY purse.shop_id, purse.card_id, purse.purse, purse.balance, purse.debt
            HAVING purse.balance <> coalesce(SUM(lot.remaining), 0) - purse.debt LIMIT 1";
        EXPIRY_IS_LOTS = "SELECT purse.card_id, purse.purse, purse.next_expiry, MIN(lot.expires_at)
            FROM purse LEFT JOIN lot ON lot.shop_id = purse.shop_id AND lot.card_id = purse.card_id AND lot.purse = purse.purse
              AND lot.remaining > 0
            GROUP BY purse.shop_id, purse.card_id, purse.purse, purse.next_expiry
            HAVING coalesce(purse.next_expiry, 0) <> coalesce(MIN(lot.expires_at), 0) LIMIT 1";
        ENTRIES_CHAIN = "SELECT card_id, seq, n, balance_after, running FROM (
              SELECT card_id, seq, n, balance_after,
                     CAST(SUM(delta) OVER (PARTITION BY shop_id, card_id, purse ORDER BY seq, n) AS BIGINT) AS running FROM entry
            ) chain WHERE balance_after <> running LIMIT 1";
        ENTRY_HAS_PURSE = "SELECT entry.card_id, entry.seq, entry.n FROM entry
            LEFT JOIN purse ON purse.shop_id = entry.shop_id AND purse.card_id = entry.card_id AND purse.purse = entry.purse
            WHERE purse.purse IS NULL LIMIT 1";
        LIFETIME_IS_EARNED = "SELECT purse.card_id, purse.purse, purse.lifetime, CAST(coalesce(SUM(entry.earned), 0) AS BIGINT)
            FROM purse LEFT JOIN entry ON entry.shop_id = purse.shop_id AND entry.card_id = purse.card_id AND entry.purse = purse.purse
            GROUP BY purse.shop_id, purse.card_id, purse.purse, purse.lifetime
            HAVING purse.lifetime <> coalesce(SUM(entry.earned), 0) LIMIT 1";
        DEBT_IS_ENTRIES = "SELECT purse.card_id, purse.purse, purse.debt, CAST(coalesce(SUM(entry.debt), 0) AS BIGINT)
            FROM purse LEFT JOIN entry ON entry.shop_id = purse.shop_id AND entry.card_id = purse.card_id AND entry.purse = purse.purse
            GROUP BY purse.shop_id, purse.card_id, purse.purse, purse.debt
            HAVING purse.debt <> coalesce(SUM(entry.debt), 0) LIMIT 1";
        CARRY_IS_LAST = "SELECT purse.card_id, purse.purse, purse.carry_numerator, carry.after_numerator FROM purse
            JOIN carry ON carry.shop_id = purse.shop_id AND carry.card_id = purse.card_id AND carry.purse = purse.purse
            WHERE NOT EXISTS (SELECT 1 FROM carry later WHERE later.shop_id = carry.shop_id AND later.card_id = carry.card_id
                AND later.purse = carry.purse AND (later.seq > carry.seq OR (later.seq = carry.seq AND later.n > carry.n)))
              AND (purse.carry_numerator <> carry.after_numerator OR purse.carry_denominator <> carry.after_denominator) LIMIT 1";
        BASIS_HAS_ENTRY = "SELECT basis.card_id, basis.seq, basis.purse FROM basis
            LEFT JOIN entry ON entry.shop_id = basis.shop_id AND entry.card_id = basis.card_id AND entry.seq = basis.seq
              AND entry.n = basis.n AND entry.purse = basis.purse AND entry.delta > 0
            WHERE basis.n IS NOT NULL AND entry.n IS NULL LIMIT 1";
        TIER_IS_LAST = "SELECT card.card_id, card.tier, tier_step.to_tier FROM card
            JOIN tier_step ON tier_step.shop_id = card.shop_id AND tier_step.card_id = card.card_id
            WHERE NOT EXISTS (SELECT 1 FROM tier_step later WHERE later.shop_id = tier_step.shop_id AND later.card_id = tier_step.card_id
                AND (later.seq > tier_step.seq OR (later.seq = tier_step.seq AND later.n > tier_step.n)))
              AND (coalesce(card.tier, '') <> coalesce(tier_step.to_tier, '')
                OR coalesce(card.tier_review_at, 0) <> coalesce(tier_step.to_review_at, 0)
                OR card.tier_in_grace <> tier_step.to_in_grace) LIMIT 1";
        MEMBERSHIP_IS_LAST = "SELECT card.card_id, card.member_until, membership_step.to_until FROM card
            JOIN membership_step ON membership_step.shop_id = card.shop_id AND membership_step.card_id = card.card_id
            WHERE NOT EXISTS (SELECT 1 FROM membership_step later WHERE later.shop_id = membership_step.shop_id
                AND later.card_id = membership_step.card_id AND later.seq > membership_step.seq)
              AND (coalesce(card.member_since, 0) <> coalesce(membership_step.to_since, 0)
                OR coalesce(card.member_until, 0) <> coalesce(membership_step.to_until, 0)) LIMIT 1";
        STOCK_IS_GIVEN = "SELECT reward_stock.reward, reward_stock.taken, CAST(coalesce(gone.times, 0) AS BIGINT) FROM reward_stock
            LEFT JOIN (SELECT shop_id, name, SUM(times) AS times FROM given WHERE kind = 'reward' GROUP BY shop_id, name) gone
              ON gone.shop_id = reward_stock.shop_id AND gone.name = reward_stock.reward
            WHERE reward_stock.taken <> coalesce(gone.times, 0) LIMIT 1";
        GIVEN_TAKEN_BACK = "SELECT card_id, kind, name, CAST(SUM(times) AS BIGINT) FROM given WHERE kind <> 'reward'
            GROUP BY shop_id, card_id, kind, name, occasion HAVING SUM(times) < 0 LIMIT 1";
        REASON_HAS_OPERATION = "SELECT operation_reason.card_id, operation_reason.seq FROM operation_reason
            LEFT JOIN operation ON operation.shop_id = operation_reason.shop_id AND operation.card_id = operation_reason.card_id
              AND operation.seq = operation_reason.seq WHERE operation.seq IS NULL LIMIT 1";
        REFUNDS_ARE_OF_EARNINGS = "SELECT operation.card_id, operation.seq, operation.refund_of FROM operation
            LEFT JOIN operation target ON target.shop_id = operation.shop_id AND target.card_id = operation.card_id
              AND target.seq = operation.refund_of
            WHERE (operation.kind = 'refund') <> (operation.refund_of IS NOT NULL)
              OR (operation.refund_of IS NOT NULL AND (coalesce(target.kind, '') <> 'earn' OR target.seq >= operation.seq)) LIMIT 1";
        OPERATIONS_ARE_NUMBERED = "SELECT card.card_id, card.seq, COUNT(operation.seq), MAX(operation.seq) FROM card
            LEFT JOIN operation ON operation.shop_id = card.shop_id AND operation.card_id = card.card_id
            GROUP BY card.shop_id, card.card_id, card.seq
            HAVING card.seq <> COUNT(operation.seq) OR card.seq <> coalesce(MAX(operation.seq), 0) LIMIT 1";
        VOIDS_MIRROR = "SELECT operation.card_id, operation.seq, operation.void_of FROM operation
            LEFT JOIN operation target ON target.shop_id = operation.shop_id AND target.card_id = operation.card_id
              AND target.seq = operation.void_of
            WHERE (operation.kind = 'void') <> (operation.void_of IS NOT NULL)
              OR (operation.void_of IS NOT NULL AND (target.seq IS NULL OR target.kind = 'void' OR target.seq >= operation.seq)) LIMIT 1";
        VOIDED_ONCE = "SELECT card_id, void_of, COUNT(*) FROM operation WHERE void_of IS NOT NULL
            GROUP BY shop_id, card_id, void_of HAVING COUNT(*) > 1 LIMIT 1";
        CODE_OPENS_ONE_VISIT = "SELECT card_id, slot, step, COUNT(*) FROM visit WHERE step IS NOT NULL
            GROUP BY shop_id, card_id, slot, step HAVING COUNT(*) > 1 LIMIT 1";
        VOUCHER_USED_ONCE = "SELECT voucher.card_id, voucher.voucher_id, voucher.status, COUNT(operation.seq) FROM voucher
            LEFT JOIN voucher_event ON voucher_event.shop_id = voucher.shop_id AND voucher_event.card_id = voucher.card_id
              AND voucher_event.voucher_id = voucher.voucher_id AND voucher_event.what IN ('used', 'bought')
            LEFT JOIN operation mirror ON mirror.shop_id = voucher_event.shop_id AND mirror.card_id = voucher_event.card_id
              AND mirror.void_of = voucher_event.seq
            LEFT JOIN operation ON operation.shop_id = voucher_event.shop_id AND operation.card_id = voucher_event.card_id
              AND operation.seq = voucher_event.seq AND mirror.seq IS NULL
            GROUP BY voucher.shop_id, voucher.card_id, voucher.voucher_id, voucher.status
            HAVING COUNT(operation.seq) <> CASE WHEN voucher.status = 'used' THEN 1 ELSE 0 END LIMIT 1";
        VOUCHER_IS_PAID = "SELECT voucher.card_id, voucher.voucher_id FROM voucher
            LEFT JOIN entry ON entry.shop_id = voucher.shop_id AND entry.card_id = voucher.card_id
              AND entry.seq = voucher.issued_seq AND entry.n = voucher.issued_n
            WHERE voucher.issued_n IS NOT NULL AND (entry.n IS NULL OR entry.delta >= 0) LIMIT 1";
        WARNED_FIRST = "SELECT operation.card_id, operation.seq, lot_use.lot_seq, lot_use.lot_n FROM operation
            JOIN lot_use ON lot_use.shop_id = operation.shop_id AND lot_use.card_id = operation.card_id AND lot_use.seq = operation.seq
            WHERE operation.kind = 'expire' AND NOT EXISTS (SELECT 1 FROM warning WHERE warning.shop_id = lot_use.shop_id
              AND warning.card_id = lot_use.card_id AND warning.lot_seq = lot_use.lot_seq AND warning.lot_n = lot_use.lot_n
              AND ((warning.how = 'card' AND warning.lapses_at <= operation.recorded_at
                  AND warning.at <= warning.lapses_at - (warning.days - 1) * 86400000000)
                OR (warning.at = operation.recorded_at AND (warning.how = 'old' OR (warning.how = 'off' AND warning.days = 0)
                  OR (warning.how = 'none' AND coalesce(warning.seen_at, 0) < warning.at - 34560000000000))))) LIMIT 1";
        TOLD_IS_WRITTEN = "SELECT lot.card_id, lot.seq, lot.n FROM lot WHERE lot.warned_at IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM warning WHERE warning.shop_id = lot.shop_id AND warning.card_id = lot.card_id
              AND warning.lot_seq = lot.seq AND warning.lot_n = lot.n AND warning.at = lot.warned_at AND warning.how = 'card') LIMIT 1";
        SIDES_TOGETHER = "SELECT operation.card_id, operation.seq, operation.kind FROM operation
            LEFT JOIN operation_link link ON link.shop_id = operation.shop_id AND link.operation_id = operation.operation_id
            LEFT JOIN operation other ON other.shop_id = link.shop_id AND other.operation_id = link.other_id
            LEFT JOIN operation mirror ON mirror.shop_id = operation.shop_id AND mirror.card_id = operation.card_id
              AND mirror.void_of = operation.seq
            LEFT JOIN operation other_mirror ON other_mirror.shop_id = other.shop_id AND other_mirror.card_id = other.card_id
              AND other_mirror.void_of = other.seq
            WHERE operation.kind IN ('transfer_out', 'transfer_in') AND (other.seq IS NULL OR other.card_id = operation.card_id
              OR other.kind NOT IN ('transfer_out', 'transfer_in') OR other.kind = operation.kind
              OR (mirror.seq IS NULL) <> (other_mirror.seq IS NULL)) LIMIT 1";
        MERGED_SAYS_WHERE = "SELECT card_id, status, merged_into FROM card WHERE status = 'merged' AND merged_into IS NULL LIMIT 1";
        RECORDS_CHAIN = "SELECT offline_record.device_id, offline_record.seq FROM offline_record
            LEFT JOIN offline_record earlier ON earlier.shop_id = offline_record.shop_id AND earlier.device_id = offline_record.device_id
              AND earlier.seq = offline_record.seq - 1 AND earlier.hash = offline_record.previous
            WHERE offline_record.broken = 0 AND offline_record.seq > 1 AND earlier.seq IS NULL LIMIT 1";
        RECORDS_HAVE_PLACES = "SELECT device_id, seq, COUNT(*) FROM offline_record WHERE broken = 0
            GROUP BY shop_id, device_id, seq HAVING COUNT(*) > 1 LIMIT 1";
        RECORD_HAS_VISIT = "SELECT offline_record.device_id, offline_record.seq, visit.visit_id FROM offline_record
            LEFT JOIN visit ON visit.shop_id = offline_record.shop_id AND visit.visit_id = offline_record.record_id
            WHERE (offline_record.verdict IN ('applied', 'flagged')) <> (visit.visit_id IS NOT NULL)
              OR (visit.visit_id IS NOT NULL AND (visit.flags & 16 = 0 OR visit.card_id <> offline_record.card_id
                OR visit.device_id <> offline_record.device_id)) LIMIT 1";
        OFFLINE_VISITS_HAVE_RECORDS = "SELECT visits, records FROM (SELECT
              (SELECT COUNT(*) FROM visit WHERE flags & 16 <> 0) AS visits,
              (SELECT COUNT(*) FROM offline_record WHERE verdict IN ('applied', 'flagged')) AS records) AS counted
            WHERE visits <> records LIMIT 1";
        ERASED_IS_NOBODYS = "SELECT card.card_id, card.number FROM card
            LEFT JOIN member ON member.shop_id = card.shop_id AND member.card_id = card.card_id
            LEFT JOIN consent ON consent.shop_id = card.shop_id AND consent.card_id = card.card_id
            LEFT JOIN card_label ON card_label.shop_id = card.shop_id AND card_label.card_id = card.card_id
            LEFT JOIN card_key ON card_key.shop_id = card.shop_id AND card_key.card_id = card.card_id
            LEFT JOIN holder_card ON holder_card.shop_id = card.shop_id AND holder_card.card_id = card.card_id
            LEFT JOIN card_code ON card_code.shop_id = card.shop_id AND card_code.card_id = card.card_id
            LEFT JOIN erasure ON erasure.shop_id = card.shop_id AND erasure.card_id = card.card_id
            WHERE card.status = 'erased' AND (member.card_id IS NOT NULL OR consent.card_id IS NOT NULL OR card_label.card_id IS NOT NULL
              OR card_key.card_id IS NOT NULL OR card_code.card_id IS NOT NULL OR holder_card.card_id IS NOT NULL OR card.birth_month IS NOT NULL OR card.locale IS NOT NULL
              OR erasure.card_id IS NULL OR EXISTS (SELECT 1 FROM card_move WHERE card_move.shop_id = card.shop_id
                AND card_move.card_id = card.card_id AND card_move.reason IS NOT NULL)) LIMIT 1";
        PAUSE_IS_OF_A_MOVE = "SELECT card.card_id, card.redeem_paused_until FROM card
            WHERE card.redeem_paused_until IS NOT NULL AND NOT EXISTS (SELECT 1 FROM card_move WHERE card_move.shop_id = card.shop_id
              AND card_move.card_id = card.card_id
              AND coalesce(card_move.lifted_at, card_move.paused_until) = card.redeem_paused_until) LIMIT 1";
        MOVED_ENDS_CODES = "SELECT card_move.card_id, card_move.used_at FROM card_move
            JOIN card_code ON card_code.shop_id = card_move.shop_id AND card_code.card_id = card_move.card_id
              AND card_code.created_at < card_move.used_at
            WHERE card_code.ended_at IS NULL LIMIT 1";
        MOVED_REVOKES_KEYS = "SELECT card_move.card_id, card_move.used_at, card_key.slot FROM card_move
            JOIN card_key ON card_key.shop_id = card_move.shop_id AND card_key.card_id = card_move.card_id
              AND card_key.created_at < card_move.used_at
            WHERE card_key.revoked_at IS NULL LIMIT 1";
        HOLDER_HAS_CARD = "SELECT holder_card.card_id FROM holder_card
            LEFT JOIN card ON card.shop_id = holder_card.shop_id AND card.card_id = holder_card.card_id
            WHERE card.card_id IS NULL LIMIT 1";
    }
}

/// Each invariant in words, and the statement that finds the first row which breaks it.
const INVARIANTS: &[(&str, &str)] = &[
    ("a balance is the sum of its entries", sql::BALANCE_IS_ENTRIES),
    ("a balance is what remains in its lots, less the debt", sql::BALANCE_IS_LOTS),
    ("the next expiry is the soonest of the live lots", sql::EXPIRY_IS_LOTS),
    ("each entry's balance continues from the one before", sql::ENTRIES_CHAIN),
    ("each entry belongs to a purse", sql::ENTRY_HAS_PURSE),
    ("lifetime is what was earned and not voided", sql::LIFETIME_IS_EARNED),
    ("a card's operations are numbered without a gap", sql::OPERATIONS_ARE_NUMBERED),
    ("a void takes back one earlier operation that is no void", sql::VOIDS_MIRROR),
    ("no operation is voided twice", sql::VOIDED_ONCE),
    ("a code opens one visit", sql::CODE_OPENS_ONE_VISIT),
    ("a voucher is used once", sql::VOUCHER_USED_ONCE),
    ("a voucher of a full card is paid by an entry", sql::VOUCHER_IS_PAID),
    ("a debt is the sum of what its entries owe and pay", sql::DEBT_IS_ENTRIES),
    ("what a purse carries is what the last step left", sql::CARRY_IS_LAST),
    ("how money earned belongs to an entry", sql::BASIS_HAS_ENTRY),
    ("a card's level is that of its last step", sql::TIER_IS_LAST),
    ("a card's membership is that of its last step", sql::MEMBERSHIP_IS_LAST),
    ("the pieces that a stock lacks are those that cards were given", sql::STOCK_IS_GIVEN),
    ("what was given is taken back once", sql::GIVEN_TAKEN_BACK),
    ("reasons are of an operation", sql::REASON_HAS_OPERATION),
    ("a refund is of an earlier earning", sql::REFUNDS_ARE_OF_EARNINGS),
    ("nothing lapsed before its customer was told, where there was a way", sql::WARNED_FIRST),
    ("what a customer was told is written down", sql::TOLD_IS_WRITTEN),
    ("what leaves a card comes to another, and both sides stand or fall together", sql::SIDES_TOGETHER),
    ("a merged card says where everything went", sql::MERGED_SAYS_WHERE),
    ("a till's record follows the one before, or says that it does not", sql::RECORDS_CHAIN),
    ("a place in a till's chain is one record's", sql::RECORDS_HAVE_PLACES),
    ("a record that counts opened its visit, and no other did", sql::RECORD_HAS_VISIT),
    ("a visit without a network is a record", sql::OFFLINE_VISITS_HAVE_RECORDS),
    ("a card whose person was forgotten is nobody's", sql::ERASED_IS_NOBODYS),
    ("each holder's card is there", sql::HOLDER_HAS_CARD),
    ("nothing waits on a card but after a move", sql::PAUSE_IS_OF_A_MOVE),
    ("a move ends the codes of before", sql::MOVED_ENDS_CODES),
    ("a move revokes the keys of before", sql::MOVED_REVOKES_KEYS),
];

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Shops, cards, visits and operations in the database.
    pub shops: u64,
    /// Cards.
    pub cards: u64,
    /// Visits.
    pub visits: u64,
    /// Operations.
    pub operations: u64,
    /// Invariants checked.
    pub checked: usize,
    /// The first row of each invariant that does not hold.
    pub broken: Vec<Broken>,
}

/// A row that breaks an invariant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The invariant, in words.
    pub invariant: &'static str,
    /// The row: ids as hex, then numbers, in the order of the check's columns.
    pub row: String,
}

/// Checks every invariant over every row of one snapshot.
pub fn run(tx: &mut dyn Tx) -> Outcome<Report> {
    let counts = tx.query_one(sql::COUNTS, &params![])?;
    let counts = counts.ok_or_else(|| Error::Corrupt("no counts".into()))?;
    let mut broken = Vec::new();
    for (invariant, statement) in INVARIANTS {
        if let Some(row) = tx.query_one(statement, &params![])? {
            broken.push(Broken { invariant, row: in_words(&row) });
        }
    }
    let mut all = Vec::new();
    for shop in crate::sweep::shops(tx)? {
        all.extend(slices::of(tx, shop)?.into_iter().map(|(behind, to)| (shop, behind, to)));
    }
    for (invariant, statement) in slices::INVARIANTS {
        if let Some(row) = slices::broken(tx, statement, &all)? {
            broken.push(Broken { invariant, row: in_words(&row) });
        }
    }
    Ok(Report {
        shops: counts.get(0)?,
        cards: counts.get(1)?,
        visits: counts.get(2)?,
        operations: counts.get(3)?,
        checked: INVARIANTS.len() + slices::INVARIANTS.len(),
        broken,
    })
}

fn in_words(row: &Row) -> String {
    let words = row.values().iter().map(|value| match value {
        Value::Null => "-".to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Blob(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
    });
    words.collect::<Vec<_>>().join(" ")
}
