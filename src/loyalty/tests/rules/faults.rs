//! Faults of a programme, each alone: what is wrong, where, and the last value on the edge that is right.

use loyalty::{
    Earning, Expiry, Gives, Group, Hours, OncePer, Program, PromotionKind, PurseKind, RewardKind, StampEarn, TierBasis,
    Validity, Weekday, Wrong,
};

use crate::full::{full, only, promotion};
use crate::support::day;

pub type Edit = fn(&mut Program);

#[track_caller]
fn assert_wrong(program: &Program, faults: &[(&str, Wrong)]) {
    let found = program.faults();
    let found: Vec<_> = found.iter().map(|fault| (fault.path.as_str(), fault.what)).collect();
    assert_eq!(found, faults);
}

/// Each edit alone makes the full programme wrong in this one way.
#[track_caller]
pub fn all_wrong(wrong: &[(&str, Wrong, Edit)]) {
    for (number, (path, what, edit)) in wrong.iter().enumerate() {
        let mut program = full();
        edit(&mut program);
        let found = program.faults();
        let found: Vec<_> = found.iter().map(|fault| (fault.path.as_str(), fault.what)).collect();
        assert_eq!(found, [(*path, *what)], "edit {number}");
    }
}

#[track_caller]
pub fn all_right(right: &[Edit]) {
    for (number, edit) in right.iter().enumerate() {
        let mut program = full();
        edit(&mut program);
        assert_eq!(program.faults(), [], "edit {number}");
    }
}

pub fn points(program: &mut Program) -> &mut Vec<Earning> {
    &mut program.points.as_mut().expect("points").earn
}

pub fn multiply(program: &mut Program, when: Option<(u16, u16)>, group: Group) {
    let when = when.map(|(from_minute, to_minute)| Hours { weekdays: Vec::new(), from_minute, to_minute });
    program.promotions[2].kind = PromotionKind::Multiplier { pct: 150, when, who: group, on: PurseKind::Points };
}

fn times(program: &mut Program, percent: u32) {
    let kind = PromotionKind::Multiplier { pct: percent, when: None, who: Group::All, on: PurseKind::Points };
    program.promotions[2].kind = kind;
}

fn add(program: &mut Program, number: u32, purse: &str) {
    let (of, when, who) = (purse.into(), None, Group::All);
    program.promotions[3].kind = PromotionKind::Addition { units: number, of, when, who };
}

fn give(number: u32, purse: &str) -> Gives {
    Gives::Units { units: number, of: purse.into() }
}

#[test]
fn one_of_everything_is_right() {
    all_right(&[|_| {}]);
    for purse in ["coffee", "points", "credit"] {
        assert_wrong(&only(purse), &[]);
    }
    assert_wrong(
        &Program {
            membership: full().membership,
            rewards: full().rewards,
            points: full().points,
            ..Program::default()
        },
        &[],
    );
}

#[test]
fn a_stamp_card_can_be_filled() {
    use Wrong::*;
    all_wrong(&[
        ("stamp_cards[1].id", IdNotItsOwn, |p| p.stamp_cards[1].id.clear()),
        ("stamp_cards[1].id", IdNotItsOwn, |p| p.stamp_cards[1].id = "coffee".into()),
        ("stamp_cards[1].id", IdReserved, |p| p.stamp_cards[1].id = "points".into()),
        ("stamp_cards[1].id", IdReserved, |p| p.stamp_cards[1].id = "credit".into()),
        ("stamp_cards[0].name", NameMissing, |p| p.stamp_cards[0].name = " ".into()),
        ("stamp_cards[1].goal", GoalOutOfRange, |p| p.stamp_cards[1].goal = 1),
        ("stamp_cards[1].goal", GoalOutOfRange, |p| p.stamp_cards[1].goal = 101),
        ("stamp_cards[0].reward", UnknownReward, |p| p.stamp_cards[0].reward = "none".into()),
        ("stamp_cards[0].reward", RewardRetired, |p| p.stamp_cards[0].reward = "old".into()),
        ("stamp_cards[0].choices[0]", UnknownReward, |p| p.stamp_cards[0].choices = vec!["none".into()]),
        ("stamp_cards[0].choices[0]", ChoiceTwice, |p| p.stamp_cards[0].choices = vec!["free".into()]),
        ("stamp_cards[0].choices[1]", ChoiceTwice, |p| p.stamp_cards[0].choices.push("cake".into())),
        ("stamp_cards[1].earn", TagUnnamed, |p| p.stamp_cards[1].earn = StampEarn::Tag(" ".into())),
        ("stamp_cards[0].expiry", LapsesAtOnce, |p| p.stamp_cards[0].expiry = Expiry::Days(0)),
    ]);
    all_right(&[
        |p| p.stamp_cards[1].goal = 2,
        |p| p.stamp_cards[1].goal = 100,
        |p| p.stamp_cards[0].choices.push("off".into()),
        |p| p.stamp_cards[0].choices.clear(),
    ]);
}

