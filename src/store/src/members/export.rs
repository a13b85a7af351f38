//! Everything that is kept about a card and its person, for the person: in words, and without what could be used in their place (keys, codes, tokens).

use std::collections::HashMap;

use wire::{
    Card, Export, ExportedChange, ExportedConsent, ExportedDevice, ExportedMove, ExportedOperation, ExportedReward,
    ExportedVisit, Money,
};

use super::{Vault, consents, greet, profile, sql};
use crate::auth::HolderId;
use crate::cards::{own, view};
use crate::context::time;
use crate::ledger::CardRow;
use crate::outcome::Outcome;
use crate::shops::ShopRow;
use crate::{Error, Lang, Tx, Value, params};

/// All of it, as one snapshot.
pub fn export(
    tx: &mut dyn Tx,
    vault: &Vault,
    holder: HolderId,
    card: &str,
    now_us: i64,
    lang: Lang,
) -> Outcome<Export> {
    let (shop, id) = own(tx, holder, card)?;
    let row = CardRow::find(tx, shop, id)?.ok_or_else(|| Error::Corrupt("a holder's card is missing".into()))?;
    let shop = ShopRow::by_id(tx, shop)?;
    let mut shown = view(tx, &shop, &row, now_us, Some(lang))?;
    greet(tx, vault, holder, &mut shown)?;
    let at = params![shop.id.0, id.0];
    let came_by = tx.query_one(sql::CAME_BY, &at)?.map(|row| row.get(0)).transpose()?.flatten();
    let brought_by = match row.brought_by {
        Some(friend) => tx.query_one(sql::NUMBER, &params![shop.id.0, friend.0])?.map(|row| row.get(0)).transpose()?,
        None => None,
    };
    let (tags, lists) = labels(tx, &at)?;
    Ok(Export {
        about: words::of(lang).paper.person.export.with([&shop.name]),
        made_at: time(now_us),
        person: profile::told(tx, vault, &row)?,
        consents: said(tx, &row)?,
        tags,
        lists,
        came_by,
        brought_by,
        devices: devices(tx, &at)?,
        moves: moves(tx, &at)?,
        visits: visits(tx, &at)?,
        operations: operations(tx, &at, &shop.currency, &shown)?,
        rewards: rewards(tx, &at)?,
        shop: shop.name,
        card: shown,
    })
}

fn said(tx: &mut dyn Tx, card: &CardRow) -> Outcome<Vec<ExportedConsent>> {
    let said = consents::said(tx, card.shop, card.id)?.into_iter().map(|said| ExportedConsent {
        purpose: said.purpose,
        channel: said.channel,
        given: said.given,
        at: time(said.at),
        how: said.how,
        text: said.text,
    });
    Ok(said.collect())
}

fn labels(tx: &mut dyn Tx, at: &[Value; 2]) -> Outcome<(Vec<String>, Vec<String>)> {
    let (mut tags, mut lists) = (Vec::new(), Vec::new());
    for row in tx.query(sql::LABELS, at)? {
        if row.get::<&str>(0)? == "tag" { &mut tags } else { &mut lists }.push(row.get(1)?);
    }
    Ok((tags, lists))
}

fn devices(tx: &mut dyn Tx, at: &[Value; 2]) -> Outcome<Vec<ExportedDevice>> {
    let rows = tx.query(sql::DEVICES, at)?;
    let devices = rows.iter().map(|row| {
        Ok::<_, Error>(ExportedDevice {
            name: row.get(3)?,
            added_at: time(row.get(0)?),
            last_used_at: row.get::<Option<i64>>(1)?.map(time),
            removed_at: row.get::<Option<i64>>(2)?.map(time),
        })
    });
    Ok(devices.collect::<Result<_, _>>()?)
}

fn moves(tx: &mut dyn Tx, at: &[Value; 2]) -> Outcome<Vec<ExportedMove>> {
    let rows = tx.query(sql::MOVES, at)?;
    let moves = rows.iter().map(|row| {
        Ok::<_, Error>(ExportedMove {
            at: time(row.get(0)?),
            by: row.get(1)?,
            till: row.get(2)?,
            reason: row.get(3)?,
            used_at: row.get::<Option<i64>>(4)?.map(time),
        })
    });
    Ok(moves.collect::<Result<_, _>>()?)
}

fn visits(tx: &mut dyn Tx, at: &[Value; 2]) -> Outcome<Vec<ExportedVisit>> {
    let rows = tx.query(sql::VISITS, at)?;
    let visits = rows
        .iter()
        .map(|row| Ok::<_, Error>(ExportedVisit { at: time(row.get(0)?), how: row.get(1)?, till: row.get(2)? }));
    Ok(visits.collect::<Result<_, _>>()?)
}

fn operations(tx: &mut dyn Tx, at: &[Value; 2], currency: &str, card: &Card) -> Outcome<Vec<ExportedOperation>> {
    let mut changes: HashMap<i64, Vec<ExportedChange>> = HashMap::new();
    for row in tx.query(sql::ENTRIES, at)? {
        let purse: &str = row.get(1)?;
        let named = card.purses.iter().find(|known| known.id == purse && !known.name.is_empty());
        let of = named.map_or(purse, |known| &known.name).to_owned();
        let change = ExportedChange { of, units: row.get(2)?, balance_after: row.get(3)? };
        changes.entry(row.get(0)?).or_default().push(change);
    }
    let rows = tx.query(sql::OPERATIONS, at)?;
    let operations = rows.iter().map(|row| {
        let number = row.get(0)?;
        let amount: Option<i64> = row.get(5)?;
        Ok::<_, Error>(ExportedOperation {
            number,
            kind: row.get(1)?,
            at: time(row.get(2)?),
            by: row.get(3)?,
            items: row.get(4)?,
            amount: amount.map(|minor| Money { minor, currency: currency.to_owned() }),
            reason: row.get(6)?,
            changes: changes.remove(&number).unwrap_or_default(),
        })
    });
    Ok(operations.collect::<Result<_, _>>()?)
}

fn rewards(tx: &mut dyn Tx, at: &[Value; 2]) -> Outcome<Vec<ExportedReward>> {
    let rows = tx.query(sql::REWARDS, at)?;
    let rewards = rows.iter().map(|row| {
        Ok::<_, Error>(ExportedReward {
            title: row.get(0)?,
            status: row.get(1)?,
            at: time(row.get(2)?),
            expires_at: row.get::<Option<i64>>(3)?.map(time),
        })
    });
    Ok(rewards.collect::<Result<_, _>>()?)
}
