//! The customer's side: joining, enrolling another key, and reading one's cards.

pub(crate) mod seen;
mod view;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pass::{CardId, CardNumber, PublicKey};
use wire::{Card, CardStatus, Code, EnrolKeyRequest, JoinRequest, Joined, KeyEnrolled, Operations, Problem};

pub use self::seen::{Looked, look, note};
pub(crate) use self::view::{Shown, news, show, view};

use crate::auth::{self, HolderId, ShopId};
use crate::context::Context;
use crate::ledger::{self, CardRow};
use crate::outcome::{Outcome, Reply, to_json};
use crate::requests::Request;
use crate::shops::ShopRow;
use crate::{Error, Lang, Tx, handoff, keys, members, params};

pub(crate) mod sql {
    crate::statements::statements! {
        INSERT_HOLDER = "INSERT INTO holder (holder_id, created_at) VALUES ($1, $2)";
        INSERT_TOKEN = "INSERT INTO holder_token (token_hash, holder_id, created_at, expires_at) VALUES ($1, $2, $3, $4)";
        HOLDER_EXISTS = "SELECT holder_id FROM holder WHERE holder_id = $1";
        INSERT_CARD = "INSERT INTO card (shop_id, card_id, number, status, seq, version, typed_code_secret, source, locale, joined_at,
                         seen_at, brought_by)
                       VALUES ($1, $2, $3, 'active', 0, 1, $4, $5, $6, $7, $7, $8) ON CONFLICT (shop_id, number) DO NOTHING";
        INSERT_HOLDER_CARD = "INSERT INTO holder_card (holder_id, shop_id, card_id) VALUES ($1, $2, $3)";
        REPLACE_HOLDER_CARD = "UPDATE holder_card SET card_id = $3 WHERE holder_id = $1 AND shop_id = $2";
        HOLDER_CARDS = "SELECT holder_card.shop_id, holder_card.card_id FROM holder_card
                        JOIN card ON card.shop_id = holder_card.shop_id AND card.card_id = holder_card.card_id
                        WHERE holder_card.holder_id = $1 ORDER BY card.joined_at DESC";
        HOLDER_CARD = "SELECT shop_id FROM holder_card WHERE holder_id = $1 AND card_id = $2";
        HOLDER_CARD_IN_SHOP = "SELECT card_id FROM holder_card WHERE holder_id = $1 AND shop_id = $2";
        TYPED_SECRET = "SELECT typed_code_secret FROM card WHERE shop_id = $1 AND card_id = $2";
        NEW_TYPED_SECRET = "UPDATE card SET typed_code_secret = $3 WHERE shop_id = $1 AND card_id = $2";
    }
}

/// How long a holder's cookie is good for: 400 days, the longest that browsers keep one.
pub const HOLDER_TOKEN_DAYS: i64 = 400;
/// Operations on a page of history.
pub const HISTORY_PAGE_MAX: u32 = 50;
/// Numbers tried until one is free in the shop: of 33 million, the first nearly always is.
const NUMBER_TRIES_MAX: u32 = 16;

/// Gives a holder a card in a shop: a new one, the one they have there, or the one handed to this home screen, with the new key on it. A card exists once
/// per holder and shop.
/// Names on it are in `lang`, or as the shop wrote them first.
pub fn join(
    tx: &mut dyn Tx,
    ctx: &Context,
    slug: &str,
    req: &JoinRequest,
    holder: Option<HolderId>,
    lang: Option<Lang>,
) -> Outcome<Reply> {
    let shop = ShopRow::by_slug(tx, slug)?.ok_or(Code::UnknownShop)?;
    let key = keys::parse(&req.public_key)?;
    check_text("source", req.source.as_deref(), wire::SOURCE_CHARS_MAX)?;
    check_text("locale", req.locale.as_deref(), LOCALE_CHARS_MAX)?;
    let request = Request::new(shop.id, req.id, &format!("join {slug}"), req)?;
    if let Some(earlier) = request.earlier(tx)? {
        // The first answer may have been lost with its cookie: whoever knows the id and the key gets another cookie of the same holder.
        let token = match earlier.subject {
            Some(holder_id) => Some(new_holder_token(tx, ctx, HolderId(holder_id))?),
            None => None,
        };
        return Ok(Reply { token, ..earlier.reply });
    }
    let (holder, token) = known_or_new(tx, ctx, holder)?;
    if let Some(code) = &req.handoff {
        let card = handoff::take(tx, ctx, shop.id, code)?;
        hold(tx, holder, &card)?;
    }
    let has = match tx.query_one(sql::HOLDER_CARD_IN_SHOP, &params![holder.0, shop.id.0])? {
        Some(row) => CardRow::find(tx, shop.id, CardId(row.get(0)?))?,
        None => None,
    };
    let card = match has {
        // What was on it is on another card, which may be somebody else's: who held it can begin anew.
        Some(card) if card.status == CardStatus::Merged => {
            // What they told there, nobody could ask to be forgotten any more.
            members::forget(tx, shop.id, card.id)?;
            let card = new_card(tx, ctx, shop.id, req)?;
            tx.execute(sql::REPLACE_HOLDER_CARD, &params![holder.0, shop.id.0, card.0])?;
            card
        }
        Some(card) => card.id,
        None => {
            let card = new_card(tx, ctx, shop.id, req)?;
            tx.execute(sql::INSERT_HOLDER_CARD, &params![holder.0, shop.id.0, card.0])?;
            card
        }
    };
    let row = CardRow::find(tx, shop.id, card)?;
    let row = row.ok_or_else(|| Error::Corrupt("a holder's card is missing".into()))?;
    let joined = Joined {
        key_slot: keys::enrol(tx, ctx, (shop.id, card), holder, &key, req.key_storage)?.get(),
        typed_code_secret: typed_code_secret(tx, shop.id, card)?,
        card: view(tx, &shop, &row, ctx.now_us, lang)?,
        now_ms: ctx.now_ms(),
    };
    let reply = request.keep(tx, 201, to_json(&joined)?, Some(holder.0))?;
    Ok(Reply { token, ..reply })
}

