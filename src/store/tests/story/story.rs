//! What a shop lives through.

use pass::Purpose;
use store::testing::Scratch;
use store::{Error, Fault, Location, Row, Tx, Value, params, verify, visits};
use wire::{Code, Entry, KeyStorage, Op, OpenVisit, OperationKind};

use crate::world::{MINUTE, World, visit};

pub fn every_statement_is_understood(scratch: &Scratch) {
    let world = World::new(scratch);
    let statements = store::all_statements();
    assert!(statements.len() > 80, "the list is short: {}", statements.len());
    for statement in statements {
        let prepared: Result<(), Error> = world.store.read_blocking(move |tx| tx.prepare(statement));
        assert_eq!(prepared, Ok(()), "{statement}");
    }
}

/// No question of a shop's day is answered by reading all that the shop ever did, but those about all of its cards.
pub fn no_statement_reads_a_shops_whole_history(scratch: &Scratch) {
    /// Tables that stay small.
    const SMALL: [&str; 8] = ["shop", "program", "program_draft", "staff", "device", "reward_stock", "due", "erasure"];
    /// What the command line and a programme that is published ask of all cards.
    const ABOUT_ALL_CARDS: [&str; 4] = [
        "SELECT shop.slug, shop.name, (SELECT COUNT(*) FROM card",
        "SELECT purse, COUNT(*)",
        "SELECT tier, COUNT(*) FROM card",
        "SELECT COUNT(*) FROM card WHERE shop_id = $1 AND member_since",
    ];
    let world = World::new(scratch);
    if matches!(world.store.location(), Location::Postgres(_)) {
        return;
    }
    let daily = store::daily_statements();
    for statement in daily.iter().filter(|statement| !ABOUT_ALL_CARDS.iter().any(|all| statement.starts_with(all))) {
        let params =
            (1..40).take_while(|n| statement.contains(&format!("${n}"))).map(|_| Value::Null).collect::<Vec<_>>();
        let explain: &'static str = format!("EXPLAIN QUERY PLAN {statement}").leak();
        for step in world.read(move |tx| Ok(tx.query(explain, &params)?)).unwrap() {
            let step: &str = step.get(3).unwrap();
            let table = step.split(' ').nth(1).unwrap_or_default();
            let reads_all = step.starts_with("SCAN ") || step.ends_with("(shop_id=?)");
            assert!(!reads_all || SMALL.contains(&table), "{step}: {statement}");
        }
    }
}

pub fn a_card_fills_is_redeemed_and_undone(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, phone) = (world.till(), world.phone());

    // Eight stamps at once, then the ninth turns the card into a reward.
    let opened = world.scan(&till, phone.pass_at(world.step(), Purpose::Show), vec![world.earn(8)]).unwrap();
    assert_eq!(opened.card.purses[0].balance, 8);
    assert!(opened.available.is_empty() && !opened.duplicate);
    let ninth = world.operate(&till, opened.visit.id, world.earn(1)).unwrap();
    let entries = |pairs: &[(i64, i64)]| {
        let entry = |&(delta, balance_after)| Entry { purse: "coffee".into(), delta, balance_after };
        pairs.iter().map(entry).collect::<Vec<_>>()
    };
    assert_eq!(ninth.operation.entries, entries(&[(1, 9), (-9, 0)]));
    assert_eq!(ninth.operation.vouchers_issued.len(), 1);
    assert_eq!(ninth.card.vouchers, ninth.operation.vouchers_issued);
    assert_eq!(ninth.card, world.card(&phone));

    // The coffee is drunk, which was a mistake, and is undone.
    let redeem = Op::Redeem {
        id: world.id(),
        reward: Some("free-coffee".into()),
        voucher_id: None,
        choice: None,
        confirmed: false,
    };
    let redeemed = world.operate(&till, opened.visit.id, redeem).unwrap();
    assert_eq!(redeemed.operation.voucher_used, Some(ninth.card.vouchers[0].clone()));
    assert!(redeemed.card.vouchers.is_empty());
    let undone = world.void(&till, redeemed.operation.id).unwrap();
    assert_eq!(undone.operation.kind, OperationKind::Void);
    assert_eq!(undone.operation.void_of, Some(redeemed.operation.id));
    assert_eq!(undone.card.vouchers, ninth.card.vouchers);
    assert_eq!(world.void(&till, redeemed.operation.id).unwrap_err().code, Code::AlreadyVoided);
    assert_eq!(world.void(&till, undone.operation.id).unwrap_err().code, Code::NotVoidable);

    // So was the ninth stamp: the reward goes, the eight stamps are back.
    let undone = world.void(&till, ninth.operation.id).unwrap();
    assert_eq!(undone.operation.entries, entries(&[(9, 9), (-1, 8)]));
    assert!(undone.card.vouchers.is_empty());
    assert_eq!(undone.card.purses[0].balance, 8);
    world.assert_clean();
}

