//! Points and credit by amount: remainders, what doesn't earn, refunds of a part.

use loyalty::{BelowZero, CREDIT, Cashback, Command, Earning, POINTS, Points, Program, Refusal, SECOND, Voider};

use crate::support::{Card, RealZone, at, moment};

/// Three points for ten euros, and 5 % back.
pub fn shop() -> Program {
    Program {
        points: Some(Points {
            name: "Beans".into(),
            earn: vec![Earning::ByAmount { points: 3, per_minor: 1000 }],
            ..Points::default()
        }),
        cashback: Some(Cashback { basis_points: 500, ..Cashback::default() }),
        ..Program::default()
    }
}

pub fn paid(amount: i64) -> Command<'static> {
    Command::Earn { stamp_card: None, quantity: 1, amount: Some(amount), paid_by_credit: 0, tags: &[] }
}

#[test]
fn small_spends_earn_what_one_large_spend_does() {
    let (zone, mut card) = (RealZone::named("Europe/Paris"), Card::default());
    let now = at(&zone, "2026-03-02T10:00");
    // (bill, points after, numerator carried of 1000, credit after)
    let table = [(450, 1, 350, 22), (450, 2, 700, 45), (99, 2, 997, 49), (1, 3, 0, 50), (9000, 30, 0, 500)];
    for (bill, points, carried, credit) in table {
        card.run_due(&shop(), paid(bill), &moment(&zone, now)).expect("a purchase");
        assert_eq!(card.state.balance(POINTS), points, "points after {bill}");
        assert_eq!(card.state.purse(POINTS).map(|purse| purse.carry.numerator), Some(carried), "carried after {bill}");
        assert_eq!(card.state.balance(CREDIT), credit, "credit after {bill}");
    }
}

#[test]
fn money_paid_with_credit_or_a_reward_earns_nothing() {
    let (zone, mut card) = (RealZone::named("Europe/Paris"), Card::default());
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let run = |card: &mut Card, command: Command<'_>| card.run_due(&shop(), command, &ctx);
    run(&mut card, Command::Opening { balances: &[(CREDIT, 500)] }).expect("an opening balance");
    run(&mut card, Command::Visit).expect("a visit");
    let too_much = run(&mut card, Command::Spend { amount: 400, bill: Some(300) });
    assert_eq!(too_much, Err(Refusal::MoreThanBill { bill: 300 }));
    run(&mut card, Command::Spend { amount: 400, bill: Some(2400) }).expect("credit pays a part");
    run(&mut card, paid(2400)).expect("the bill");
    assert_eq!(card.state.balance(POINTS), 6, "of 24 euros 20 earn");
    assert_eq!(card.state.balance(CREDIT), 200);
    let late = run(&mut card, Command::Spend { amount: 100, bill: None });
    assert_eq!(late, Err(Refusal::EarnedFirst), "the bill has earned: paying it with credit now would earn on credit");
    run(&mut card, Command::Visit).expect("the next visit");
    let told = Command::Earn { stamp_card: None, quantity: 1, amount: Some(2400), paid_by_credit: 2400, tags: &[] };
    run(&mut card, told).expect("a bill that a reward paid");
    assert_eq!(card.state.balance(POINTS), 6, "a bill paid by a reward earns nothing");
}

#[test]
fn refunds_of_parts_add_up_to_the_whole_and_never_to_more() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut card = Card::default();
    card.run_due(&shop(), paid(1999), &ctx).expect("a purchase");
    assert_eq!((card.state.balance(POINTS), card.state.balance(CREDIT)), (5, 99));
    // (refund, points left, credit left)
    for (refund, points, credit) in [(1, 5, 99), (333, 4, 83), (999, 1, 33), (666, 0, 0)] {
        card.refund(&shop(), 1, refund, &ctx).expect("a refund");
        let left = (card.state.balance(POINTS), card.state.balance(CREDIT));
        assert_eq!(left, (points, credit), "after a refund of {refund}: what the rest alone would have earned");
    }
    let carried = |purse| card.state.purse(purse).map(|purse| purse.carry.numerator);
    assert_eq!((carried(POINTS), carried(CREDIT)), (Some(0), Some(0)), "as if nothing had been bought");
    assert_eq!(card.refund(&shop(), 1, 1, &ctx), Err(Refusal::AlreadyVoided));
}

