//! What the shop knows of a customer: a birthday, tags, lists.

use wire::{Birthday, CardStatus, Code, FactsRequest, LABEL_CHARS_MAX, LABELS_MAX, Problem};

use super::{allowed, find, invalid, show, sql};
use crate::auth::Actor;
use crate::context::Context;
use crate::ledger::CardRow;
use crate::members::{MemberKey, Vault, check_day};
use crate::outcome::{Outcome, Reply, to_json};
use crate::requests::Request;
use crate::shops::ShopRow;
use crate::{Tx, params};

/// Changes what the shop knows of a customer; what the request leaves out stays.
pub fn change_facts(
    tx: &mut dyn Tx,
    ctx: &Context,
    vault: &Vault,
    actor: &Actor,
    card: &str,
    req: &FactsRequest,
) -> Outcome<Reply> {
    allowed(actor)?;
    let mut row = find(tx, actor, card)?;
    if row.status == CardStatus::Erased {
        // Nothing is noted of somebody who asked to be forgotten.
        return Err(Problem { status: 404, ..Code::UnknownCard.into() }.into());
    }
    let key = MemberKey::take(tx, ctx, vault, row.shop, row.id)?;
    let request = Request::private(vault, actor.shop(), req.id, &format!("cards {card} facts"), req)?;
    if let Some(earlier) = request.earlier_private(tx, &key)? {
        return Ok(earlier);
    }
    if let Some(birthday) = req.birthday {
        set_birthday(tx, &mut row, birthday)?;
    }
    for (kind, labels) in [("tag", &req.tags), ("list", &req.lists)] {
        if let Some(labels) = labels {
            set_labels(tx, &row, kind, labels)?;
        }
    }
    let shop = ShopRow::by_id(tx, actor.shop())?;
    let record = show(tx, actor, &shop, &row, ctx.now_us)?;
    request.keep_private(tx, ctx, &key, 200, to_json(&record)?)
}

/// Sets or forgets a birthday: what the shop noted and what the customer told is one and the same.
pub(crate) fn set_birthday(tx: &mut dyn Tx, card: &mut CardRow, birthday: Option<Birthday>) -> Outcome<()> {
    if let Some(Err(words)) = birthday.map(check_day) {
        return Err(invalid(words));
    }
    card.birthday = birthday.map(|Birthday { month, day }| loyalty::Birthday { month, day });
    let (month, day) = (birthday.map(|birthday| birthday.month), birthday.map(|birthday| birthday.day));
    tx.execute(sql::SET_BIRTHDAY, &params![card.shop.0, card.id.0, month, day])?;
    Ok(())
}

fn set_labels(tx: &mut dyn Tx, card: &CardRow, kind: &'static str, labels: &[String]) -> Outcome<()> {
    let mut labels: Vec<&str> = labels.iter().map(|label| label.trim()).collect();
    labels.sort_unstable();
    labels.dedup();
    let good = |label: &&str| {
        !label.is_empty() && label.chars().count() <= LABEL_CHARS_MAX && !label.chars().any(char::is_control)
    };
    if labels.len() > LABELS_MAX || !labels.iter().all(good) {
        return Err(invalid("A card has at most 50 tags and 50 lists, of 1 to 40 characters each."));
    }
    tx.execute(sql::CLEAR_LABELS, &params![card.shop.0, card.id.0, kind])?;
    for label in labels {
        tx.execute(sql::INSERT_LABEL, &params![card.shop.0, card.id.0, kind, label])?;
    }
    Ok(())
}
