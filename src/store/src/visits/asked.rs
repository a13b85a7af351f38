//! What is asked: an operation of the wire as a command of the rules, and what it is written down with.

use loyalty::{Command, MembershipStep};
use wire::{Code, Flag, Op, OperationKind, Problem, Tagged};

use super::operate::At;
use super::{invalid, sql};
use crate::context::time;
use crate::outcome::{Fault, Outcome};
use crate::shops::ShopRow;
use crate::{ShopId, Tx, params};

/// An operation as the rules take it.
pub(super) struct Asked<'a> {
    pub kind: OperationKind,
    pub command: Command<'a>,
    /// A manager lets it pass the limits.
    pub overridden: bool,
    pub said: Said<'a>,
}

/// What an operation is written down with.
#[derive(Default)]
pub(super) struct Said<'a> {
    pub quantity: Option<u32>,
    pub amount: Option<i64>,
    pub reason: Option<&'a str>,
    pub external_ref: Option<&'a str>,
}

impl<'a> Asked<'a> {
    /// What comes with a visit.
    pub(super) fn visit(overridden: bool) -> Asked<'a> {
        Asked { kind: OperationKind::Visit, command: Command::Visit, overridden, said: Said::default() }
    }

    fn plain(kind: OperationKind, command: Command<'a>, said: Said<'a>) -> Asked<'a> {
        Asked { kind, command, overridden: false, said }
    }
}

/// The tags of a purchase as the rules take them.
pub(super) fn tags_of(op: &Op) -> Outcome<Vec<(&str, u32)>> {
    let Op::Earn { tags, .. } = op else { return Ok(Vec::new()) };
    if tags.len() > wire::TAGS_MAX {
        return Err(invalid("A purchase names at most 20 tags."));
    }
    Ok(tags.iter().map(|Tagged { tag, quantity }| (tag.as_str(), *quantity)).collect())
}

impl At<'_> {
    /// `tags`: those of the operation, as [`tags_of`] says.
    pub(super) fn asked<'a>(&self, op: &'a Op, tags: &'a [(&'a str, u32)]) -> Outcome<Asked<'a>> {
        let asked = match op {
            Op::Earn { quantity, amount, stamp_card, paid_by_credit, external_ref, overridden, .. } => {
                let quantity = quantity.unwrap_or(1);
                let command = Command::Earn {
                    stamp_card: stamp_card.as_deref(),
                    quantity,
                    amount: self.minor(amount.as_ref())?,
                    paid_by_credit: self.minor(paid_by_credit.as_ref())?.unwrap_or(0),
                    tags,
                };
                let said = Said {
                    quantity: Some(quantity),
                    amount: self.minor(amount.as_ref())?,
                    external_ref: external_ref_of(external_ref.as_deref())?,
                    ..Said::default()
                };
                Asked { kind: OperationKind::Earn, command, overridden: *overridden, said }
            }
            Op::Redeem { .. } => Asked::plain(OperationKind::Redeem, self.use_of(op)?, Said::default()),
            Op::Spend { amount, bill, external_ref, .. } => {
                let amount = minor(self.shop, amount)?;
                let command = Command::Spend { amount, bill: self.minor(bill.as_ref())? };
                let external_ref = external_ref_of(external_ref.as_deref())?;
                let said = Said { amount: Some(amount), external_ref, ..Said::default() };
                Asked::plain(OperationKind::Spend, command, said)
            }
            Op::Action { action, overridden, .. } => Asked {
                kind: OperationKind::Action,
                command: Command::Action { action },
                overridden: *overridden,
                said: Said::default(),
            },
            Op::Adjust { .. } if !self.actor.may_correct() => {
                return Err(Problem::from(Code::ManagerRequired).detail("A manager corrects by hand.").into());
            }
            Op::Adjust { purse, units, reason, overridden, .. } => Asked {
                kind: OperationKind::Adjust,
                command: Command::Adjust { purse, units: *units, reasoned: true },
                overridden: *overridden,
                said: because(reason)?,
            },
            Op::Membership { step, .. } => {
                let step = match step {
                    wire::MembershipStep::Enrol => MembershipStep::Enrol,
                    wire::MembershipStep::Renew => MembershipStep::Renew,
                    wire::MembershipStep::Cancel => MembershipStep::Cancel,
                };
                Asked::plain(OperationKind::Membership, Command::Membership(step), Said::default())
            }
            Op::Gift { reward, reason, overridden, .. } => Asked {
                kind: OperationKind::Gift,
                command: Command::Gift { reward },
                overridden: *overridden,
                said: because(reason)?,
            },
        };
        match asked.overridden && !self.actor.may_correct() {
            true => Err(not_a_manager()),
            false => Ok(asked),
        }
    }

    fn use_of<'a>(&self, op: &'a Op) -> Outcome<Command<'a>> {
        let asked_for = self.flags.contains(&Flag::RedeemRequested);
        match op {
            Op::Redeem { confirmed: false, .. } if self.flags.contains(&Flag::RawKey) => {
                Err(Code::ConfirmRequired.into())
            }
            Op::Redeem { voucher_id: Some(id), reward: None, choice, confirmed, .. } => Ok(Command::RedeemVoucher {
                voucher: *id.as_bytes(),
                choice: choice.as_deref(),
                confirmed: *confirmed || asked_for,
            }),
            Op::Redeem { voucher_id: None, reward: Some(reward), choice: None, confirmed, .. } => {
                Ok(Command::RedeemReward { reward, confirmed: *confirmed || asked_for })
            }
            _ => Err(invalid("Redeem takes exactly one of `reward` and `voucher_id`, and `choice` with a voucher.")),
        }
    }

    /// Refuses a receipt of the till that did this already.
    pub(super) fn check_receipt(&self, tx: &mut dyn Tx, asked: &Asked<'_>) -> Outcome<()> {
        check_receipt(tx, self.shop.id, asked.kind, asked.said.external_ref)
    }

    fn minor(&self, money: Option<&wire::Money>) -> Outcome<Option<i64>> {
        money.map(|money| minor(self.shop, money)).transpose()
    }
}

