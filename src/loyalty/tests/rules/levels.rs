//! Levels and membership: up at once, down at a review, back with a void.

use loyalty::{
    CardState, Command, Level, Membership, MembershipStep, Program, Refusal, Review, Reward, TierBasis, Tiers,
    Validity, Voider, VoucherStatus, decide,
};

use crate::money::paid;
use crate::support::{Card, RealZone, at, moment};

fn shop(review: Review, grace_days: u32) -> Program {
    let level = |id: &str, from| Level { id: id.into(), from, ..Level::default() };
    let gold = Level { entry_gift: Some("cake".into()), ..level("gold", 10_000) };
    let levels = vec![level("bronze", 0), level("silver", 5_000), gold];
    Program {
        tiers: Some(Tiers { basis: TierBasis::Spend, period_months: 12, levels, review, grace_days }),
        rewards: vec![Reward { id: "cake".into(), title: "A cake".into(), ..Reward::default() }],
        ..Program::default()
    }
}

fn level(card: &Card) -> Option<&str> {
    card.state.tier.as_ref().map(|tier| tier.level.as_str())
}

#[test]
fn a_level_is_reached_at_once_and_kept_until_a_review_and_its_grace_are_over() {
    let shop = shop(Review::Yearly, 30);
    let zone = RealZone::named("Europe/Paris");
    let on = |wall: &str| moment(&zone, at(&zone, wall));
    let mut card = Card::default();
    card.run_due(&shop, paid(4_000), &on("2026-01-10T10:00")).expect("a purchase");
    assert_eq!(level(&card), Some("bronze"));
    card.run_due(&shop, paid(1_000), &on("2026-02-28T10:00")).expect("a purchase");
    assert_eq!(level(&card), Some("silver"));
    let early = card.run(&shop, Command::ReviewTier, &on("2027-02-27T23:59"));
    assert_eq!(early, Err(Refusal::NotDue { at: Some(at(&zone, "2027-02-28T00:00")) }));
    // On 28 February 2027 the last twelve months are empty: thirty days of grace.
    card.run(&shop, Command::ReviewTier, &on("2027-02-28T00:00")).expect("the review");
    assert_eq!(level(&card), Some("silver"));
    card.run_due(&shop, paid(100), &on("2027-03-29T23:59")).expect("a purchase in the grace");
    assert_eq!(level(&card), Some("silver"));
    card.run_due(&shop, paid(100), &on("2027-03-30T00:00")).expect("a purchase after it");
    assert_eq!(level(&card), Some("bronze"));
}

#[test]
fn without_a_grace_a_level_goes_at_the_review() {
    let shop = shop(Review::Yearly, 0);
    let zone = RealZone::named("Europe/Paris");
    let on = |wall: &str| moment(&zone, at(&zone, wall));
    let mut card = Card::default();
    card.run_due(&shop, paid(5_000), &on("2026-02-28T10:00")).expect("a purchase");
    card.run(&shop, Command::ReviewTier, &on("2027-02-28T00:00")).expect("the review");
    assert_eq!((level(&card), card.state.tier.as_ref().map(|tier| tier.in_grace)), (Some("bronze"), Some(false)));
}

#[test]
fn who_earns_enough_in_the_grace_keeps_the_level() {
    let shop = shop(Review::Monthly, 30);
    let zone = RealZone::named("Asia/Kathmandu");
    let on = |wall: &str| moment(&zone, at(&zone, wall));
    let mut card = Card::default();
    card.run_due(&shop, paid(5_000), &on("2026-01-10T10:00")).expect("a purchase");
    for month in ["2026-02-01T00:00", "2027-01-01T00:00", "2027-02-01T00:00"] {
        card.run(&shop, Command::ReviewTier, &on(month)).expect("the review on the first of a month");
    }
    assert_eq!(card.state.tier.as_ref().map(|tier| tier.in_grace), Some(true), "January 2026 no longer counts");
    card.run_due(&shop, paid(5_000), &on("2027-02-20T10:00")).expect("a purchase in the grace");
    card.run_due(&shop, paid(1), &on("2027-03-03T00:00")).expect("the grace is over");
    assert_eq!(level(&card), Some("silver"));
}

