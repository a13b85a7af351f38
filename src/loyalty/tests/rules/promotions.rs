//! What comes on top: how it combines, and when it is the occasion.

use loyalty::{
    Command, Date, Earning, Gives, Group, Hours, Level, POINTS, Points, Program, Promotion, PromotionKind, PurseKind,
    Reason, Refusal, Reward, TierBasis, TierState, Tiers, Voider, Weekday,
};

use crate::money::paid;
use crate::support::{Card, RealZone, at, moment};

fn promotion(id: &str, kind: PromotionKind) -> Promotion {
    Promotion { id: id.into(), name: id.into(), from: None, until: None, kind }
}

/// One point for a euro, and what is on top.
fn shop(promotions: Vec<Promotion>) -> Program {
    let earn = vec![Earning::ByAmount { points: 1, per_minor: 100 }];
    let rewards = vec![Reward { id: "cake".into(), title: "A cake".into(), ..Reward::default() }];
    Program { points: Some(Points { earn, ..Points::default() }), rewards, promotions, ..Program::default() }
}

fn times(pct: u32, when: Option<Hours>) -> PromotionKind {
    PromotionKind::Multiplier { pct, when, who: Group::All, on: PurseKind::Points }
}

#[test]
fn multipliers_add_up_only_the_best_promotion_counts_and_additions_come_last() {
    let addition = PromotionKind::Addition { units: 5, of: POINTS.into(), when: None, who: Group::All };
    let mut shop = shop(vec![
        promotion("half", times(150, None)),
        promotion("double", times(200, None)),
        promotion("also-double", times(200, None)),
        promotion("five", addition),
    ]);
    let level = |id: &str, from, multiplier_pct| Level { id: id.into(), from, multiplier_pct, ..Level::default() };
    shop.tiers = Some(Tiers {
        basis: TierBasis::Visits,
        period_months: 12,
        levels: vec![level("gold", 0, 125)],
        review: loyalty::Review::Yearly,
        grace_days: 0,
    });
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut card = Card::default();
    let (since, review_at) = (ctx.today(), i64::MAX);
    card.state.tier = Some(TierState { level: "gold".into(), since, review_at, in_grace: false });
    let done = card.run_due(&shop, paid(350), &ctx).expect("a purchase");
    // 3 points; 100 + 25 + 100 = 225 %: 6.75, so 6; and 5 on top.
    assert_eq!(card.state.balance(POINTS), 11);
    let percents = done.reasons.iter().filter_map(|reason| match reason {
        Reason::Multiplier { percent, counts, .. } => Some((*percent, *counts)),
        _ => None,
    });
    let said: Vec<_> = percents.collect();
    assert_eq!(said, [(125, true), (150, false), (200, true), (200, false)], "the receipt shows each, and which count");
    card.run_due(&shop, paid(40), &ctx).expect("a spend below a point");
    assert_eq!(card.state.balance(POINTS), 11, "no point, so nothing comes on top of it");
}

#[test]
fn a_happy_hour_follows_the_wall_clock_through_the_change_of_the_hour() {
    let hour = Hours { weekdays: vec![Weekday::Sun], from_minute: 120, to_minute: 180 };
    let shop = shop(vec![promotion("night", times(200, Some(hour)))]);
    let zone = RealZone::named("Europe/Paris");
    let points = |instant: i64| {
        let mut card = Card::default();
        card.run_due(&shop, paid(1000), &moment(&zone, instant)).expect("a purchase");
        card.state.balance(POINTS)
    };
    let minute = 60 * loyalty::SECOND;
    // 2026-03-29: the hour from two to three is not there.
    let gap = at(&zone, "2026-03-29T01:59");
    assert_eq!((points(gap), points(gap + minute)), (10, 10), "01:59 is followed by 03:00");
    // 2026-10-25: it is there twice.
    let twice = at(&zone, "2026-10-25T02:30");
    let (before, first, second, after) = (twice - 31 * minute, twice, twice + 60 * minute, twice + 90 * minute);
    assert_eq!([before, first, second, after].map(points), [10, 20, 20, 10]);
}

