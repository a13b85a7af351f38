//! Single rules, each with the numbers a shop would see.

use loyalty::{
    CardState, Command, DAY, Expiry, Language, Limits, OperationRecord, Program, Refusal, Reward, SECOND, StampCard,
    VisitRequest, Voider, Words, decide, headline, open_visit,
};

fn program() -> Program {
    let coffee = StampCard {
        id: "coffee".into(),
        name: "Coffee card".into(),
        goal: 9,
        reward: "free".into(),
        expiry: Expiry::Never,
    };
    let title = Words { text: "A free coffee".into(), en: None, fr: Some("Un café offert".into()) };
    let free = Reward { id: "free".into(), title, unit_cost: 60, valid_days: None, confirm: true };
    Program { stamp_cards: vec![coffee], rewards: vec![free], one_scan_one_stamp: true, limits: Limits::default() }
}

#[test]
fn a_card_waits_for_its_cooldown_and_is_told_how_long() {
    let limits = Limits { cooldown_s: 60, ..Limits::default() };
    let visit = |now, another_purchase| {
        open_visit(&limits, VisitRequest { last_visit_at: Some(100 * SECOND), another_purchase, now })
    };
    assert_eq!(visit(159 * SECOND, false), Err(Refusal::Cooldown { until: 160 * SECOND }));
    assert_eq!(visit(159 * SECOND, true), Ok(()));
    assert_eq!(visit(160 * SECOND, false), Ok(()));
    assert_eq!(open_visit(&limits, VisitRequest { last_visit_at: None, another_purchase: false, now: 0 }), Ok(()));
}

#[test]
fn a_day_has_a_limit_of_stamps() {
    let state = CardState { stamps_today: 195, ..CardState::default() };
    let earn = |quantity| decide(&program(), &state, Command::Earn { stamp_card: None, quantity, amount: None }, 0);
    assert!(earn(5).is_ok());
    assert_eq!(earn(6), Err(Refusal::LimitReached { limit: "stamps_per_day_max" }));
}

#[test]
fn a_reward_by_name_says_how_many_stamps_are_missing() {
    let redeem =
        decide(&program(), &CardState::default(), Command::RedeemReward { reward: "free", confirmed: true }, 0);
    assert_eq!(redeem, Err(Refusal::InsufficientBalance { missing: 9 }));
}

#[test]
fn who_may_void_and_until_when() {
    let operation = OperationRecord {
        seq: 1,
        recorded_at: 0,
        is_void: false,
        voided: false,
        entries: Vec::new(),
        issued: Vec::new(),
        used: Some([1; 16]),
    };
    let void = |voider, now| {
        let command = Command::Void { operation: &operation, voider };
        decide(&program(), &CardState { seq: 1, ..CardState::default() }, command, now).map(|_| ())
    };
    assert_eq!(void(Voider::Maker, 600 * SECOND), Ok(()));
    assert_eq!(void(Voider::Maker, 601 * SECOND), Err(Refusal::VoidWindowOver));
    assert_eq!(void(Voider::Colleague, 0), Err(Refusal::ManagerRequired));
    assert_eq!(void(Voider::Manager, 30 * DAY), Ok(()));
    assert_eq!(void(Voider::Manager, 30 * DAY + 1), Err(Refusal::VoidWindowOver));
}

#[test]
fn the_headline_is_said_in_both_languages() {
    assert_eq!(headline(&program(), Language::En), "9 stamps, then: A free coffee.");
    assert_eq!(headline(&program(), Language::Fr), "9 tampons, puis : Un café offert.");
}

#[test]
fn every_fault_of_a_programme_is_named_at_once() {
    let mut program = program();
    assert_eq!(program.faults(), []);
    program.stamp_cards[0].goal = 1;
    program.stamp_cards[0].reward = "nothing".into();
    program.rewards[0].title = " ".into();
    program.limits.quantity_max = 0;
    let paths: Vec<_> = program.faults().into_iter().map(|fault| fault.path).collect();
    assert_eq!(paths, ["stamp_cards[0].goal", "stamp_cards[0].reward", "rewards[0].title", "limits.quantity_max"]);
}
