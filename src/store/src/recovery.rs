//! The recovery code: 24 letters that bring a card to a browser that does not hold it.
//!
//! It is stored as its hash only, and yet a doubled click shows the same code twice: it is made of the request's id and of the holder's cookie, which
//! the database has no more of than a hash either.

use pass::{CardId, Spelled};
use uuid::Uuid;
use wire::{CardStatus, Code, ConfirmRecovery, MadeRecovery, MakeRecovery, Problem, Recover, Recovered, RecoveryState};

use crate::attempts::Allowance;
use crate::auth::{HolderId, ShopId};
use crate::context::{Context, sha256, time};
use crate::ledger::CardRow;
use crate::members::Vault;
use crate::moves::{self, MoveCode, Moved};
use crate::outcome::{Fault, Outcome, Reply, to_json};
use crate::requests::Request;
use crate::shops::ShopRow;
use crate::{Error, Tx, cards, email, params};

pub(crate) mod sql {
    crate::statements::statements! {
        INSERT = "INSERT INTO card_code (shop_id, code_hash, card_id, kind, made_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        END = "UPDATE card_code SET ended_at = $4 WHERE shop_id = $1 AND card_id = $2 AND kind = $3 AND ended_at IS NULL";
        END_ALL = "UPDATE card_code SET ended_at = $3 WHERE shop_id = $1 AND card_id = $2 AND ended_at IS NULL";
        STATE = "SELECT created_at, confirmed_at, made_by, code_hash FROM card_code
                 WHERE shop_id = $1 AND card_id = $2 AND kind = 'recovery' AND ended_at IS NULL";
        CONFIRM = "UPDATE card_code SET confirmed_at = $3 WHERE shop_id = $1 AND code_hash = $2 AND confirmed_at IS NULL";
        FIND = "SELECT card_id, kind, made_by FROM card_code WHERE shop_id = $1 AND code_hash = $2 AND ended_at IS NULL
                  AND (expires_at IS NULL OR expires_at > $3) AND kind IN ('recovery', 'move')";
        REVOKE_ALL = "UPDATE card_key SET revoked_at = $3 WHERE shop_id = $1 AND card_id = $2 AND revoked_at IS NULL";
        END_OTHER_HOLDS = "DELETE FROM holder_card WHERE shop_id = $1 AND card_id = $2 AND holder_id <> $3";
    }
}

/// 120 bits.
type RecoveryCode = Spelled<24>;
/// Letters typed to say that the code was kept.
const LAST: usize = 4;
/// Wrong codes that one address may send in ten minutes.
const TRIES: Allowance = Allowance { what: "recovery", tries: 10, window_us: 600 * loyalty::SECOND };

/// The code that a request makes, for whoever sends this cookie.
fn code_of(token: &str, card: CardId, made_by: Uuid) -> RecoveryCode {
    let bytes = sha256(&[b"recovery code", token.as_bytes(), &card.0, made_by.as_bytes()]);
    Spelled::from_random(std::array::from_fn(|at| bytes[at]))
}

/// What is stored of a code.
pub(crate) fn hash<const N: usize>(code: &Spelled<N>) -> [u8; 32] {
    sha256(&[b"card code", code.letters()])
}

/// Makes a recovery code and ends the one before. `token` is the holder's cookie.
pub fn make(
    tx: &mut dyn Tx,
    ctx: &Context,
    holder: HolderId,
    token: &str,
    card: &str,
    req: &MakeRecovery,
) -> Outcome<Reply> {
    let (shop, id) = cards::own(tx, holder, card)?;
    let request = Request::new(shop, req.id, &format!("recovery {card}"), req)?;
    let code = code_of(token, id, req.id);
    let kept = match request.earlier(tx)? {
        Some(earlier) => earlier.reply,
        None => {
            tx.execute(sql::END, &params![shop.0, id.0, "recovery", ctx.now_us])?;
            let row = params![shop.0, hash(&code), id.0, "recovery", req.id, ctx.now_us, None::<i64>];
            tx.execute(sql::INSERT, &row)?;
            // The code is not in what is kept.
            let made = RecoveryState { made_at: Some(time(ctx.now_us)), confirmed_at: None };
            request.keep(tx, 201, to_json(&made)?, None)?
        }
    };
    let state: RecoveryState =
        serde_json::from_str(&kept.json).map_err(|error| Error::Corrupt(format!("a kept answer: {error}")))?;
    let made = MadeRecovery { code: code.to_string(), made_at: state.made_at.unwrap_or_else(|| time(ctx.now_us)) };
    Ok(Reply { json: to_json(&made)?, ..kept })
}

/// Whether a card of the holder has a recovery code.
pub fn state(tx: &mut dyn Tx, holder: HolderId, card: &str) -> Outcome<RecoveryState> {
    let (shop, id) = cards::own(tx, holder, card)?;
    let Some(row) = tx.query_one(sql::STATE, &params![shop.0, id.0])? else { return Ok(RecoveryState::default()) };
    let confirmed_at = row.get::<Option<i64>>(1)?.map(time);
    Ok(RecoveryState { made_at: Some(time(row.get(0)?)), confirmed_at })
}

