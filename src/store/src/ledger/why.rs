//! Why each number came about, as it is kept with an operation: compact JSON, one object a step, named by its member `why`.

use loyalty::{Carry, Counting, LotUse, Rate, Reason};
use serde_json::{Value, json};
use uuid::Uuid;

use super::source;
use crate::outcome::{Outcome, to_json};

/// The steps to a decision as JSON; nothing when a lone count of items says it all.
pub(super) fn kept(reasons: &[Reason]) -> Outcome<Option<String>> {
    let plain = |reason: &Reason| match reason {
        Reason::Counted { rule: Counting::Quantity, .. } | Reason::Lots { .. } | Reason::Full { .. } => true,
        // Read from the entries, the lots they used and the vouchers they paid for.
        _ => false,
    };
    if reasons.iter().all(plain) {
        return Ok(None);
    }
    to_json(&reasons.iter().map(step).collect::<Vec<_>>()).map(Some)
}

fn step(reason: &Reason) -> Value {
    match reason {
        Reason::NotEarning { bill, paid_otherwise } => {
            json!({"why": "not_earning", "bill": bill, "paid_otherwise": paid_otherwise})
        }
        Reason::Counted { purse, rule, quantity, base } => {
            let (what, name) = counting(rule);
            json!({"why": "counted", "purse": purse, "what": what, "name": name, "quantity": quantity, "base": base})
        }
        Reason::ByAmount { purse, amount, rate, carry_before, base, carry_after } => json!({
            "why": "by_amount", "purse": purse, "amount": amount, "rate": self::rate(rate), "carry_before": carry(carry_before),
            "base": base, "carry_after": carry(carry_after),
        }),
        Reason::Multiplier { purse, source, percent, counts } => {
            let source = source::to_text(source);
            json!({"why": "multiplier", "purse": purse, "source": source, "percent": percent, "counts": counts})
        }
        Reason::Multiplied { purse, base, percent, units } => {
            json!({"why": "multiplied", "purse": purse, "base": base, "percent": percent, "units": units})
        }
        Reason::Added { purse, promotion, units } => {
            json!({"why": "added", "purse": purse, "promotion": promotion, "units": units})
        }
        Reason::Given { source, what, units } => {
            json!({"why": "given", "source": source::to_text(source), "what": what, "units": units})
        }
        Reason::NotGiven { source, reward } => {
            json!({"why": "not_given", "source": source::to_text(source), "reward": reward})
        }
        Reason::Refunded { purse, amount_left, units_before, units_after } => json!({
            "why": "refunded", "purse": purse, "amount_left": amount_left, "units_before": units_before, "units_after": units_after,
        }),
        other => standing(other),
    }
}

/// Steps about what is on the card, rather than about what is earned.
fn standing(reason: &Reason) -> Value {
    let of_purse = |why: &str, purse: &str, units: i64| json!({"why": why, "purse": purse, "units": units});
    match reason {
        Reason::PaidDebt { purse, units } => of_purse("paid_debt", purse, *units),
        Reason::Owes { purse, units } => of_purse("owes", purse, *units),
        Reason::Forgiven { purse, units } => of_purse("forgiven", purse, *units),
        Reason::Lots { purse, uses } => {
            json!({"why": "lots", "purse": purse, "uses": uses.iter().map(lot).collect::<Vec<_>>()})
        }
        Reason::Full { stamp_card, goal } => json!({"why": "full", "stamp_card": stamp_card, "goal": goal}),
        Reason::StaysFull { stamp_card } => json!({"why": "stays_full", "stamp_card": stamp_card}),
        Reason::SelfReferral => json!({"why": "self_referral"}),
        Reason::Level { from, to, count } => json!({"why": "level", "from": from, "to": to, "count": count}),
        Reason::Grace { level, count, until } => {
            json!({"why": "grace", "level": level, "count": count, "until": until})
        }
        Reason::Prolonged { purse, units, until } => {
            json!({"why": "prolonged", "purse": purse, "units": units, "until": until})
        }
        Reason::StaysUsed { voucher } => json!({"why": "stays_used", "voucher": Uuid::from_bytes(*voucher)}),
        Reason::Overridden { limit } => json!({"why": "overridden", "limit": limit}),
        _ => Value::Null,
    }
}

fn counting(rule: &Counting) -> (&'static str, Option<&str>) {
    match rule {
        Counting::Quantity => ("quantity", None),
        Counting::Tag(tag) => ("tag", Some(tag)),
        Counting::Visit => ("visit", None),
        Counting::Action(action) => ("action", Some(action)),
    }
}

fn carry(carry: &Carry) -> Value {
    json!([carry.numerator, carry.denominator])
}

fn rate(rate: &Rate) -> Value {
    json!([rate.numerator, rate.denominator])
}

fn lot(used: &LotUse) -> Value {
    json!([used.lot.seq, used.lot.n, used.units])
}
