//! A card goes to another phone by the hand of staff, for somebody who lost everything that could bring it back: a code of eight letters, good once and not for
//! long, that is used as a recovery code is. It has limits, the owner reads of it, and nothing on the card can be used for a day after it.

mod find;
mod give;
mod notices;
mod pause;
mod told;

pub use self::find::{Looked, find};
pub use self::give::give;
pub(crate) use self::give::{MoveCode, hash, used};
pub use self::notices::list;
pub use self::pause::lift;
pub(crate) use self::pause::{hold, paused_until};
pub use self::told::Moved;
pub(crate) use self::told::tell;

pub(crate) mod sql {
    crate::statements::statements! {
        // Through the tills of the shop: an index of visits by their time alone would be kept up at each scan, for what is asked once a month.
        VISITS_BETWEEN = "SELECT visit.card_id, visit.opened_at FROM visit
            WHERE visit.shop_id = $1 AND visit.device_id IN (SELECT device.device_id FROM device WHERE device.shop_id = $1)
              AND visit.opened_at BETWEEN $2 AND $3 ORDER BY abs(visit.opened_at - $4), visit.visit_id LIMIT $5";
        OF_CARD = "SELECT COUNT(*) FROM card_move WHERE shop_id = $1 AND card_id = $2 AND business_day = $3 AND used_at IS NOT NULL";
        OF_TILL = "SELECT COUNT(DISTINCT card_id) FROM card_move WHERE shop_id = $1 AND device_id = $2 AND business_day = $3 AND card_id <> $4
                     AND (used_at IS NOT NULL OR given_at > $5)";
        INSERT = "INSERT INTO card_move (shop_id, move_id, card_id, device_id, staff_id, reason, business_day, given_at)
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        INSERT_CODE = "INSERT INTO card_code (shop_id, code_hash, card_id, kind, made_by, device_id, staff_id, created_at, expires_at)
                       VALUES ($1, $2, $3, 'move', $4, $5, $6, $7, $8)";
        USED = "UPDATE card_move SET used_at = $3, paused_until = $4 WHERE shop_id = $1 AND move_id = $2";
        PAUSE = "UPDATE card SET redeem_paused_until = $3 WHERE shop_id = $1 AND card_id = $2";
        LIFTED = "UPDATE card_move SET lifted_at = $3, lifted_by = $4 WHERE shop_id = $1 AND card_id = $2 AND paused_until > $3 AND lifted_at IS NULL";
        BEFORE = "SELECT card_move.move_id, card_move.card_id, card.number, card_move.given_at, device.name, staff.name, card_move.reason,
                    card_move.used_at, card_move.paused_until, card_move.lifted_at, card_move.lifted_by FROM card_move
                  JOIN card ON card.shop_id = card_move.shop_id AND card.card_id = card_move.card_id
                  JOIN device ON device.shop_id = card_move.shop_id AND device.device_id = card_move.device_id
                  JOIN staff ON staff.shop_id = card_move.shop_id AND staff.staff_id = card_move.staff_id
                  WHERE card_move.shop_id = $1 AND (card_move.given_at, card_move.move_id) < ($2, $3)
                  ORDER BY card_move.given_at DESC, card_move.move_id DESC LIMIT $4";
        GIVEN_BY = "SELECT device.name, staff.name, card_move.given_at FROM card_move
                    JOIN device ON device.shop_id = card_move.shop_id AND device.device_id = card_move.device_id
                    JOIN staff ON staff.shop_id = card_move.shop_id AND staff.staff_id = card_move.staff_id
                    WHERE card_move.shop_id = $1 AND card_move.move_id = $2";
        FORGET_REASONS = "UPDATE card_move SET reason = NULL WHERE shop_id = $1 AND card_id = $2";
    }
}

/// Moves that one till may do on a business day, codes that may still be used included. A limit of the house and no setting: it is there for the day on which
/// somebody asks for more.
pub const MOVES_PER_TILL_DAY: i64 = 3;
/// Moves of one card on a business day.
pub const MOVES_PER_CARD_DAY: i64 = 1;
/// How long a code counts.
const CODE_US: i64 = 600 * loyalty::SECOND;
/// How long nothing on a card can be used after it was moved, unless a manager lifts it.
pub const REDEEM_PAUSE: i64 = loyalty::DAY;
