//! 32 clients hammer 5 cards with the same codes, ids and vouchers: exactly one effect each.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use pass::Purpose;
use store::testing::Scratch;
use store::visits::{self, KeyFacts, Scanned};
use store::{Fault, voids};
use wire::{Code, Op, OpenVisit, OperationDone, VisitOpened, VoidRequest};

use crate::world::{World, context, visit};

const CLIENTS: u64 = 32;
const CARDS: usize = 5;

pub fn one_effect_each_under_hammering(scratch: &Scratch) {
    let world = World::new(scratch);
    let till = world.till();
    let phones: Vec<_> = (0..CARDS).map(|_| world.phone()).collect();
    // One request per card that all clients send alike, and one that each sends with an id of its own and the same code.
    let jobs: Vec<_> = phones
        .iter()
        .map(|phone| {
            let pass = phone.pass_at(world.step(), Purpose::Show);
            let req = OpenVisit { operations: vec![world.earn(9)], code: Some(pass.to_digits()), ..visit(world.id()) };
            let key = KeyFacts { public_key: *phone.key.public_key().uncompressed() };
            (req, Scanned { pass, key })
        })
        .collect();
    let now = world.now();
    let answers: Arc<Mutex<HashMap<usize, Vec<String>>>> = Arc::default();
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (store, till, jobs, answers) = (world.store.clone(), till.clone(), &jobs, Arc::clone(&answers));
            scope.spawn(move || {
                for (card, (req, scanned)) in jobs.iter().enumerate() {
                    let own = client % 2 == 1;
                    let mut req = req.clone();
                    if own {
                        req.id = crate::world::id(now, (1 << 48) + client * 100 + card as u64);
                        req.operations = Vec::new();
                    }
                    let (ctx, till, scanned) =
                        (context(now, (1 << 32) + client * 100 + card as u64), till.clone(), scanned.clone());
                    let outcome = store.write_blocking(move |tx| visits::open(tx, &ctx, &till, &req, Some(&scanned)));
                    let reply = outcome.unwrap().unwrap();
                    if !own {
                        answers.lock().unwrap().entry(card).or_default().push(reply.json);
                    }
                }
            });
        }
    });
    // Whoever came first, the card was stamped by the shared request at most once; when another id opened the visit, not at all.
    let mut vouchers = Vec::new();
    for (card, phone) in phones.iter().enumerate() {
        let answers = &answers.lock().unwrap()[&card];
        assert!(answers.iter().all(|answer| answer == &answers[0]), "one id, several answers");
        let opened: VisitOpened = serde_json::from_str(&answers[0]).unwrap();
        if opened.duplicate {
            world.operate(&till, opened.visit.id, world.earn(9)).unwrap();
        }
        let card = world.card(phone);
        assert_eq!((card.purses[0].balance, card.vouchers.len()), (0, 1));
        vouchers.push((opened.visit.id, card.vouchers[0].id));
    }
    world.assert_clean();

    // Each coffee is drunk once, and that is undone once.
    let redeemed: Arc<Mutex<Vec<OperationDone>>> = Arc::default();
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (store, till, vouchers, redeemed) =
                (world.store.clone(), till.clone(), &vouchers, Arc::clone(&redeemed));
            scope.spawn(move || {
                for (card, (visit, voucher)) in vouchers.iter().enumerate() {
                    let fresh = (2 << 32) + client * 100 + card as u64;
                    let (id, voucher_id, visit) = (crate::world::id(now, fresh), Some(*voucher), *visit);
                    let op = Op::Redeem { id, reward: None, voucher_id, choice: None, confirmed: false };
                    let (ctx, till) = (context(now, fresh), till.clone());
                    match store.write_blocking(move |tx| visits::operate(tx, &ctx, &till, visit, &op)) {
                        Ok(reply) => redeemed.lock().unwrap().push(serde_json::from_str(&reply.json).unwrap()),
                        Err(Fault::Refused(problem)) => assert_eq!(problem.code, Code::VoucherUsed),
                        Err(Fault::Engine(error)) => panic!("{error}"),
                    }
                }
            });
        }
    });
    let redeemed = redeemed.lock().unwrap();
    assert_eq!(redeemed.len(), CARDS);
    let undone: Arc<Mutex<usize>> = Arc::default();
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (store, till, redeemed, undone) = (world.store.clone(), till.clone(), &redeemed, Arc::clone(&undone));
            scope.spawn(move || {
                for (card, done) in redeemed.iter().enumerate() {
                    let fresh = (3 << 32) + client * 100 + card as u64;
                    let (req, target) = (
                        VoidRequest { id: crate::world::id(now, fresh), reason: None, amount: None },
                        done.operation.id,
                    );
                    let (ctx, till) = (context(now, fresh), till.clone());
                    match store.write_blocking(move |tx| voids::void(tx, &ctx, &till, target, &req)) {
                        Ok(_) => *undone.lock().unwrap() += 1,
                        Err(Fault::Refused(problem)) => assert_eq!(problem.code, Code::AlreadyVoided),
                        Err(Fault::Engine(error)) => panic!("{error}"),
                    }
                }
            });
        }
    });
    assert_eq!(*undone.lock().unwrap(), CARDS);
    for phone in &phones {
        assert_eq!(world.card(phone).vouchers.len(), 1);
    }
    world.assert_clean();
}
