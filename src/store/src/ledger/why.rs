//! Why each number came about, as it is kept with an operation: compact JSON, one object a step, named by its member `why`.

use loyalty::{Carry, Counting, Limits, LotId, LotUse, Rate, Reason, Source};
use serde_json::{Value, json};
use uuid::Uuid;

use super::source;
use crate::Error;
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

/// The steps that [`kept`] wrote.
pub(crate) fn read(json: &str) -> Result<Vec<Reason>, Error> {
    let steps: Vec<Value> = serde_json::from_str(json).map_err(|error| Error::Corrupt(format!("reasons: {error}")))?;
    steps.iter().map(|step| Step(step).reason()).collect()
}

/// One step as it was kept.
struct Step<'a>(&'a Value);

impl Step<'_> {
    fn reason(&self) -> Result<Reason, Error> {
        let purse = || self.text("purse");
        Ok(match self.0["why"].as_str().unwrap_or_default() {
            "not_earning" => {
                Reason::NotEarning { bill: self.int("bill")?, paid_otherwise: self.int("paid_otherwise")? }
            }
            "counted" => {
                let (rule, quantity, base) = (self.counting()?, self.int("quantity")?, self.int("base")?);
                Reason::Counted { purse: purse()?, rule, quantity, base }
            }
            "by_amount" => {
                let (numerator, denominator) = self.pair("rate")?;
                Reason::ByAmount {
                    purse: purse()?,
                    amount: self.int("amount")?,
                    rate: Rate { numerator, denominator },
                    carry_before: self.carry("carry_before")?,
                    base: self.int("base")?,
                    carry_after: self.carry("carry_after")?,
                }
            }
            "multiplier" => Reason::Multiplier {
                purse: purse()?,
                source: self.source()?,
                percent: self.int("percent")?,
                counts: self.0["counts"].as_bool().unwrap_or_default(),
            },
            "multiplied" => {
                let (base, percent, units) = (self.int("base")?, self.int("percent")?, self.int("units")?);
                Reason::Multiplied { purse: purse()?, base, percent, units }
            }
            "added" => Reason::Added { purse: purse()?, promotion: self.text("promotion")?, units: self.int("units")? },
            "given" => Reason::Given { source: self.source()?, what: self.text("what")?, units: self.int("units")? },
            "not_given" => Reason::NotGiven { source: self.source()?, reward: self.text("reward")? },
            "refunded" => Reason::Refunded {
                purse: purse()?,
                amount_left: self.int("amount_left")?,
                units_before: self.int("units_before")?,
                units_after: self.int("units_after")?,
            },
            other => return self.standing(other),
        })
    }

    /// Steps about what is on the card.
    fn standing(&self, why: &str) -> Result<Reason, Error> {
        let (purse, units) = (|| self.text("purse"), || self.int("units"));
        Ok(match why {
            "paid_debt" => Reason::PaidDebt { purse: purse()?, units: units()? },
            "owes" => Reason::Owes { purse: purse()?, units: units()? },
            "forgiven" => Reason::Forgiven { purse: purse()?, units: units()? },
            "lots" => Reason::Lots { purse: purse()?, uses: self.uses()? },
            "full" => Reason::Full { stamp_card: self.text("stamp_card")?, goal: self.int("goal")? },
            "stays_full" => Reason::StaysFull { stamp_card: self.text("stamp_card")? },
            "self_referral" => Reason::SelfReferral,
            "level" => Reason::Level { from: self.name("from"), to: self.name("to"), count: self.int("count")? },
            "grace" => {
                Reason::Grace { level: self.text("level")?, count: self.int("count")?, until: self.int("until")? }
            }
            "prolonged" => Reason::Prolonged { purse: purse()?, units: units()?, until: self.0["until"].as_i64() },
            "stays_used" => {
                let voucher = Uuid::parse_str(&self.text("voucher")?).map_err(|_| self.strange("voucher"))?;
                Reason::StaysUsed { voucher: *voucher.as_bytes() }
            }
            "overridden" => {
                let name = self.text("limit")?;
                let known = Limits::NAMES.into_iter().find(|known| *known == name);
                Reason::Overridden { limit: known.ok_or_else(|| self.strange("limit"))? }
            }
            _ => return Err(self.strange("why")),
        })
    }

    fn strange(&self, member: &str) -> Error {
        Error::Corrupt(format!("a reason without its `{member}`"))
    }

    fn name(&self, member: &str) -> Option<String> {
        self.0[member].as_str().map(str::to_owned)
    }

    fn text(&self, member: &str) -> Result<String, Error> {
        self.name(member).ok_or_else(|| self.strange(member))
    }

    fn int(&self, member: &str) -> Result<i64, Error> {
        self.0[member].as_i64().ok_or_else(|| self.strange(member))
    }

    fn pair(&self, member: &str) -> Result<(i64, i64), Error> {
        let parts = (self.0[member][0].as_i64(), self.0[member][1].as_i64());
        let (Some(first), Some(second)) = parts else { return Err(self.strange(member)) };
        Ok((first, second))
    }

    fn carry(&self, member: &str) -> Result<Carry, Error> {
        let (numerator, denominator) = self.pair(member)?;
        Ok(Carry { numerator, denominator })
    }

    fn source(&self) -> Result<Source, Error> {
        Ok(source::of_text(&self.text("source")?))
    }

    fn counting(&self) -> Result<Counting, Error> {
        Ok(match self.0["what"].as_str().unwrap_or_default() {
            "quantity" => Counting::Quantity,
            "visit" => Counting::Visit,
            "tag" => Counting::Tag(self.text("name")?),
            "action" => Counting::Action(self.text("name")?),
            _ => return Err(self.strange("what")),
        })
    }

    fn uses(&self) -> Result<Vec<LotUse>, Error> {
        let uses = self.0["uses"].as_array().ok_or_else(|| self.strange("uses"))?;
        let used = |one: &Value| {
            let numbers = (one[0].as_i64(), one[1].as_i64(), one[2].as_i64());
            let (Some(seq), Some(n), Some(units)) = numbers else { return Err(self.strange("uses")) };
            Ok(LotUse { lot: LotId { seq, n }, units })
        };
        uses.iter().map(used).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_read_back_as_it_was_kept() {
        let (purse, carry) = (|| "points".to_owned(), |numerator| Carry { numerator, denominator: 100 });
        let counted = |rule| Reason::Counted { purse: purse(), rule, quantity: 2, base: 4 };
        let multiplier = |source, counts| Reason::Multiplier { purse: purse(), source, percent: 150, counts };
        let given = |source| Reason::Given { source, what: "cake".into(), units: 1 };
        let all = vec![
            Reason::NotEarning { bill: 500, paid_otherwise: 120 },
            counted(Counting::Quantity),
            counted(Counting::Tag("lunch".into())),
            counted(Counting::Visit),
            counted(Counting::Action("own-cup".into())),
            Reason::ByAmount {
                purse: purse(),
                amount: 380,
                rate: Rate { numerator: 1, denominator: 100 },
                carry_before: carry(30),
                base: 4,
                carry_after: carry(10),
            },
            multiplier(Source::Tier("gold".into()), true),
            multiplier(Source::Promotion("hour".into()), false),
            multiplier(Source::Membership, true),
            Reason::Multiplied { purse: purse(), base: 4, percent: 225, units: 9 },
            Reason::Added { purse: purse(), promotion: "five".into(), units: 5 },
            given(Source::StampCard("coffee".into())),
            given(Source::Menu),
            given(Source::Gift),
            Reason::NotGiven { source: Source::Tier("gold".into()), reward: "cake".into() },
            Reason::PaidDebt { purse: purse(), units: 3 },
            Reason::Owes { purse: purse(), units: 3 },
            Reason::Forgiven { purse: purse(), units: 3 },
            Reason::Lots { purse: purse(), uses: vec![LotUse { lot: LotId { seq: 7, n: 1 }, units: -2 }] },
            Reason::Full { stamp_card: "coffee".into(), goal: 9 },
            Reason::StaysFull { stamp_card: "coffee".into() },
            Reason::SelfReferral,
            Reason::Level { from: None, to: Some("gold".into()), count: 12 },
            Reason::Grace { level: "gold".into(), count: 3, until: 5_000 },
            Reason::Prolonged { purse: purse(), units: 3, until: None },
            Reason::StaysUsed { voucher: [9; 16] },
            Reason::Refunded { purse: purse(), amount_left: 10, units_before: 5, units_after: 1 },
        ];
        let all: Vec<_> = all.into_iter().chain(Limits::NAMES.map(|limit| Reason::Overridden { limit })).collect();
        let json = kept(&all).unwrap().unwrap();
        assert_eq!(read(&json), Ok(all));
    }

    #[test]
    fn what_is_no_reason_is_corrupt() {
        for text in ["", "{}", r#"[{"why":"magic"}]"#, r#"[{"why":"full"}]"#, r#"[{"why":"overridden","limit":"sky"}]"#]
        {
            assert!(matches!(read(text), Err(Error::Corrupt(_))), "{text}");
        }
    }
}