#[test]
fn who_comes_once_a_week_gets_there_before_the_stamps_lapse() {
    // The most weekly visits that each can hold: what is earned on the longest months and years.
    for (expiry, goal) in [
        (Expiry::Days(28), 5),
        (Expiry::Months(2), 9),
        (Expiry::EndOfMonth { grace_months: 0 }, 5),
        (Expiry::EndOfMonth { grace_months: 1 }, 9),
        (Expiry::EndOfQuarter { grace_months: 0 }, 14),
        (Expiry::EndOfQuarter { grace_months: 1 }, 18),
        (Expiry::EndOfYear { grace_months: 0 }, 53),
        (Expiry::EndOfYear { grace_months: 1 }, 57),
    ] {
        let mut program = full();
        (program.stamp_cards[0].expiry, program.stamp_cards[0].goal) = (expiry, goal);
        assert_wrong(&program, &[]);
        program.stamp_cards[0].goal += 1;
        assert_wrong(&program, &[("stamp_cards[0].expiry", Wrong::StampsLapseTooSoon)]);
    }
    let by_visit = |expiry| {
        let mut program = only("points");
        *points(&mut program) = vec![Earning::ByVisit { points: 2 }];
        program.points.as_mut().expect("points").expiry = expiry;
        program
    };
    // The cheapest reward costs 20 points, ten visits: nine weeks from the first to the last.
    assert_wrong(&by_visit(Expiry::Days(63)), &[]);
    assert_wrong(&by_visit(Expiry::Days(62)), &[("points.expiry", Wrong::PointsLapseTooSoon)]);
    assert_wrong(&by_visit(Expiry::Days(0)), &[("points.expiry", Wrong::LapsesAtOnce)]);
    let mut by_amount = by_visit(Expiry::Days(1));
    points(&mut by_amount).push(Earning::ByAmount { points: 1, per_minor: 100 });
    assert_wrong(&by_amount, &[]);
}

#[test]
fn points_are_earned_and_buy_something() {
    use Wrong::*;
    all_wrong(&[
        ("points.name", NameMissing, |p| p.points.as_mut().expect("points").name = "".into()),
        ("points.earn", NothingEarnsPoints, |p| points(p).clear()),
        ("points.earn[0]", AmountZero, |p| points(p)[0] = Earning::ByAmount { points: 1, per_minor: 0 }),
        ("points.earn[0]", GivesNothing, |p| points(p)[0] = Earning::ByAmount { points: 0, per_minor: 1 }),
        ("points.earn[1]", GivesNothing, |p| points(p)[1] = Earning::ByVisit { points: 0 }),
        ("points.earn[2]", ActionNotItsOwn, |p| points(p)[2] = action("", "a walk")),
        ("points.earn[3]", ActionNotItsOwn, |p| points(p).push(action("own-cup", "a walk"))),
        ("points.earn[2]", ActionUnexplained, |p| points(p)[2] = action("own-cup", " ")),
        ("points.earn", TwoRulesByAmount, |p| points(p).push(Earning::ByAmount { points: 1, per_minor: 1 })),
        ("points.earn", TwoRulesByVisit, |p| points(p).push(Earning::ByVisit { points: 1 })),
        ("points", PointsBuyNothing, |p| {
            p.tiers.as_mut().expect("levels").basis = TierBasis::Visits;
            p.rewards.iter_mut().filter(|reward| !reward.retired).for_each(|reward| reward.cost = None);
        }),
        ("points.expiry", LapsesAtOnce, |p| p.points.as_mut().expect("points").expiry = Expiry::Days(0)),
    ]);
    all_right(&[
        |p| points(p).push(action("walk", "a walk")),
        |p| p.rewards.iter_mut().for_each(|reward| reward.cost = None),
        |p| points(p)[0] = Earning::ByAmount { points: 1, per_minor: 1 },
    ]);
}

pub fn action(name: &str, words: &str) -> Earning {
    Earning::ByAction { action: name.into(), points: 1, words: words.into(), once_per: OncePer::Never }
}

