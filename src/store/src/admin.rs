//! Setting a shop up by hand: the shop, its staff, a pairing code, an API key.

use loyalty::Program;
use uuid::Uuid;
use wire::{Code, Problem};

use crate::auth::{self, API_KEY_PREFIX, ShopId};
use crate::context::Context;
use crate::outcome::{Fault, Outcome, to_json};
use crate::shops::ShopRow;
use crate::staff::{PIN_DIGITS, hash_pin};
use crate::tills::hash_pairing_code;
use crate::{Error, Lang, Row, Tx, params, programme};

pub(crate) mod sql {
    crate::statements::statements! {
        INSERT_SHOP = "INSERT INTO shop (shop_id, slug, name, color, currency, zone, day_starts_hour, program_version, created_at)
                       VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8) ON CONFLICT (slug) DO NOTHING";
        INSERT_PROGRAM = "INSERT INTO program (shop_id, version, definition, published_at) VALUES ($1, 1, $2, $3)";
        SHOPS = "SELECT shop.slug, shop.name, (SELECT COUNT(*) FROM card WHERE card.shop_id = shop.shop_id), shop.notice_language
                 FROM shop ORDER BY shop.slug";
        INSERT_STAFF = "INSERT INTO staff (shop_id, staff_id, name, role, pin_hash, pin_tries, created_at) VALUES ($1, $2, $3, $4, $5, 0, $6)";
        STAFF_NAMED = "SELECT staff_id FROM staff WHERE shop_id = $1 AND name = $2 AND left_at IS NULL";
        UNLOCK = "UPDATE staff SET pin_tries = 0, pin_locked_until = NULL WHERE shop_id = $1 AND name = $2 AND left_at IS NULL";
        INSERT_PAIRING_CODE = "INSERT INTO pairing_code (code_hash, shop_id, reusable, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)
                               ON CONFLICT (code_hash) DO NOTHING";
        INSERT_KEY = "INSERT INTO api_key (shop_id, key_id, token_hash, name, scopes, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    }
}

/// A shop to be made.
#[derive(Clone, Debug)]
pub struct NewShop {
    /// Its part of the link: 2 to 40 of `a-z`, `0-9` and `-`. The caller keeps reserved words out.
    pub slug: String,
    /// Its name, 1 to 60 characters.
    pub name: String,
    /// `#rrggbb`.
    pub color: String,
    /// ISO 4217 code.
    pub currency: String,
    /// IANA time zone.
    pub zone: String,
    /// The hour at which the business day starts, 0 to 23.
    pub day_starts_hour: u8,
    /// The first version of its programme.
    pub program: Program,
}

/// A shop in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShopSummary {
    /// Its part of the link.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// How many cards it has.
    pub cards: u64,
    /// The language in which its owner is written to; none when nobody is.
    pub notices: Option<Lang>,
}

fn invalid(words: impl Into<String>) -> Fault {
    Problem::from(Code::InvalidRequest).detail(words).into()
}

/// How long a pairing code is good for, seconds.
pub const PAIRING_CODE_S: i64 = 15 * 60;

/// Makes a shop.
pub fn create_shop(tx: &mut dyn Tx, ctx: &Context, new: &NewShop) -> Outcome<ShopId> {
    check(new)?;
    let id = ShopId(ctx.id("shop"));
    let row = params![
        id.0,
        &new.slug,
        new.name.trim(),
        new.color.to_ascii_lowercase(),
        &new.currency,
        &new.zone,
        new.day_starts_hour,
        ctx.now_us,
    ];
    if tx.execute(sql::INSERT_SHOP, &row)? == 0 {
        return Err(invalid(format!("There is a shop `{}` already.", new.slug)));
    }
    tx.execute(sql::INSERT_PROGRAM, &params![id.0, to_json(&new.program)?, ctx.now_us])?;
    Ok(id)
}

fn check(new: &NewShop) -> Outcome<()> {
    let slug_char = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !(2..=40).contains(&new.slug.len()) || !new.slug.chars().all(slug_char) || new.slug.starts_with('-') {
        return Err(invalid("A slug has 2 to 40 of a-z, 0-9 and dashes, and does not start with a dash."));
    }
    if new.name.trim().is_empty() || new.name.chars().count() > 60 || new.name.chars().any(char::is_control) {
        return Err(invalid("A shop's name has 1 to 60 characters."));
    }
    let hex = new.color.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.chars().all(|c| c.is_ascii_hexdigit()));
    if hex.is_none() {
        return Err(invalid("A colour is written #rrggbb."));
    }
    if new.currency.len() != 3 || !new.currency.chars().all(|c| c.is_ascii_uppercase()) {
        return Err(invalid("A currency is its three-letter ISO 4217 code, such as EUR."));
    }
    if jiff::tz::TimeZone::get(&new.zone).is_err() {
        return Err(invalid("A time zone is its IANA name, such as Europe/Paris."));
    }
    if new.day_starts_hour > 23 {
        return Err(invalid("The business day starts at an hour from 0 to 23."));
    }
    programme::check(&new.program, Lang::En)
}

