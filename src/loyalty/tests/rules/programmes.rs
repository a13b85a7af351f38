//! What is said of a programme: faults, warnings, the sentence and the terms.

use loyalty::{
    Cashback, Doubt, Earning, Expiry, Gives, Group, Hours, Language, Level, Points, Program, Promotion, PromotionKind,
    PurseKind, Review, Reward, TierBasis, Tiers, Weekday, Wrong, headline, terms,
};

use crate::stamps::coffee;

fn paths(program: &Program) -> Vec<String> {
    program.faults().into_iter().map(|fault| fault.path).collect()
}

#[test]
fn every_fault_of_a_programme_is_named_at_once() {
    let mut program = coffee();
    assert_eq!(program.faults(), []);
    program.stamp_cards[0].goal = 1;
    program.stamp_cards[0].reward = "nothing".into();
    program.stamp_cards[0].expiry = Expiry::Days(0);
    program.rewards[0].title = " ".into();
    program.rewards[0].cost = Some(10);
    program.limits.quantity_max = 0;
    let expected = [
        "stamp_cards[0].goal",
        "stamp_cards[0].reward",
        "stamp_cards[0].expiry",
        "rewards[0].title",
        "rewards[0].cost",
        "limits.quantity_max",
    ];
    assert_eq!(paths(&program), expected);
    assert_eq!(paths(&Program::default()), ["stamp_cards"]);
}

#[test]
fn what_can_not_be_kept_or_shown_is_a_fault() {
    let mut program = coffee();
    program.stamp_cards[0].id = "café crème".into();
    program.stamp_cards[0].name.fr = Some(" ".into());
    program.rewards[0].title = "A free coffee\0".into();
    let expected = ["stamp_cards[0].id", "stamp_cards[0].name.fr", "rewards[0].title"];
    assert_eq!(paths(&program), expected);
    program = coffee();
    program.rewards[0].title = "é".repeat(200).as_str().into();
    assert_eq!(paths(&program), [] as [&str; 0]);
    program.rewards[0].title = "é".repeat(201).as_str().into();
    assert_eq!(paths(&program), ["rewards[0].title"]);
}

