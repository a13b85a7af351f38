//! What an owner is warned of before publishing.

use loyalty::{
    Doubt, Earning, Expiry, Gives, Group, Membership, Program, PromotionKind, PurseKind, Reward, Validity, Words,
};

use crate::full::{full, only, promotion};

#[track_caller]
fn assert_doubts(program: &Program, doubts: &[(&str, Doubt)]) {
    let found = program.warnings();
    let found: Vec<_> = found.iter().map(|warning| (warning.path.as_str(), warning.what)).collect();
    assert_eq!(found, doubts);
}

/// Points by visit, and rewards at these costs.
fn by_visit(points: u32, costs: &[u32]) -> Program {
    let mut program = only("points");
    program.points.as_mut().expect("points").earn = vec![Earning::ByVisit { points }];
    let reward = |(i, cost): (usize, &u32)| Reward { id: format!("r{i}"), cost: Some(*cost), ..Reward::default() };
    program.rewards = costs.iter().enumerate().map(reward).collect();
    program
}

/// A stamp card whose rewards are the first ones of all.
fn stamps() -> Program {
    let mut program = only("coffee");
    program.rewards.truncate(2);
    program
}

#[test]
fn one_way_to_earn_is_one_sentence() {
    let hard = ("", Doubt::NotOneSentence);
    assert_doubts(&stamps(), &[]);
    assert_doubts(&Program { cashback: full().cashback, ..stamps() }, &[hard]);
    let points = by_visit(1, &[10]);
    assert_doubts(&points, &[]);
    assert_doubts(&Program { cashback: full().cashback, ..points.clone() }, &[hard]);
    let mut two_rules = points;
    two_rules.points.as_mut().expect("points").earn.push(Earning::ByAmount { points: 1, per_minor: 100 });
    assert_doubts(&two_rules, &[hard]);
    let mut choices = stamps();
    for id in ["tea", "juice"] {
        choices.rewards.push(Reward { id: id.into(), ..Reward::default() });
        assert_doubts(&choices, &[(&format!("rewards[{}]", choices.rewards.len() - 1), Doubt::OnlyStaffGives)]);
        choices.stamp_cards[0].choices.push(id.into());
        assert_doubts(&choices, &[hard][usize::from(id == "tea")..]);
    }
}

#[test]
fn the_first_reward_is_ten_visits_away_at_the_most() {
    let far = |path| (path, Doubt::FirstRewardFar);
    let mut card = stamps();
    card.stamp_cards[0].goal = 10;
    assert_doubts(&card, &[]);
    card.stamp_cards[0].goal = 11;
    assert_doubts(&card, &[far("stamp_cards[0].goal")]);
    assert_doubts(&by_visit(2, &[99, 20]), &[]);
    assert_doubts(&by_visit(2, &[99, 21]), &[far("rewards[1].cost")]);
    let mut retired = by_visit(2, &[99, 21, 5]);
    retired.rewards[2].retired = true;
    assert_doubts(&retired, &[far("rewards[1].cost")]);
    let mut by_amount = by_visit(2, &[99]);
    by_amount.points.as_mut().expect("points").earn = vec![Earning::ByAmount { points: 1, per_minor: 100 }];
    assert_doubts(&by_amount, &[]);
    assert_doubts(&Program { stamp_cards: Vec::new(), rewards: Vec::new(), ..only("credit") }, &[]);
}

#[test]
fn units_outlast_their_warning() {
    let soon = |path| (path, Doubt::LapsesBeforeWarning);
    for (days, short) in [(14, true), (15, false)] {
        let expiry = Expiry::Days(days);
        let mut card = stamps();
        card.stamp_cards[0].expiry = expiry;
        assert_doubts(&card, &[soon("stamp_cards[0].expiry")][usize::from(!short)..]);
        let mut points = by_visit(1, &[5]);
        points.points.as_mut().expect("points").expiry = expiry;
        assert_doubts(&points, &[soon("points.expiry")][usize::from(!short)..]);
        let mut credit = Program { rewards: Vec::new(), ..only("credit") };
        credit.cashback.as_mut().expect("credit").expiry = expiry;
        assert_doubts(&credit, &[soon("cashback.expiry")][usize::from(!short)..]);
    }
}

#[test]
fn anything_that_gives_a_reward_is_enough() {
    let mut hug = stamps();
    hug.rewards.push(Reward { id: "hug".into(), ..Reward::default() });
    assert_doubts(&hug, &[("rewards[2]", Doubt::OnlyStaffGives)]);
    let (gives, other) = (|| Gives::Reward("hug".into()), || Gives::Reward("free".into()));
    let friend =
        |gives_friend, gives_referrer| PromotionKind::Referral { gives_friend, gives_referrer, max_per_referrer: 1 };
    for kind in [
        PromotionKind::Welcome { gives: gives() },
        PromotionKind::Birthday { gives: gives(), days_before: 0, days_after: 0 },
        PromotionKind::Milestone { visits: 3, gives: gives() },
        friend(gives(), other()),
        friend(other(), gives()),
    ] {
        assert_doubts(&Program { promotions: vec![promotion("hug", "Hug", kind)], ..hug.clone() }, &[]);
    }
    let double = PromotionKind::Multiplier { pct: 200, when: None, who: Group::All, on: PurseKind::Stamps };
    for kind in [PromotionKind::Welcome { gives: other() }, friend(other(), other()), double] {
        let promotions = vec![promotion("other", "Other", kind)];
        assert_doubts(&Program { promotions, ..hug.clone() }, &[("rewards[2]", Doubt::OnlyStaffGives)]);
    }
    let membership = |gives| {
        let (name, benefits, price) = (Words::from("Friends"), Vec::new(), None);
        Some(Membership {
            name,
            benefits,
            valid: Validity::Forever,
            renewable: false,
            price,
            multiplier_pct: 100,
            gives: Some(gives),
        })
    };
    assert_doubts(&Program { membership: membership(gives()), ..hug.clone() }, &[]);
    assert_doubts(
        &Program { membership: membership(other()), ..hug.clone() },
        &[("rewards[2]", Doubt::OnlyStaffGives)],
    );
    let mut level = Program { tiers: full().tiers, ..hug.clone() };
    assert_doubts(&level, &[("rewards[2]", Doubt::OnlyStaffGives)]);
    level.tiers.as_mut().expect("levels").levels[1].entry_gift = Some("hug".into());
    assert_doubts(&level, &[]);
    hug.rewards[2].retired = true;
    assert_doubts(&hug, &[]);
}
