//! The rules against a second, naive model: every stamp, point and cent is a token of its own, a balance is a count, and each sum is made anew.
//! Random lives of two cards under random programmes must come out the same in both, command by command: balances, lots, vouchers, levels
//! and refusals, with the clock jumping over changes of the hour, leap days, ends of years and a day that never was.

#![allow(clippy::expect_used, reason = "a test that finds nothing where something must be says so and ends")]

mod acts;
mod commands;
mod compare;
mod holdings;
mod lapse;
mod life;
mod moves;
mod naive;
mod now;
mod programs;
mod redeem;
mod steps;
#[path = "../support/mod.rs"]
mod support;
mod undo;
mod visits;

use proptest::prelude::*;

use life::Life;
use steps::step;
use support::{RealZone, at};

/// Where and when a life begins: shortly before something odd happens to its days.
const BEGINNINGS: [(&str, &str); 9] = [
    ("Europe/Paris", "2026-03-27T09:00"),
    ("Europe/Paris", "2026-10-24T22:00"),
    ("Europe/Paris", "2027-12-30T18:00"),
    ("Europe/Paris", "2028-02-27T12:00"),
    ("America/Sao_Paulo", "2018-11-02T20:00"),
    ("America/Sao_Paulo", "2019-02-15T20:00"),
    ("Asia/Kathmandu", "2023-12-29T23:30"),
    ("Pacific/Apia", "2011-12-28T10:00"),
    ("Pacific/Apia", "2012-02-27T08:00"),
];

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_random_life_comes_out_the_same_in_the_naive_model(
        (beginning, program) in (0..BEGINNINGS.len()).prop_flat_map(|beginning| {
            let (_, wall) = BEGINNINGS[beginning];
            (Just(beginning), programs::program(support::day(&wall[..10])))
        }),
        birthday in prop_oneof![Just(None), Just(Some((2, 29))), (1_i8..13, 1_i8..29).prop_map(Some)],
        brought in prop_oneof![Just(None), any::<bool>().prop_map(Some)],
        steps in prop::collection::vec(step(), 50..90),
    ) {
        let (name, wall) = BEGINNINGS[beginning];
        let zone = RealZone::named(name);
        let mut life = Life::new(&program, &zone, at(&zone, wall), birthday, brought);
        for step in &steps {
            life.live(step);
        }
    }
}
