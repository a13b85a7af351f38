//! The whole system in a simulation: phones with wrong clocks, tills that lose their network and end in the middle of things, messages that are
//! late, lost, doubled and overtaken, a server that is killed and opened again from the files it left; shops of every kind; the real rules, passes,
//! till logic and store.
//!
//! `COMPTOIR_SIM_SEEDS` says how many seeds (500 when absent), `COMPTOIR_SIM_FROM` from which on (a soak in pieces), `COMPTOIR_SIM_SEED` replays one:
//! `COMPTOIR_SIM_SEED=123 cargo nextest run -p store --test sim -E 'test(every_seed)' --no-capture`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests count as code outside tests")]

mod back;
mod books;
mod counter;
mod counts;
mod disk;
mod faults;
mod forms;
mod held;
mod intents;
mod lost;
mod network;
mod node;
mod oracle;
mod post;
mod rng;
mod server;
mod shops;
mod stage;
mod sums;
mod weak;
mod world;

use std::env;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::thread;

use crate::counts::Counts;
use crate::faults::Fault;
use crate::world::live;

/// Seeds that CI lives through.
const SEEDS: u64 = 500;
/// Seeds in which a broken guarantee must show.
const SEEDS_TO_FIND: u64 = 120;

fn number(variable: &str) -> Option<u64> {
    env::var(variable).ok().map(|text| text.parse().unwrap())
}

#[test]
fn every_seed_keeps_its_word() {
    if let Some(seed) = number("COMPTOIR_SIM_SEED") {
        let lived = live(seed, None);
        println!("seed {seed}: {lived:?}");
        lived.unwrap();
        return;
    }
    let (seeds, from) = (number("COMPTOIR_SIM_SEEDS").unwrap_or(SEEDS), number("COMPTOIR_SIM_FROM").unwrap_or(0));
    let (next, total, failed) = (AtomicU64::new(from), Mutex::new(Counts::default()), Mutex::new(Vec::new()));
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Relaxed);
                    if seed >= from + seeds || failed.lock().unwrap().len() >= 5 {
                        break;
                    }
                    // A panic anywhere is this seed's, too.
                    match std::panic::catch_unwind(|| live(seed, None)) {
                        Ok(Ok(counts)) => total.lock().unwrap().add(&counts),
                        Ok(Err(what)) => failed.lock().unwrap().push((seed, what)),
                        Err(_) => failed.lock().unwrap().push((seed, "it panicked, see above".into())),
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap();
    for (seed, what) in &failed {
        println!(
            "seed {seed}: {what}\n  again: COMPTOIR_SIM_SEED={seed} cargo nextest run -p store --test sim -E 'test(every_seed)'"
        );
    }
    assert!(failed.is_empty(), "{} seeds failed, the first is {:?}", failed.len(), failed.iter().min());
    let total = total.into_inner().unwrap();
    println!("{seeds} seeds: {total:?}");
    if seeds >= SEEDS {
        total.assert_all_happened();
    }
}

/// A simulation that can't tell its seeds apart, or tells one twice differently, would prove nothing.
#[test]
fn a_seed_goes_the_same_way_each_time() {
    for seed in 0..4 {
        let (one, again) = (live(seed, None).unwrap(), live(seed, None).unwrap());
        assert_eq!(format!("{one:?}"), format!("{again:?}"), "seed {seed}");
    }
    assert_ne!(format!("{:?}", live(0, None)), format!("{:?}", live(1, None)));
}

/// Breaks a guarantee on purpose, and wants a seed in which it shows as one of these.
fn is_found(fault: Fault, as_one_of: &[&str]) {
    for seed in 0..SEEDS_TO_FIND {
        if let Err(what) = live(seed, Some(fault)) {
            assert!(as_one_of.iter().any(|words| what.starts_with(words)), "{fault:?} was found as: {what}");
            println!("{fault:?} in seed {seed}: {what}");
            return;
        }
    }
    panic!("{fault:?} did not show in {SEEDS_TO_FIND} seeds");
}

#[test]
fn new_ids_on_retry_are_found() {
    is_found(Fault::NewIdsOnRetry, &["done twice", "refused, and done"]);
}

#[test]
fn a_code_recorded_twice_is_found() {
    is_found(Fault::SingleUseIsSkipped, &["acknowledged, and lost"]);
}

#[test]
fn a_journal_lost_in_a_crash_is_found() {
    is_found(Fault::JournalIsLostInCrash, &["acknowledged, and lost", "the server has", "till"]);
}

#[test]
fn done_before_written_is_found() {
    is_found(Fault::DoneBeforeWritten, &["acknowledged, and lost", "the server has", "till"]);
}

#[test]
fn silence_taken_for_consent_is_found() {
    is_found(Fault::SilenceIsConsent, &["acknowledged, and lost", "record", "till"]);
}

#[test]
fn records_out_of_order_are_found() {
    is_found(Fault::JournalOutOfOrder, &["till"]);
}

#[test]
fn forgotten_commits_are_found() {
    is_found(Fault::CommitsAreForgotten, &["acknowledged, and lost", "move", "record", "till"]);
}

#[test]
fn forgotten_requests_are_found() {
    is_found(
        Fault::RequestsAreForgotten,
        &["refused, and done", "done twice", "acknowledged, and lost", "record", "till"],
    );
}

#[test]
fn forgotten_codes_are_found() {
    is_found(Fault::CodesAreForgotten, &["code", "done twice", "refused, and done"]);
}

#[test]
fn keys_that_outlive_their_card_are_found() {
    is_found(Fault::LostKeysStay, &["move"]);
}

#[test]
fn a_forgotten_pause_is_found() {
    is_found(Fault::PauseIsForgotten, &["move"]);
}

#[test]
fn a_code_that_is_good_again_is_found() {
    is_found(Fault::CodesStayGood, &["move"]);
}

#[test]
fn an_operation_id_taken_twice_is_found() {
    is_found(Fault::OperationKeyIsGone, &["done twice"]);
}

#[test]
fn a_code_that_opens_two_visits_is_found() {
    is_found(Fault::CodeKeyIsGone, &["code", "done twice", "refused, and done"]);
}

#[test]
fn an_operation_taken_back_twice_is_found() {
    // Where the second would take more out of a lot than is in it, the database's next check stands, and the request never ends.
    is_found(Fault::VoidKeyIsGone, &["taken back twice", "till"]);
}

#[test]
fn two_operations_of_one_number_are_found() {
    is_found(
        Fault::SeqKeyIsGone,
        &["acknowledged, and lost", "done twice", "another number than was meant", "sum", "till"],
    );
}
