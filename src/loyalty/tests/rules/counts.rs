//! What an operation counts for the day, and that a receipt says nothing that did not happen.

use loyalty::{
    CREDIT, CardState, Cashback, Command, Level, OfferBy, POINTS, Program, Reason, Refusal, TierBasis, Tiers, Totals,
    decide, offers,
};

use crate::money::{paid, shop};
use crate::stamps::{bought, coffee};
use crate::support::{Card, RealZone, at, moment};

fn all(each: i64) -> Totals {
    Totals {
        visits: each,
        stamps: 2 * each,
        points: 3 * each,
        credit: 4 * each,
        spend: 5 * each,
        not_earning: 6 * each,
        credit_spent: 8 * each,
        earns: 9 * each,
        gifts: 10 * each,
        manual: 11 * each,
    }
}

#[test]
fn totals_are_added_and_taken_one_by_one() {
    assert_eq!(all(7).minus(all(3)), all(4));
    assert_eq!(all(3).negated(), all(-3));
}

#[test]
fn a_card_counts_on_within_a_visit() {
    let mut state = CardState::default();
    state.count(&all(1));
    state.count(&all(2));
    let today = (state.stamps_today, state.points_today, state.credit_today, state.visits_today);
    assert_eq!(today, (6, 9, 12, 3));
    let others = (state.gifts_today, state.manual_today, state.earns_by_till_today);
    assert_eq!(others, (30, 33, 27));
    assert_eq!(state.visit.earned_on, 15);
    assert_eq!(state.visit.credit_spent, 6, "credit that has not lowered a bill yet");
    state.count(&all(-3));
    assert_eq!((state.visit.earned_on, state.visit.credit_spent), (0, 0));
}

#[test]
fn a_day_has_so_many_visits_and_a_till_so_many_earnings() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut shop = coffee();
    (shop.limits.visits_per_day_max, shop.limits.earns_per_till_day_max) = (Some(2), Some(2));
    let mut card = Card::default();
    for _ in 0..2 {
        card.run_due(&shop, Command::Visit, &ctx).expect("a visit");
        card.run_due(&shop, bought(1), &ctx).expect("a coffee");
    }
    for (command, limit) in [(Command::Visit, "visits_per_day_max"), (bought(1), "earns_per_till_day_max")] {
        let refused = Err(Refusal::LimitReached { limit, until: Some(ctx.day_ends_at) });
        assert_eq!(card.run_due(&shop, command, &ctx), refused);
    }
}

#[test]
fn a_bill_is_counted_once_in_each_total_and_its_entries_are_numbered() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let earned = decide(&shop(), &CardState::default(), paid(2000), &ctx).expect("a bill");
    let counted = Totals { points: 6, credit: 100, spend: 2000, earns: 1, ..Totals::default() };
    assert_eq!(earned.totals, counted);
    assert_eq!(
        earned.entries().map(|entry| (entry.n, entry.purse.as_str())).collect::<Vec<_>>(),
        [(0, POINTS), (1, CREDIT)]
    );
    let untrue =
        |reason: &Reason| matches!(reason, Reason::PaidDebt { .. } | Reason::Owes { .. } | Reason::NotEarning { .. });
    assert!(!earned.reasons.iter().any(untrue), "{:?}", earned.reasons);
}

#[test]
fn a_new_rate_takes_over_what_was_kept_below_a_unit() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut card = Card::default();
    // 3 points for 10 euros: 4.50 are 1.35 points, and 350 of 1000 stay.
    card.run_due(&shop(), paid(450), &ctx).expect("a bill");
    let mut other = shop();
    other.cashback = None;
    if let Some(points) = &mut other.points {
        points.earn = vec![loyalty::Earning::ByAmount { points: 1, per_minor: 200 }];
    }
    // 1 point for 2 euros: 1.30 are 0.65 of a point; with the 0.35 that is a whole one.
    card.run_due(&other, paid(130), &ctx).expect("another bill");
    assert_eq!(card.state.balance(POINTS), 2);
}

#[test]
fn credit_is_offered_when_there_is_some() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut shop = shop();
    shop.cashback = Some(Cashback { basis_points: 500, pay_min: Some(200), ..Cashback::default() });
    let mut card = Card::default();
    assert_eq!(offers(&shop, &card.state, &ctx), [], "nothing to pay with");
    card.run_due(&shop, paid(3000), &ctx).expect("a bill");
    let offered = offers(&shop, &card.state, &ctx);
    assert_eq!(
        offered.iter().map(|offer| (&offer.by, offer.missing)).collect::<Vec<_>>(),
        [(&OfferBy::Credit { payable: 150, least: 200 }, 50)]
    );
}

#[test]
fn a_full_stamp_card_is_offered_only_when_it_is_full() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut card = Card::default();
    card.run_due(&coffee(), bought(8), &ctx).expect("eight coffees");
    assert_eq!(offers(&coffee(), &card.state, &ctx), [], "one is missing");
    let mut shorter = coffee();
    shorter.stamp_cards[0].goal = 8;
    assert_eq!(offers(&shorter, &card.state, &ctx).len(), 1, "the goal was lowered to what is there");
}

#[test]
fn a_receipt_names_a_level_only_when_it_changes() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let silver = Level { id: "silver".into(), from: 1000, ..Level::default() };
    let tiers = Tiers {
        basis: TierBasis::Spend,
        period_months: 12,
        levels: vec![silver],
        review: loyalty::Review::Monthly,
        grace_days: 0,
    };
    let shop = Program { tiers: Some(tiers), ..shop() };
    let mut card = Card::default();
    let named = |card: &mut Card, ctx| {
        let done = card.run_due(&shop, paid(1500), ctx).expect("a bill");
        done.reasons.iter().filter(|reason| matches!(reason, Reason::Level { .. })).count()
    };
    assert_eq!(named(&mut card, &ctx), 1, "silver is reached");
    assert_eq!(named(&mut card, &ctx), 0, "silver it is");
    let next_month = moment(&zone, at(&zone, "2026-04-02T10:00"));
    card.load(&shop, &next_month);
    let review = card.run(&shop, Command::ReviewTier, &next_month).expect("a review");
    assert!(!review.reasons.iter().any(|reason| matches!(reason, Reason::Level { .. })), "{:?}", review.reasons);
}