#[test]
fn credit_is_a_share_and_units_last_between_a_day_and_a_hundred_years() {
    fn lasts(program: &mut Program, expiry: Expiry) {
        program.cashback.as_mut().expect("credit").expiry = expiry;
    }
    fn share(program: &mut Program, basis_points: u32) {
        program.cashback.as_mut().expect("credit").basis_points = basis_points;
    }
    use Wrong::{LapsesAtOnce, LastsTooLong, ShareOutOfRange};
    all_wrong(&[
        ("cashback.basis_points", ShareOutOfRange, |p| share(p, 0)),
        ("cashback.basis_points", ShareOutOfRange, |p| share(p, 10_001)),
        ("cashback.expiry", LapsesAtOnce, |p| lasts(p, Expiry::Days(0))),
        ("cashback.expiry", LapsesAtOnce, |p| lasts(p, Expiry::Months(0))),
        ("cashback.expiry", LapsesAtOnce, |p| lasts(p, Expiry::Sliding { days: 0 })),
        ("cashback.expiry", LastsTooLong, |p| lasts(p, Expiry::Days(36_501))),
        ("cashback.expiry", LastsTooLong, |p| lasts(p, Expiry::Sliding { days: 36_501 })),
        ("cashback.expiry", LastsTooLong, |p| lasts(p, Expiry::Months(1_217))),
        ("cashback.expiry", LastsTooLong, |p| lasts(p, Expiry::EndOfMonth { grace_months: 1_217 })),
        ("cashback.expiry", LastsTooLong, |p| lasts(p, Expiry::EndOfQuarter { grace_months: 1_217 })),
        ("cashback.expiry", LastsTooLong, |p| lasts(p, Expiry::EndOfYear { grace_months: 1_217 })),
    ]);
    all_right(&[
        |p| share(p, 1),
        |p| share(p, 10_000),
        |p| lasts(p, Expiry::Days(36_500)),
        |p| lasts(p, Expiry::Months(1_216)),
        |p| lasts(p, Expiry::EndOfMonth { grace_months: 0 }),
        |p| lasts(p, Expiry::EndOfYear { grace_months: 1_216 }),
    ]);
}

#[test]
fn somebody_can_have_each_reward() {
    use Wrong::*;
    all_wrong(&[
        ("rewards[4].id", IdNotItsOwn, |p| p.rewards[4].id.clear()),
        ("rewards[4].id", IdNotItsOwn, |p| p.rewards[4].id = "free".into()),
        ("rewards[0].title", TitleMissing, |p| p.rewards[0].title = " ".into()),
        ("rewards[0].unit_cost", CostBelowZero, |p| p.rewards[0].unit_cost = -1),
        ("rewards[0].valid_days", RewardLapsesAtOnce, |p| p.rewards[0].valid_days = Some(0)),
        ("rewards[0].valid_days", RewardLastsTooLong, |p| p.rewards[0].valid_days = Some(36_501)),
        ("rewards[2].kind", AmountZero, |p| p.rewards[2].kind = RewardKind::AmountOff { minor: 0 }),
        ("rewards[3].kind", ShareOutOfRange, |p| p.rewards[3].kind = off(0, None)),
        ("rewards[3].kind", ShareOutOfRange, |p| p.rewards[3].kind = off(101, None)),
        ("rewards[3].kind", AmountZero, |p| p.rewards[3].kind = off(10, Some(0))),
        ("rewards[4].kind", BundleEmpty, |p| p.rewards[4].kind = RewardKind::Bundle { of: Vec::new() }),
        ("rewards[1].cost", CostZero, |p| p.rewards[1].cost = Some(0)),
        ("rewards[0].stock", StockZero, |p| p.rewards[0].stock = Some(0)),
        ("rewards[0].per_person", PerPersonZero, |p| p.rewards[0].per_person = Some(0)),
        ("rewards[0].until", EndsBeforeItBegins, |p| {
            (p.rewards[0].from, p.rewards[0].until) = (Some(day("2026-03-02")), Some(day("2026-03-01")));
        }),
        ("rewards[0].min_tier", UnknownLevel, |p| p.rewards[0].min_tier = Some("none".into())),
        ("rewards[0].members_only", MembersOfNothing, |p| {
            (p.rewards[0].members_only, p.membership) = (true, None);
            p.promotions.remove(3);
        }),
    ]);
    all_right(&[
        |p| p.rewards[0].unit_cost = 0,
        |p| p.rewards[0].valid_days = Some(36_500),
        |p| p.rewards[3].kind = off(1, None),
        |p| p.rewards[3].kind = off(100, Some(1)),
        |p| p.rewards[1].cost = Some(1),
        |p| p.rewards[0].stock = Some(1),
        |p| p.rewards[0].per_person = Some(1),
        |p| (p.rewards[0].from, p.rewards[0].until) = (Some(day("2026-03-02")), Some(day("2026-03-02"))),
        |p| p.rewards[0].min_tier = Some("gold".into()),
        |p| p.rewards[0].members_only = true,
    ]);
    let mut unpayable = only("coffee");
    unpayable.rewards[0].cost = Some(5);
    assert_wrong(&unpayable, &[("rewards[0].cost", CostWithoutPoints)]);
}

