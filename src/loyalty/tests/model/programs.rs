//! Random programmes: any mix of kinds, with limits that are met.

use loyalty::{
    BelowZero, CREDIT, Cashback, Date, Earning, Expiry, Gives, Group, Hours, Level, Limits, Membership, OncePer,
    POINTS, Points, Program, Promotion, PromotionKind, PurseKind, Review, Reward, StampCard, StampEarn, TierBasis,
    Tiers, Validity, Weekday,
};
use proptest::option;
use proptest::prelude::*;

/// Rewards are called r0 to r3, stamp cards s0 and s1.
pub const REWARDS: usize = 4;

pub fn reward_name(number: usize) -> String {
    format!("r{}", number % REWARDS)
}

/// The purses there may be, in the order both models name them.
pub const PURSES: [&str; 4] = ["s0", "s1", POINTS, CREDIT];

pub fn program(start: Date) -> impl Strategy<Value = Program> {
    let earning =
        (prop::collection::vec(stamp_card(), 0..3), option::weighted(0.7, points()), option::weighted(0.6, cashback()));
    let status = (option::weighted(0.7, tiers()), option::weighted(0.7, membership()));
    let rewards = prop::collection::vec(reward(start), REWARDS);
    let promotions = prop::collection::vec(promotion(start), 0..6);
    let rest = (0_u32..20, prop_oneof![Just(BelowZero::Debt), Just(BelowZero::Floor)], limits());
    (earning, status, rewards, promotions, rest).prop_map(
        |((mut stamp_cards, points, cashback), (tiers, membership), mut rewards, mut promotions, rest)| {
            for (i, card) in stamp_cards.iter_mut().enumerate() {
                card.id = format!("s{i}");
            }
            for (i, reward) in rewards.iter_mut().enumerate() {
                reward.id = reward_name(i);
            }
            for (i, promotion) in promotions.iter_mut().enumerate() {
                promotion.id = format!("p{i}");
            }
            let (warning_days, below_zero, limits) = rest;
            Program {
                language: None,
                stamp_cards,
                points,
                cashback,
                tiers,
                membership,
                rewards,
                promotions,
                one_scan_one_stamp: false,
                warning_days,
                below_zero,
                limits,
            }
        },
    )
}

pub fn expiry() -> impl Strategy<Value = Expiry> {
    prop_oneof![
        2 => Just(Expiry::Never),
        2 => (1_u32..60).prop_map(Expiry::Days),
        2 => (1_u32..6).prop_map(Expiry::Months),
        1 => (0_u32..2).prop_map(|grace_months| Expiry::EndOfMonth { grace_months }),
        1 => (0_u32..2).prop_map(|grace_months| Expiry::EndOfQuarter { grace_months }),
        1 => (0_u32..2).prop_map(|grace_months| Expiry::EndOfYear { grace_months }),
        2 => (1_u32..60).prop_map(|days| Expiry::Sliding { days }),
    ]
}

fn stamp_card() -> impl Strategy<Value = StampCard> {
    let earn = prop_oneof![
        3 => Just(StampEarn::Quantity),
        1 => Just(StampEarn::Visit),
        2 => prop_oneof!["tea", "cake"].prop_map(StampEarn::Tag),
    ];
    (2_u32..9, 0..REWARDS, prop::collection::vec(0..REWARDS, 0..3), earn, prop::bool::weighted(0.7), expiry()).prop_map(
        |(goal, reward, choices, earn, automatic, expiry)| StampCard {
            goal,
            reward: reward_name(reward),
            choices: choices.into_iter().filter(|choice| *choice != reward).map(reward_name).collect(),
            earn,
            automatic,
            expiry,
            ..StampCard::default()
        },
    )
}

fn points() -> impl Strategy<Value = Points> {
    let action = |name: &str, once_per| Earning::ByAction {
        action: name.into(),
        points: 3,
        words: "Bring your own cup".into(),
        once_per,
    };
    (option::of((1_u32..4, 30_u32..150)), option::of(1_u32..5), expiry()).prop_map(move |(amount, visit, expiry)| {
        let mut earn = vec![action("a0", OncePer::Never), action("a1", OncePer::Day), action("a2", OncePer::Ever)];
        earn.extend(amount.map(|(points, per_minor)| Earning::ByAmount { points, per_minor }));
        earn.extend(visit.map(|points| Earning::ByVisit { points }));
        Points { name: "Beans".into(), earn, expiry }
    })
}

fn cashback() -> impl Strategy<Value = Cashback> {
    (100_u32..1000, expiry(), option::of(2_u32..8)).prop_map(|(basis_points, expiry, pay_min)| Cashback {
        basis_points,
        expiry,
        pay_min,
    })
}

fn tiers() -> impl Strategy<Value = Tiers> {
    let basis = prop_oneof![
        (Just(TierBasis::Spend), Just(900_i64)),
        (Just(TierBasis::Visits), Just(3_i64)),
        (Just(TierBasis::Points), Just(12_i64)),
    ];
    let review = prop_oneof![Just(Review::Monthly), Just(Review::Yearly)];
    let gifts = prop::collection::vec(option::of(0..REWARDS), 3);
    (basis, 1_u32..7, review, 0_u32..40, any::<bool>(), gifts).prop_map(
        |((basis, step), period_months, review, grace_days, from_zero, gifts)| {
            let levels = gifts.into_iter().enumerate().map(|(i, gift)| Level {
                id: format!("l{i}"),
                from: step * (i as i64 + i64::from(!from_zero)),
                multiplier_pct: 100 + 25 * i as u32,
                entry_gift: gift.map(reward_name),
                ..Level::default()
            });
            Tiers { basis, period_months, levels: levels.collect(), review, grace_days }
        },
    )
}