#[test]
fn a_void_takes_back_the_step_and_its_gift_unless_it_was_eaten() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-01-10T10:00"));
    let shop = shop(Review::Yearly, 0);
    for eaten in [false, true] {
        let mut card = Card::default();
        card.run_due(&shop, paid(6_000), &ctx).expect("a purchase");
        card.run_due(&shop, paid(4_000), &ctx).expect("a purchase");
        assert_eq!((level(&card), card.state.vouchers.len()), (Some("gold"), 1));
        if eaten {
            card.run_due(&shop, Command::RedeemReward { reward: "cake", confirmed: true }, &ctx).expect("the cake");
        }
        card.void(&shop, 2, Voider::Maker, &ctx).expect("an undo");
        assert_eq!(level(&card), Some("silver"));
        let left = if eaten { VoucherStatus::Used } else { VoucherStatus::Cancelled };
        assert_eq!(card.state.vouchers[0].status, left);
        card.run_due(&shop, paid(4_000), &ctx).expect("gold again");
        let cakes = card.state.vouchers.iter().filter(|voucher| voucher.status == VoucherStatus::Issued).count();
        assert_eq!(cakes, usize::from(!eaten), "the gift is given once");
    }
}

#[test]
fn a_refund_takes_the_step_back_only_when_the_rest_does_not_reach_it() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-01-10T10:00"));
    let shop = shop(Review::Yearly, 0);
    let mut card = Card::default();
    card.run_due(&shop, paid(11_000), &ctx).expect("a purchase");
    for (refund, reached, cakes) in [(1_000, Some("gold"), 1), (1, Some("silver"), 0), (9_999, Some("bronze"), 0)] {
        card.refund(&shop, 1, refund, &ctx).expect("a refund");
        assert_eq!((level(&card), card.ready(ctx.now).len()), (reached, cakes), "after a refund of {refund}");
    }
}

#[test]
fn a_membership_is_renewed_from_where_it_ends() {
    let membership = Membership {
        name: "Friends".into(),
        benefits: Vec::new(),
        valid: Validity::Months(12),
        renewable: true,
        price: Some(2_000),
        multiplier_pct: 100,
        gives: None,
    };
    let shop = Program { membership: Some(membership), ..Program::default() };
    let zone = RealZone::named("Europe/Paris");
    let on = |wall: &str| moment(&zone, at(&zone, wall));
    let step =
        |card: &mut Card, step, wall: &str| card.run_due(&shop, Command::Membership(step), &on(wall)).map(|_| ());
    let until = |card: &Card| card.state.membership.and_then(|membership| membership.valid_until);
    let mut card = Card::default();
    assert_eq!(step(&mut card, MembershipStep::Renew, "2026-01-31T10:00"), Err(Refusal::NotAMember));
    step(&mut card, MembershipStep::Enrol, "2026-01-31T10:00").expect("enrolled");
    assert_eq!(until(&card), Some(at(&zone, "2027-02-01T00:00")));
    let again = step(&mut card, MembershipStep::Enrol, "2026-06-01T10:00");
    assert_eq!(again, Err(Refusal::AlreadyMember { until: until(&card) }));
    step(&mut card, MembershipStep::Renew, "2027-01-10T10:00").expect("renewed early, no day lost");
    assert_eq!(until(&card), Some(at(&zone, "2028-02-01T00:00")));
    card.void(&shop, 1, Voider::Manager, &on("2026-02-01T10:00")).expect_err("the renewal stands on it");
    card.void(&shop, 2, Voider::Maker, &on("2027-01-10T10:05")).expect("an undo of the renewal");
    assert_eq!(until(&card), Some(at(&zone, "2027-02-01T00:00")));
    assert!(card.state.is_member(at(&zone, "2027-01-31T23:59")));
    assert!(!card.state.is_member(at(&zone, "2027-02-01T00:00")));
}

