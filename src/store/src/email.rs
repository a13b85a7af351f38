//! The e-mail address that brings a card back: confirmed by a code that goes there, and used by another one.
//!
//! A code is typed where it was asked for: it counts only with the id of that request, which no mail has in it. Whoever asks for a card is told the same
//! whether the address is somebody's or not, and the store does the same for both.

use pass::{CardId, Spelled};
use uuid::Uuid;
use wire::{AskByEmail, AskConfirmation, Asked, Code, ConfirmEmail, Problem};

use crate::attempts::Allowance;
use crate::auth::{HolderId, ShopId};
use crate::cards::own;
use crate::context::{Context, sha256, time};
use crate::ledger::CardRow;
use crate::members::{self, MemberKey, Vault};
use crate::outcome::{Outcome, Reply, to_json};
use crate::requests::Request;
use crate::shops::ShopRow;
use crate::{Error, Tx, params};

pub(crate) mod sql {
    crate::statements::statements! {
        CARD_OF = "SELECT card_id FROM member WHERE shop_id = $1 AND email_hash = $2";
        CONFIRM = "UPDATE member SET email_hash = $3, email_confirmed_at = $4 WHERE shop_id = $1 AND card_id = $2";
        UNCONFIRM = "UPDATE member SET email_hash = NULL, email_confirmed_at = NULL WHERE shop_id = $1 AND card_id = $2 AND email_hash <> $3";
        INSERT = "INSERT INTO mail_code (shop_id, ask_id, kind, card_id, code_hash, email_hash, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        FIND = "SELECT card_id, code_hash, email_hash FROM mail_code WHERE shop_id = $1 AND ask_id = $2 AND kind = $3 AND expires_at > $4";
        USED = "DELETE FROM mail_code WHERE shop_id = $1 AND ask_id = $2";
        OVER = "DELETE FROM mail_code WHERE shop_id = $1 AND expires_at < $2";
    }
}

/// 40 bits: enough for five tries.
type MailCode = Spelled<8>;
/// How long a code counts.
const CODE_US: i64 = 600 * loyalty::SECOND;
/// Wrong codes for one request that asked for one.
const TRIES: Allowance = Allowance { what: "mail code", tries: 5, window_us: CODE_US };
/// Codes that go to one address. More are not sent, and nobody is told.
const SENDS: Allowance = Allowance { what: "mail sent", tries: 3, window_us: 900 * loyalty::SECOND };
/// Codes that one caller may ask for: by card when confirming, else by the caller's address.
const ASKS: Allowance = Allowance { what: "mail asked", tries: 10, window_us: 900 * loyalty::SECOND };

/// What a code is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// To say that the address is the customer's.
    Confirming,
    /// To bring the card to the browser that asked.
    Recovering,
}

impl For {
    fn text(self) -> &'static str {
        match self {
            For::Confirming => "confirm",
            For::Recovering => "recover",
        }
    }
}

/// A code that has to be sent, after the answer and not before it.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// The address.
    pub to: String,
    /// The shop's name.
    pub shop: String,
    /// The code as it is typed.
    pub code: String,
    /// What for.
    pub why: For,
}

impl std::fmt::Debug for Letter {
    /// Without the address and the code.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Letter").field("why", &self.why).finish_non_exhaustive()
    }
}

/// Asks for a code to the address that the customer told; `invalid_request` if they told none.
pub fn ask_confirmation(
    tx: &mut dyn Tx,
    ctx: &Context,
    vault: &Vault,
    holder: HolderId,
    card: &str,
    req: &AskConfirmation,
) -> Outcome<(Reply, Option<Letter>)> {
    let (shop, id) = own(tx, holder, card)?;
    let request = Request::new(shop, req.id, &format!("email {card}"), req)?;
    if let Some(earlier) = request.earlier(tx)? {
        return Ok((earlier.reply, None));
    }
    let Some(email) = members::profile(tx, vault, holder, card)?.email else {
        return Err(Problem::from(Code::InvalidRequest).detail("The profile has no e-mail address.").into());
    };
    let shop = ShopRow::by_id(tx, shop)?;
    let letter = write(tx, ctx, vault, &shop, (req.id, For::Confirming), (Some(id), email))?;
    Ok((request.keep(tx, 202, asked(ctx)?, None)?, letter))
}

/// Asks for a code that brings back the card of an address. `subject`: whose requests are counted, the caller's address. The answer is the same whether there
/// is such a card or not.
pub fn ask_recovery(
    tx: &mut dyn Tx,
    ctx: &Context,
    vault: &Vault,
    slug: &str,
    req: &AskByEmail,
    subject: &str,
) -> Outcome<(Reply, Option<Letter>)> {
    let shop = ShopRow::by_slug(tx, slug)?.ok_or(Code::UnknownShop)?;
    let request = Request::private(vault, shop.id, req.id, &format!("recover by email {slug}"), req)?;
    if let Some(earlier) = request.earlier(tx)? {
        return Ok((earlier.reply, None));
    }
    let address = members::address(&req.email)?.to_owned();
    if let Some(until) = ASKS.locked_until(tx, subject.as_bytes(), ctx.now_us)? {
        return Err(Problem { until: Some(time(until)), ..Code::Locked.into() }.into());
    }
    ASKS.count(tx, subject.as_bytes(), ctx.now_us)?;
    let known = tx.query_one(sql::CARD_OF, &params![shop.id.0, vault.address(shop.id, &req.email)])?;
    let card = known.map(|row| row.get(0)).transpose()?.map(CardId);
    let letter = write(tx, ctx, vault, &shop, (req.id, For::Recovering), (card, address))?;
    Ok((request.keep(tx, 202, asked(ctx)?, None)?, letter))
}