#[test]
fn whoever_was_there_in_the_happy_hour_has_it_though_the_till_tells_later() {
    let hours = Hours { weekdays: vec![Weekday::Fri], from_minute: 17 * 60, to_minute: 18 * 60 };
    let until = Date::new(2026, 3, 27);
    let shop = shop(vec![Promotion { until, ..promotion("friday", times(200, Some(hours))) }]);
    let zone = RealZone::named("Europe/Paris");
    let (friday, monday) = (at(&zone, "2026-03-27T17:30"), at(&zone, "2026-03-30T17:30"));
    let points = |now: i64, there_at: i64| {
        let mut card = Card::default();
        card.run_due(&shop, paid(1000), &loyalty::Context { there_at: Some(there_at), ..moment(&zone, now) })
            .expect("a purchase");
        card.state.balance(POINTS)
    };
    assert_eq!(
        points(monday, friday),
        20,
        "the promotion was over when the till told, and running when the customer was there"
    );
    assert_eq!(
        points(friday, friday - 60 * 60 * loyalty::SECOND),
        10,
        "told in the happy hour, there an hour before it"
    );
}

#[test]
fn a_birthday_has_its_window_once_a_year_and_the_29th_of_february_too() {
    let gives = Gives::Reward("cake".into());
    let shop = shop(vec![promotion("b", PromotionKind::Birthday { gives, days_before: 3, days_after: 4 })]);
    let zone = RealZone::named("Europe/Paris");
    let cakes = |month, day, visits: &[&str]| {
        let mut card = Card::default();
        card.state.birthday = Some(loyalty::Birthday { month, day });
        for visit in visits {
            card.run_due(&shop, Command::Visit, &moment(&zone, at(&zone, &format!("{visit}T10:00")))).expect("a visit");
        }
        card.state.vouchers.len()
    };
    // Born on 29 February: 25 Feb to 4 March in 2027 (the 28th), 26 Feb to 4 March in 2028.
    for (day, given) in [("2027-02-24", 0), ("2027-02-25", 1), ("2027-03-04", 1), ("2027-03-05", 0)] {
        assert_eq!(cakes(2, 29, &[day]), given, "{day}");
    }
    for (day, given) in [("2028-02-25", 0), ("2028-02-26", 1), ("2028-03-04", 1), ("2028-03-05", 0)] {
        assert_eq!(cakes(2, 29, &[day]), given, "{day}");
    }
    assert_eq!(cakes(6, 10, &["2026-06-08", "2026-06-09", "2026-06-12"]), 1, "once a year");
    assert_eq!(cakes(6, 10, &["2026-06-12", "2027-06-08"]), 2, "and again the next");
    assert_eq!(cakes(1, 2, &["2026-12-30", "2027-01-03"]), 1, "a window over the new year is one birthday");
    assert_eq!(cakes(12, 30, &["2026-12-29", "2027-01-03", "2027-12-28"]), 2);
}

#[test]
fn a_welcome_comes_with_the_first_visit_and_goes_with_it() {
    let gives = Gives::Units { units: 20, of: POINTS.into() };
    let shop = shop(vec![promotion("welcome", PromotionKind::Welcome { gives })]);
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut card = Card::default();
    card.run_due(&shop, Command::Visit, &ctx).expect("the first visit");
    card.run_due(&shop, Command::Visit, &ctx).expect("the second");
    assert_eq!(card.state.balance(POINTS), 20);
    card.void(&shop, 2, Voider::Maker, &ctx).expect("an undo");
    card.void(&shop, 1, Voider::Maker, &ctx).expect("an undo");
    assert_eq!(card.state.balance(POINTS), 0);
    card.run_due(&shop, Command::Visit, &ctx).expect("the first visit again");
    assert_eq!(card.state.balance(POINTS), 20, "the first visit that stands is the first");
}

#[test]
fn a_milestone_is_one_visit_and_a_sleeper_is_woken() {
    let shop = shop(vec![
        promotion("third", PromotionKind::Milestone { visits: 3, gives: Gives::Reward("cake".into()) }),
        promotion(
            "back",
            PromotionKind::Addition { units: 7, of: POINTS.into(), when: None, who: Group::Sleeping { days: 30 } },
        ),
    ]);
    let zone = RealZone::named("Europe/Paris");
    let mut card = Card::default();
    let ctx = moment(&zone, at(&zone, "2026-03-31T10:00"));
    for visit in 1..=4 {
        card.run_due(&shop, Command::Visit, &ctx).expect("a visit");
        assert_eq!(card.state.vouchers.len(), usize::from(visit >= 3), "visit {visit}");
    }
    for (last, points) in [("2026-03-01", 8), ("2026-03-02", 1)] {
        card.state.last_visit_on = Some(last.parse::<Date>().expect("a date"));
        let mut card = card.clone();
        card.run_due(&shop, paid(100), &ctx).expect("a purchase");
        assert_eq!(card.state.balance(POINTS), points, "last here on {last}");
    }
}

