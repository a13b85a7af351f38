//! The till: pairing a device, and what it may know of its shop.

use pass::CardId;
use wire::{Code, Device, PairRequest, Paired, Problem, StaffList, StaffMember, Till, TillShop, TillVisit, TillVisits};

use crate::attempts::Allowance;
use crate::auth::{self, ShopId, StaffAuth, TillAuth};
use crate::context::{Context, sha256, time};
use crate::ledger::{self, CardRow};
use crate::outcome::{Outcome, Reply, to_json};
use crate::requests::Request;
use crate::shops::ShopRow;
use crate::{Error, Tx, cards, keys, params};

pub(crate) mod sql {
    crate::statements::statements! {
        PAIRING_CODE = "SELECT shop_id, reusable, expires_at, used_at FROM pairing_code WHERE code_hash = $1";
        USE_PAIRING_CODE = "UPDATE pairing_code SET used_at = $2 WHERE code_hash = $1";
        INSERT_DEVICE = "INSERT INTO device (shop_id, device_id, name, token_hash, paired_at, public_key) VALUES ($1, $2, $3, $4, $5, $6)";
        NEW_TOKEN = "UPDATE device SET token_hash = $3 WHERE shop_id = $1 AND device_id = $2 AND revoked_at IS NULL";
        STAFF = "SELECT staff_id, name, role FROM staff WHERE shop_id = $1 AND left_at IS NULL ORDER BY name, staff_id";
        VISITS = "SELECT visit_id, card_id, opened_at FROM visit WHERE shop_id = $1 AND device_id = $2 ORDER BY opened_at DESC LIMIT $3";
    }
}

/// Wrong pairing codes that one address may send in ten minutes.
const PAIRING_TRIES: Allowance = Allowance { what: "pairing", tries: 10, window_us: 600 * loyalty::SECOND };
/// Visits in a till's list.
pub const TILL_VISITS_MAX: u32 = 50;

/// What is stored of a pairing code: letters and digits only, in capitals.
pub(crate) fn hash_pairing_code(code: &str) -> [u8; 32] {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    sha256(&[b"pairing code", plain.as_bytes()])
}

/// Pairs a device. `subject`: whose wrong tries are counted, the caller's address. The inner error is a refusal whose try must be written.
pub fn pair(tx: &mut dyn Tx, ctx: &Context, req: &PairRequest, subject: &str) -> Outcome<Result<Reply, Problem>> {
    let name = req.name.trim();
    if name.is_empty() || name.chars().count() > wire::DEVICE_NAME_CHARS_MAX || name.chars().any(char::is_control) {
        return Err(Problem::from(Code::InvalidRequest).detail("A device's name has 1 to 60 characters.").into());
    }
    let key = req.public_key.as_deref().map(keys::parse).transpose()?;
    if let Some(until) = PAIRING_TRIES.locked_until(tx, subject.as_bytes(), ctx.now_us)? {
        return Ok(Err(Problem { until: Some(time(until)), tries_left: Some(0), ..Code::Locked.into() }));
    }
    let code_hash = hash_pairing_code(&req.pairing_code);
    let Some(code) = tx.query_one(sql::PAIRING_CODE, &params![code_hash])? else {
        return wrong_code(tx, ctx, subject).map(Err);
    };
    let shop = ShopRow::by_id(tx, ShopId(code.get(0)?))?;
    let request = Request::new(shop.id, req.id, "pair", req)?;
    let token = auth::new_shop_token(ctx, shop.id, "till token");
    if let Some(earlier) = request.earlier(tx)? {
        // The first answer may have been lost with its cookie: whoever knows the id and the code gets the same device with a new one.
        let device = earlier.subject.unwrap_or_default();
        let known = tx.execute(sql::NEW_TOKEN, &params![shop.id.0, device, auth::hash(&token)])?;
        return Ok(Ok(Reply { token: (known == 1).then_some(token), ..earlier.reply }));
    }
    let (reusable, expires_at): (bool, i64) = (code.get(1)?, code.get(2)?);
    let used = code.get::<Option<i64>>(3)?.is_some();
    if !reusable && (used || expires_at <= ctx.now_us) {
        return wrong_code(tx, ctx, subject).map(Err);
    }
    let device = Device { id: ctx.id("device"), name: name.to_owned() };
    tx.execute(sql::USE_PAIRING_CODE, &params![code_hash, ctx.now_us])?;
    let key = key.map(|key| key.uncompressed().to_vec());
    let row = params![shop.id.0, device.id, &device.name, auth::hash(&token), ctx.now_us, key];
    tx.execute(sql::INSERT_DEVICE, &row)?;
    let subject = Some(device.id);
    let paired = Paired { device, shop: till_shop(tx, &shop)? };
    let reply = request.keep(tx, 201, to_json(&paired)?, subject)?;
    Ok(Ok(Reply { token: Some(token), ..reply }))
}

fn wrong_code(tx: &mut dyn Tx, ctx: &Context, subject: &str) -> Outcome<Problem> {
    let left = PAIRING_TRIES.count(tx, subject.as_bytes(), ctx.now_us)?;
    Ok(Problem { tries_left: Some(left), ..Code::BadPairingCode.into() })
}

fn till_shop(tx: &mut dyn Tx, shop: &ShopRow) -> Outcome<TillShop> {
    let program = shop.program(tx)?;
    Ok(TillShop {
        slug: shop.slug.clone(),
        name: shop.name.clone(),
        color: shop.color.clone(),
        currency: shop.currency.clone(),
        one_scan_one_stamp: program.one_scan_one_stamp,
        void_window_s: program.limits.void_window_s,
        zone: Some(shop.zone.clone()),
    })
}

/// This till: what the counter app asks first.
pub fn state(tx: &mut dyn Tx, till: &TillAuth, staff: Option<&StaffAuth>) -> Outcome<Till> {
    let shop = ShopRow::by_id(tx, till.shop)?;
    Ok(Till {
        device: Device { id: till.device, name: till.device_name.clone() },
        shop: till_shop(tx, &shop)?,
        staff: staff.map(|staff| StaffMember { id: staff.staff, name: staff.name.clone(), manager: staff.manager }),
    })
}

/// The names to pick oneself from.
pub fn staff(tx: &mut dyn Tx, till: &TillAuth) -> Outcome<StaffList> {
    let rows = tx.query(sql::STAFF, &params![till.shop.0])?;
    let member = |row: &crate::Row| {
        Ok(StaffMember { id: row.get(0)?, name: row.get(1)?, manager: auth::is_manager(row.get(2)?) })
    };
    let staff = rows.iter().map(member);
    Ok(StaffList { staff: staff.collect::<Result<_, Error>>()? })
}

/// The last visits of this till, newest first.
pub fn visits(tx: &mut dyn Tx, till: &TillAuth, limit: u32, now_us: i64) -> Outcome<TillVisits> {
    let shop = ShopRow::by_id(tx, till.shop)?;
    let limit = limit.clamp(1, TILL_VISITS_MAX);
    let mut visits = Vec::new();
    for row in tx.query(sql::VISITS, &params![shop.id.0, till.device, limit])? {
        let id = row.get(0)?;
        let card = CardRow::find(tx, shop.id, CardId(row.get(1)?))?;
        let card = card.ok_or_else(|| Error::Corrupt("a visit without its card".into()))?;
        visits.push(TillVisit {
            id,
            opened_at: time(row.get(2)?),
            card: cards::view(tx, &shop, &card, now_us, None)?,
            operations: ledger::done_in_visit(tx, shop.id, id)?,
        });
    }
    Ok(TillVisits { visits })
}