#[test]
fn a_refund_is_of_what_was_paid_and_leaves_what_came_after() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut card = Card::default();
    card.run_due(&shop(), paid(350), &ctx).expect("the first purchase");
    card.run_due(&shop(), paid(350), &ctx).expect("the second, which the first's remainder helps to its points");
    assert_eq!(card.state.balance(POINTS), 2);
    assert_eq!(card.refund(&shop(), 1, 351, &ctx), Err(Refusal::MoreThanPaid { left: 350 }));
    card.refund(&shop(), 1, 350, &ctx).expect("a refund of the first");
    card.run_due(&shop(), paid(650), &ctx).expect("a third purchase");
    assert_eq!(card.state.balance(POINTS), 3, "350 and 650 make ten euros");
}

#[test]
fn what_was_spent_before_the_refund_is_owed_or_forgiven_as_the_shop_chose() {
    let zone = RealZone::named("Europe/Paris");
    let now = at(&zone, "2026-03-02T10:00");
    for (below_zero, credit_after, credit_later) in [(BelowZero::Debt, -40, 10), (BelowZero::Floor, 0, 50)] {
        let shop = Program { below_zero, points: None, ..shop() };
        let mut card = Card::default();
        card.run_due(&shop, paid(1000), &moment(&zone, now)).expect("a purchase");
        card.visit += 1;
        card.run_due(&shop, Command::Spend { amount: 40, bill: None }, &moment(&zone, now)).expect("credit pays");
        card.visit += 1;
        card.void(&shop, 1, Voider::Maker, &moment(&zone, now + SECOND)).expect("an undo");
        assert_eq!(card.state.balance(CREDIT), credit_after, "{below_zero:?}");
        card.run_due(&shop, paid(1000), &moment(&zone, now + 2 * SECOND)).expect("the next purchase");
        assert_eq!(card.state.balance(CREDIT), credit_later, "{below_zero:?}: what comes next pays a debt first");
    }
}

#[test]
fn a_shop_that_counts_money_must_be_told_how_much() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let command = Command::Earn { stamp_card: None, quantity: 1, amount: None, paid_by_credit: 0, tags: &[] };
    assert_eq!(Card::default().run_due(&shop(), command, &ctx), Err(Refusal::AmountRequired));
    let huge = Card::default().run_due(&shop(), paid(i64::MAX), &ctx).map(|_| ());
    assert_eq!(huge, Ok(()), "the sum is taken in 128 bits");
    let times_three = Points { earn: vec![Earning::ByAmount { points: 3, per_minor: 1 }], ..Points::default() };
    let shop = Program { points: Some(times_three), ..Program::default() };
    assert_eq!(Card::default().run_due(&shop, paid(i64::MAX), &ctx), Err(Refusal::Overflow));
}

#[test]
fn credit_pays_up_to_the_whole_bill_and_says_what_did_not_earn() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut card = Card::default();
    card.run_due(&shop(), Command::Opening { balances: &[(CREDIT, 500)] }, &ctx).expect("an opening balance");
    card.run_due(&shop(), Command::Visit, &ctx).expect("a visit");
    card.run_due(&shop(), Command::Spend { amount: 300, bill: Some(300) }, &ctx).expect("all of the bill");
    let done = card.run_due(&shop(), paid(400), &ctx).expect("the bill was higher");
    let unearned = loyalty::Reason::NotEarning { bill: 400, paid_otherwise: 300 };
    assert_eq!(done.reasons.first(), Some(&unearned));
    assert_eq!((done.totals.spend, done.totals.not_earning), (100, 300));
}

#[test]
fn an_amount_below_zero_is_none() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let told = |amount, paid_by_credit| {
        let earn = Command::Earn { stamp_card: None, quantity: 1, amount: Some(amount), paid_by_credit, tags: &[] };
        Card::default().run_due(&shop(), earn, &ctx).map(|_| ())
    };
    assert_eq!(told(-1, 0), Err(Refusal::NothingToDo));
    assert_eq!(told(100, -1), Err(Refusal::NothingToDo));
    assert_eq!(told(0, 0), Ok(()));
}

#[test]
fn a_day_that_is_full_of_points_still_has_room_for_what_earns_none() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut shop = shop();
    let mut card = Card::default();
    card.run_due(&shop, paid(2000), &ctx).expect("six points");
    shop.limits.points_per_day_max = Some(5);
    card.run_due(&shop, paid(100), &ctx).expect("no point, and five cents of credit");
    let refused = Err(Refusal::LimitReached { limit: "points_per_day_max", until: Some(ctx.day_ends_at) });
    assert_eq!(card.run_due(&shop, paid(300), &ctx), refused);
}
