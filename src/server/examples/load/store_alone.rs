//! The store alone: the same visits with a stamp as over HTTP, without HTTP and signatures, 128 of them waiting at any time.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use store::visits::{self, KeyFacts, Scanned};
use store::{Actor, Context, Fault, Location, Store, auth, cards, demo, staff, tills};
use wire::{JoinRequest, KeyStorage, Op, OpenVisit, PairRequest, SignInRequest};

use crate::CARDS;
use crate::cards::{Card, new_id, now_ms};

/// Jobs that wait at any time: the writer's largest group.
const WAITING: usize = 128;
const PEPPER: [u8; 32] = [3; 32];

/// What was measured.
pub struct Measured {
    /// Durable visits a second.
    pub visits_per_s: f64,
    /// Visits that shared a commit.
    pub visits_per_commit: f64,
}

fn context() -> Context {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).expect("random bytes");
    Context { now_us: now_ms() * 1000, seed }
}

/// Runs it in a new data folder.
pub fn run() -> Measured {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&Location::Sqlite(folder.path().to_owned())).expect("a store");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let measured = runtime.block_on(measure(&store));
    runtime.block_on(store.close());
    measured
}

async fn measure(store: &Store) -> Measured {
    let actor = lea(store).await;
    // Signed before the clock runs: phones do that, not the store.
    let scans = join_all(store).await.iter().map(scanned).collect::<Vec<_>>();
    let scans = Arc::new(scans);
    let before = store.stats();
    let next = Arc::new(AtomicUsize::new(0));
    let begun = Instant::now();
    let workers: Vec<_> =
        (0..WAITING).map(|_| tokio::spawn(work(store.clone(), actor.clone(), scans.clone(), next.clone()))).collect();
    for worker in workers {
        worker.await.expect("a worker");
    }
    let took = begun.elapsed().as_secs_f64();
    let commits = store.stats().commits - before.commits;
    Measured { visits_per_s: CARDS as f64 / took, visits_per_commit: CARDS as f64 / commits as f64 }
}

fn scanned(card: &Card) -> Scanned {
    let key = KeyFacts { public_key: *card.key.public_key().uncompressed() };
    Scanned { pass: card.pass("127.0.0.1:8080", 0), key }
}

async fn work(store: Store, actor: Actor, scans: Arc<Vec<Scanned>>, next: Arc<AtomicUsize>) {
    while let Some(scanned) = scans.get(next.fetch_add(1, Ordering::Relaxed)).cloned() {
        let ctx = context();
        let earn = Op::items(new_id(), 1);
        let request = OpenVisit {
            id: new_id(),
            code: Some(String::new()),
            typed_code: None,
            card_id: None,
            operations: vec![earn],
            occurred_at: None,
            another_purchase: false,
            overridden: false,
            offline: None,
        };
        let actor = actor.clone();
        let opened: Result<_, Fault> =
            store.write(move |tx| visits::open(tx, &ctx, &actor, &request, Some(&scanned))).await;
        opened.expect("a visit").expect("a visit");
    }
}

/// Léa, signed in at a till.
async fn lea(store: &Store) -> Actor {
    let ctx = context();
    let made: Result<(), Fault> = store.write(move |tx| demo::ensure(tx, &ctx, &PEPPER)).await;
    made.expect("the demo shop");
    let pair =
        PairRequest { id: new_id(), pairing_code: demo::PAIRING_CODE.into(), name: "Bench".into(), public_key: None };
    let paired: Result<_, Fault> = store.write(move |tx| tills::pair(tx, &ctx, &pair, "bench")).await;
    let token = paired.expect("a till").expect("a till").token.expect("its token");
    let till: Result<_, Fault> = store.read(move |tx| auth::till(tx, &token)).await;
    let till = till.expect("the till").expect("the till");
    let (at, again) = (till.clone(), till.clone());
    let list: Result<_, Fault> = store.read(move |tx| tills::staff(tx, &at)).await;
    let staff_id = list.expect("the staff").staff[0].id;
    let request = SignInRequest { id: new_id(), staff_id, pin: demo::PIN.into() };
    let signed: Result<_, Fault> = store.write(move |tx| staff::sign_in(tx, &ctx, &again, &request, true)).await;
    let token = signed.expect("a session").expect("a session").token.expect("its token");
    let who: Result<_, Fault> = store.read(move |tx| auth::staff(tx, &till, &token, ctx.now_us)).await;
    Actor::Staff(who.expect("Léa").expect("Léa"))
}

async fn join_all(store: &Store) -> Vec<Card> {
    let mut all = Vec::with_capacity(CARDS);
    for chunk in 0..CARDS / WAITING + 1 {
        let numbers = chunk * WAITING..((chunk + 1) * WAITING).min(CARDS);
        let joining: Vec<_> = numbers.map(|number| tokio::spawn(join(store.clone(), Card::new(number)))).collect();
        for joined in joining {
            all.push(joined.await.expect("a card"));
        }
    }
    all
}

async fn join(store: Store, mut card: Card) -> Card {
    let ctx = context();
    let request = JoinRequest {
        id: new_id(),
        public_key: card.public_key(),
        key_storage: KeyStorage::Webcrypto,
        source: None,
        friend: None,
        locale: None,
        handoff: None,
    };
    let reply: Result<_, Fault> = store.write(move |tx| cards::join(tx, &ctx, demo::SLUG, &request, None, None)).await;
    let joined: wire::Joined = serde_json::from_str(&reply.expect("a card").json).expect("a card");
    card.id = joined.card.id.parse().expect("a card's id");
    card
}