#[test]
fn a_friend_is_somebody_else_and_a_card_has_so_many_friends() {
    let gives = |units| Gives::Units { units, of: POINTS.into() };
    let kind = PromotionKind::Referral { gives_friend: gives(10), gives_referrer: gives(15), max_per_referrer: 2 };
    let shop = shop(vec![promotion("friends", kind)]);
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let visit = |same_holder| {
        let mut friend = Card::default();
        friend.state.referral = Some(loyalty::ReferralState { same_holder });
        let done = friend.run_due(&shop, Command::Visit, &ctx).expect("the first visit");
        let owed = done.changes.contains(&loyalty::Change::Refer { promotion: "friends".into() });
        (friend.state.balance(POINTS), owed)
    };
    assert_eq!(visit(false), (10, true));
    assert_eq!(visit(true), (0, false), "nobody is their own friend");
    let mut referrer = Card::default();
    for points in [15, 30] {
        referrer.run_due(&shop, Command::Referred { promotion: "friends" }, &ctx).expect("a friend came");
        assert_eq!(referrer.state.balance(POINTS), points);
    }
    let third = referrer.run_due(&shop, Command::Referred { promotion: "friends" }, &ctx);
    assert_eq!(third, Err(Refusal::LimitReached { limit: "max_per_referrer", until: None }));
}

#[test]
fn a_new_card_is_new_for_so_many_days() {
    let addition = PromotionKind::Addition { units: 7, of: POINTS.into(), when: None, who: Group::New { days: 30 } };
    let shop = shop(vec![promotion("new", addition)]);
    let zone = RealZone::named("Europe/Paris");
    for (day, points) in [("2026-03-01", 8), ("2026-03-30", 8), ("2026-03-31", 1)] {
        let mut card = Card::default();
        card.state.joined_on = "2026-03-01".parse::<Date>().expect("a date");
        card.run_due(&shop, paid(100), &moment(&zone, at(&zone, &format!("{day}T10:00")))).expect("a purchase");
        assert_eq!(card.state.balance(POINTS), points, "on {day}");
    }
}

#[test]
fn a_birthday_is_one_day_of_each_year_whatever_the_window_and_the_month() {
    let zone = RealZone::named("Europe/Paris");
    let given = |(month, day), (days_before, days_after), visit: &str| {
        let gives = Gives::Reward("cake".into());
        let shop = shop(vec![promotion("b", PromotionKind::Birthday { gives, days_before, days_after })]);
        let mut card = Card::default();
        card.state.birthday = Some(loyalty::Birthday { month, day });
        let visit = moment(&zone, at(&zone, &format!("{visit}T10:00")));
        let done = card.run_due(&shop, Command::Visit, &visit).expect("a visit");
        done.changes.iter().find_map(|change| match change {
            loyalty::Change::Promotion { occasion, .. } => Some(*occasion),
            _ => None,
        })
    };
    assert_eq!(given((2, 20), (0, 0), "2026-02-20"), Some(2026));
    assert_eq!(given((3, 29), (0, 0), "2026-03-29"), Some(2026), "the 29th of another month is the 29th");
    assert_eq!(given((3, 29), (0, 0), "2026-03-28"), None);
    assert_eq!(given((1, 2), (10, 0), "2026-12-30"), Some(2027), "the birthday that comes");
    assert_eq!(given((12, 30), (0, 10), "2027-01-02"), Some(2026), "the birthday that was");
    assert_eq!(given((12, 30), (0, 10), "2026-12-29"), None);
}

#[test]
fn who_earns_what_everybody_earns_has_no_multiplier_on_the_receipt() {
    let mut shop = shop(vec![]);
    let level = Level { id: "silver".into(), from: 0, multiplier_pct: 100, ..Level::default() };
    let (basis, review) = (TierBasis::Visits, loyalty::Review::Yearly);
    shop.tiers = Some(Tiers { basis, period_months: 12, levels: vec![level], review, grace_days: 0 });
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut card = Card::default();
    card.run_due(&shop, paid(100), &ctx).expect("silver");
    let done = card.run_due(&shop, paid(100), &ctx).expect("a purchase");
    let multiplied = |reason: &Reason| matches!(reason, Reason::Multiplier { .. } | Reason::Multiplied { .. });
    assert!(!done.reasons.iter().any(multiplied), "{:?}", done.reasons);
}
