//! Programmes that differ from the full one, so that each rule is said in each of its forms.

use loyalty::{
    BelowZero, Earning, Expiry, Gives, Group, Hours, Level, Membership, OncePer, Program, PromotionKind, PurseKind,
    Review, Reward, StampEarn, TierBasis, Tiers, Validity, Weekday,
};

use crate::full::{full, only};
use crate::support::day;

fn earns(program: &mut Program, points: u32, once_per: OncePer) {
    let action = Earning::ByAction { action: "walk".into(), points, words: "a walk".into(), once_per };
    program.points.as_mut().expect("points").earn =
        vec![Earning::ByAmount { points, per_minor: 450 }, Earning::ByVisit { points }, action];
}

fn tiers(program: &mut Program) -> &mut Tiers {
    program.tiers.as_mut().expect("levels")
}

fn level(program: &mut Program) -> &mut Level {
    &mut tiers(program).levels[0]
}

fn member(program: &mut Program) -> &mut Membership {
    program.membership.as_mut().expect("a membership")
}

fn reward(program: &mut Program) -> &mut Reward {
    &mut program.rewards[0]
}

fn multiplier(program: &mut Program, pct: u32, on: PurseKind, who: Group) {
    program.promotions[2].kind = PromotionKind::Multiplier { pct, when: None, who, on };
}

fn happy(program: &mut Program, weekdays: &[Weekday], from_minute: u16, to_minute: u16, who: Group) {
    let when = Some(Hours { weekdays: weekdays.to_vec(), from_minute, to_minute });
    program.promotions[2].kind = PromotionKind::Multiplier { pct: 200, when, who, on: PurseKind::Points };
}

fn birthday(program: &mut Program, days_before: u32, days_after: u32) {
    let gives = Gives::Units { units: 1, of: "coffee".into() };
    program.promotions[1].kind = PromotionKind::Birthday { gives, days_before, days_after };
}

fn addition(program: &mut Program, units: u32, of: &str) {
    program.promotions[3].kind = PromotionKind::Addition { units, of: of.into(), when: None, who: Group::All };
}

fn friends(program: &mut Program, units: u32, max_per_referrer: u32) {
    let gives = |of: &str| Gives::Units { units, of: of.into() };
    let (gives_friend, gives_referrer) = (gives("points"), gives("lunch"));
    program.promotions[5].kind = PromotionKind::Referral { gives_friend, gives_referrer, max_per_referrer };
}

fn lasts(program: &mut Program, expiry: Expiry) {
    program.stamp_cards[0].expiry = expiry;
}