fn off(percent: u8, max_minor: Option<u32>) -> RewardKind {
    RewardKind::PercentOff { percent, max_minor }
}

#[test]
fn levels_and_a_membership_mean_something() {
    fn level(program: &mut Program, number: usize) -> &mut loyalty::Level {
        &mut program.tiers.as_mut().expect("levels").levels[number]
    }
    fn period(program: &mut Program, period_months: u32, grace_days: u32) {
        let tiers = program.tiers.as_mut().expect("levels");
        (tiers.period_months, tiers.grace_days) = (period_months, grace_days);
    }
    fn member(program: &mut Program) -> &mut loyalty::Membership {
        program.membership.as_mut().expect("a membership")
    }
    use Wrong::*;
    all_wrong(&[
        ("tiers.period_months", PeriodOutOfRange, |p| period(p, 0, 0)),
        ("tiers.period_months", PeriodOutOfRange, |p| period(p, 121, 0)),
        ("tiers.grace_days", GraceTooLong, |p| period(p, 12, 367)),
        ("tiers.levels", LevelUnnamed, |p| p.tiers.as_mut().expect("levels").levels.clear()),
        ("tiers.levels[1].id", IdNotItsOwn, |p| level(p, 1).id.clear()),
        ("tiers.levels[1].id", IdNotItsOwn, |p| level(p, 1).id = "silver".into()),
        ("tiers.levels[0].name", NameMissing, |p| level(p, 0).name = "".into()),
        ("tiers.levels[0].from", LevelBelowZero, |p| level(p, 0).from = -1),
        ("tiers.levels[1].from", LevelsOverlap, |p| level(p, 1).from = 100),
        ("tiers.levels[0].multiplier_pct", MultiplierOutOfRange, |p| level(p, 0).multiplier_pct = 99),
        ("tiers.levels[0].multiplier_pct", MultiplierOutOfRange, |p| level(p, 0).multiplier_pct = 1001),
        ("tiers.levels[1].entry_gift", UnknownReward, |p| level(p, 1).entry_gift = Some("none".into())),
        ("membership.name", NameMissing, |p| member(p).name = " ".into()),
        ("membership.valid", MembershipOutOfRange, |p| member(p).valid = Validity::Days(0)),
        ("membership.valid", MembershipOutOfRange, |p| member(p).valid = Validity::Days(36_501)),
        ("membership.valid", MembershipOutOfRange, |p| member(p).valid = Validity::Months(0)),
        ("membership.valid", MembershipOutOfRange, |p| member(p).valid = Validity::Months(1_217)),
        ("membership.multiplier_pct", MultiplierOutOfRange, |p| member(p).multiplier_pct = 99),
        ("membership.gives", UnknownReward, |p| member(p).gives = Some(Gives::Reward("none".into()))),
    ]);
    all_right(&[
        |p| period(p, 1, 366),
        |p| period(p, 120, 0),
        |p| level(p, 0).from = 0,
        |p| level(p, 1).from = 101,
        |p| level(p, 0).multiplier_pct = 1000,
        |p| member(p).valid = Validity::Days(36_500),
        |p| member(p).valid = Validity::Months(1_216),
        |p| member(p).valid = Validity::Forever,
        |p| member(p).gives = None,
    ]);
    let pointless = Program { tiers: full().tiers, rewards: only("coffee").rewards, ..only("coffee") };
    assert_wrong(&pointless, &[("tiers.basis", NoPoints)]);
}

