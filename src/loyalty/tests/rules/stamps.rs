//! Stamp cards: the plain one, its limits, its undo, and the sentence that says it.

use loyalty::{
    CardState, Command, Context, DAY, Expiry, Language, Limits, OperationRecord, Program, Refusal, Reward, SECOND,
    StampCard, Utc, VisitRequest, Voider, Words, decide, headline, open_visit,
};

pub fn coffee() -> Program {
    let title = Words { fr: Some("Un café offert".into()), ..Words::from("A free coffee") };
    Program {
        stamp_cards: vec![StampCard {
            id: "coffee".into(),
            name: "Coffee card".into(),
            goal: 9,
            reward: "free".into(),
            ..StampCard::default()
        }],
        rewards: vec![Reward { id: "free".into(), title, unit_cost: 60, confirm: true, ..Reward::default() }],
        one_scan_one_stamp: true,
        ..Program::default()
    }
}

pub fn bought(quantity: u32) -> Command<'static> {
    Command::Earn { stamp_card: None, quantity, amount: None, paid_by_credit: 0, tags: &[] }
}

fn moment(now: i64) -> Context<'static> {
    Context { now, there_at: None, business_day: loyalty::Date(0), day_ends_at: DAY, overridden: false, zone: &Utc }
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
fn a_day_has_a_limit_of_stamps_and_says_until_when() {
    let state = CardState { stamps_today: 195, ..CardState::default() };
    let earn = |quantity, overridden| decide(&coffee(), &state, bought(quantity), &Context { overridden, ..moment(0) });
    assert!(earn(5, false).is_ok());
    assert_eq!(earn(6, false), Err(Refusal::LimitReached { limit: "stamps_per_day_max", until: Some(DAY) }));
    let passed = earn(6, true).expect("a manager lets it pass");
    assert!(passed.changes.contains(&loyalty::Change::Override { limit: "stamps_per_day_max" }));
}

#[test]
fn a_reward_by_name_says_how_many_stamps_are_missing() {
    let redeem = Command::RedeemReward { reward: "free", confirmed: true };
    let answer = decide(&coffee(), &CardState::default(), redeem, &moment(0));
    assert_eq!(answer, Err(Refusal::InsufficientBalance { missing: 9 }));
}

#[test]
fn who_may_void_and_until_when() {
    let operation = OperationRecord { seq: 1, used: Some([1; 16]), ..OperationRecord::default() };
    let void = |voider, now| {
        let command = Command::Void { operation: &operation, voider };
        decide(&coffee(), &CardState { seq: 1, ..CardState::default() }, command, &moment(now)).map(|_| ())
    };
    assert_eq!(void(Voider::Maker, 600 * SECOND), Ok(()));
    assert_eq!(void(Voider::Maker, 601 * SECOND), Err(Refusal::VoidWindowOver));
    assert_eq!(void(Voider::Colleague, 0), Err(Refusal::ManagerRequired));
    assert_eq!(void(Voider::Manager, 30 * DAY), Ok(()));
    assert_eq!(void(Voider::Manager, 30 * DAY + 1), Err(Refusal::VoidWindowOver));
}

#[test]
fn the_headline_is_said_in_both_languages() {
    let money = |minor: i64| minor.to_string();
    assert_eq!(headline(&coffee(), Language::En, &money), "9 stamps, then: A free coffee.");
    assert_eq!(headline(&coffee(), Language::Fr, &money), "9 tampons, puis\u{202f}: Un café offert.");
}

#[test]
fn a_definition_of_an_older_release_still_parses_and_is_written_as_short() {
    let old = r#"{"stamp_cards":[{"id":"coffee","name":{"text":"Coffee card"},"goal":9,"reward":"free","expiry":{"days":365}}],
        "rewards":[{"id":"free","title":{"text":"A free coffee","fr":"Un café offert"},"unit_cost":60,"valid_days":null,"confirm":true}],
        "one_scan_one_stamp":true,"limits":{"cooldown_s":60,"quantity_max":50,"stamps_per_day_max":200,"gifts_per_day_max":10,
        "void_window_s":600,"manager_void_days":30}}"#;
    let read: Program = serde_json::from_str(old).expect("a stored definition");
    assert_eq!(read.stamp_cards[0].expiry, Expiry::Days(365));
    assert_eq!(Program { stamp_cards: coffee().stamp_cards, ..read.clone() }, coffee());
    let written = serde_json::to_value(&read).expect("json");
    let mut keys: Vec<&str> = written.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["limits", "one_scan_one_stamp", "rewards", "stamp_cards", "warning_days"]);
    assert_eq!(written["stamp_cards"][0].as_object().map(|card| card.len()), Some(5), "nothing that is as usual");
    let unknown = old.replace("\"one_scan_one_stamp\"", "\"colour\":1,\"one_scan_one_stamp\"");
    assert!(serde_json::from_str::<Program>(&unknown).is_err(), "a member nobody knows is refused");
}
