//! Which passes a till accepts on its own.

use pass::{Header, Purpose, Slot, Step};
use till::{Accepted, CLOCK_TOLERANCE, HOUR, LEASE, Refusal, SECOND, Till, Used};

use crate::world::{DEVICE, HOST, START, accept, card, earn, held, id, key, pass_at, record, scan, till, whole};

#[test]
fn a_customer_gets_a_stamp_without_a_network() {
    let mut till = till();
    let now = START + 60 * SECOND;
    let done = record(&mut till, scan(1, pass_at(1, now), vec![earn(2)]), now);
    assert_eq!((done.visit(), done.waiting()), (id(1), 1));
    assert!(!till.may_go_online(), "what waits goes first");
}

#[test]
fn a_code_is_one_visit() {
    let mut till = till();
    let pass = pass_at(1, START);
    record(&mut till, scan(1, pass, vec![earn(2)]), START);
    let again = |now| accept(&till, scan(3, pass, vec![earn(4)]), now);
    assert_eq!(again(START + 20 * SECOND), Ok(Accepted::Again(id(1))), "calmly");
    assert_eq!(again(START + HOUR), Err(Refusal::CodeUsed { at: START }));
}

#[test]
fn a_code_used_elsewhere_or_online_is_used() {
    let mut till = till();
    let pass = pass_at(1, START);
    let mut news = whole(START + SECOND, vec![held(1), held(2)]);
    let (card, slot, step) = pass.code();
    news.codes = vec![Used { card, slot, step, at: START, visit: None }];
    till.refresh(news);
    let now = START + 5 * SECOND;
    assert_eq!(accept(&till, scan(1, pass, vec![earn(2)]), now), Err(Refusal::CodeUsed { at: START }));
    let other = pass_at(2, START);
    till.opened_online(&other, id(9), START);
    assert_eq!(accept(&till, scan(1, other, vec![earn(2)]), now), Ok(Accepted::Again(id(9))));
}

#[test]
fn the_window_is_the_servers() {
    let till = till();
    let at = |phone, now| accept(&till, scan(1, pass_at(1, phone), vec![earn(2)]), now).map(|_| ());
    assert_eq!(at(START, START + 45 * SECOND), Ok(()));
    assert_eq!(at(START - 9 * 60 * SECOND, START), Ok(()), "a skewed clock may earn");
    assert_eq!(at(START + 20 * 60 * SECOND, START), Err(Refusal::ClockWrong { off_by_s: 1_200 }));
    assert_eq!(at(START - HOUR, START), Err(Refusal::ClockWrong { off_by_s: -3_600 }));
}

#[test]
fn steps_only_go_forward() {
    let mut till = till();
    let now = START + 5 * 60 * SECOND;
    record(&mut till, scan(1, pass_at(1, now), vec![earn(2)]), now);
    let older = scan(3, pass_at(1, now - 120 * SECOND), vec![earn(4)]);
    assert_eq!(accept(&till, older, now + 70 * SECOND), Err(Refusal::Replayed));
    let mut known = held(2);
    known.card.keys[0].last_step = Some(Step::at(now / 1000));
    till.refresh(whole(START + SECOND, vec![known]));
    let older = scan(3, pass_at(2, now - 30 * SECOND), vec![earn(4)]);
    assert_eq!(accept(&till, older, now), Err(Refusal::Replayed), "the server's mark counts");
}

#[test]
fn strangers_are_told_apart() {
    let mut till = till();
    let ask = |till: &Till, pass| accept(till, scan(1, pass, vec![earn(2)]), START).map(|_| ());
    assert_eq!(ask(&till, pass_at(3, START)), Err(Refusal::UnknownCard));
    let header = |slot| Header {
        card: card(1),
        slot: Slot::new(slot).unwrap(),
        purpose: Purpose::Show,
        step: Step::at(START / 1000),
    };
    assert_eq!(ask(&till, key(1).pass(HOST, header(1))), Err(Refusal::UnknownKey));
    assert_eq!(ask(&till, key(2).pass(HOST, header(0))), Err(Refusal::BadSignature));
    assert_eq!(ask(&till, key(1).pass("other.example", header(0))), Err(Refusal::BadSignature));
    let mut blocked = held(1);
    blocked.card.active = false;
    till.refresh(whole(START, vec![blocked]));
    assert_eq!(ask(&till, pass_at(1, START)), Err(Refusal::CardBlocked));
}

#[test]
fn a_till_works_alone_for_a_week() {
    let empty = Till::new(DEVICE, vec![HOST.into()]);
    let ask = |till: &Till, now| accept(till, scan(1, pass_at(1, now), vec![earn(2)]), now).map(|_| ());
    assert_eq!(ask(&empty, START), Err(Refusal::NoSnapshot));
    assert_eq!(ask(&till(), START + LEASE), Ok(()));
    assert_eq!(ask(&till(), START + LEASE + SECOND), Err(Refusal::LeaseOver));
}

#[test]
fn a_clock_that_is_put_back_is_noticed() {
    let mut till = till();
    let evening = START + 10 * HOUR;
    record(&mut till, scan(1, pass_at(1, evening), vec![earn(2)]), evening);
    let now = evening - HOUR;
    let back = accept(&till, scan(3, pass_at(2, now), vec![earn(4)]), now);
    assert_eq!(back, Err(Refusal::ClockBack { by_s: 3_600 }));
    let mut heard = crate::world::till();
    heard.heard(evening);
    let back = accept(&heard, scan(3, pass_at(2, now), vec![earn(4)]), now);
    assert_eq!(back, Err(Refusal::ClockBack { by_s: 3_600 }), "the server said that it is evening");
    // A correction of seconds is none: the record says the moment of the one before.
    let now = evening - CLOCK_TOLERANCE;
    record(&mut till, scan(3, pass_at(2, now), vec![earn(4)]), now);
    assert_eq!(till.journal().entries()[1].record.link.occurred_at, evening);
}
