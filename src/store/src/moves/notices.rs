//! What the owner reads of moves: when, at which till, by whom and why; nothing of the customer.

use pass::CardId;
use uuid::Uuid;
use wire::{CardMove, CardMoves, Code, Problem};

use super::sql;
use crate::auth::Actor;
use crate::context::time;
use crate::outcome::Outcome;
use crate::{Error, Row, Tx, office, params};

/// Moves on a page.
const PAGE: i64 = 50;

/// A page of the shop's moves, newest first, for managers and integrations that keep cards. `cursor`: `next_cursor` of the page before.
pub fn list(tx: &mut dyn Tx, actor: &Actor, cursor: Option<&str>) -> Outcome<CardMoves> {
    office::allowed(actor)?;
    let (at, id) = match cursor {
        None => (i64::MAX, Uuid::max()),
        Some(text) => place(text).ok_or_else(|| {
            Problem::from(Code::InvalidRequest).detail("`cursor` is `next_cursor` of the page before.")
        })?,
    };
    let rows = tx.query(sql::BEFORE, &params![actor.shop().0, at, id, PAGE])?;
    let last = rows.last().filter(|_| i64::try_from(rows.len()) == Ok(PAGE));
    let next_cursor = last.map(|row| Ok::<_, Error>(format!("{}.{}", row.get::<i64>(3)?, row.get::<Uuid>(0)?)));
    let next_cursor = next_cursor.transpose()?;
    Ok(CardMoves { moves: rows.iter().map(read).collect::<Result<_, _>>()?, next_cursor })
}

/// When the last move of a page was given, and which it was.
fn place(cursor: &str) -> Option<(i64, Uuid)> {
    let (at, id) = cursor.split_once('.')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

fn read(row: &Row) -> Result<CardMove, Error> {
    let moment = |at: usize| Ok::<_, Error>(row.get::<Option<i64>>(at)?.map(time));
    Ok(CardMove {
        id: row.get(0)?,
        card_id: CardId(row.get(1)?).to_string(),
        number: row.get(2)?,
        given_at: time(row.get(3)?),
        till: row.get(4)?,
        by: row.get(5)?,
        reason: row.get(6)?,
        used_at: moment(7)?,
        paused_until: moment(8)?,
        lifted_at: moment(9)?,
        lifted_by: row.get(10)?,
    })
}
