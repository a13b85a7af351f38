//! Signing in at a till with a PIN of six digits: slow to guess, locked after wrong tries, counted in the database.

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;
use wire::{Code, Problem, SignInRequest, SignedIn, StaffMember};

use crate::auth::{self, StaffAuth, TillAuth};
use crate::context::{Context, time};
use crate::outcome::{Outcome, Reply, to_json};
use crate::requests::Request;
use crate::{Error, Tx, params};

pub(crate) mod sql {
    crate::statements::statements! {
        PIN = "SELECT pin_hash, name, pin_tries, pin_locked_until, role FROM staff WHERE shop_id = $1 AND staff_id = $2 AND left_at IS NULL";
        COUNT_TRY = "UPDATE staff SET pin_tries = $3, pin_locked_until = $4 WHERE shop_id = $1 AND staff_id = $2";
        INSERT_SESSION = "INSERT INTO staff_session (shop_id, token_hash, device_id, staff_id, created_at, expires_at)
                          VALUES ($1, $2, $3, $4, $5, $6)";
        END_SESSION = "UPDATE staff_session SET ended_at = $3 WHERE shop_id = $1 AND token_hash = $2";
    }
}

/// Digits of a PIN.
pub const PIN_DIGITS: usize = 6;
/// Wrong tries before a name is locked for a while.
pub const PIN_TRIES: u32 = 5;
/// Wrong tries before only the owner can unlock it.
pub const PIN_TRIES_MAX: u32 = 10;
/// The first lock, in seconds; each further wrong try doubles it.
pub const PIN_LOCK_S: i64 = 30;
/// How long a session lasts: a working day.
pub const STAFF_SESSION_S: i64 = 12 * 3_600;

/// OWASP's smallest argon2id: 19 MiB, two passes, one lane. Six digits need the tries counted anyway.
fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or(Params::DEFAULT);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The PIN under the server's own key, so that a stolen database alone can't be tried against six digits.
fn peppered(pin: &str, pepper: &[u8; 32]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as KeyInit>::new(&crate::context::hmac_key(pepper).into());
    mac.update(b"comptoir pin");
    mac.update(pin.as_bytes());
    mac.finalize().into_bytes().into()
}

/// What is stored of a PIN.
pub(crate) fn hash_pin(pin: &str, pepper: &[u8; 32], salt: &[u8; 16]) -> Outcome<String> {
    let hash = argon2().hash_password_with_salt(&peppered(pin, pepper), salt);
    Ok(hash.map_err(|error| Error::Corrupt(format!("PIN hash: {error}")))?.to_string())
}

/// A stored PIN to check a typed one against, outside of any transaction: it takes some 20 ms on purpose.
#[derive(Clone)]
pub struct PinChallenge {
    pin_hash: String,
}

impl PinChallenge {
    /// Whether this is the PIN.
    pub fn matches(&self, pin: &str, pepper: &[u8; 32]) -> bool {
        let Ok(hash) = PasswordHash::new(&self.pin_hash) else { return false };
        argon2().verify_password(&peppered(pin, pepper), &hash).is_ok()
    }
}

/// The stored PIN of a member of staff; `unknown_staff`, or `locked` when there were too many wrong tries.
pub fn challenge(tx: &mut dyn Tx, till: &TillAuth, staff: Uuid, now_us: i64) -> Outcome<PinChallenge> {
    let row = tx.query_one(sql::PIN, &params![till.shop.0, staff])?.ok_or(Code::UnknownStaff)?;
    check_lock(row.get(3)?, now_us)?;
    Ok(PinChallenge { pin_hash: row.get(0)? })
}

fn check_lock(locked_until: Option<i64>, now_us: i64) -> Outcome<()> {
    match locked_until {
        Some(i64::MAX) => {
            let words = "The owner must unlock this name: comptoir staff unlock.";
            Err(Problem { tries_left: Some(0), ..Code::Locked.into() }.detail(words).into())
        }
        Some(until) if now_us < until => {
            Err(Problem { until: Some(time(until)), tries_left: Some(0), ..Code::Locked.into() }.into())
        }
        _ => Ok(()),
    }
}

/// Opens a session if `pin_ok`, else counts a wrong try. The inner error is a refusal whose try must be written.
pub fn sign_in(
    tx: &mut dyn Tx,
    ctx: &Context,
    till: &TillAuth,
    req: &SignInRequest,
    pin_ok: bool,
) -> Outcome<Result<Reply, Problem>> {
    let row = tx.query_one(sql::PIN, &params![till.shop.0, req.staff_id])?.ok_or(Code::UnknownStaff)?;
    // Checked again: tries sent side by side must not get around the count.
    check_lock(row.get(3)?, ctx.now_us)?;
    if !pin_ok {
        return wrong_pin(tx, ctx, till, req.staff_id, row.get(2)?).map(Err);
    }
    tx.execute(sql::COUNT_TRY, &params![till.shop.0, req.staff_id, 0_i64, None::<i64>])?;
    // The PIN stays out of what is hashed and kept.
    let asked = (req.staff_id, till.device);
    let request = Request::new(till.shop, req.id, "staff session", &asked)?;
    let expires_at = ctx.now_us + STAFF_SESSION_S * loyalty::SECOND;
    let earlier = request.earlier(tx)?;
    let token = auth::new_shop_token(ctx, till.shop, "staff token");
    let session = params![till.shop.0, auth::hash(&token), till.device, req.staff_id, ctx.now_us, expires_at];
    tx.execute(sql::INSERT_SESSION, &session)?;
    if let Some(earlier) = earlier {
        return Ok(Ok(Reply { token: Some(token), ..earlier.reply }));
    }
    let staff = StaffMember { id: req.staff_id, name: row.get(1)?, manager: auth::is_manager(row.get(4)?) };
    let signed_in = SignedIn { staff, expires_at: time(expires_at) };
    let reply = request.keep(tx, 201, to_json(&signed_in)?, None)?;
    Ok(Ok(Reply { token: Some(token), ..reply }))
}

fn wrong_pin(tx: &mut dyn Tx, ctx: &Context, till: &TillAuth, staff: Uuid, tries: u32) -> Outcome<Problem> {
    let tries = tries.saturating_add(1);
    let locked_until = match tries {
        PIN_TRIES_MAX.. => Some(i64::MAX),
        PIN_TRIES.. => Some(ctx.now_us + (PIN_LOCK_S << (tries - PIN_TRIES)) * loyalty::SECOND),
        _ => None,
    };
    tx.execute(sql::COUNT_TRY, &params![till.shop.0, staff, tries, locked_until])?;
    Ok(Problem { tries_left: Some(PIN_TRIES.saturating_sub(tries)), ..Code::WrongPin.into() })
}

/// Ends the session of a token.
pub fn sign_out(tx: &mut dyn Tx, staff: &StaffAuth, token: &str, now_us: i64) -> Outcome<()> {
    tx.execute(sql::END_SESSION, &params![staff.till.shop.0, auth::hash(token), now_us])?;
    Ok(())
}
