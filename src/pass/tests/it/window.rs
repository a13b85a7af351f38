//! When a step counts: examples with their numbers, then what holds whatever the phones and clocks do.

use std::collections::HashSet;

use pass::Judgement::{ClockSkew, ClockWrong, Fresh, Replayed};
use pass::{Judgement, Step, judge, next_mark};
use proptest::prelude::*;

/// A step some way into which "now" lies.
const NOW: Step = Step(119_500_000);

fn now_ms() -> i64 {
    NOW.starts_at_ms() + 7_000
}

fn judged(off_by: i64, mark: Option<i64>) -> Judgement {
    judge(NOW.plus(off_by), now_ms(), mark.map(|mark| NOW.plus(mark)))
}

#[test]
fn steps_are_fifteen_seconds() {
    assert_eq!(Step::at(1_792_500_000_000), Step(119_500_000));
    assert_eq!(Step::at(1_792_500_014_999), Step(119_500_000));
    assert_eq!(Step::at(1_792_500_015_000), Step(119_500_001));
    assert_eq!((NOW.starts_at_ms(), NOW.ends_at_ms()), (1_792_500_000_000, 1_792_500_015_000));
    assert_eq!((Step::at(-1), Step::at(i64::MIN), Step::at(i64::MAX)), (Step(0), Step(0), Step(u32::MAX)));
    assert_eq!((Step(3).plus(-5), Step(u32::MAX).plus(1), Step(0).plus(i64::MIN)), (Step(0), Step(u32::MAX), Step(0)));
    assert_eq!((Step(3).since(Step(5)), Step(u32::MAX).since(Step(0))), (-2, 4_294_967_295));
}

#[test]
fn the_window_is_three_steps_back_to_one_ahead() {
    let fresh: Vec<i64> = (-50..50).filter(|&off_by| judged(off_by, None) == Fresh).collect();
    assert_eq!(fresh, [-3, -2, -1, 0, 1]);
}

#[test]
fn outside_it_ten_minutes_are_skew_and_more_is_a_wrong_clock() {
    assert_eq!(judged(2, None), ClockSkew { off_by_s: 30 });
    assert_eq!(judged(40, None), ClockSkew { off_by_s: 600 });
    assert_eq!(judged(41, None), ClockWrong { off_by_s: 615 });
    assert_eq!(judged(-4, None), ClockSkew { off_by_s: -60 });
    assert_eq!(judged(-40, None), ClockSkew { off_by_s: -600 });
    assert_eq!(judged(-41, None), ClockWrong { off_by_s: -615 });
    assert_eq!(judged(37 * 4, Some(0)), ClockWrong { off_by_s: 37 * 60 });
}

#[test]
fn older_than_the_last_accepted_is_a_replay_near_and_far() {
    assert_eq!(judged(-1, Some(0)), Replayed);
    assert_eq!(judged(-1, Some(-1)), Fresh);
    assert_eq!(judged(0, Some(-1)), Fresh);
    assert_eq!(judged(-20, Some(-10)), Replayed);
    assert_eq!(judged(-20, Some(-20)), Replayed);
    assert_eq!(judged(-20, Some(-21)), ClockSkew { off_by_s: -300 });
    assert_eq!(judged(-5_000, Some(-10)), Replayed);
    assert_eq!(judged(-5_000, Some(-6_000)), ClockWrong { off_by_s: -75_000 });
}

#[test]
fn a_phone_eight_minutes_ahead_earns_again_and_again_and_is_not_locked_when_put_right() {
    let mut mark = None;
    for minute in 0..5 {
        let now = now_ms() + minute * 60_000;
        let shown = Step::at(now + 8 * 60_000);
        assert_eq!(judge(shown, now, mark), ClockSkew { off_by_s: 480 });
        mark = Some(next_mark(shown, mark, now));
        assert_eq!(mark, Some(Step::at(now).plus(2)));
    }
    // Half a minute after the last one its clock is put right. That step is the mark itself, and was never shown.
    let later = now_ms() + 4 * 60_000 + 30_000;
    assert_eq!(judge(Step::at(later), later, mark), Fresh);
}

#[test]
fn the_mark_follows_what_was_accepted_up_to_two_steps_ahead() {
    let mark = |step: i64, last: Option<i64>| next_mark(NOW.plus(step), last.map(|l| NOW.plus(l)), now_ms()).since(NOW);
    assert_eq!(mark(0, None), 0);
    assert_eq!(mark(-3, None), -3);
    assert_eq!(mark(-3, Some(-1)), -1);
    assert_eq!(mark(1, Some(0)), 1);
    assert_eq!(mark(2, Some(0)), 2);
    assert_eq!(mark(40, Some(0)), 2);
    assert_eq!(mark(40, None), 2);
    // Our own clock went back: the mark stays where it is.
    assert_eq!(mark(0, Some(9)), 9);
}