fn asked(ctx: &Context) -> Outcome<String> {
    to_json(&Asked { expires_at: time(ctx.now_us + CODE_US) })
}

/// Makes a code, and the letter with it if there is a card and the address did not get enough of them lately.
fn write(
    tx: &mut dyn Tx,
    ctx: &Context,
    vault: &Vault,
    shop: &ShopRow,
    (ask, why): (Uuid, For),
    (card, email): (Option<CardId>, String),
) -> Outcome<Option<Letter>> {
    let address = vault.address(shop.id, &email);
    let random = ctx.random("mail code");
    let code = MailCode::from_random(std::array::from_fn(|at| random[at]));
    tx.execute(sql::OVER, &params![shop.id.0, ctx.now_us])?;
    let hash = hash(vault, shop.id, ask, &code);
    let row = params![shop.id.0, ask, why.text(), card.map(|card| card.0), hash, address, ctx.now_us + CODE_US];
    tx.execute(sql::INSERT, &row)?;
    let enough = SENDS.locked_until(tx, &address, ctx.now_us)?.is_some();
    SENDS.count(tx, &address, ctx.now_us)?;
    let letter = Letter { to: email, shop: shop.name.clone(), code: code.to_string(), why };
    Ok(card.filter(|_| !enough).map(|_| letter))
}

/// What is stored of a code: with the request that asked for it, and under the server's key, since the code alone is short.
fn hash(vault: &Vault, shop: ShopId, ask: Uuid, code: &MailCode) -> [u8; 32] {
    vault.mark(&sha256(&[b"mail code", shop.0.as_bytes(), ask.as_bytes(), code.letters()]))
}

/// Takes a code as the word that the address is the customer's: from then on it brings the card back. `email_taken` when it brings back another card of the
/// shop. The inner error is a refusal whose try must be written.
pub fn confirm(
    tx: &mut dyn Tx,
    ctx: &Context,
    vault: &Vault,
    holder: HolderId,
    card: &str,
    req: &ConfirmEmail,
) -> Outcome<Result<Reply, Problem>> {
    let (shop, id) = own(tx, holder, card)?;
    let key = MemberKey::take(tx, ctx, vault, shop, id)?;
    let request = Request::private(vault, shop, req.id, &format!("email {card} confirm"), req)?;
    if let Some(earlier) = request.earlier_private(tx, &key)? {
        return Ok(Ok(earlier));
    }
    let told = members::profile(tx, vault, holder, card)?.email;
    let address = match used(tx, vault, (shop, For::Confirming), req.ask, &req.code, ctx.now_us)? {
        // The address may have been changed since.
        Ok((card, address)) if card == id && told.is_some_and(|told| vault.address(shop, &told) == address) => address,
        Ok(_) => return Err(Code::BadRecoveryCode.into()),
        Err(refused) => return Ok(Err(refused)),
    };
    let other = tx.query_one(sql::CARD_OF, &params![shop.0, address])?;
    if other.map(|row| row.get(0)).transpose()?.is_some_and(|other| CardId(other) != id) {
        return Err(Code::EmailTaken.into());
    }
    tx.execute(sql::CONFIRM, &params![shop.0, id.0, address, ctx.now_us])?;
    let profile = members::profile(tx, vault, holder, card)?;
    Ok(Ok(request.keep_private(tx, ctx, &key, 200, to_json(&profile)?)?))
}

/// The card of a code that went to its address; the code is used up.
pub(crate) fn card_of(
    tx: &mut dyn Tx,
    vault: &Vault,
    shop: ShopId,
    ask: Uuid,
    typed: &str,
    now_us: i64,
) -> Outcome<Result<Option<CardRow>, Problem>> {
    Ok(match used(tx, vault, (shop, For::Recovering), ask, typed, now_us)? {
        Ok((card, _)) => Ok(CardRow::find(tx, shop, card)?),
        Err(refused) => Err(refused),
    })
}

/// Uses up a code: its card, and the hash of the address that it went to. The inner error is a wrong try, counted.
fn used(
    tx: &mut dyn Tx,
    vault: &Vault,
    (shop, why): (ShopId, For),
    ask: Uuid,
    typed: &str,
    now_us: i64,
) -> Outcome<Result<(CardId, [u8; 32]), Problem>> {
    if let Some(until) = TRIES.locked_until(tx, ask.as_bytes(), now_us)? {
        return Ok(Err(Problem { until: Some(time(until)), tries_left: Some(0), ..Code::Locked.into() }));
    }
    let code = typed.parse::<MailCode>().map(|code| hash(vault, shop, ask, &code)).unwrap_or_default();
    let row = tx.query_one(sql::FIND, &params![shop.0, ask, why.text(), now_us])?;
    if let Some(row) = row.filter(|row| row.get::<[u8; 32]>(1) == Ok(code))
        && let Some(card) = row.get::<Option<_>>(0)?.map(CardId)
    {
        tx.execute(sql::USED, &params![shop.0, ask])?;
        return Ok(Ok((card, row.get(2)?)));
    }
    let left = TRIES.count(tx, ask.as_bytes(), now_us)?;
    Ok(Err(Problem { tries_left: Some(left), ..Code::BadRecoveryCode.into() }))
}

/// An address that is no longer the one that was confirmed brings nothing back.
pub(crate) fn unconfirm(
    tx: &mut dyn Tx,
    vault: &Vault,
    (shop, card): (ShopId, CardId),
    told: Option<&str>,
) -> Result<(), Error> {
    let address = told.map(|told| vault.address(shop, told).to_vec()).unwrap_or_default();
    tx.execute(sql::UNCONFIRM, &params![shop.0, card.0, address]).map(drop)
}
