//! What the shop knows of a customer: a birthday, tags, lists.

use wire::{Birthday, FactsRequest, LABEL_CHARS_MAX, LABELS_MAX};

use super::{allowed, find, invalid, show, sql};
use crate::auth::Actor;
use crate::context::Context;
use crate::ledger::CardRow;
use crate::outcome::{Outcome, Reply, to_json};
use crate::requests::Request;
use crate::shops::ShopRow;
use crate::{Tx, params};

/// A leap year: birthdays have no year, and 29 February is one.
const LEAP_YEAR: i64 = 2024;

/// Changes what the shop knows of a customer; what the request leaves out stays.
pub fn change_facts(tx: &mut dyn Tx, ctx: &Context, actor: &Actor, card: &str, req: &FactsRequest) -> Outcome<Reply> {
    allowed(actor)?;
    let request = Request::new(actor.shop(), req.id, &format!("cards {card} facts"), req)?;
    if let Some(earlier) = request.earlier(tx)? {
        return Ok(earlier.reply);
    }
    let mut row = find(tx, actor, card)?;
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
    request.keep(tx, 200, to_json(&record)?, None)
}

fn set_birthday(tx: &mut dyn Tx, card: &mut CardRow, birthday: Option<Birthday>) -> Outcome<()> {
    if let Some(Birthday { month, day }) = birthday
        && (!(1..=12).contains(&month) || day == 0 || day > loyalty::days_in_month(LEAP_YEAR, month))
    {
        return Err(invalid("A birthday is a day of the year: month 1 to 12, and a day that month has."));
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