/// All shops, by slug.
pub fn list_shops(tx: &mut dyn Tx) -> Outcome<Vec<ShopSummary>> {
    let rows = tx.query(sql::SHOPS, &params![])?;
    let shop = |row: &Row| -> Result<ShopSummary, Error> {
        let notices = row.get::<Option<&str>>(3)?.and_then(Lang::tagged);
        Ok(ShopSummary { slug: row.get(0)?, name: row.get(1)?, cards: row.get(2)?, notices })
    };
    Ok(rows.iter().map(shop).collect::<Result<_, _>>()?)
}

/// A shop's id by its slug.
pub fn shop_id(tx: &mut dyn Tx, slug: &str) -> Outcome<ShopId> {
    Ok(ShopRow::by_slug(tx, slug)?.ok_or(Code::UnknownShop)?.id)
}

/// Adds a member of staff and says the PIN: `pin` if given, else six digits of chance.
pub fn add_staff(
    tx: &mut dyn Tx,
    ctx: &Context,
    slug: &str,
    name: &str,
    manager: bool,
    pin: Option<&str>,
    pepper: &[u8; 32],
) -> Outcome<String> {
    let shop = shop_id(tx, slug)?;
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 40 || name.chars().any(char::is_control) {
        return Err(invalid("A name has 1 to 40 characters."));
    }
    if tx.query_one(sql::STAFF_NAMED, &params![shop.0, name])?.is_some() {
        return Err(invalid("Somebody of this name works here already: tell them apart."));
    }
    let pin = pin.map_or_else(|| random_pin(ctx), str::to_owned);
    if pin.len() != PIN_DIGITS || !pin.chars().all(|c| c.is_ascii_digit()) {
        return Err(invalid("A PIN has six digits."));
    }
    let mut salt = [0; 16];
    salt.copy_from_slice(&ctx.random("pin salt")[..16]);
    let role = if manager { "manager" } else { "staff" };
    let row = params![shop.0, ctx.id("staff"), name, role, hash_pin(&pin, pepper, &salt)?, ctx.now_us];
    tx.execute(sql::INSERT_STAFF, &row)?;
    Ok(pin)
}

fn random_pin(ctx: &Context) -> String {
    let random = ctx.random("pin");
    let number = random[..8].iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{:06}", number % 1_000_000)
}

/// Lets somebody try their PIN again; false when nobody of that name works there.
pub fn unlock_staff(tx: &mut dyn Tx, slug: &str, name: &str) -> Outcome<bool> {
    let shop = shop_id(tx, slug)?;
    Ok(tx.execute(sql::UNLOCK, &params![shop.0, name.trim()])? > 0)
}

/// Letters and digits of a pairing code: none that are read for one another.
const PAIRING_LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";
const PAIRING_DIGITS: &[u8] = b"23456789";

/// A code that pairs one device within a quarter of an hour: `ABCD-2345`.
pub fn pairing_code(tx: &mut dyn Tx, ctx: &Context, slug: &str) -> Outcome<String> {
    let shop = shop_id(tx, slug)?;
    let random = ctx.random("pairing code");
    let pick = |from: &[u8], at: usize| char::from(from[usize::from(random[at]) % from.len()]);
    let letters = (0..4).map(|at| pick(PAIRING_LETTERS, at));
    let digits = (4..8).map(|at| pick(PAIRING_DIGITS, at));
    let code: String = letters.chain(['-']).chain(digits).collect();
    put_pairing_code(tx, ctx, shop, &code, false)?;
    Ok(code)
}

pub(crate) fn put_pairing_code(
    tx: &mut dyn Tx,
    ctx: &Context,
    shop: ShopId,
    code: &str,
    reusable: bool,
) -> Outcome<()> {
    let expires_at = if reusable { i64::MAX } else { ctx.now_us + PAIRING_CODE_S * loyalty::SECOND };
    tx.execute(sql::INSERT_PAIRING_CODE, &params![hash_pairing_code(code), shop.0, reusable, ctx.now_us, expires_at])?;
    Ok(())
}

/// An API key, said once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewKey {
    /// Its id.
    pub id: Uuid,
    /// What goes behind `Authorization: Bearer`.
    pub token: String,
}

/// Makes an API key with at least one of [`auth::SCOPES`].
pub fn create_key(tx: &mut dyn Tx, ctx: &Context, slug: &str, name: &str, scopes: &[&str]) -> Outcome<NewKey> {
    let shop = shop_id(tx, slug)?;
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 60 {
        return Err(invalid("A key's name has 1 to 60 characters."));
    }
    let known = auth::SCOPES.join("`, `");
    if scopes.is_empty() {
        return Err(invalid(format!("A key has at least one scope of `{known}`.")));
    }
    if let Some(unknown) = scopes.iter().find(|scope| !auth::SCOPES.contains(scope)) {
        return Err(invalid(format!("There is no scope `{unknown}`; there are `{known}`.")));
    }
    let id = ctx.id("api key");
    let token = format!("{API_KEY_PREFIX}{}", auth::new_shop_token(ctx, shop, "api token"));
    let row = params![shop.0, id, auth::hash(&token), name, scopes.join(" "), ctx.now_us];
    tx.execute(sql::INSERT_KEY, &row)?;
    Ok(NewKey { id, token })
}
