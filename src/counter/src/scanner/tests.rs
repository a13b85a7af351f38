//! The scanner's day: customers come one after the other, phones stay in the picture, networks fail.

use pass::{CardId, Header, Slot, Step};

use super::*;
use crate::{
    presence::GONE_AFTER_MS,
    sample::{self, card, earned, opened},
};

fn one_stamp() -> Headline {
    Headline::Given(vec![crate::headline::Moved { kind: wire::PurseKind::Stamps, units: 1 }])
}

/// A counter with a clock that is set by hand.
struct Counter {
    scanner: Scanner,
    ids: u128,
}

impl Counter {
    fn plain() -> Counter {
        Counter { scanner: Scanner::new(true, "EUR"), ids: 0 }
    }

    fn sees(&mut self, code: &str, now_ms: i64) -> Saw {
        let ids = &mut self.ids;
        self.scanner.see(code, now_ms, &mut || {
            *ids += 1;
            sample::id(*ids)
        })
    }

    fn sends(&mut self, code: &str, now_ms: i64) -> OpenVisit {
        match self.sees(code, now_ms) {
            Saw::Send(request) => *request,
            other => panic!("{other:?} instead of sending"),
        }
    }

    /// The server gives what was asked for.
    fn stamps(&mut self, request: &OpenVisit, now_ms: i64) -> Option<Tone> {
        let operations = request.operations.iter().map(|op| wire::Done { id: op.id(), ..earned(1, 1) }).collect();
        let mut answer = opened(card(3), operations);
        answer.visit.card_id = Pass::parse(request.code.as_deref().unwrap()).unwrap().card.to_string();
        self.scanner.answered(request.id, Ok(answer), now_ms)
    }

    fn refuses(&mut self, request: &OpenVisit, code: Code, now_ms: i64) -> Option<Tone> {
        self.scanner.answered(request.id, Err(Problem::new(code)), now_ms)
    }
}

fn code(customer: u8, step: u32, purpose: Purpose) -> String {
    let header = Header { card: CardId([customer; 8]), slot: Slot::FIRST, purpose, step: Step(step) };
    Pass::new(header, [7; 64]).link("https://demo.example")
}

fn anna(step: u32) -> String {
    code(1, step, Purpose::Show)
}

fn ben() -> String {
    code(2, 1, Purpose::Show)
}

#[test]
fn a_scan_is_one_request_with_one_stamp_in_it() {
    let mut counter = Counter::plain();
    let request = counter.sends(&anna(1), 0);
    assert!(matches!(request.operations[..], [Op::Earn { quantity: Some(1), .. }]));
    assert_eq!(request.code.as_deref(), Some(anna(1).as_str()));
    assert_ne!(request.id, request.operations[0].id());
    assert_eq!(counter.stamps(&request, 80), Some(Tone::Success));
    assert_eq!(counter.scanner.panel().unwrap().headline(), one_stamp());
}

#[test]
fn while_it_is_sent_and_after_nothing_is_sent_again() {
    let mut counter = Counter::plain();
    let request = counter.sends(&anna(1), 0);
    assert_eq!(counter.sees(&anna(1), 100), Saw::Nothing);
    assert_eq!(counter.sees(&ben(), 200), Saw::Nothing, "one after the other");
    counter.stamps(&request, 300);
    for now in (400..60_000).step_by(100) {
        let step = 1 + now as u32 / 15_000;
        assert_eq!(counter.sees(&anna(step), now), Saw::Nothing, "the phone is still there after {now} ms");
        counter.scanner.tick(now);
    }
    assert_eq!(counter.scanner.phase(), &Phase::Armed);
    assert!(matches!(counter.sees(&anna(9), 60_000 + GONE_AFTER_MS), Saw::Send(_)), "gone and back");
}

#[test]
fn the_panel_closes_after_ten_seconds_and_the_scanner_is_armed() {
    let mut counter = Counter::plain();
    let request = counter.sends(&anna(1), 0);
    counter.stamps(&request, 1_000);
    assert!(!counter.scanner.tick(1_000 + RESULT_MS - 1));
    assert!(counter.scanner.tick(1_000 + RESULT_MS));
    assert_eq!(counter.scanner.phase(), &Phase::Armed);
}

#[test]
fn the_next_customer_does_not_wait_for_the_panel_to_close() {
    let mut counter = Counter::plain();
    let request = counter.sends(&anna(1), 0);
    counter.stamps(&request, 100);
    assert!(matches!(counter.sees(&ben(), 2_000), Saw::Send(_)));
}

#[test]
fn but_not_while_staff_is_busy_with_the_one_before() {
    let mut counter = Counter::plain();
    let request = counter.sends(&anna(1), 0);
    counter.stamps(&request, 100);
    counter.scanner.panel_mut().unwrap().adjust(1);
    assert_eq!(counter.sees(&ben(), 2_000), Saw::Nothing);
}

#[test]
fn an_undone_visit_leaves_soon() {
    let mut counter = Counter::plain();
    let request = counter.sends(&anna(1), 0);
    counter.stamps(&request, 100);
    let op = counter.scanner.panel().unwrap().undoable()[0];
    let void = wire::Done { void_of: Some(op), ..sample::voided(9, 0) };
    counter
        .scanner
        .panel_mut()
        .unwrap()
        .apply(wire::OperationDone { operation: void, card: card(2), credit: None }, None);
    counter.scanner.touch(5_000);
    assert_eq!(counter.scanner.closes_ms(), Some(5_000 + UNDONE_MS));
}