/// One rule in another form each.
pub const EDITS: &[fn(&mut Program)] = &[
    |p| (p.stamp_cards[0].earn, p.stamp_cards[0].automatic) = (StampEarn::Visit, false),
    |p| p.stamp_cards[1].choices = vec!["cake".into(), "off".into()],
    |p| earns(p, 1, OncePer::Never),
    |p| earns(p, 22, OncePer::Ever),
    |p| earns(p, 5, OncePer::Day),
    |p| p.cashback.as_mut().expect("credit").pay_min = None,
    |p| {
        (reward(p).from, reward(p).until) = (Some(day("2026-03-01")), Some(day("2026-03-31")));
        (reward(p).min_tier, reward(p).members_only) = (Some("gold".into()), true);
        (reward(p).per_person, reward(p).stock) = (Some(1), Some(20));
    },
    |p| (reward(p).cost, reward(p).valid_days) = (Some(1), Some(1)),
    |p| (reward(p).cost, reward(p).valid_days) = (Some(2), Some(22)),
    |p| (tiers(p).basis, tiers(p).period_months) = (TierBasis::Spend, 1),
    |p| (tiers(p).basis, tiers(p).period_months, level(p).from) = (TierBasis::Visits, 2, 1),
    |p| (tiers(p).basis, level(p).from, level(p).multiplier_pct) = (TierBasis::Visits, 22, 101),
    |p| (tiers(p).review, tiers(p).grace_days) = (Review::Monthly, 0),
    |p| tiers(p).grace_days = 1,
    |p| {
        (member(p).price, member(p).valid) = (None, Validity::Days(1));
        (member(p).renewable, member(p).multiplier_pct) = (false, 100);
        member(p).gives = Some(Gives::Units { units: 5, of: "coffee".into() });
    },
    |p| (member(p).valid, member(p).renewable) = (Validity::Months(1), false),
    |p| (member(p).valid, member(p).multiplier_pct) = (Validity::Forever, 101),
    |p| multiplier(p, 200, PurseKind::Stamps, Group::All),
    |p| multiplier(p, 300, PurseKind::Points, Group::Tier { ids: vec!["silver".into(), "gold".into()] }),
    |p| multiplier(p, 200, PurseKind::Credit, Group::New { days: 1 }),
    |p| multiplier(p, 300, PurseKind::Credit, Group::New { days: 30 }),
    |p| multiplier(p, 150, PurseKind::Stamps, Group::Sleeping { days: 1 }),
    |p| multiplier(p, 150, PurseKind::Credit, Group::Sleeping { days: 60 }),
    |p| happy(p, &Weekday::ALL, 9 * 60 + 5, 1440, Group::Members),
    |p| happy(p, &[Weekday::Sat], 0, 60, Group::Tag { tag: "regular".into() }),
    |p| happy(p, &[], 8 * 60, 10 * 60, Group::List { name: "regulars".into() }),
    |p| addition(p, 1, "points"),
    |p| addition(p, 2, "lunch"),
    |p| addition(p, 50, "credit"),
    |p| birthday(p, 0, 0),
    |p| birthday(p, 0, 1),
    |p| birthday(p, 5, 22),
    |p| friends(p, 1, 1),
    |p| friends(p, 22, 2),
    |p| p.promotions[0].from = Some(day("2026-03-01")),
    |p| p.promotions[0].until = Some(day("2026-03-31")),
    |p| (p.promotions[0].from, p.promotions[0].until) = (Some(day("2026-03-01")), Some(day("2026-03-31"))),
    |p| lasts(p, Expiry::Days(1)),
    |p| lasts(p, Expiry::Days(22)),
    |p| lasts(p, Expiry::Months(1)),
    |p| lasts(p, Expiry::Months(3)),
    |p| lasts(p, Expiry::EndOfMonth { grace_months: 0 }),
    |p| lasts(p, Expiry::EndOfQuarter { grace_months: 1 }),
    |p| lasts(p, Expiry::EndOfYear { grace_months: 3 }),
    |p| lasts(p, Expiry::Sliding { days: 1 }),
    |p| lasts(p, Expiry::Sliding { days: 90 }),
    |p| p.warning_days = 1,
    |p| p.below_zero = BelowZero::Floor,
];

/// Programmes of one main rule each.
pub fn main_rules() -> Vec<Program> {
    let mut card = only("coffee");
    let mut rules = vec![card.clone()];
    card.stamp_cards[0].choices.clear();
    for (earn, goal) in [(StampEarn::Visit, 2), (StampEarn::Tag("lunch".into()), 22)] {
        (card.stamp_cards[0].earn, card.stamp_cards[0].goal) = (earn, goal);
        rules.push(card.clone());
    }
    let mut points = only("points");
    for cost in [1, 22] {
        points.rewards.iter_mut().for_each(|reward| reward.cost = Some(cost));
        rules.push(points.clone());
    }
    points.points.as_mut().expect("points").earn.remove(0);
    rules.push(points.clone());
    points.points.as_mut().expect("points").earn.remove(0);
    points.rewards.clear();
    rules.extend([points, only("credit")]);
    let mut friends = Program { membership: full().membership, tiers: full().tiers, ..Program::default() };
    rules.push(friends.clone());
    friends.membership = None;
    rules.push(friends);
    rules
}
