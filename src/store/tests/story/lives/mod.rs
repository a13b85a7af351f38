//! The random lives that prove the rules against the naive model, lived through the store: after each step every balance, lot, voucher, level,
//! membership and count in the database is what the rules say, a refusal says the same and leaves nothing behind, and in the end `verify` is clean.

mod acts;
mod compare;
mod ledger;
mod life;
mod lost;
mod naive;
mod pairs;
mod undo;

use std::env;

use loyalty::{Gives, Promotion, PromotionKind};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use store::testing::Scratch;

use self::life::Life;
use crate::programs::{PURSES, reward_name};
use crate::script::{Script, script};
use crate::world::World;

/// How many lives there are, if not [`LIVES`]; `cargo xtask soak` says more.
const LIVES_VARIABLE: &str = "COMPTOIR_LIVES";
const LIVES: u64 = 12;
/// Every so many lives, one friend brought the other.
const FRIENDS: u64 = 3;
/// The number of the only life to be lived: a failure names it.
const LIFE_VARIABLE: &str = "COMPTOIR_LIFE";

/// The life of this number, the same each time.
fn life_of(number: u64) -> Script {
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&number.to_be_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut life = script().new_tree(&mut runner).expect("a life").current();
    if number.is_multiple_of(FRIENDS) {
        life.brought = Some(false);
        life.program.promotions.push(friends());
    }
    life
}

/// Who brings a friend gets a reward, the friend stamps if there are any.
fn friends() -> Promotion {
    let kind = PromotionKind::Referral {
        gives_friend: Gives::Units { units: 2, of: PURSES[0].into() },
        gives_referrer: Gives::Reward(reward_name(1)),
        max_per_referrer: 2,
    };
    Promotion { id: "friends".into(), name: "Friends".into(), from: None, until: None, kind }
}

pub fn random_lives_stand_in_the_store_as_the_rules_say(scratch: &Scratch) {
    let said = |name: &str| env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let numbers = match said(LIFE_VARIABLE) {
        Some(number) => number..number + 1,
        None => 0..said(LIVES_VARIABLE).unwrap_or(LIVES),
    };
    let many = numbers.end - numbers.start >= LIVES;
    let world = World::new(scratch);
    let (mut kinds, mut moved, mut waited) = (Vec::new(), 0, 0);
    for number in numbers {
        let script = life_of(number);
        println!("{LIFE_VARIABLE}={number}: {} in {}, {:?}", script.begins, script.zone, script.program);
        let mut life = Life::begin(&world, number, &script);
        for step in &script.steps {
            println!("{step:?}");
            life.live(step);
        }
        kinds.extend(life.kinds());
        (moved, waited) = (moved + life.moved, waited + life.waited);
        if number % 16 == 0 {
            world.assert_clean();
        }
    }
    world.assert_clean();
    let all = [
        "visit",
        "earn",
        "action",
        "redeem",
        "spend",
        "gift",
        "adjust",
        "membership",
        "opening",
        "prolong",
        "referred",
        "transfer_out",
        "transfer_in",
        "expire",
        "expire_vouchers",
        "review",
        "void",
        "refund",
    ];
    for kind in all.into_iter().filter(|_| many) {
        assert!(kinds.iter().any(|done| done == kind), "no {kind} came to pass: {kinds:?}");
    }
    assert!(!many || (moved > 0 && waited > 0), "{moved} cards were moved, {waited} things waited");
}