fn gives() -> impl Strategy<Value = Gives> {
    prop_oneof![
        (1_u32..6, 0..PURSES.len()).prop_map(|(units, purse)| Gives::Units { units, of: PURSES[purse].into() }),
        (0..REWARDS).prop_map(|reward| Gives::Reward(reward_name(reward))),
    ]
}

fn membership() -> impl Strategy<Value = Membership> {
    let valid = prop_oneof![
        (1_u32..4).prop_map(Validity::Months),
        (1_u32..60).prop_map(Validity::Days),
        Just(Validity::Forever)
    ];
    (valid, any::<bool>(), 100_u32..160, option::of(gives())).prop_map(|(valid, renewable, multiplier_pct, gives)| {
        Membership {
            name: "Friends".into(),
            benefits: Vec::new(),
            valid,
            renewable,
            price: None,
            multiplier_pct,
            gives,
        }
    })
}

fn reward(start: Date) -> impl Strategy<Value = Reward> {
    let shelf = (option::of(0_u32..12), option::of(1_u32..8), option::of(0_u32..40), option::of(3_u32..25));
    let who = (prop::bool::weighted(0.1), prop::bool::weighted(0.1), prop::bool::weighted(0.1), any::<bool>());
    let when = (option::weighted(0.2, 0_i64..60), option::weighted(0.2, 30_i64..300));
    (shelf, who, when).prop_map(move |((stock, per_person, valid_days, cost), who, (from, until))| {
        let (retired, members_only, needs_level, confirm) = who;
        Reward {
            title: "Something nice".into(),
            stock: stock.map(|stock| stock + 4),
            per_person,
            valid_days,
            cost,
            retired,
            members_only,
            min_tier: needs_level.then(|| "l1".into()),
            confirm,
            from: from.map(|days| start.add_days(days)),
            until: until.map(|days| start.add_days(days)),
            unit_cost: 60,
            ..Reward::default()
        }
    })
}

fn group() -> impl Strategy<Value = Group> {
    prop_oneof![
        4 => Just(Group::All),
        1 => Just(Group::Tier { ids: vec!["l1".into(), "l2".into()] }),
        1 => Just(Group::Members),
        1 => Just(Group::Tag { tag: "regular".into() }),
        1 => (1_u32..90).prop_map(|days| Group::New { days }),
        1 => (1_u32..60).prop_map(|days| Group::Sleeping { days }),
        1 => Just(Group::List { name: "autumn".into() }),
    ]
}

fn hours() -> impl Strategy<Value = Hours> {
    (0_u16..1440, 0_u16..1441, prop::sample::subsequence(Weekday::ALL.to_vec(), 0..7))
        .prop_map(|(from_minute, to_minute, weekdays)| Hours { weekdays, from_minute, to_minute })
}

fn promotion(start: Date) -> impl Strategy<Value = Promotion> {
    let on = prop_oneof![Just(PurseKind::Stamps), Just(PurseKind::Points), Just(PurseKind::Credit)];
    let kind = prop_oneof![
        1 => gives().prop_map(|gives| PromotionKind::Welcome { gives }),
        2 => (gives(), 0_u32..10, 0_u32..10)
            .prop_map(|(gives, days_before, days_after)| PromotionKind::Birthday { gives, days_before, days_after }),
        3 => (100_u32..310, option::of(hours()), group(), on)
            .prop_map(|(pct, when, who, on)| PromotionKind::Multiplier { pct, when, who, on }),
        2 => (1_u32..5, 0..PURSES.len(), option::of(hours()), group())
            .prop_map(|(units, of, when, who)| PromotionKind::Addition { units, of: PURSES[of].into(), when, who }),
        1 => (1_u32..6, gives()).prop_map(|(visits, gives)| PromotionKind::Milestone { visits, gives }),
        1 => (gives(), gives(), 0_u32..3).prop_map(|(gives_friend, gives_referrer, max_per_referrer)| {
            PromotionKind::Referral { gives_friend, gives_referrer, max_per_referrer }
        }),
    ];
    (kind, option::weighted(0.3, 0_i64..60), option::weighted(0.3, 0_i64..300)).prop_map(move |(kind, from, until)| {
        Promotion {
            id: String::new(),
            name: "On top".into(),
            from: from.map(|days| start.add_days(days)),
            until: until.map(|days| start.add_days(days)),
            kind,
        }
    })
}

fn limits() -> impl Strategy<Value = Limits> {
    let max = || option::weighted(0.3, 1_u32..40);
    (max(), max(), max(), max(), max(), 1_u32..12).prop_map(|(visits, manual, earns, points, credit, gifts)| Limits {
        quantity_max: 12,
        stamps_per_day_max: 30,
        gifts_per_day_max: gifts,
        visits_per_day_max: visits,
        manual_per_staff_day_max: manual,
        earns_per_till_day_max: earns,
        points_per_day_max: points,
        credit_per_day_max: credit,
        void_window_s: 5000,
        manager_void_days: 150,
        ..Limits::default()
    })
}
