//! A programme that has one of everything, and nothing wrong.

use loyalty::{
    Cashback, Earning, Expiry, Gives, Group, Hours, Level, Membership, OncePer, Points, Program, Promotion,
    PromotionKind, PurseKind, Review, Reward, RewardKind, StampCard, StampEarn, TierBasis, Tiers, Validity, Weekday,
};

fn reward(id: &str, title: &str) -> Reward {
    Reward { id: id.into(), title: title.into(), ..Reward::default() }
}

pub fn promotion(id: &str, name: &str, kind: PromotionKind) -> Promotion {
    Promotion { id: id.into(), name: name.into(), from: None, until: None, kind }
}

fn stamp_card(id: &str, name: &str, goal: u32) -> StampCard {
    StampCard { id: id.into(), name: name.into(), goal, reward: "free".into(), ..StampCard::default() }
}

fn promotions() -> Vec<Promotion> {
    let points = |units| Gives::Units { units, of: "points".into() };
    let cake = || Gives::Reward("cake".into());
    let evening = Hours { weekdays: vec![Weekday::Tue, Weekday::Thu], from_minute: 17 * 60, to_minute: 19 * 60 };
    let double = PromotionKind::Multiplier { pct: 200, when: Some(evening), who: Group::All, on: PurseKind::Points };
    let more = PromotionKind::Addition { units: 5, of: "points".into(), when: None, who: Group::Members };
    let friends = PromotionKind::Referral { gives_friend: points(20), gives_referrer: cake(), max_per_referrer: 10 };
    vec![
        promotion("hello", "Hello", PromotionKind::Welcome { gives: points(10) }),
        promotion("birthday", "Birthday", PromotionKind::Birthday { gives: cake(), days_before: 3, days_after: 1 }),
        promotion("hour", "Happy hour", double),
        promotion("friends-day", "Day of the friends", more),
        promotion("tenth", "Tenth visit", PromotionKind::Milestone { visits: 10, gives: points(50) }),
        promotion("friend", "Bring a friend", friends),
    ]
}

/// Two stamp cards, points, credit, levels, a membership, rewards of each kind, and promotions of each kind.
pub fn full() -> Program {
    let cup = Earning::ByAction {
        action: "own-cup".into(),
        points: 3,
        words: "bring your own cup".into(),
        once_per: OncePer::Day,
    };
    let level = |id: &str, name: &str, from| Level { id: id.into(), name: name.into(), from, ..Level::default() };
    Program {
        stamp_cards: vec![
            StampCard { choices: vec!["cake".into()], ..stamp_card("coffee", "Coffee card", 9) },
            StampCard { earn: StampEarn::Tag("lunch".into()), ..stamp_card("lunch", "Lunch card", 5) },
        ],
        points: Some(Points {
            name: "Beans".into(),
            earn: vec![Earning::ByAmount { points: 1, per_minor: 100 }, Earning::ByVisit { points: 2 }, cup],
            expiry: Expiry::Months(12),
        }),
        cashback: Some(Cashback { basis_points: 250, expiry: Expiry::Never, pay_min: Some(100) }),
        tiers: Some(Tiers {
            basis: TierBasis::Points,
            period_months: 12,
            levels: vec![
                Level { benefits: vec!["A smile".into()], ..level("silver", "Silver", 100) },
                Level { entry_gift: Some("cake".into()), multiplier_pct: 150, ..level("gold", "Gold", 500) },
            ],
            review: Review::Yearly,
            grace_days: 30,
        }),
        membership: Some(Membership {
            name: "Friends".into(),
            benefits: vec!["Free water".into(), "A seat".into()],
            valid: Validity::Months(12),
            renewable: true,
            price: Some(2000),
            multiplier_pct: 120,
            gives: Some(Gives::Reward("free".into())),
        }),
        rewards: vec![
            reward("free", "A free coffee"),
            Reward { cost: Some(50), valid_days: Some(30), ..reward("cake", "A cake") },
            Reward { cost: Some(20), kind: RewardKind::AmountOff { minor: 500 }, ..reward("off", "€5 off") },
            Reward {
                cost: Some(90),
                kind: RewardKind::PercentOff { percent: 10, max_minor: Some(2000) },
                ..reward("ten", "10% off")
            },
            Reward {
                cost: Some(80),
                kind: RewardKind::Bundle { of: vec!["Coffee".into(), "Cake".into()] },
                ..reward("box", "Coffee and cake")
            },
            Reward { cost: Some(5), retired: true, stock: Some(0), ..reward("old", "A mug") },
        ],
        promotions: promotions(),
        ..Program::default()
    }
}

/// One kind of units alone, and what it needs: `coffee`, `points` or `credit`.
pub fn only(purse: &str) -> Program {
    let mut program = Program { tiers: None, membership: None, promotions: Vec::new(), ..full() };
    program.stamp_cards.retain(|card| card.id == purse);
    program.points = program.points.filter(|_| purse == "points");
    program.cashback = program.cashback.filter(|_| purse == "credit");
    if program.points.is_none() {
        program.rewards.iter_mut().for_each(|reward| reward.cost = None);
    }
    program
}
