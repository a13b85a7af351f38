//! The request as the till's signature covers it.

use pass::Pass;
use till::{Act, Content, Money};
use wire::{Code, Offline, Op, OpenVisit};

use super::invalid;
use crate::outcome::Outcome;

/// What was signed, and the pass in it. Members that a till does not have without a network are refused, so that nothing is done that is not
/// signed.
pub(super) fn content(req: &OpenVisit, offline: &Offline) -> Outcome<(Content, Pass)> {
    let (Some(code), None, None) = (&req.code, &req.typed_code, &req.card_id) else {
        return Err(invalid(
            "A record of a till without a network has a `code`, and neither `typed_code` nor `card_id`.",
        ));
    };
    if req.overridden {
        return Err(invalid("Nobody can override limits without a network."));
    }
    let pass = Pass::parse(code).map_err(|_| Code::Malformed)?;
    let content = Content {
        visit: *req.id.as_bytes(),
        staff: *offline.staff_id.as_bytes(),
        pass: pass.to_bytes(),
        another_purchase: req.another_purchase,
        acts: req.operations.iter().map(act).collect::<Outcome<_>>()?,
    };
    Ok((content, pass))
}

fn act(op: &Op) -> Outcome<Act> {
    match op {
        Op::Earn { id, quantity, amount, stamp_card, tags, paid_by_credit: None, external_ref, overridden: false } => {
            Ok(Act::Earn {
                id: *id.as_bytes(),
                quantity: quantity.unwrap_or(1),
                amount: amount.as_ref().map(|m| Money { minor: m.minor, currency: m.currency.clone() }),
                stamp_card: stamp_card.clone(),
                tags: tags.iter().map(|tagged| (tagged.tag.clone(), tagged.quantity)).collect(),
                external_ref: external_ref.clone(),
            })
        }
        Op::Redeem { id, voucher_id: Some(voucher), reward: None, choice: None, confirmed } => {
            Ok(Act::Redeem { id: *id.as_bytes(), voucher: *voucher.as_bytes(), confirmed: *confirmed })
        }
        _ => Err(invalid(
            "Without a network a till gives units for purchases and uses rewards that are ready, nothing else.",
        )),
    }
}
