//! The customer's own phone gets the card: what that tells us, and what it tells them.
//!
//! Reading stays reading. Only when there is something to write down (units that lapse soon and of which this is the first word, or a card that was
//! not seen for a while), the caller asks for [`note`] too.

use loyalty::{CardState, DAY, Program, ToWarn, to_warn};
use wire::Card;

use super::{news, own, show, view};
use crate::auth::HolderId;
use crate::ledger::{self, AtHand, CardRow};
use crate::moment::Moment;
use crate::outcome::{Changed, Outcome};
use crate::shops::ShopRow;
use crate::{Context, Error, Lang, Tx, params};

pub(crate) mod sql {
    crate::statements::statements! {
        SEEN = "UPDATE card SET seen_at = $3 WHERE shop_id = $1 AND card_id = $2";
    }
}

/// How long a card that was seen needs no new note of it.
const SEEN_AGAIN_DAYS: i64 = 30;

/// A card as its own phone gets it.
#[derive(Clone, Debug, PartialEq)]
pub struct Looked {
    /// The card.
    pub card: Card,
    /// There is something to [`note`].
    pub to_note: bool,
}

/// One card of a holder; `unknown_card` when it is not theirs.
pub fn look(tx: &mut dyn Tx, holder: HolderId, card: &str, now_us: i64, lang: Lang) -> Outcome<Looked> {
    let (shop, card) = own(tx, holder, card)?;
    let (shop, card) = rows(tx, shop, card)?;
    look_at(tx, &shop, &card, now_us, lang)
}

pub(super) fn look_at(tx: &mut dyn Tx, shop: &ShopRow, card: &CardRow, now_us: i64, lang: Lang) -> Outcome<Looked> {
    let (program, moment) = (shop.program(tx)?, shop.moment(now_us)?);
    let (mut state, standing) = ledger::look(tx, &program, card, &moment)?;
    // Whoever looks can be told.
    state.has_channel = true;
    let to_note = is_stale(card, now_us) || !first_told(&program, &state, &moment).is_empty();
    Ok(Looked { card: show(shop, &program, card, (&state, &standing), &moment, Some(lang)), to_note })
}

/// Writes down that a card was shown on its own phone, with what it says of units that lapse; answers it as it is then, and the news of it if
/// a date moved. Again is the same as once.
pub fn note(
    tx: &mut dyn Tx,
    ctx: &Context,
    holder: HolderId,
    card: &str,
    lang: Lang,
) -> Outcome<(Card, Option<Changed>)> {
    let (shop, card) = own(tx, holder, card)?;
    let (shop, mut card) = rows(tx, shop, card)?;
    let (program, moment) = (shop.program(tx)?, shop.moment(ctx.now_us)?);
    let (mut state, mut standing) = ledger::look(tx, &program, &card, &moment)?;
    state.has_channel = true;
    if is_stale(&card, ctx.now_us) {
        tx.execute(sql::SEEN, &params![shop.id.0, card.id.0, ctx.now_us])?;
        card.seen_at = Some(ctx.now_us);
    }
    let told = first_told(&program, &state, &moment);
    if told.is_empty() {
        return Ok((show(&shop, &program, &card, (&state, &standing), &moment, Some(lang)), None));
    }
    ledger::warned(tx, &card, &program, (&mut state, &mut standing), &told, ctx.now_us)?;
    card.touch(tx)?;
    let changed = news(tx, &shop, AtHand { card, state, standing }, &moment)?;
    Ok((changed.seen_in(lang), Some(changed)))
}

/// Whether nobody wrote down for a while that this card's phone is there.
fn is_stale(card: &CardRow, now_us: i64) -> bool {
    card.seen_at.is_none_or(|at| at < now_us - SEEN_AGAIN_DAYS * DAY)
}

/// Units of which a card that is shown now tells for the first time that they lapse: only what is among the dates it shows.
pub(crate) fn first_told(program: &Program, state: &CardState, moment: &Moment) -> Vec<ToWarn> {
    if program.warning_days == 0 {
        return Vec::new();
    }
    let mut told = to_warn(program, state, &moment.rules(false));
    if !told.is_empty() {
        let shown = view::expiries(program, state, moment);
        told.retain(|one| {
            shown.iter().any(|(at, what)| *at == one.expires_at && what.purse.as_ref() == Some(&one.purse))
        });
    }
    told
}

pub(super) fn rows(tx: &mut dyn Tx, shop: crate::ShopId, card: pass::CardId) -> Outcome<(ShopRow, CardRow)> {
    let row = CardRow::find(tx, shop, card)?.ok_or_else(|| Error::Corrupt("a holder's card is missing".into()))?;
    Ok((ShopRow::by_id(tx, shop)?, row))
}