/// Says that the code was kept, by its last four letters; `bad_recovery_code` if they are others.
pub fn confirm(
    tx: &mut dyn Tx,
    ctx: &Context,
    holder: HolderId,
    token: &str,
    card: &str,
    req: &ConfirmRecovery,
) -> Outcome<Reply> {
    let (shop, id) = cards::own(tx, holder, card)?;
    // The letters stay out of what is hashed and kept: there are few enough to try them all.
    let request = Request::new(shop, req.id, &format!("recovery {card} confirm"), &req.id)?;
    if let Some(earlier) = request.earlier(tx)? {
        return Ok(earlier.reply);
    }
    let row = tx.query_one(sql::STATE, &params![shop.0, id.0])?.ok_or(Code::BadRecoveryCode)?;
    let code = code_of(token, id, row.get(2)?);
    let kept = row.get::<[u8; 32]>(3)?;
    if hash(&code) != kept || !code.ends_with::<LAST>(&req.last_four) {
        return Err(Code::BadRecoveryCode.into());
    }
    tx.execute(sql::CONFIRM, &params![shop.0, kept, ctx.now_us])?;
    let state = RecoveryState { made_at: Some(time(row.get(0)?)), confirmed_at: Some(time(ctx.now_us)) };
    request.keep(tx, 200, to_json(&state)?, None)
}

/// Brings the card of a code, kept or given out by staff, to a browser: it holds the card from now on and no other does, every key is revoked, and the code is used up with any
/// other of the card. Answers the letter to the owner too, if staff gave it out and there is somebody to write to. `subject`: whose wrong tries are counted, the caller's
/// address. The inner error is a refusal whose try must be written.
pub fn recover(
    tx: &mut dyn Tx,
    ctx: &Context,
    vault: &Vault,
    slug: &str,
    req: &Recover,
    holder: Option<HolderId>,
    subject: &str,
) -> Outcome<Result<(Reply, Option<Moved>), Problem>> {
    let shop = ShopRow::by_slug(tx, slug)?.ok_or(Code::UnknownShop)?;
    let request = match req.ask {
        // A code that came by e-mail is short enough to be tried out on its hash.
        Some(_) => Request::private(vault, shop.id, req.id, &format!("recover {slug}"), req)?,
        None => Request::new(shop.id, req.id, &format!("recover {slug}"), req)?,
    };
    if let Some(earlier) = request.earlier(tx)? {
        // The first answer may have been lost with its cookie: whoever knows the id and the code gets another one of the same holder.
        let token = earlier.subject.map(|id| cards::new_holder_token(tx, ctx, HolderId(id))).transpose()?;
        return Ok(Ok((Reply { token, ..earlier.reply }, None)));
    }
    if let Some(until) = TRIES.locked_until(tx, subject.as_bytes(), ctx.now_us)? {
        return Ok(Err(Problem { until: Some(time(until)), tries_left: Some(0), ..Code::Locked.into() }));
    }
    let found = match req.ask {
        Some(ask) => match email::card_of(tx, vault, shop.id, ask, &req.code, ctx.now_us)? {
            Ok(card) => card.map(|card| (card, None)),
            Err(refused) => return Ok(Err(refused)),
        },
        None => found(tx, vault, shop.id, &req.code, ctx.now_us)?,
    };
    let Some((card, by_staff)) = found else {
        let left = TRIES.count(tx, subject.as_bytes(), ctx.now_us)?;
        return Ok(Err(Problem { tries_left: Some(left), ..Code::BadRecoveryCode.into() }));
    };
    if card.status == CardStatus::Merged {
        return Err(Problem { into: card.merged_into.clone(), ..Code::CardMerged.into() }.into());
    }
    let (holder, token) = cards::known_or_new(tx, ctx, holder)?;
    cards::hold(tx, holder, &card)?;
    let id = card.id;
    tx.execute(sql::END_OTHER_HOLDS, &params![shop.id.0, id.0, holder.0])?;
    tx.execute(sql::REVOKE_ALL, &params![shop.id.0, id.0, ctx.now_us])?;
    tx.execute(sql::END_ALL, &params![shop.id.0, id.0, ctx.now_us])?;
    cards::change_typed_secret(tx, ctx, shop.id, id)?;
    let (mut paused, mut letter) = (None, None);
    if let Some(by_staff) = by_staff {
        let until = moves::used(tx, ctx, &card, by_staff)?;
        letter = moves::tell(tx, ctx, vault, &shop, &card, (by_staff, until))?;
        paused = Some(until);
    }
    let recovered = Recovered { card_id: id.to_string(), redeem_paused_until: paused.map(time) };
    let reply = request.keep(tx, 201, to_json(&recovered)?, Some(holder.0))?;
    Ok(Ok((Reply { token, ..reply }, letter)))
}

/// The card of a code that still counts, with the move if staff gave it out. What is no code at all takes as long and is answered alike.
fn found(
    tx: &mut dyn Tx,
    vault: &Vault,
    shop: ShopId,
    typed: &str,
    now_us: i64,
) -> Outcome<Option<(CardRow, Option<Uuid>)>> {
    let hash = match (typed.parse::<RecoveryCode>(), typed.parse::<MoveCode>()) {
        (Ok(code), _) => hash(&code),
        (_, Ok(code)) => moves::hash(vault, shop, &code),
        _ => sha256(&[b"no code"]),
    };
    let Some(row) = tx.query_one(sql::FIND, &params![shop.0, hash, now_us])? else { return Ok(None) };
    let card = CardRow::find(tx, shop, CardId(row.get(0)?))?;
    let card = card.ok_or_else(|| Fault::from(Error::Corrupt("a code without its card".into())))?;
    let by_staff = (row.get::<&str>(1)? == "move").then(|| row.get(2)).transpose()?;
    Ok(Some((card, by_staff)).filter(|(card, _)| card.status != CardStatus::Erased))
}