#[test]
fn a_void_leaves_the_level_that_was_there_before() {
    let zone = RealZone::named("Europe/Paris");
    let on = |wall: &str| moment(&zone, at(&zone, wall));
    let shop = shop(Review::Yearly, 60);
    let mut card = Card::default();
    card.run_due(&shop, paid(6_000), &on("2026-01-10T10:00")).expect("silver");
    // A year on, the purchase no longer counts; the grace holds the level until 11 March.
    card.run_due(&shop, paid(10_000), &on("2027-01-11T10:00")).expect("gold");
    assert_eq!(level(&card), Some("gold"));
    let last = card.records.len() as i64;
    card.void(&shop, last, Voider::Maker, &on("2027-01-11T10:05")).expect("an undo");
    assert_eq!(level(&card), Some("silver"), "nothing counts, but the grace is not over");
    card.run_due(&shop, paid(1), &on("2027-03-10T23:59")).expect("a purchase");
    assert_eq!(level(&card), Some("silver"));
    card.run_due(&shop, paid(1), &on("2027-03-12T10:00")).expect("a purchase");
    assert_eq!(level(&card), Some("bronze"), "the grace that was running went on");
}

#[test]
fn a_yearly_review_comes_again_on_each_anniversary() {
    let shop = shop(Review::Yearly, 0);
    let zone = RealZone::named("Europe/Paris");
    for (reached, anniversaries) in [
        ("2026-06-10", ["2027-06-10", "2028-06-10", "2029-06-10"]),
        ("2024-02-29", ["2025-02-28", "2026-02-28", "2027-02-28"]),
        ("2027-02-28", ["2028-02-28", "2029-02-28", "2030-02-28"]),
    ] {
        let on = |day: &str| moment(&zone, at(&zone, &format!("{day}T00:00")));
        let mut card = Card::default();
        card.run_due(&shop, paid(5_000), &on(reached)).expect("silver");
        for day in anniversaries {
            let tier = card.state.tier.clone().expect("silver");
            assert_eq!(tier.review_at, on(day).now, "reached on {reached}, looked at on {day}");
            let state = CardState { tier_count: 5_000, ..card.state.clone() };
            let kept = decide(&shop, &state, Command::ReviewTier, &on(day)).expect("the review");
            card.state.apply(&kept, |_| [0; 16]);
            assert_eq!(card.state.tier.as_ref().map(|tier| (&tier.level, tier.since)), Some((&tier.level, tier.since)));
        }
    }
}

#[test]
fn a_gift_is_for_reaching_a_level_and_not_for_having_it() {
    let mut shop = shop(Review::Yearly, 0);
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-01-10T10:00"));
    let mut card = Card::default();
    card.run_due(&shop, paid(5_000), &ctx).expect("silver, which gives nothing yet");
    shop.tiers.as_mut().expect("levels").levels[1].entry_gift = Some("cake".into());
    card.run_due(&shop, paid(5_000), &ctx).expect("gold");
    assert_eq!((level(&card), card.ready(ctx.now).len()), (Some("gold"), 1), "the cake of gold");
}

#[test]
fn a_count_goes_on_with_the_days_of_its_period() {
    let shop = shop(Review::Yearly, 0);
    let day = |date: &str| crate::support::day(date);
    let bought = loyalty::Totals { spend: 700, visits: 1, points: 30, ..loyalty::Totals::default() };
    let today = day("2026-03-10");
    // The last twelve months began on 11 March 2025.
    for (counted_on, count) in [("2026-03-10", 800), ("2025-03-11", 800), ("2025-03-10", 100)] {
        let mut state = loyalty::CardState { tier_count: 100, ..loyalty::CardState::default() };
        state.count_for_levels(&shop, &bought, day(counted_on), today);
        assert_eq!(state.tier_count, count, "{counted_on}");
    }
}
