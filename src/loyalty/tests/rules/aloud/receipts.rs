//! Lines of receipts: each act and each reason, with one, two, five and twenty-two of what is counted.

use loyalty::{Act, Carry, Counting, DAY, Limits, LotId, LotUse, Rate, Reason, ReceiptLine, Source};

use crate::receipts::ACTS;

fn by_amount(purse: &str, rate: (i64, i64), before: i64, base: i64, after: i64) -> Reason {
    let carry = |numerator| Carry { numerator, denominator: 100 };
    let rate = Rate { numerator: rate.0, denominator: rate.1 };
    let (carry_before, carry_after) = (carry(before), carry(after));
    Reason::ByAmount { purse: purse.into(), amount: 380, rate, carry_before, base, carry_after }
}

/// Of so many units.
fn counted(units: i64) -> Vec<Reason> {
    let (points, coffee) = (|| "points".to_owned(), || "coffee".to_owned());
    let hour = || Source::Promotion("hour".into());
    let items = |rule| Reason::Counted { purse: points(), rule, quantity: units, base: units };
    vec![
        items(Counting::Quantity),
        items(Counting::Tag("lunch".into())),
        by_amount("points", (units, 100), 0, units, 0),
        Reason::Multiplied { purse: points(), base: units, percent: 225, units: units * 9 / 4 },
        Reason::Added { purse: coffee(), promotion: "hour".into(), units },
        Reason::Given { source: hour(), what: "coffee".into(), units },
        Reason::PaidDebt { purse: coffee(), units },
        Reason::Owes { purse: coffee(), units },
        Reason::Forgiven { purse: points(), units },
        Reason::Level { from: None, to: Some("gold".into()), count: units },
        Reason::Grace { level: "gold".into(), count: units, until: 3 * DAY },
        Reason::Prolonged { purse: coffee(), units, until: Some(3 * DAY) },
        Reason::Refunded { purse: points(), amount_left: 1000, units_before: units + 4, units_after: units },
    ]
}

/// Of what is not counted.
fn others() -> Vec<Reason> {
    let lot = |seq, units| LotUse { lot: LotId { seq, n: 0 }, units };
    let lots = |uses| Reason::Lots { purse: "coffee".into(), uses };
    let more = |counts| Reason::Multiplier { purse: "points".into(), source: Source::Membership, percent: 120, counts };
    let mut reasons = vec![
        Reason::NotEarning { bill: 500, paid_otherwise: 120 },
        Reason::Counted { purse: "points".into(), rule: Counting::Visit, quantity: 1, base: 4 },
        Reason::Counted { purse: "points".into(), rule: Counting::Action("own-cup".into()), quantity: 1, base: 4 },
        by_amount("credit", (250, 10_000), 30, 9, 50),
        by_amount("points", (2, 100), -50, 6, -1),
        more(true),
        more(false),
        Reason::Given { source: Source::Membership, what: "free".into(), units: 1 },
        Reason::NotGiven { source: Source::Membership, reward: "cake".into() },
        Reason::Owes { purse: "credit".into(), units: 250 },
        lots(vec![lot(3, 5), lot(7, 2)]),
        lots(vec![lot(3, -5)]),
        Reason::Full { stamp_card: "coffee".into(), goal: 9 },
        Reason::StaysFull { stamp_card: "coffee".into() },
        Reason::SelfReferral,
        Reason::Prolonged { purse: "coffee".into(), units: 2, until: None },
        Reason::StaysUsed { voucher: [9; 16] },
    ];
    reasons.extend(Limits::NAMES.map(|limit| Reason::Overridden { limit }));
    reasons.push(Reason::Overridden { limit: "of_tomorrow" });
    reasons
}

/// Says all of them, one after the other.
pub fn lines(say: &mut dyn FnMut(ReceiptLine<'_>)) {
    ACTS.into_iter().for_each(|act: Act<'_>| say(ReceiptLine::Act(act)));
    let reasons = [1, 2, 5, 22].into_iter().flat_map(counted).chain(others());
    reasons.for_each(|reason| say(ReceiptLine::Reason(&reason)));
    for (purse, units, lapses_at) in [("coffee", 1, Some(3 * DAY)), ("points", 22, None), ("credit", 250, None)] {
        say(ReceiptLine::Granted { purse, units, lapses_at });
    }
}
