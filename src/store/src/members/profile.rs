//! What customers told about themselves: each thing on its own, and each removable.

use pass::CardId;
use wire::{Birthday, Code, Problem, Profile, ProfileRequest};

use super::{MemberKey, Vault, fault, sql};
use crate::auth::{HolderId, ShopId};
use crate::cards::own;
use crate::context::{Context, time};
use crate::ledger::{self, AtHand, CardRow};
use crate::outcome::{Changed, Outcome, Reply, to_json};
use crate::requests::Request;
use crate::shops::ShopRow;
use crate::{Error, Row, Tx, cards, email, office, params};

/// What a customer told.
pub fn get(tx: &mut dyn Tx, vault: &Vault, holder: HolderId, card: &str) -> Outcome<Profile> {
    let (shop, card) = own(tx, holder, card)?;
    let row = CardRow::find(tx, shop, card)?.ok_or_else(|| Error::Corrupt("a holder's card is missing".into()))?;
    told(tx, vault, &row)
}

/// What the customer of a card told.
pub(super) fn told(tx: &mut dyn Tx, vault: &Vault, card: &CardRow) -> Outcome<Profile> {
    let language = tx.query_one(sql::LANGUAGE, &params![card.shop.0, card.id.0])?;
    let mut profile = Profile {
        birthday: card.birthday.map(|day| Birthday { month: day.month, day: day.day }),
        language: language.map(|row| row.get(0)).transpose()?.flatten(),
        ..Profile::default()
    };
    if let Some(key) = MemberKey::find(tx, vault, card.shop, card.id)?
        && let Some(row) = tx.query_one(sql::TOLD, &params![card.shop.0, card.id.0])?
    {
        let open = |at: usize, field: &str| -> Result<Option<String>, Error> {
            row.get::<Option<&[u8]>>(at)?.map(|sealed| key.open(field, sealed)).transpose()
        };
        profile.first_name = open(0, "first_name")?;
        profile.email = open(1, "email")?;
        profile.phone = open(2, "phone")?;
        profile.email_confirmed_at = row.get::<Option<i64>>(3)?.map(time);
    }
    Ok(profile)
}

/// Changes what a customer told; what the request leaves out stays. Answers all of it as it is then.
pub fn change(
    tx: &mut dyn Tx,
    ctx: &Context,
    vault: &Vault,
    holder: HolderId,
    card: &str,
    req: &ProfileRequest,
) -> Outcome<Reply> {
    let (shop, card) = own(tx, holder, card)?;
    let key = MemberKey::take(tx, ctx, vault, shop, card)?;
    let request = Request::private(vault, shop, req.id, &format!("profile {card}"), req)?;
    if let Some(earlier) = request.earlier_private(tx, &key)? {
        return Ok(earlier);
    }
    if let Some(field) = fault(req) {
        return Err(Problem::from(Code::InvalidRequest).detail(field.rule()).into());
    }
    let mut row = CardRow::find(tx, shop, card)?.ok_or_else(|| Error::Corrupt("a holder's card is missing".into()))?;
    if let Some(birthday) = req.birthday {
        office::set_birthday(tx, &mut row, birthday)?;
    }
    if let Some(language) = &req.language {
        tx.execute(sql::SET_LANGUAGE, &params![shop.0, card.0, language.as_deref().map(str::trim)])?;
    }
    tell(tx, ctx, &key, (shop, card), req)?;
    if let Some(told) = &req.email {
        email::unconfirm(tx, vault, (shop, card), told.as_deref())?;
    }
    let changed = match &req.first_name {
        Some(_) => vec![renamed(tx, ctx, row.clone())?],
        None => Vec::new(),
    };
    let profile = told(tx, vault, &row)?;
    let reply = request.keep_private(tx, ctx, &key, 200, to_json(&profile)?)?;
    Ok(Reply { changed, ..reply })
}

/// Writes what is sealed; what was not said stays as it is.
fn tell(
    tx: &mut dyn Tx,
    ctx: &Context,
    key: &MemberKey,
    (shop, card): (ShopId, CardId),
    req: &ProfileRequest,
) -> Outcome<()> {
    let row = tx.query_one(sql::TOLD, &params![shop.0, card.0])?;
    let row: Row = row.ok_or_else(|| Error::Corrupt("a member's key without its row".into()))?;
    let next = |at: usize, field: &str, said: &Option<Option<String>>| -> Result<Option<Vec<u8>>, Error> {
        match said {
            None => row.get(at),
            Some(None) => Ok(None),
            Some(Some(text)) => key.seal(ctx, field, text.trim()).map(Some),
        }
    };
    let told = params![
        shop.0,
        card.0,
        next(0, "first_name", &req.first_name)?,
        next(1, "email", &req.email)?,
        next(2, "phone", &req.phone)?,
        ctx.now_us,
    ];
    tx.execute(sql::TELL, &told)?;
    Ok(())
}

/// The card's next version, for whoever shows it. The name is not in the news, so that it is in no memory of the server's: who shows the card reads it anew.
fn renamed(tx: &mut dyn Tx, ctx: &Context, mut card: CardRow) -> Outcome<Changed> {
    let shop = ShopRow::by_id(tx, card.shop)?;
    let (program, moment) = (shop.program(tx)?, shop.moment(ctx.now_us)?);
    card.touch(tx)?;
    let (state, standing) = ledger::look(tx, &program, &card, &moment)?;
    let changed = cards::news(tx, &shop, AtHand { card, state, standing }, &moment)?;
    Ok(Changed { to_note: true, ..changed })
}