/// Refuses a receipt that did this already, and says when and by which operation. It stays used when that was voided: a purchase that went back
/// does not earn again.
pub(crate) fn check_receipt(tx: &mut dyn Tx, shop: ShopId, kind: OperationKind, receipt: Option<&str>) -> Outcome<()> {
    let Some(receipt) = receipt else { return Ok(()) };
    match tx.query_one(sql::BY_EXTERNAL_REF, &params![shop.0, crate::ledger::kind_text(kind), receipt])? {
        None => Ok(()),
        Some(row) => Err(Problem {
            operation_id: Some(row.get(0)?),
            at: Some(time(row.get(1)?)),
            ..Code::ExternalRefUsed.into()
        }
        .into()),
    }
}

/// The refusal of a limit that somebody lets pass who may not.
pub(super) fn not_a_manager() -> Fault {
    Problem::from(Code::ManagerRequired).detail("A manager, or an API key, lets a card pass a limit.").into()
}

/// An amount in the shop's currency, minor units, not below zero.
pub(crate) fn minor(shop: &ShopRow, money: &wire::Money) -> Outcome<i64> {
    if money.currency != shop.currency {
        return Err(invalid("The amount is in another currency than the shop's."));
    }
    if money.minor < 0 {
        return Err(invalid("An amount is not below zero."));
    }
    Ok(money.minor)
}

fn because(reason: &str) -> Outcome<Said<'_>> {
    check_reason(Some(reason))?;
    Ok(Said { reason: Some(reason.trim()), ..Said::default() })
}

/// A reason is there and short enough.
pub(crate) fn check_reason(reason: Option<&str>) -> Outcome<()> {
    match reason {
        Some(text) if text.trim().is_empty() || text.chars().count() > wire::REASON_CHARS_MAX => {
            Err(invalid("A reason has 1 to 200 characters."))
        }
        _ => Ok(()),
    }
}

/// A receipt's number without blanks around it, if it is one.
pub(crate) fn external_ref_of(text: Option<&str>) -> Outcome<Option<&str>> {
    let text = text.map(str::trim);
    let bad = |text: &str| {
        text.is_empty() || text.chars().count() > wire::EXTERNAL_REF_CHARS_MAX || text.chars().any(char::is_control)
    };
    match text {
        Some(text) if bad(text) => Err(invalid("`external_ref` has 1 to 64 characters and no control characters.")),
        text => Ok(text),
    }
}