/// Counts what a job asks of the database.
struct Counting<'a> {
    inner: &'a mut dyn Tx,
    statements: usize,
}

impl Tx for Counting<'_> {
    fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<u64, Error> {
        self.statements += 1;
        self.inner.execute(sql, params)
    }

    fn query(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Error> {
        self.statements += 1;
        self.inner.query(sql, params)
    }

    fn prepare(&mut self, sql: &'static str) -> Result<(), Error> {
        self.inner.prepare(sql)
    }
}

pub fn a_plain_visit_asks_little_of_the_database(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, phone) = (world.till(), world.phone());
    let statements = |operations: Vec<Op>| {
        world.pass_time(2 * MINUTE);
        let req = OpenVisit { operations, card_id: Some(phone.card.to_string()), ..visit(world.id()) };
        let (ctx, till) = (world.context(), till.clone());
        let count = move |tx: &mut dyn Tx| {
            let mut counting = Counting { inner: tx, statements: 0 };
            visits::open(&mut counting, &ctx, &till, &req, None)?.unwrap();
            Ok(counting.statements)
        };
        world.write(count).unwrap()
    };
    // The programme is read once and remembered.
    statements(vec![]);
    // Request, shop, card, visit; purses and vouchers; the day, the card, the answer.
    assert_eq!(statements(vec![]), 9);
    // And lots and the day's counts; the operation, its entry, lot and purse.
    assert_eq!(statements(vec![world.earn(1)]), 15);
}

pub fn the_same_request_is_answered_the_same(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, phone) = (world.till(), world.phone());
    let pass = phone.pass_at(world.step(), Purpose::Show);
    let req = OpenVisit { operations: vec![world.earn(2)], ..visit(world.id()) };
    let first = world.send_scan(&till, pass, req.clone()).unwrap();
    world.pass_time(365 * 24 * 60 * MINUTE);
    let again = world.send_scan(&till, pass, req.clone()).unwrap();
    assert_eq!(again.json, first.json);
    assert!(again.replayed && !first.replayed && again.changed.is_empty());
    assert_eq!(world.card(&phone).purses[0].balance, 2);

    let other = OpenVisit { operations: vec![world.earn(3)], ..req.clone() };
    assert_eq!(world.send_scan(&till, pass, other).unwrap_err().code, Code::IdReused);

    // An operation's id is one of the shop's too, wherever it was used.
    let stolen = OpenVisit { id: world.id(), card_id: Some(phone.card.to_string()), ..req };
    assert_eq!(world.open(&till, stolen, None).unwrap_err().code, Code::IdReused);
    world.assert_clean();
}

pub fn a_holder_has_one_card_per_shop(scratch: &Scratch) {
    let world = World::new(scratch);
    let first = world.phone();
    let again = world.join(Some(first.holder), KeyStorage::Webcrypto);
    assert_eq!((again.card, again.slot.get()), (first.card, 1));
    assert_eq!(again.secret, first.secret);

    // Four keys work; a fifth takes the place of the one that matters least, and its phone is told so.
    let memory = world.join(Some(first.holder), KeyStorage::Memory);
    world.join(Some(first.holder), KeyStorage::Raw);
    world.join(Some(first.holder), KeyStorage::Webcrypto);
    let till = world.till();
    let refused = world.scan(&till, memory.pass_at(world.step(), Purpose::Show), vec![]).unwrap_err();
    assert_eq!(refused.code, Code::KeyRevoked);
    world.scan(&till, first.pass_at(world.step(), Purpose::Show), vec![world.earn(1)]).unwrap();
    assert_eq!(world.card(&first).purses[0].balance, 1);

    // However often a phone loses its key, it gets another.
    for _ in 0..12 {
        let phone = world.join(Some(first.holder), KeyStorage::Memory);
        assert_eq!(phone.card, first.card);
    }
    world.assert_clean();
}

pub fn a_void_after_the_reward_was_used_leaves_a_debt(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, phone) = (world.till(), world.phone());
    let opened = world.scan(&till, phone.pass_at(world.step(), Purpose::Show), vec![world.earn(9)]).unwrap();
    let redeem = Op::Redeem {
        id: world.id(),
        reward: None,
        voucher_id: opened.available[0].voucher_id,
        choice: None,
        confirmed: false,
    };
    world.operate(&till, opened.visit.id, redeem).unwrap();
    let undone = world.void(&till, opened.operations[0].id).unwrap();
    assert_eq!(undone.card.purses[0].balance, -9);
    world.assert_clean();

    // The next stamps pay it.
    world.pass_time(2 * MINUTE);
    let opened = world.scan(&till, phone.pass_at(world.step(), Purpose::Show), vec![world.earn(10)]).unwrap();
    assert_eq!(opened.card.purses[0].balance, 1);
    assert!(opened.available.is_empty());
    world.assert_clean();
}