#[test]
fn every_fault_has_a_code_of_its_own_and_words_in_each_language() {
    let wrong = Wrong::ALL.iter().map(|what| (what.code(), what.words(Language::En), what.words(Language::Fr)));
    let doubts = Doubt::ALL.iter().map(|what| (what.code(), what.words(Language::En), what.words(Language::Fr)));
    let mut seen = Vec::new();
    for (code, english, french) in wrong.chain(doubts) {
        assert!(code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') && !seen.contains(&code), "{code}");
        seen.push(code);
        assert_ne!(english, french, "{code}");
        for (before, mark) in french.chars().zip(french.chars().skip(1)) {
            assert!(!";:!?%'".contains(mark) || before == '\u{202f}' && mark != '\'', "{mark} in: {french}");
        }
    }
}

#[test]
fn stamps_that_a_weekly_customer_would_lose_before_the_reward_are_a_fault() {
    // Nine weekly visits: eight weeks between the first stamp and the last.
    for (expiry, fault) in [
        (Expiry::Days(55), true),
        (Expiry::Days(56), false),
        (Expiry::Months(1), true),
        (Expiry::EndOfMonth { grace_months: 0 }, true),
        (Expiry::EndOfQuarter { grace_months: 0 }, false),
        (Expiry::Sliding { days: 6 }, true),
        (Expiry::Sliding { days: 7 }, false),
        (Expiry::Never, false),
    ] {
        let mut program = coffee();
        program.stamp_cards[0].expiry = expiry;
        let expected: &[&str] = if fault { &["stamp_cards[0].expiry"] } else { &[] };
        assert_eq!(paths(&program), expected, "{expiry:?}");
    }
}

#[test]
fn levels_rise_and_promotions_name_what_is_there() {
    let level = |id: &str, from| Level { id: id.into(), name: id.into(), from, ..Level::default() };
    let mut program = coffee();
    program.tiers = Some(Tiers {
        basis: TierBasis::Points,
        period_months: 12,
        levels: vec![level("silver", 100), level("gold", 100)],
        review: Review::Yearly,
        grace_days: 0,
    });
    let kind = PromotionKind::Welcome { gives: Gives::Units { units: 5, of: "points".into() } };
    program.promotions = vec![Promotion { id: "hello".into(), name: "Hello".into(), from: None, until: None, kind }];
    assert_eq!(paths(&program), ["tiers.basis", "tiers.levels[1].from", "promotions[0].kind.gives"]);
}

#[test]
fn an_owner_is_warned_of_what_is_far_away_or_hard_to_say() {
    let mut program = coffee();
    assert_eq!(program.warnings(), []);
    program.stamp_cards[0].goal = 11;
    program.rewards.push(Reward { id: "hug".into(), title: "A hug".into(), ..Reward::default() });
    let said: Vec<_> = program.warnings().into_iter().map(|warning| warning.path).collect();
    assert_eq!(said, ["stamp_cards[0].goal", "rewards[1]"]);
    program.cashback = Some(Cashback { basis_points: 100, expiry: Expiry::Days(7), pay_min: None });
    let said: Vec<_> = program.warnings().into_iter().map(|warning| warning.path).collect();
    assert_eq!(said, ["", "cashback.expiry", "rewards[1]"]);
}

pub fn euros(minor: i64) -> String {
    format!("€{}.{:02}", minor / 100, minor % 100)
}

pub fn euros_fr(minor: i64) -> String {
    format!("{},{:02}\u{a0}€", minor / 100, minor % 100)
}

fn bakery() -> Program {
    let hours = Hours { weekdays: vec![Weekday::Tue], from_minute: 17 * 60, to_minute: 19 * 60 };
    let double = PromotionKind::Multiplier { pct: 200, when: Some(hours), who: Group::All, on: PurseKind::Points };
    Program {
        points: Some(Points {
            name: "Miettes".into(),
            earn: vec![Earning::ByAmount { points: 1, per_minor: 100 }],
            expiry: Expiry::Months(12),
        }),
        rewards: vec![Reward { id: "tart".into(), title: "Une tarte".into(), cost: Some(80), ..Reward::default() }],
        promotions: vec![Promotion {
            id: "tuesday".into(),
            name: "Mardi soir".into(),
            from: None,
            until: None,
            kind: double,
        }],
        ..Program::default()
    }
}

#[test]
fn any_programme_is_one_sentence() {
    let said =
        |program: &Program| [headline(program, Language::En, &euros), headline(program, Language::Fr, &euros_fr)];
    let points = [
        "1 point for every €1.00, rewards from 80 points.",
        "1 point par tranche de 1,00\u{a0}€, des récompenses dès 80 points.",
    ];
    assert_eq!(said(&bakery()), points);
    let cashback = Some(Cashback { basis_points: 250, ..Cashback::default() });
    let credit = Program { cashback, ..Program::default() };
    let back = ["2.5% of what you pay comes back as credit.", "2,5\u{202f}% de ce que vous payez revient en crédit."];
    assert_eq!(said(&credit), back);
}

#[test]
fn the_terms_say_every_rule_in_both_languages() {
    let english = terms(&bakery(), Language::En, &euros);
    let titles: Vec<_> = english.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(titles, ["How you earn", "Your rewards", "On top", "How long it lasts", "If something goes wrong"]);
    assert_eq!(english[0].paragraphs[0], "Miettes: 1 point for every €1.00 you pay.");
    assert_eq!(english[1].paragraphs, ["Une tarte: 80 points."]);
    assert_eq!(english[2].paragraphs, ["Mardi soir: double points Tuesday from 17:00 to 19:00."]);
    assert_eq!(english[3].paragraphs[0], "Miettes: what you earn lasts 12 months.");
    let french = terms(&bakery(), Language::Fr, &euros_fr);
    assert_eq!(french.len(), english.len());
    assert_eq!(
        french[2].paragraphs,
        ["Mardi soir\u{202f}: points doublés mardi de 17\u{202f}h\u{202f}00 à 19\u{202f}h\u{202f}00."]
    );
    let texts = french.iter().flat_map(|section| &section.paragraphs);
    for text in texts {
        for (before, mark) in text.chars().zip(text.chars().skip(1)) {
            assert!(!";:!?%".contains(mark) || before == '\u{202f}', "a narrow space before {mark} in: {text}");
        }
    }
}

#[test]
fn a_definition_that_says_everything_is_read_as_it_was_written() {
    let mut program = crate::full::full();
    program.stamp_cards[1].automatic = false;
    program.below_zero = loyalty::BelowZero::Floor;
    let written = serde_json::to_string(&program).expect("json");
    assert_eq!(serde_json::from_str::<Program>(&written).expect("a definition"), program);
}

#[test]
fn what_is_as_usual_is_left_out_and_read_as_usual() {
    let levels = r#"{"basis":"visits","period_months":12,"levels":[{"id":"gold","name":{"text":"Gold"},"from":10}]}"#;
    let read: Tiers = serde_json::from_str(levels).expect("levels");
    let gold = Level { id: "gold".into(), name: "Gold".into(), from: 10, ..Level::default() };
    assert_eq!(read.levels, [gold]);
    assert_eq!(serde_json::to_string(&read).expect("json"), levels);
    let member = r#"{"name":{"text":"Friends"},"valid":{"months":12}}"#;
    let read: loyalty::Membership = serde_json::from_str(member).expect("a membership");
    assert_eq!((read.multiplier_pct, read.renewable), (100, false));
    assert_eq!(serde_json::to_string(&read).expect("json"), member);
}
