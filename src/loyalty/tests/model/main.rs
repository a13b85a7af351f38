//! The rules against a second, naive model: every stamp, point and cent is a token of its own, a balance is a count, and each sum is made anew.
//! Random lives of two cards under random programmes must come out the same in both, command by command: balances, lots, vouchers, levels
//! and refusals, with the clock jumping over changes of the hour, leap days, ends of years and a day that never was.

#![allow(clippy::expect_used, reason = "a test that finds nothing where something must be says so and ends")]

mod commands;
mod life;
mod naive;
mod programs;
mod receipt;
mod script;
mod steps;
#[path = "../support/mod.rs"]
mod support;

use proptest::prelude::*;

use life::Life;
use script::script;
use support::{RealZone, at};

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_random_life_comes_out_the_same_in_the_naive_model(script in script()) {
        let zone = RealZone::named(script.zone);
        let mut life = Life::new(&script.program, &zone, at(&zone, script.begins), script.birthday, script.brought);
        for step in &script.steps {
            life.live(step);
        }
    }
}
