//! Reasons of the rules as facts of the wire.

use loyalty::{Carry, Counting, Rate, Reason};
use uuid::Uuid;
use wire::{Fact, LotUse, Share};

use crate::context::time;
use crate::ledger::source;

/// The same step as it stands on the wire.
pub(super) fn fact(reason: &Reason) -> Fact {
    match reason.clone() {
        Reason::NotEarning { bill, paid_otherwise } => Fact::NotEarning { bill, paid_otherwise },
        Reason::Counted { purse, rule, quantity, base } => {
            let (what, name) = counting(rule);
            Fact::Counted { purse, what: what.into(), name, quantity, base }
        }
        Reason::ByAmount { purse, amount, rate, carry_before, base, carry_after } => Fact::ByAmount {
            purse,
            amount,
            rate: of_rate(rate),
            carry_before: of_carry(carry_before),
            base,
            carry_after: of_carry(carry_after),
        },
        Reason::Multiplier { purse, source, percent, counts } => {
            Fact::Multiplier { purse, source: source::to_text(&source), percent, counts }
        }
        Reason::Multiplied { purse, base, percent, units } => Fact::Multiplied { purse, base, percent, units },
        Reason::Added { purse, promotion, units } => Fact::Added { purse, promotion, units },
        Reason::Given { source, what, units } => Fact::Given { source: source::to_text(&source), what, units },
        Reason::NotGiven { source, reward } => Fact::NotGiven { source: source::to_text(&source), reward },
        Reason::PaidDebt { purse, units } => Fact::PaidDebt { purse, units },
        Reason::Owes { purse, units } => Fact::Owes { purse, units },
        Reason::Forgiven { purse, units } => Fact::Forgiven { purse, units },
        Reason::Lots { purse, uses } => {
            let uses = uses.iter().map(|used| LotUse { seq: used.lot.seq.unsigned_abs(), units: used.units });
            Fact::Lots { purse, uses: uses.collect() }
        }
        Reason::Full { stamp_card, goal } => Fact::Full { stamp_card, goal },
        Reason::StaysFull { stamp_card } => Fact::StaysFull { stamp_card },
        Reason::SelfReferral => Fact::SelfReferral,
        Reason::Level { from, to, count } => Fact::Level { from, to, count },
        Reason::Grace { level, count, until } => Fact::Grace { level, count, until: time(until) },
        Reason::Prolonged { purse, units, until } => Fact::Prolonged { purse, units, until: until.map(time) },
        Reason::StaysUsed { voucher } => Fact::StaysUsed { voucher_id: Uuid::from_bytes(voucher) },
        Reason::Refunded { purse, amount_left, units_before, units_after } => {
            Fact::Refunded { purse, amount_left, units_before, units_after }
        }
        Reason::Overridden { limit } => Fact::Overridden { limit: limit.into() },
    }
}

fn counting(rule: Counting) -> (&'static str, Option<String>) {
    match rule {
        Counting::Quantity => ("quantity", None),
        Counting::Tag(tag) => ("tag", Some(tag)),
        Counting::Visit => ("visit", None),
        Counting::Action(action) => ("action", Some(action)),
    }
}

fn of_rate(rate: Rate) -> Share {
    Share { numerator: rate.numerator, denominator: rate.denominator }
}

fn of_carry(carry: Carry) -> Share {
    Share { numerator: carry.numerator, denominator: carry.denominator }
}