fn accepted(judgement: Judgement) -> bool {
    matches!(judgement, Fresh | ClockSkew { .. })
}

/// What a shop does with a code: look among the accepted first, then judge, then move the mark.
#[derive(Default)]
struct Shop {
    accepted: HashSet<Step>,
    mark: Option<Step>,
}

impl Shop {
    fn show(&mut self, step: Step, now_ms: i64) -> bool {
        if self.accepted.contains(&step) || !accepted(judge(step, now_ms, self.mark)) {
            return false;
        }
        self.mark = Some(next_mark(step, self.mark, now_ms));
        self.accepted.insert(step)
    }
}

/// Codes with how many steps they are off, and the milliseconds that pass before each.
fn visits() -> impl Strategy<Value = Vec<(i64, i64)>> {
    proptest::collection::vec((-60_i64..60, 0_i64..40_000), 0..60)
}

proptest! {
    #[test]
    fn nothing_older_than_the_mark_or_ten_minutes_off_is_ever_accepted(step: u32, now in 0_u32..u32::MAX, into in 0_i64..15_000, last: Option<u32>, near in -60_i64..60) {
        let now_ms = Step(now).starts_at_ms() + into;
        for step in [Step(step), Step(now).plus(near)] {
            let last = last.map(|last| Step(last).min(Step(now).plus(2)));
            let off_by_s = step.since(Step(now)) * 15;
            match judge(step, now_ms, last) {
                Fresh => prop_assert!((-45..=15).contains(&off_by_s) && last.is_none_or(|last| step >= last)),
                ClockSkew { off_by_s: told } => {
                    prop_assert_eq!(told, off_by_s);
                    prop_assert!(off_by_s.abs() <= 600 && !(-45..=15).contains(&off_by_s));
                    prop_assert!(last.is_none_or(|last| step > last));
                }
                Replayed => prop_assert!(last.is_some_and(|last| step <= last)),
                ClockWrong { off_by_s: told } => {
                    prop_assert_eq!(told, off_by_s);
                    prop_assert!(off_by_s.abs() > 600);
                }
            }
        }
    }

    #[test]
    fn the_mark_never_moves_back_nor_beyond_two_steps_ahead(step: u32, last: Option<u32>, now_ms in -1_000_i64..64_000_000_000_000) {
        let last = last.map(Step);
        let mark = next_mark(Step(step), last, now_ms);
        prop_assert!(last.is_none_or(|last| mark >= last));
        prop_assert!(mark <= last.unwrap_or(Step(0)).max(Step::at(now_ms).plus(2)));
        prop_assert!(mark <= last.unwrap_or(Step(0)).max(Step(step)));
    }

    #[test]
    fn no_visits_ever_lock_a_card_for_more_than_thirty_seconds(visits in visits()) {
        let mut shop = Shop::default();
        let mut now = now_ms();
        for (off_by, wait_ms) in visits {
            now += wait_ms;
            shop.show(Step::at(now).plus(off_by), now);
        }
        let later = now + 30_000;
        prop_assert!(accepted(judge(Step::at(later), later, shop.mark)));
    }

    #[test]
    fn a_phone_with_the_right_time_is_always_taken_once_a_step(waits in proptest::collection::vec(15_000_i64..90_000, 1..40), delay_ms in 0_i64..45_000) {
        let mut shop = Shop::default();
        let mut now = now_ms();
        for wait_ms in waits {
            now += wait_ms;
            let shown = Step::at(now);
            prop_assert!(shop.show(shown, now + delay_ms));
            prop_assert!(!shop.show(shown, now + delay_ms));
        }
    }

    #[test]
    fn without_future_steps_the_mark_alone_leaves_only_the_last_code(visits in visits()) {
        // What the mark forgets is only ever the step it stands at: everything before is refused with no list at all.
        let mut shop = Shop::default();
        let mut now = now_ms();
        for (off_by, wait_ms) in visits {
            now += wait_ms;
            shop.show(Step::at(now).plus(off_by.min(0)), now);
            for &step in &shop.accepted {
                let again = accepted(judge(step, now, shop.mark));
                prop_assert!(!again || Some(step) == shop.mark);
            }
        }
    }
}