#[test]
fn a_promotion_gives_somebody_something() {
    fn birthday(program: &mut Program, days_before: u32, days_after: u32) {
        program.promotions[1].kind = PromotionKind::Birthday { gives: give(1, "coffee"), days_before, days_after };
    }
    fn friends(program: &mut Program, gives_friend: Gives, gives_referrer: Gives, max_per_referrer: u32) {
        program.promotions[5].kind = PromotionKind::Referral { gives_friend, gives_referrer, max_per_referrer };
    }
    fn milestone(program: &mut Program, visits: u32, gives: Gives) {
        program.promotions[4].kind = PromotionKind::Milestone { visits, gives };
    }
    fn days(program: &mut Program, from: &str, until: &str) {
        (program.promotions[0].from, program.promotions[0].until) = (Some(day(from)), Some(day(until)));
    }
    use Wrong::*;
    all_wrong(&[
        ("promotions[1].id", IdNotItsOwn, |p| p.promotions[1].id.clear()),
        ("promotions[1].id", IdNotItsOwn, |p| p.promotions[1].id = "hello".into()),
        ("promotions[1].name", NameMissing, |p| p.promotions[1].name = " ".into()),
        ("promotions[0].until", EndsBeforeItBegins, |p| days(p, "2026-03-02", "2026-03-01")),
        ("promotions[0].kind.gives", GivesNothing, |p| {
            p.promotions[0].kind = PromotionKind::Welcome { gives: give(0, "points") }
        }),
        ("promotions[0].kind.gives", UnknownPurse, |p| {
            p.promotions[0].kind = PromotionKind::Welcome { gives: give(1, "tea") }
        }),
        ("promotions[1].kind.days_before", BirthdayTooWide, |p| birthday(p, 150, 151)),
        ("promotions[2].kind.pct", NotMore, |p| times(p, 100)),
        ("promotions[2].kind.pct", NotMore, |p| times(p, 1001)),
        ("promotions[2].kind.when", MinuteOutOfDay, |p| multiply(p, Some((1440, 60)), Group::All)),
        ("promotions[2].kind.when", MinuteOutOfDay, |p| multiply(p, Some((0, 1441)), Group::All)),
        ("promotions[2].kind.when", WeekdayTwice, |p| {
            multiply(p, Some((0, 60)), Group::All);
            if let PromotionKind::Multiplier { when: Some(hours), .. } = &mut p.promotions[2].kind {
                hours.weekdays = vec![Weekday::Mon, Weekday::Tue, Weekday::Mon];
            }
        }),
        ("promotions[2].kind.who", LevelUnnamed, |p| multiply(p, None, Group::Tier { ids: Vec::new() })),
        ("promotions[2].kind.who", UnknownLevel, |p| {
            multiply(p, None, Group::Tier { ids: vec!["gold".into(), "none".into()] })
        }),
        ("promotions[2].kind.who", GroupUnnamed, |p| multiply(p, None, Group::Tag { tag: " ".into() })),
        ("promotions[2].kind.who", GroupUnnamed, |p| multiply(p, None, Group::List { name: "".into() })),
        ("promotions[2].kind.who", DaysMissing, |p| multiply(p, None, Group::New { days: 0 })),
        ("promotions[2].kind.who", DaysMissing, |p| multiply(p, None, Group::Sleeping { days: 36_501 })),
        ("promotions[3].kind.who", NoMembership, |p| p.membership = None),
        ("promotions[3].kind.units", GivesNothing, |p| add(p, 0, "points")),
        ("promotions[3].kind.of", UnknownPurse, |p| add(p, 1, "tea")),
        ("promotions[4].kind.visits", VisitZero, |p| milestone(p, 0, give(1, "points"))),
        ("promotions[4].kind.gives", GivesNothing, |p| milestone(p, 1, give(0, "points"))),
        ("promotions[5].kind.gives_friend", GivesNothing, |p| friends(p, give(0, "points"), give(1, "credit"), 1)),
        ("promotions[5].kind.gives_referrer", UnknownPurse, |p| friends(p, give(1, "lunch"), give(1, "tea"), 1)),
        ("promotions[5].kind.max_per_referrer", NobodyGiven, |p| friends(p, give(1, "lunch"), give(1, "lunch"), 0)),
    ]);
    all_right(&[
        |p| days(p, "2026-03-02", "2026-03-02"),
        |p| birthday(p, 150, 150),
        |p| times(p, 101),
        |p| times(p, 1000),
        |p| multiply(p, Some((1439, 1440)), Group::All),
        |p| multiply(p, None, Group::Tier { ids: vec!["gold".into()] }),
        |p| multiply(p, None, Group::New { days: 1 }),
        |p| multiply(p, None, Group::Sleeping { days: 36_500 }),
        |p| add(p, 1, "coffee"),
        |p| milestone(p, 1, give(1, "points")),
    ]);
    for (purse, on) in [("coffee", PurseKind::Points), ("points", PurseKind::Credit), ("credit", PurseKind::Stamps)] {
        let kind = PromotionKind::Multiplier { pct: 200, when: None, who: Group::All, on };
        let program = Program { promotions: vec![promotion("double", "Double", kind)], ..only(purse) };
        assert_wrong(&program, &[("promotions[0].kind.on", NoSuchUnits)]);
    }
}
