//! How far a till goes on its own.

use till::{Act, DAY, HOUR, HeldVoucher, Limits, Refusal, SECOND, Till, Verdict};

use crate::world::{LIMITS, START, accept, earn, held, id, pass_at, record, redeem, scan, till, voucher, whole};

const MINUTE: i64 = 60 * SECOND;

#[test]
fn a_card_that_was_just_here_waits_or_buys_again() {
    let mut till = till();
    record(&mut till, scan(1, pass_at(1, START), vec![earn(2)]), START);
    let now = START + 30 * SECOND;
    let mut again = scan(3, pass_at(1, now), vec![earn(4)]);
    assert_eq!(accept(&till, again.clone(), now), Err(Refusal::Cooldown { until: START + MINUTE }));
    again.another_purchase = true;
    record(&mut till, again, now);
}

#[test]
fn a_card_earns_twice_an_hour() {
    let mut till = till();
    for n in 0..2 {
        let now = START + n * 10 * MINUTE;
        record(&mut till, scan(10 + n as u64, pass_at(1, now), vec![earn(20 + n as u64)]), now);
    }
    let third = |now| accept(&till, scan(1, pass_at(1, now), vec![earn(2)]), now).map(|_| ());
    assert_eq!(third(START + 30 * MINUTE), Err(Refusal::CardLimit { until: START + HOUR }));
    assert_eq!(third(START + HOUR), Ok(()));
    let now = START + 30 * MINUTE;
    assert!(accept(&till, scan(1, pass_at(2, now), vec![earn(2)]), now).is_ok(), "another card still may");
}

#[test]
fn a_till_gives_so_much_a_day() {
    let mut till = till();
    let mut tight = whole(START, vec![held(1), held(2)]);
    tight.limits = Limits { earns_per_till_day: 1, ..LIMITS };
    till.refresh(tight);
    record(&mut till, scan(1, pass_at(1, START), vec![earn(2)]), START);
    let next = |till: &Till, now| accept(till, scan(3, pass_at(2, now), vec![earn(4)]), now).map(|_| ());
    assert_eq!(next(&till, START + HOUR), Err(Refusal::TillLimit { until: START + DAY }));
    assert_eq!(next(&till, START + DAY), Ok(()));
    // What the server did not take does not count.
    till.journal_mut().settle(id(1), Verdict::Rejected("card_blocked".into()));
    assert_eq!(next(&till, START + HOUR), Ok(()));
    let mut none = whole(START, vec![held(2)]);
    none.limits = Limits { earns_per_till_day: 0, ..LIMITS };
    till.refresh(none);
    assert_eq!(next(&till, START + HOUR), Err(Refusal::TillLimit { until: START + HOUR + DAY }));
}

#[test]
fn items_are_counted_as_the_programme_does() {
    let till = till();
    let of = |quantity| {
        let act = Act::items(id(2), quantity);
        accept(&till, scan(1, pass_at(1, START), vec![act]), START).map(|_| ())
    };
    assert_eq!((of(0), of(10)), (Err(Refusal::Quantity { max: 10 }), Ok(())));
    assert_eq!(of(11), Err(Refusal::Quantity { max: 10 }));
    assert_eq!(accept(&till, scan(1, pass_at(1, START), vec![]), START).map(|_| ()), Err(Refusal::NothingToDo));
}

fn with_vouchers(vouchers: Vec<HeldVoucher>) -> Till {
    let mut news = held(1);
    news.card.vouchers = vouchers;
    let mut till = till();
    till.refresh(whole(START, vec![news]));
    till
}

fn use_it(till: &Till, acts: Vec<Act>, now: i64) -> Result<(), Refusal> {
    accept(till, scan(1, pass_at(1, now), acts), now).map(|_| ())
}

#[test]
fn rewards_are_used_while_the_till_knows_enough() {
    let till = with_vouchers(vec![voucher(50, 60)]);
    assert_eq!(use_it(&till, vec![redeem(2, 50)], START + DAY - SECOND), Ok(()));
    assert_eq!(use_it(&till, vec![redeem(2, 50)], START + DAY), Err(Refusal::TooOldToRedeem));
    assert_eq!(use_it(&till, vec![earn(2)], START + DAY), Ok(()), "stamps go on");
    assert_eq!(use_it(&till, vec![redeem(2, 51)], START), Err(Refusal::UnknownVoucher));
}

#[test]
fn rewards_of_a_card_that_was_moved_wait() {
    let (mut till, mut news, until) = (till(), held(1), START + HOUR);
    news.card.vouchers = vec![voucher(50, 60)];
    news.card.redeem_paused_until = Some(until);
    till.refresh(whole(START, vec![news]));
    assert_eq!(use_it(&till, vec![redeem(2, 50)], until - SECOND), Err(Refusal::RedeemPaused { until }));
    assert_eq!(use_it(&till, vec![earn(2)], until - SECOND), Ok(()), "stamps go on");
    assert_eq!(use_it(&till, vec![redeem(2, 50)], until), Ok(()));
}

#[test]
fn a_reward_is_used_once() {
    let mut till = with_vouchers(vec![voucher(50, 60)]);
    assert_eq!(use_it(&till, vec![redeem(2, 50), redeem(3, 50)], START), Err(Refusal::VoucherUsed));
    record(&mut till, scan(9, pass_at(1, START), vec![redeem(2, 50)]), START);
    assert_eq!(use_it(&till, vec![redeem(3, 50)], START + HOUR), Err(Refusal::VoucherUsed));
}

#[test]
fn rewards_of_great_value_wait_for_the_network() {
    let till = with_vouchers(vec![voucher(50, 300), voucher(51, 300), voucher(52, 501)]);
    let over = Err(Refusal::ValueOverLimit { max: 500 });
    assert_eq!(use_it(&till, vec![redeem(2, 50)], START), Ok(()));
    assert_eq!(use_it(&till, vec![redeem(2, 50), redeem(3, 51)], START), over);
    assert_eq!(use_it(&till, vec![redeem(2, 52)], START), over);
}

#[test]
fn a_reward_lapses_and_some_ask() {
    let lapsing = HeldVoucher { expires_at: Some(START + HOUR), ..voucher(50, 60) };
    let asking = HeldVoucher { confirm: true, ..voucher(51, 60) };
    let till = with_vouchers(vec![lapsing, asking]);
    assert_eq!(use_it(&till, vec![redeem(2, 50)], START + HOUR), Err(Refusal::VoucherExpired));
    assert_eq!(use_it(&till, vec![redeem(2, 51)], START), Err(Refusal::ConfirmRequired));
    let confirmed = Act::Redeem { id: id(2), voucher: id(51), confirmed: true };
    assert_eq!(use_it(&till, vec![confirmed], START), Ok(()));
    let mut copied = held(1);
    copied.card.vouchers = vec![voucher(50, 60)];
    copied.card.keys[0].raw = true;
    let mut till = till;
    till.refresh(whole(START, vec![copied]));
    assert_eq!(use_it(&till, vec![redeem(2, 50)], START), Err(Refusal::ConfirmRequired));
}
