//! The person behind a card: what they told about themselves, what they may be written to for, all that is kept about them, and to be forgotten.
//!
//! A tour. Names and addresses are sealed (`vault`) under a key of the member's own (`key`); forgetting a person deletes that key. `profile` and
//! `consents` are what customers say, `field` what each thing has to be, `export` what they may read, `erase` what they may ask for. A card as it is kept
//! in answers never has a name on it: [`greet`] puts it there where the card is shown to its holder.

mod consents;
mod erase;
mod export;
mod field;
mod key;
mod profile;
mod texts;
mod vault;

use pass::CardId;

pub use self::consents::{How, change as change_consents, get as consents};
pub use self::erase::{Erasure, erase, erase_again, erasures};
pub(crate) use self::erase::{forget, is_erased};
pub use self::export::export;
pub use self::field::{Field, fault};
pub(crate) use self::field::{address, check_day};
pub(crate) use self::key::MemberKey;
pub use self::profile::{change as change_profile, get as profile};
pub use self::vault::Vault;
use crate::auth::HolderId;
use crate::outcome::Outcome;
use crate::{Tx, params};

pub(crate) mod sql {
    crate::statements::statements! {
        DATA_KEY = "SELECT data_key FROM member WHERE shop_id = $1 AND card_id = $2";
        INSERT = "INSERT INTO member (shop_id, card_id, data_key, changed_at) VALUES ($1, $2, $3, $4)";
        TOLD = "SELECT first_name, email, phone, email_confirmed_at FROM member WHERE shop_id = $1 AND card_id = $2";
        TELL = "UPDATE member SET first_name = $3, email = $4, phone = $5, changed_at = $6 WHERE shop_id = $1 AND card_id = $2";
        FIRST_NAME = "SELECT member.shop_id, member.data_key, member.first_name FROM holder_card
                      JOIN member ON member.shop_id = holder_card.shop_id AND member.card_id = holder_card.card_id
                      WHERE holder_card.holder_id = $1 AND holder_card.card_id = $2 AND member.first_name IS NOT NULL";
        LANGUAGE = "SELECT locale FROM card WHERE shop_id = $1 AND card_id = $2";
        SET_LANGUAGE = "UPDATE card SET locale = $3 WHERE shop_id = $1 AND card_id = $2";
        CONSENTS = "SELECT n, purpose, channel, given, at, how, text_version, language FROM consent WHERE shop_id = $1 AND card_id = $2 ORDER BY n";
        INSERT_CONSENT = "INSERT INTO consent (shop_id, card_id, n, purpose, channel, given, at, how, text_version, language)
                          VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
        CAME_BY = "SELECT source FROM card WHERE shop_id = $1 AND card_id = $2";
        NUMBER = "SELECT number FROM card WHERE shop_id = $1 AND card_id = $2";
        LABELS = "SELECT kind, label FROM card_label WHERE shop_id = $1 AND card_id = $2 ORDER BY kind, label";
        DEVICES = "SELECT created_at, last_used_at, revoked_at, name FROM card_key WHERE shop_id = $1 AND card_id = $2 ORDER BY created_at, slot";
        MOVES = "SELECT card_move.given_at, staff.name, device.name, card_move.reason, card_move.used_at FROM card_move
                 JOIN device ON device.shop_id = card_move.shop_id AND device.device_id = card_move.device_id
                 JOIN staff ON staff.shop_id = card_move.shop_id AND staff.staff_id = card_move.staff_id
                 WHERE card_move.shop_id = $1 AND card_move.card_id = $2 ORDER BY card_move.given_at, card_move.move_id";
        VISITS = "SELECT visit.opened_at, visit.how, device.name FROM visit
                  LEFT JOIN device ON device.shop_id = visit.shop_id AND device.device_id = visit.device_id
                  WHERE visit.shop_id = $1 AND visit.card_id = $2 ORDER BY visit.opened_at, visit.visit_id";
        OPERATIONS = "SELECT seq, kind, occurred_at, by_name, quantity, amount, reason FROM operation
                      WHERE shop_id = $1 AND card_id = $2 ORDER BY seq";
        ENTRIES = "SELECT seq, purse, delta, balance_after FROM entry WHERE shop_id = $1 AND card_id = $2 ORDER BY seq, n";
        REWARDS = "SELECT coalesce(taken_title, title), status, issued_at, expires_at FROM voucher
                   WHERE shop_id = $1 AND card_id = $2 ORDER BY issued_at, voucher_id";
        FORGET_MEMBER = "DELETE FROM member WHERE shop_id = $1 AND card_id = $2";
        FORGET_CONSENTS = "DELETE FROM consent WHERE shop_id = $1 AND card_id = $2";
        FORGET_FACTS = "UPDATE card SET birth_month = NULL, birth_day = NULL, locale = NULL WHERE shop_id = $1 AND card_id = $2";
        FORGET_LABELS = "DELETE FROM card_label WHERE shop_id = $1 AND card_id = $2";
        FORGET_KEYS = "DELETE FROM card_key WHERE shop_id = $1 AND card_id = $2";
        FORGET_CODES = "DELETE FROM card_code WHERE shop_id = $1 AND card_id = $2";
        FORGET_MAIL = "DELETE FROM mail_code WHERE shop_id = $1 AND card_id = $2";
        FORGET_HOLD = "DELETE FROM holder_card WHERE shop_id = $1 AND card_id = $2";
        FORGET_REASONS = "UPDATE operation SET reason = NULL WHERE shop_id = $1 AND card_id = $2 AND reason IS NOT NULL";
        CLOSE = "UPDATE card SET status = 'erased', typed_code_secret = $3, source = NULL WHERE shop_id = $1 AND card_id = $2";
        MERGED_INTO = "SELECT card_id FROM card WHERE shop_id = $1 AND merged_into = $2 ORDER BY card_id";
        INSERT_ERASURE = "INSERT INTO erasure (shop_id, card_id, request_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT (shop_id, card_id) DO NOTHING";
        ERASURE = "SELECT erasure.request_id, erasure.at FROM card
                   JOIN erasure ON erasure.shop_id = card.shop_id AND erasure.card_id = card.card_id WHERE card.card_id = $1";
        ERASURES = "SELECT shop_id, card_id, at FROM erasure ORDER BY at, shop_id, card_id";
    }
}

/// Puts the first name on a card that is shown to its holder, if they told it. A name that can't be read keeps nobody from their card.
pub fn greet(tx: &mut dyn Tx, vault: &Vault, holder: HolderId, card: &mut wire::Card) -> Outcome<()> {
    let Ok(id) = card.id.parse::<CardId>() else { return Ok(()) };
    let Some(row) = tx.query_one(sql::FIRST_NAME, &params![holder.0, id.0])? else { return Ok(()) };
    let shop = crate::ShopId(row.get(0)?);
    let opened = MemberKey::unwrap(vault, shop, id, row.get(1)?);
    match opened.and_then(|key| key.open("first_name", row.get(2)?)) {
        Ok(name) => card.member.first_name = Some(name),
        Err(error) => tracing::warn!(%error, "a first name can't be read"),
    }
    Ok(())
}