/// A number that looks random and is the same in each run.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

pub fn a_random_life_keeps_every_invariant(scratch: &Scratch) {
    let world = World::new(scratch);
    let till = world.till();
    let phones = [world.phone(), world.phone(), world.phone()];
    let (mut state, mut operations) = (42, Vec::new());
    for _ in 0..120 {
        world.pass_time(2 * MINUTE);
        let phone = &phones[next(&mut state) as usize % phones.len()];
        let card = world.card(phone);
        let voucher = card.vouchers.first().map(|voucher| voucher.id);
        match (next(&mut state) % 5, voucher) {
            (0, Some(voucher_id)) => {
                let op = Op::Redeem {
                    id: world.id(),
                    reward: None,
                    voucher_id: Some(voucher_id),
                    choice: None,
                    confirmed: true,
                };
                let opened = world.scan(&till, phone.pass_at(world.step(), Purpose::Redeem), vec![op]).unwrap();
                operations.push(opened.operations[0].id);
            }
            (1 | 2, _) if !operations.is_empty() => {
                let at = next(&mut state) as usize % operations.len();
                // Refusals are part of life: voided before, or a gift that was eaten.
                let _ = world.void(&till, operations[at]);
            }
            (3, _) if next(&mut state).is_multiple_of(4) => {
                let op = Op::Gift {
                    id: world.id(),
                    reward: "free-coffee".into(),
                    reason: "spilt".into(),
                    overridden: false,
                };
                let opened = world.scan(&till, phone.pass_at(world.step(), Purpose::Show), vec![op]);
                operations.extend(opened.into_iter().map(|opened| opened.operations[0].id));
            }
            _ => {
                let quantity = 1 + next(&mut state) as u32 % 12;
                let op = world.earn(quantity);
                let opened = world.scan(&till, phone.pass_at(world.step(), Purpose::Show), vec![op]).unwrap();
                operations.push(opened.operations[0].id);
            }
        }
    }
    assert!(operations.len() > 50);
    world.assert_clean();
}

pub fn verify_finds_what_was_tampered_with(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, phone) = (world.till(), world.phone());
    let opened = world.scan(&till, phone.pass_at(world.step(), Purpose::Show), vec![world.earn(10)]).unwrap();
    let redeem = Op::Redeem {
        id: world.id(),
        reward: None,
        voucher_id: opened.available[0].voucher_id,
        choice: None,
        confirmed: false,
    };
    world.operate(&till, opened.visit.id, redeem).unwrap();
    world.assert_clean();

    let tamperings = [
        ("UPDATE purse SET balance = balance + 1", "a balance is the sum of its entries"),
        ("UPDATE purse SET debt = debt + 1", "a balance is what remains in its lots, less the debt"),
        ("UPDATE purse SET next_expiry = 5", "the next expiry is the soonest of the live lots"),
        ("UPDATE entry SET balance_after = balance_after + 1", "each entry's balance continues from the one before"),
        ("UPDATE lot_use SET units = units - 1", "what remains in a lot is what was granted less what was used"),
        ("UPDATE purse SET lifetime = lifetime + 1", "lifetime is what was earned and not voided"),
        ("UPDATE card SET seq = seq + 1", "a card's operations are numbered without a gap"),
        ("UPDATE operation SET kind = 'void' WHERE seq = 2", "a void takes back one earlier operation that is no void"),
        ("UPDATE voucher SET status = 'issued', used_seq = NULL", "a voucher is used once"),
        ("UPDATE entry SET delta = 9", "a voucher of a full card is paid by an entry"),
        ("UPDATE card_day SET visits = visits + 1", "a day's visits are the visits of that day"),
        ("UPDATE card_day SET stamps = stamps + 1", "a day's stamps and money are those of its operations"),
        ("DELETE FROM card_day", "each visit is in its day"),
    ];
    for (tampering, invariant) in tamperings {
        assert_found(&world, tampering, invariant);
    }
    world.assert_clean();
}

/// Verify names the invariant that a tampering breaks; the tampering is undone by refusing the job after it has looked.
pub fn assert_found(world: &World, tampering: &'static str, invariant: &str) {
    let found = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let seen = std::sync::Arc::clone(&found);
    let outcome = world.write::<()>(move |tx| {
        tx.execute(tampering, &params![])?;
        *seen.lock().unwrap() = verify::run(tx)?.broken;
        Err(Code::Internal.into())
    });
    assert!(matches!(outcome, Err(Fault::Refused(_))), "{tampering}: {outcome:?}");
    let found = found.lock().unwrap();
    assert!(found.iter().any(|broken| broken.invariant == invariant), "{tampering}: {found:?}");
}
