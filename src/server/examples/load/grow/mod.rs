//! Growing a ledger to the size of years: customers of two shops come again and again, through the same use cases as over HTTP, a thousand
//! visits in one commit. They come in the order of their ids, round after round, so that neighbours in the database are written together; the
//! clock only goes forward.

mod town;

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use serde::{Deserialize, Serialize};
use store::{Context, Outcome, Store, Tx};

use self::town::{Regular, Town};

/// Visits of one commit.
const VISITS_PER_JOB: usize = 1_000;
/// New cards of one commit.
const CARDS_PER_JOB: usize = 500;
/// How long the customers have been coming, days: less than their cookies live.
const DAYS: i64 = 300;
/// Of those, days in which they joined.
const JOINING_DAYS: i64 = 10;
/// Operations of ten visits, about: most are one earning, some also redeem, and some are taken back.
const OPERATIONS_PER_TEN_VISITS: u64 = 11;
/// Customers whose cookies are remembered, for whoever asks for their cards later.
const REMEMBERED_MAX: usize = 5_000;

/// What a ledger is grown to.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Cards, of both shops.
    pub cards: usize,
    /// Operations, at least.
    pub operations: u64,
    /// The last visit's time, microseconds since 1970.
    pub until_us: i64,
}

/// What a ledger was grown to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Grown {
    /// Cards.
    pub cards: usize,
    /// Visits.
    pub visits: u64,
    /// Operations.
    pub operations: u64,
    /// Some customers of the demo shop.
    pub known: Vec<Known>,
}

/// A customer by their key's number, with their card's id and cookie.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Known {
    /// Which key.
    pub number: usize,
    /// Card id.
    pub card: String,
    /// The token in their cookie.
    pub token: String,
}

impl Grown {
    const FILE: &str = "grown.json";

    /// As it was written down when the ledger in this folder was grown.
    pub fn read(folder: &Path) -> Option<Grown> {
        serde_json::from_slice(&fs::read(folder.join(Self::FILE)).ok()?).ok()
    }

    /// Writes it down beside the ledger.
    pub fn write(&self, folder: &Path) {
        let json = serde_json::to_vec(self).expect("plain data");
        fs::write(folder.join(Self::FILE), json).expect("a file in the folder");
    }
}

/// Grows a new store; `say` hears how many operations there are, now and then.
pub fn grow(store: &Store, plan: Plan, say: impl Fn(u64)) -> Grown {
    let began = plan.until_us - DAYS * loyalty::DAY;
    let town = Arc::new(town::open(store, &moment(began, 0)));
    let (mut regulars, known) = join(store, &town, plan, began);
    regulars.sort_by_key(|regular| regular.card);
    let expected = plan.operations * 10 / OPERATIONS_PER_TEN_VISITS;
    let opened = began + JOINING_DAYS * loyalty::DAY;
    let between = (plan.until_us - opened) / (expected as i64 + plan.cards as i64);
    let regulars = Arc::new(Mutex::new(regulars));
    let mut grown = Grown { cards: plan.cards, visits: 0, operations: 0, known };
    while grown.operations < plan.operations {
        let (first, town, regulars) = (grown.visits, Arc::clone(&town), Arc::clone(&regulars));
        let visits = VISITS_PER_JOB.min(plan.cards);
        let done = write(store, move |tx| {
            let mut regulars = regulars.lock().expect("no job panicked");
            let mut operations = 0;
            for number in first..first + visits as u64 {
                let all = regulars.len() as u64;
                let regular = &mut regulars[(number % all) as usize];
                let at = opened + between * number as i64;
                operations += town.visit(tx, regular, &moment(at, 1 << 40 | number), number)?;
            }
            Ok(operations)
        });
        grown.visits += visits as u64;
        grown.operations += done;
        if grown.visits.is_multiple_of(100_000) {
            say(grown.operations);
        }
    }
    grown
}

/// Everybody joins; who is remembered is spread evenly over the demo shop's customers.
fn join(store: &Store, town: &Arc<Town>, plan: Plan, began: i64) -> (Vec<Regular>, Vec<Known>) {
    let (mut regulars, mut known) = (Vec::with_capacity(plan.cards), Vec::new());
    let between = JOINING_DAYS * loyalty::DAY / plan.cards as i64;
    for chunk in (0..plan.cards).step_by(CARDS_PER_JOB) {
        let (numbers, town) = (chunk..(chunk + CARDS_PER_JOB).min(plan.cards), Arc::clone(town));
        let joined = write(store, move |tx| {
            let join = |number: usize| {
                let at = began + between * number as i64;
                town.join(tx, number, &moment(at, 1 << 48 | number as u64))
            };
            numbers.clone().map(join).collect::<Outcome<Vec<_>>>()
        });
        for (regular, token) in joined {
            if regular.is_of_demo() && known.len() * plan.cards <= regular.number * REMEMBERED_MAX {
                known.push(Known { number: regular.number, card: regular.card.to_string(), token });
            }
            regulars.push(regular);
        }
    }
    (regulars, known)
}

/// A moment with randomness of its own.
fn moment(now_us: i64, number: u64) -> Context {
    let mut seed = [9; 32];
    seed[..8].copy_from_slice(&number.to_be_bytes());
    Context { now_us, seed }
}

fn write<T: Send + 'static>(store: &Store, job: impl FnMut(&mut dyn Tx) -> Outcome<T> + Send + 'static) -> T {
    store.write_blocking(job).expect("what regulars do is never refused")
}

#[cfg(test)]
mod tests {
    use store::{Location, verify};

    use super::{Plan, Store, grow};

    /// The run of `cargo xtask size`, much smaller and without its clock.
    #[test]
    fn a_ledger_that_grew_fast_is_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&Location::Sqlite(folder.path().to_owned())).expect("a store");
        let plan = Plan { cards: 1_300, operations: 6_000, until_us: 1_772_353_800 * loyalty::SECOND };
        let grown = grow(&store, plan, |_| {});
        assert!(grown.operations >= plan.operations && grown.operations < plan.operations + 1_500, "{grown:?}");
        assert_eq!(grown.known.len(), 1_040, "customers of the demo shop");
        let report = store.read_blocking(verify::run).expect("a report");
        assert_eq!(report.broken, []);
        assert_eq!((report.shops, report.cards), (2, 1_300));
        assert_eq!(report.visits, grown.visits);
        assert!(report.operations >= grown.operations, "reviews of levels come on top");
        let one = &grown.known[0];
        let token = one.token.clone();
        let now = plan.until_us;
        let whose = store.read_blocking(move |tx| store::auth::holder(tx, &token, now)).expect("a holder");
        let card = one.card.clone();
        let shown =
            store.read_blocking(move |tx| store::cards::get(tx, whose.expect("a holder"), &card, now, store::Lang::En));
        assert_eq!(shown.expect("their card").id, one.card);
        store.close_blocking();
    }
}