/// Characters of a language tag.
const LOCALE_CHARS_MAX: usize = 35;

fn check_text(name: &str, text: Option<&str>, chars_max: usize) -> Outcome<()> {
    match text {
        Some(text) if text.chars().count() > chars_max || text.chars().any(char::is_control) => {
            let words = format!("`{name}` has at most {chars_max} characters and no control characters.");
            Err(Problem::from(Code::InvalidRequest).detail(words).into())
        }
        _ => Ok(()),
    }
}

/// The holder of a cookie, else a new one with the token of its cookie.
pub(crate) fn known_or_new(
    tx: &mut dyn Tx,
    ctx: &Context,
    holder: Option<HolderId>,
) -> Outcome<(HolderId, Option<String>)> {
    match holder {
        Some(holder) if tx.query_one(sql::HOLDER_EXISTS, &params![holder.0])?.is_some() => Ok((holder, None)),
        _ => new_holder(tx, ctx),
    }
}

/// Makes a holder hold this card of a shop. Another one that they hold there gives way if nothing was ever done on it, or if everything on it went
/// elsewhere; else it is `card_held`, and nothing is lost.
pub(crate) fn hold(tx: &mut dyn Tx, holder: HolderId, card: &CardRow) -> Outcome<()> {
    let row = params![holder.0, card.shop.0, card.id.0];
    let held = match tx.query_one(sql::HOLDER_CARD_IN_SHOP, &row[..2])? {
        Some(held) => CardRow::find(tx, card.shop, CardId(held.get(0)?))?,
        None => None,
    };
    match held {
        None => tx.execute(sql::INSERT_HOLDER_CARD, &row)?,
        Some(held) if held.id == card.id => 0,
        Some(held) if held.seq == 0 || held.status == CardStatus::Merged => {
            tx.execute(sql::REPLACE_HOLDER_CARD, &row)?
        }
        Some(_) => return Err(Code::CardHeld.into()),
    };
    Ok(())
}

fn new_holder(tx: &mut dyn Tx, ctx: &Context) -> Outcome<(HolderId, Option<String>)> {
    let holder = HolderId(ctx.id("holder"));
    tx.execute(sql::INSERT_HOLDER, &params![holder.0, ctx.now_us])?;
    Ok((holder, Some(new_holder_token(tx, ctx, holder)?)))
}

pub(crate) fn new_holder_token(tx: &mut dyn Tx, ctx: &Context, holder: HolderId) -> Outcome<String> {
    let token = auth::new_token(ctx, "holder token");
    let expires_at = ctx.now_us + HOLDER_TOKEN_DAYS * loyalty::DAY;
    tx.execute(sql::INSERT_TOKEN, &params![auth::hash(&token), holder.0, ctx.now_us, expires_at])?;
    Ok(token)
}

fn new_card(tx: &mut dyn Tx, ctx: &Context, shop: ShopId, req: &JoinRequest) -> Outcome<CardId> {
    let mut id = [0; 8];
    id.copy_from_slice(&ctx.random("card")[..8]);
    let secret = ctx.random("typed code secret");
    let brought_by = friend(tx, shop, req)?.map(|card| card.0);
    for attempt in 0..NUMBER_TRIES_MAX {
        let mut four = [0; 4];
        four.copy_from_slice(&ctx.random(&format!("number {attempt}"))[..4]);
        let number = CardNumber::from_random(four).to_string();
        let row =
            params![shop.0, id, number, secret, req.source.as_deref(), req.locale.as_deref(), ctx.now_us, brought_by];
        if tx.execute(sql::INSERT_CARD, &row)? == 1 {
            return Ok(CardId(id));
        }
    }
    Err(Error::Corrupt("no free card number found".into()).into())
}

