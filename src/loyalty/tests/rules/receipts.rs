//! Receipts: every reason and every act has its sentence, in both languages.

use loyalty::{
    Act, Carry, Cashback, Counting, DAY, Earning, Expiry, Language, Limits, LotId, LotUse, OncePer, Points, Program,
    Promotion, PromotionKind, PurseKind, Rate, Reason, Receipt, ReceiptLine, Reward, Source, Utc,
};

use crate::stamps::coffee;

fn euros(minor: i64) -> String {
    format!("€{}.{:02}", minor / 100, minor % 100)
}

fn euros_fr(minor: i64) -> String {
    format!("{},{:02}\u{a0}€", minor / 100, minor % 100)
}

/// Coffees, beans, credit, and a promotion.
fn shop() -> Program {
    let cup =
        Earning::ByAction { action: "cup".into(), points: 3, words: "your own cup".into(), once_per: OncePer::Never };
    let kind = PromotionKind::Multiplier { pct: 200, when: None, who: loyalty::Group::All, on: PurseKind::Points };
    Program {
        points: Some(Points { name: "Beans".into(), earn: vec![cup], expiry: Expiry::Never }),
        cashback: Some(Cashback { basis_points: 250, ..Cashback::default() }),
        promotions: vec![Promotion { id: "hour".into(), name: "Happy hour".into(), from: None, until: None, kind }],
        rewards: vec![Reward { id: "free".into(), title: "A free coffee".into(), ..Reward::default() }],
        ..coffee()
    }
}

fn said(line: ReceiptLine<'_>) -> [String; 2] {
    let shop = shop();
    let english = Receipt::new(&shop, Language::En, &euros, &Utc).say(line);
    [english, Receipt::new(&shop, Language::Fr, &euros_fr, &Utc).say(line)]
}

fn reasons() -> Vec<Reason> {
    let purse = || "points".to_owned();
    let counted = |rule| Reason::Counted { purse: purse(), rule, quantity: 2, base: 4 };
    let multiplier = |source, counts| Reason::Multiplier { purse: purse(), source, percent: 150, counts };
    let carry = |numerator| Carry { numerator, denominator: 100 };
    let by_amount = |purse: &str, rate| Reason::ByAmount {
        purse: purse.into(),
        amount: 380,
        rate,
        carry_before: carry(30),
        base: 4,
        carry_after: carry(10),
    };
    let lots = |units| Reason::Lots { purse: purse(), uses: vec![LotUse { lot: LotId { seq: 7, n: 1 }, units }] };
    let mut reasons = vec![
        Reason::NotEarning { bill: 500, paid_otherwise: 120 },
        counted(Counting::Quantity),
        counted(Counting::Tag("lunch".into())),
        counted(Counting::Visit),
        counted(Counting::Action("cup".into())),
        by_amount("points", Rate { numerator: 1, denominator: 100 }),
        by_amount("credit", Rate { numerator: 250, denominator: 10_000 }),
        multiplier(Source::Tier("gold".into()), true),
        multiplier(Source::Promotion("hour".into()), false),
        Reason::Multiplied { purse: purse(), base: 4, percent: 225, units: 9 },
        Reason::Added { purse: purse(), promotion: "hour".into(), units: 5 },
        Reason::Given { source: Source::Promotion("hour".into()), what: "free".into(), units: 1 },
        Reason::Given { source: Source::Promotion("hour".into()), what: "coffee".into(), units: 2 },
        Reason::NotGiven { source: Source::Promotion("hour".into()), reward: "free".into() },
        Reason::PaidDebt { purse: purse(), units: 3 },
        Reason::Owes { purse: purse(), units: 3 },
        Reason::Forgiven { purse: purse(), units: 3 },
        lots(2),
        lots(-2),
        Reason::Full { stamp_card: "coffee".into(), goal: 9 },
        Reason::StaysFull { stamp_card: "coffee".into() },
        Reason::SelfReferral,
        Reason::Level { from: None, to: Some("gold".into()), count: 12 },
        Reason::Grace { level: "gold".into(), count: 3, until: 3 * DAY },
        Reason::Prolonged { purse: purse(), units: 3, until: Some(3 * DAY) },
        Reason::StaysUsed { voucher: [9; 16] },
        Reason::Refunded { purse: purse(), amount_left: 10, units_before: 5, units_after: 1 },
    ];
    reasons.extend(Limits::NAMES.map(|limit| Reason::Overridden { limit }));
    reasons
}

pub const ACTS: [Act<'static>; 19] = [
    Act::Visit,
    Act::Purchase(Some(450)),
    Act::Purchase(None),
    Act::Action,
    Act::Used("A free coffee"),
    Act::Paid(120),
    Act::Gift("A long wait"),
    Act::Correction("A paper card"),
    Act::Referred,
    Act::Membership,
    Act::MoreTime,
    Act::Lapsed,
    Act::RewardsLapsed,
    Act::Review,
    Act::Opening,
    Act::MovedOut,
    Act::MovedIn,
    Act::Void(3),
    Act::Refund(3, 450),
];

#[test]
fn everything_has_a_sentence_of_its_own_in_both_languages() {
    let reasons = reasons();
    let lines = ACTS.map(ReceiptLine::Act).into_iter().chain(reasons.iter().map(ReceiptLine::Reason));
    let mut seen = Vec::new();
    for [english, french] in lines.map(said) {
        assert_ne!(english, french);
        for text in [english, french] {
            assert!(text.ends_with('.') && !text.contains("another limit") && !text.contains("autre limite"), "{text}");
            assert!(!seen.contains(&text), "said twice: {text}");
            seen.push(text);
        }
    }
    for text in seen.iter().skip(1).step_by(2) {
        for (before, mark) in text.chars().zip(text.chars().skip(1)) {
            assert!(!";:!?%".contains(mark) || before == '\u{202f}', "a narrow space before {mark} in: {text}");
        }
    }
}

#[test]
fn numbers_are_said_as_the_rules_took_them() {
    let by_amount = &reasons()[5];
    let expected = [
        "Beans: €3.80 at 1 point for every €1.00, with 0.30 of a unit kept from before, make 4 points; 0.10 of a unit is kept for the next time.",
        "Beans\u{202f}: 3,80\u{a0}€ à raison de 1 point par tranche de 1,00\u{a0}€, avec 0,30 d’unité gardés d’avant, font 4 points\u{202f}; \
         0,10 d’unité restent pour la suite.",
    ];
    assert_eq!(said(ReceiptLine::Reason(by_amount)), expected);
    let Reason::ByAmount { purse, amount, rate, base, carry_after, .. } = by_amount.clone() else { unreachable!() };
    let carry_before = Carry { numerator: -150, denominator: 100 };
    let owing = Reason::ByAmount { purse, amount, rate, carry_before, base, carry_after };
    assert!(said(ReceiptLine::Reason(&owing))[0].contains("with -1.50 of a unit kept from before"), "{owing:?}");
    let back = &reasons()[6];
    assert!(said(ReceiptLine::Reason(back))[0].starts_with("Credit: €3.80 at 2.5%, with"), "{back:?}");
    let granted = ReceiptLine::Granted { purse: "coffee", units: 1, lapses_at: Some(3 * DAY) };
    let expected =
        ["Coffee card: 1 stamp, good until 1970-01-03.", "Coffee card\u{202f}: 1 tampon, jusqu’au 03/01/1970."];
    assert_eq!(said(granted), expected);
}
