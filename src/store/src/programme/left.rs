//! What customers hold that a new version would no longer have: units, levels, memberships. Nothing of it goes away by itself, but nothing
//! more comes of it either, so an owner says that they mean it.

use loyalty::{Language, Program, PurseKind};
use wire::ProgramFault;

use super::sql;
use crate::context::Context;
use crate::outcome::Outcome;
use crate::shops::{ShopRow, last_purse, versions};
use crate::{Tx, money, params};

/// The stable code of each.
const CODE: &str = "left_behind";

/// Everything that the definition would leave behind on cards, each with how much it is.
pub(super) fn behind(
    tx: &mut dyn Tx,
    ctx: &Context,
    shop: &ShopRow,
    definition: &Program,
    language: Language,
) -> Outcome<Vec<ProgramFault>> {
    let language = language.for_owners();
    let (mut left, versions) = (Vec::new(), versions(tx, shop.id)?);
    let mut leave = |path: &str, words: String| {
        left.push(ProgramFault { path: path.into(), code: CODE.into(), words });
    };
    for row in tx.query(sql::PURSES_HELD, &params![shop.id.0])? {
        let (id, cards, units): (&str, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if definition.purse(id).is_none()
            && let Some(purse) = last_purse(tx, shop.id, &versions, id)?
        {
            let (path, what) = match purse.kind {
                PurseKind::Stamps => {
                    ("stamp_cards", counted(units, ["stamp", "stamps"], ["tampon", "tampons"], language))
                }
                PurseKind::Points => ("points", counted(units, ["point", "points"], ["point", "points"], language)),
                PurseKind::Credit => ("cashback", money::say(units, &shop.currency, language)),
            };
            leave(path, held(cards, &what, definition.say(&purse.name, language), language));
        }
    }
    for row in tx.query(sql::LEVELS_HELD, &params![shop.id.0])? {
        let (id, cards): (&str, i64) = (row.get(0)?, row.get(1)?);
        if definition.level(id).is_none() {
            let words = match language {
                Language::Fr => format!("{} au niveau «\u{202f}{id}\u{202f}»", cards_in(cards, language)),
                _ => format!("{} at the level “{id}”", cards_in(cards, language)),
            };
            leave("tiers.levels", words);
        }
    }
    if definition.membership.is_none() {
        let row = tx.query_one(sql::MEMBERS, &params![shop.id.0, ctx.now_us])?;
        let cards = row.map(|row| row.get(0)).transpose()?.unwrap_or(0);
        if cards > 0 {
            let words = match language {
                Language::Fr => format!("{} avec une adhésion", cards_in(cards, language)),
                _ => format!("{} with a membership", cards_in(cards, language)),
            };
            leave("membership", words);
        }
    }
    Ok(left)
}

fn counted(number: i64, en: [&str; 2], fr: [&str; 2], language: Language) -> String {
    let [one, many] = match language {
        Language::Fr => fr,
        _ => en,
    };
    format!("{number} {}", if number == 1 { one } else { many })
}

fn cards_in(cards: i64, language: Language) -> String {
    counted(cards, ["card", "cards"], ["carte", "cartes"], language)
}

/// `12 cards hold 57 stamps of “Coffee card”`; credit has no name of its own.
fn held(cards: i64, what: &str, name: &str, language: Language) -> String {
    let (who, one) = (cards_in(cards, language), cards == 1);
    match (language, name.is_empty()) {
        (Language::Fr, true) => format!("{who} {} {what} de crédit", if one { "porte" } else { "portent" }),
        (Language::Fr, false) => {
            format!("{who} {} {what} de «\u{202f}{name}\u{202f}»", if one { "porte" } else { "portent" })
        }
        (_, true) => format!("{who} {} {what} of credit", if one { "holds" } else { "hold" }),
        (_, false) => format!("{who} {} {what} of “{name}”", if one { "holds" } else { "hold" }),
    }
}