/// The card of the friend whom the link names. A bad link keeps nobody out: then nobody brought the customer.
fn friend(tx: &mut dyn Tx, shop: ShopId, req: &JoinRequest) -> Outcome<Option<CardId>> {
    let Some(number) = req.friend.as_deref().and_then(|text| text.parse::<CardNumber>().ok()) else { return Ok(None) };
    Ok(CardRow::by_number(tx, shop, &number.to_string())?.map(|card| card.id))
}

pub(crate) fn typed_code_secret(tx: &mut dyn Tx, shop: ShopId, card: CardId) -> Outcome<String> {
    Ok(URL_SAFE_NO_PAD.encode(typed_secret(tx, shop, card)?))
}

pub(crate) fn typed_secret(tx: &mut dyn Tx, shop: ShopId, card: CardId) -> Outcome<[u8; 32]> {
    let row = tx.query_one(sql::TYPED_SECRET, &params![shop.0, card.0])?;
    let row = row.ok_or_else(|| Error::Corrupt("a holder's card is missing".into()))?;
    Ok(row.get(0)?)
}

/// Gives the card another secret of the typed code: whoever knew the one before can't read codes out any more.
pub(crate) fn change_typed_secret(tx: &mut dyn Tx, ctx: &Context, shop: ShopId, card: CardId) -> Outcome<()> {
    tx.execute(sql::NEW_TYPED_SECRET, &params![shop.0, card.0, ctx.random("typed code secret")])?;
    Ok(())
}

/// Enrols one more key on a card the holder has: a fresh container, a home-screen app, a second phone.
pub fn enrol_key(
    tx: &mut dyn Tx,
    ctx: &Context,
    holder: HolderId,
    card: &str,
    req: &EnrolKeyRequest,
) -> Outcome<Reply> {
    let (shop, card) = own(tx, holder, card)?;
    let key: PublicKey = keys::parse(&req.public_key)?;
    let request = Request::new(shop, req.id, &format!("keys {card}"), req)?;
    if let Some(earlier) = request.earlier(tx)? {
        return Ok(earlier.reply);
    }
    let enrolled = KeyEnrolled {
        key_slot: keys::enrol(tx, ctx, (shop, card), holder, &key, req.key_storage)?.get(),
        typed_code_secret: typed_code_secret(tx, shop, card)?,
        now_ms: ctx.now_ms(),
    };
    request.keep(tx, 201, to_json(&enrolled)?, Some(holder.0))
}

/// All cards of a holder, newest first.
pub fn list(tx: &mut dyn Tx, holder: HolderId, now_us: i64, lang: Lang) -> Outcome<Vec<Looked>> {
    let rows = tx.query(sql::HOLDER_CARDS, &params![holder.0])?;
    let cards = rows.iter().map(|row| {
        let (shop, card) = seen::rows(tx, ShopId(row.get(0)?), CardId(row.get(1)?))?;
        seen::look_at(tx, &shop, &card, now_us, lang)
    });
    cards.collect()
}

/// One card of a holder; `unknown_card` when it is not theirs.
pub fn get(tx: &mut dyn Tx, holder: HolderId, card: &str, now_us: i64, lang: Lang) -> Outcome<Card> {
    look(tx, holder, card, now_us, lang).map(|looked| looked.card)
}

/// A page of a card's history, newest first. `cursor`: `next_cursor` of the page before.
pub fn operations(
    tx: &mut dyn Tx,
    holder: HolderId,
    card: &str,
    cursor: Option<&str>,
    limit: u32,
) -> Outcome<Operations> {
    let (shop, card) = own(tx, holder, card)?;
    let before = match cursor {
        None => i64::MAX,
        Some(text) => text
            .parse()
            .map_err(|_| Problem::from(Code::InvalidRequest).detail("`cursor` is `next_cursor` of the page before."))?,
    };
    let limit = limit.clamp(1, HISTORY_PAGE_MAX);
    let operations = ledger::page(tx, shop, card, before, limit)?;
    let last = operations.last().map(|done| done.seq).filter(|seq| *seq > 1);
    let next_cursor = last.filter(|_| operations.len() == limit as usize).map(|seq| seq.to_string());
    Ok(Operations { operations, next_cursor })
}

/// The shop of a card, if it is the holder's.
pub(crate) fn own(tx: &mut dyn Tx, holder: HolderId, card: &str) -> Outcome<(ShopId, CardId)> {
    let unknown = || Problem { status: 404, ..Code::UnknownCard.into() };
    let card: CardId = card.parse().map_err(|_| unknown())?;
    let row = tx.query_one(sql::HOLDER_CARD, &params![holder.0, card.0])?.ok_or_else(unknown)?;
    Ok((ShopId(row.get(0)?), card))
}