#[test]
fn a_ready_reward_gives_time_to_ask_and_sounds_like_it() {
    let mut counter = Counter::plain();
    let request = counter.sends(&anna(1), 0);
    let mut answer = opened(card(0), vec![earned(1, 1)]);
    answer.card.vouchers.push(sample::voucher(4));
    assert_eq!(counter.scanner.answered(request.id, Ok(answer), 100), Some(Tone::Reward));
    assert_eq!(counter.scanner.closes_ms(), Some(100 + REWARD_MS));
}

#[test]
fn who_wants_to_use_a_reward_gets_the_sheet_and_no_stamp_by_mistake() {
    let mut counter = Counter::plain();
    let request = counter.sends(&code(1, 1, Purpose::Redeem), 0);
    assert_eq!(request.operations, []);
    assert_eq!(counter.stamps(&request, 100), Some(Tone::Calm));
    assert!(counter.scanner.panel().unwrap().sheet);
    assert_eq!(counter.scanner.closes_ms(), None, "a choice waits for staff");
    assert_eq!(counter.sees(&ben(), 2_000), Saw::Nothing);
}

#[test]
fn other_programmes_open_the_sheet() {
    let mut counter = Counter { scanner: Scanner::new(false, "EUR"), ids: 0 };
    assert_eq!(counter.sends(&anna(1), 0).operations, []);
}

#[test]
fn a_refusal_says_so_and_the_next_code_of_the_card_is_tried() {
    let mut counter = Counter::plain();
    let request = counter.sends(&anna(1), 0);
    assert_eq!(counter.refuses(&request, Code::Replayed, 100), Some(Tone::Refusal));
    assert_eq!(counter.sees(&anna(1), 200), Saw::Nothing);
    assert!(matches!(counter.sees(&anna(2), 300), Saw::Send(_)));
}

#[test]
fn another_purchase_is_a_new_request_with_the_same_code() {
    let mut counter = Counter::plain();
    let first = counter.sends(&anna(1), 0);
    assert_eq!(counter.refuses(&first, Code::Cooldown, 100), Some(Tone::Calm));
    assert_eq!(counter.sees(&anna(2), 200), Saw::Nothing, "their next code is no news");
    let mut ids = 50;
    let request = counter.scanner.another_purchase(&mut || {
        ids += 1;
        sample::id(ids)
    });
    let request = request.unwrap();
    assert!(request.another_purchase);
    assert_eq!(request.code, first.code);
    assert!(request.id != first.id && request.operations[0].id() != first.operations[0].id());
    assert_eq!(counter.stamps(&request, 300), Some(Tone::Success));
}

#[test]
fn only_a_cooldown_has_another_purchase() {
    let mut counter = Counter::plain();
    let request = counter.sends(&anna(1), 0);
    counter.refuses(&request, Code::CardBlocked, 100);
    assert_eq!(counter.scanner.another_purchase(&mut || sample::id(9)), None);
}

#[test]
fn no_network_is_seen_and_the_same_request_is_sent_again() {
    let mut counter = Counter::plain();
    let request = counter.sends(&anna(1), 0);
    counter.scanner.attempt(request.id, Some(2));
    assert!(matches!(counter.scanner.phase(), Phase::Sending(Sending { attempt: 2, gave_up: false, .. })));
    assert_eq!(counter.scanner.again(), None, "it is still on its way");
    counter.scanner.attempt(request.id, None);
    assert!(matches!(counter.scanner.phase(), Phase::Sending(Sending { gave_up: true, .. })));
    assert!(!counter.scanner.tick(i64::MAX), "a lost scan does not vanish by itself");
    assert_eq!(counter.scanner.again(), Some(request));
}

#[test]
fn an_answer_to_something_else_changes_nothing() {
    let mut counter = Counter::plain();
    let request = counter.sends(&anna(1), 0);
    assert_eq!(counter.scanner.answered(sample::id(77), Err(Problem::new(Code::Busy)), 10), None);
    assert!(matches!(counter.scanner.phase(), Phase::Sending(sending) if sending.request == request));
}

#[test]
fn a_code_of_something_else_is_refused_here_without_asking_the_server() {
    let mut counter = Counter::plain();
    assert_eq!(counter.sees("WIFI:S:guest;;", 0), Saw::Refused(Tone::Refusal));
    assert_eq!(counter.sees("WIFI:S:guest;;", 100), Saw::Nothing);
    assert!(matches!(counter.scanner.phase(), Phase::Refused(Refused { request: None, .. })));
    assert!(matches!(counter.sees(&anna(1), 200), Saw::Send(_)));
}

#[test]
fn a_typed_code_goes_the_same_way() {
    let mut counter = Counter::plain();
    let request = counter.scanner.type_code("K7M2Q-F1E", &mut || sample::id(3));
    assert_eq!(request.typed_code.as_deref(), Some("K7M2Q-F1E"));
    assert_eq!((request.code, request.operations.len()), (None, 1));
}
