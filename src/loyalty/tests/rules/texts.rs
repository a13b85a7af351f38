//! Faults of a programme's texts and limits.

use loyalty::{Group, PromotionKind, RewardKind, StampEarn, Words, Wrong};

use crate::faults::{action, all_right, all_wrong, multiply, points};

fn words(text: &str, en: Option<&str>) -> Words {
    Words { text: text.into(), en: en.map(Box::from), ..Words::default() }
}

#[test]
fn limits_leave_something() {
    use Wrong::*;
    all_wrong(&[
        ("warning_days", WarningTooEarly, |p| p.warning_days = 366),
        ("limits.quantity_max", NoItemAllowed, |p| p.limits.quantity_max = 0),
        ("limits.stamps_per_day_max", LimitZero, |p| p.limits.stamps_per_day_max = 0),
        ("limits.visits_per_day_max", LimitZero, |p| p.limits.visits_per_day_max = Some(0)),
        ("limits.earns_per_till_day_max", LimitZero, |p| p.limits.earns_per_till_day_max = Some(0)),
        ("limits.points_per_day_max", LimitZero, |p| p.limits.points_per_day_max = Some(0)),
        ("limits.credit_per_day_max", LimitZero, |p| p.limits.credit_per_day_max = Some(0)),
    ]);
    all_right(&[|p| p.warning_days = 365, |p| p.limits.visits_per_day_max = Some(1)]);
}

#[test]
fn every_text_fits_on_a_line() {
    use Wrong::*;
    all_wrong(&[
        ("stamp_cards[1].id", IdOdd, |p| p.stamp_cards[1].id = "b".repeat(41)),
        ("stamp_cards[1].name", TextOdd, |p| p.stamp_cards[1].name = "a\nb".into()),
        ("stamp_cards[1].name.en", TranslationBlank, |p| p.stamp_cards[1].name = words("Midi", Some(" "))),
        ("stamp_cards[1].name.en", TextOdd, |p| p.stamp_cards[1].name = words("Midi", Some("a\tb"))),
        ("stamp_cards[1].earn", TextOdd, |p| p.stamp_cards[1].earn = StampEarn::Tag("a\nb".into())),
        ("points.name", TextOdd, |p| p.points.as_mut().expect("points").name = "a\nb".into()),
        ("points.earn[2].action", IdOdd, |p| points(p)[2] = action("own cup", "your own cup")),
        ("points.earn[2].words", TextOdd, |p| points(p)[2] = action("own-cup", "your\nown cup")),
        ("rewards[4].id", IdOdd, |p| p.rewards[4].id = "box!".into()),
        ("rewards[4].title", TextOdd, |p| p.rewards[4].title = "a\nb".into()),
        ("rewards[4].kind.of[1]", TextMissing, |p| {
            p.rewards[4].kind = RewardKind::Bundle { of: vec!["a".into(), " ".into()] }
        }),
        ("rewards[4].kind.of[0]", TextOdd, |p| p.rewards[4].kind = RewardKind::Bundle { of: vec!["a\nb".into()] }),
        ("tiers.levels[1].id", IdOdd, |p| p.tiers.as_mut().expect("levels").levels[1].id = "or é".into()),
        ("tiers.levels[1].name", TextOdd, |p| p.tiers.as_mut().expect("levels").levels[1].name = "a\nb".into()),
        ("tiers.levels[0].benefits[0]", TextMissing, |p| {
            p.tiers.as_mut().expect("levels").levels[0].benefits[0] = "".into()
        }),
        ("membership.name", TextOdd, |p| p.membership.as_mut().expect("a membership").name = "a\nb".into()),
        ("membership.benefits[1]", TextMissing, |p| {
            p.membership.as_mut().expect("a membership").benefits[1] = "".into()
        }),
        ("promotions[1].id", IdOdd, |p| p.promotions[1].id = "b/c".into()),
        ("promotions[1].name", TextOdd, |p| p.promotions[1].name = "a\nb".into()),
        ("promotions[2].kind.who", TextOdd, |p| multiply(p, None, Group::Tag { tag: "a\nb".into() })),
        ("promotions[3].kind.who", TextOdd, |p| {
            let who = Group::List { name: "a\nb".into() };
            p.promotions[3].kind = PromotionKind::Addition { units: 1, of: "points".into(), when: None, who };
        }),
    ]);
    all_right(&[
        |p| p.stamp_cards[1].id = "Aa0-_.".repeat(6) + "four",
        |p| p.stamp_cards[1].name = words("Midi", Some("Lunch")),
        |p| multiply(p, None, Group::Tag { tag: "regular customers".into() }),
    ]);
}
