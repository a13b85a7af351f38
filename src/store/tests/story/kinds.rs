//! Random programmes of every kind, and what random customers and staff do under them: whatever it is, the ledger stays whole.

use std::cell::Cell;

use loyalty::{Date, Program};
use pass::CardId;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use store::testing::Scratch;
use store::{Actor, office, params, sweep};
use uuid::Uuid;
use wire::{Code, MembershipStep, MergeRequest, Money, Op, OpenVisit, OperationKind, Problem, VisitOpened};

use crate::programs::{PURSES, program, reward_name};
use crate::world::{MINUTE, Phone, World, bill, credit_pays, of_card, refused, visit};

/// Programmes that follow each other in one shop.
const PROGRAMS: u32 = 12;
/// Things done under each.
const STEPS: u32 = 50;
/// The local day of the world's beginning.
const BEGINNING: (i64, u8, u8) = (2026, 3, 1);

/// The shop publishes a programme, whatever it says; the next operation is done under it.
pub fn publish(world: &World, version: u32, program: &Program) {
    let definition = serde_json::to_string(program).unwrap();
    world
        .write(move |tx| {
            let shop: Uuid = tx.query_one("SELECT shop_id FROM shop", &params![])?.unwrap().get(0)?;
            let row = params![shop, version, &definition];
            tx.execute(
                "INSERT INTO program (shop_id, version, definition, published_at) VALUES ($1, $2, $3, 0)",
                &row,
            )?;
            tx.execute("UPDATE shop SET program_version = $1", &params![version])?;
            Ok(())
        })
        .unwrap();
}

/// What is done next, by numbers that look random.
struct Chance(Cell<u64>);

impl Chance {
    fn below(&self, limit: u64) -> u64 {
        let next = self.0.get().wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0.set(next);
        (next >> 33) % limit
    }

    fn small(&self, limit: u64) -> usize {
        self.below(limit) as usize
    }
}

struct Life<'a> {
    world: &'a World,
    till: Actor,
    chance: Chance,
    done: Vec<(Uuid, OperationKind)>,
    kinds: Vec<OperationKind>,
    refusals: Vec<Code>,
    swept: usize,
    told: usize,
    /// The merge of the second card into the first, while it stands.
    merged: Option<Uuid>,
}

impl Life<'_> {
    fn money(&self, limit: u64) -> Money {
        Money { minor: self.chance.below(limit) as i64, currency: "EUR".into() }
    }

    fn op(&self, vouchers: &[Uuid]) -> Op {
        let id = self.world.id();
        let confirmed = self.chance.below(4) > 0;
        match self.chance.below(16) {
            0..=5 => {
                let op = Op::items(id, self.chance.below(6) as u32 + 1);
                if self.chance.below(4) > 0 { bill(op, self.money(900)) } else { op }
            }
            6 => of_card(Op::items(id, 2), PURSES[self.chance.small(2)]),
            7 => Op::Action { id, action: format!("a{}", self.chance.below(3)), overridden: false },
            8 if !vouchers.is_empty() => {
                let voucher_id = Some(vouchers[self.chance.small(vouchers.len() as u64)]);
                Op::Redeem { id, reward: None, voucher_id, choice: None, confirmed }
            }
            8 | 9 => {
                let reward = Some(reward_name(self.chance.small(4)));
                Op::Redeem { id, reward, voucher_id: None, choice: None, confirmed }
            }
            10 | 11 => credit_pays(id, self.money(30)),
            12 => {
                let reward = reward_name(self.chance.small(4));
                Op::Gift { id, reward, reason: "A long wait".into(), overridden: false }
            }
            13 | 14 => {
                let (purse, units) = (PURSES[self.chance.small(4)].into(), self.chance.below(25) as i64 - 6);
                Op::Adjust { id, purse, units, reason: "A paper card".into(), overridden: false }
            }
            _ => {
                let steps = [MembershipStep::Enrol, MembershipStep::Renew, MembershipStep::Cancel];
                Op::Membership { id, step: steps[self.chance.small(3)] }
            }
        }
    }

    fn visit(&mut self, card: CardId) {
        let id = self.world.id();
        let req = OpenVisit { card_id: Some(card.to_string()), another_purchase: true, ..visit(id) };
        let opened: VisitOpened = match self.world.open(&self.till, req, None) {
            Ok(reply) => serde_json::from_str(&reply.json).unwrap(),
            Err(problem) => return self.refusals.push(problem.code),
        };
        self.note(opened.operations.iter().map(|done| (done.id, done.kind)).collect());
        let mut vouchers: Vec<Uuid> = opened.card.vouchers.iter().map(|voucher| voucher.id).collect();
        for _ in 0..self.chance.below(4) {
            match self.world.operate(&self.till, id, self.op(&vouchers)) {
                Ok(done) => {
                    vouchers = done.card.vouchers.iter().map(|voucher| voucher.id).collect();
                    self.note(vec![(done.operation.id, done.operation.kind)]);
                }
                Err(problem) => self.refusals.push(problem.code),
            }
        }
    }

    fn note(&mut self, done: Vec<(Uuid, OperationKind)>) {
        self.kinds.extend(done.iter().map(|(_, kind)| *kind));
        self.done.extend(done);
    }

    /// The first customer is a regular with a birthday whom nobody can tell anything; their units lapse unannounced.
    fn tell_about(&self, phones: &[Phone; 2]) {
        let card = phones[0].card;
        self.world
            .write(move |tx| {
                let row = params![card.0];
                tx.execute("UPDATE card SET seen_at = NULL, birth_month = 2, birth_day = 29 WHERE card_id = $1", &row)?;
                let label =
                    "INSERT INTO card_label SELECT shop_id, card_id, 'tag', 'regular' FROM card WHERE card_id = $1";
                tx.execute(label, &row)?;
                Ok(())
            })
            .unwrap();
    }

    /// What lapsed by itself is written for cards that stay at home, in rounds of one card.
    fn sweep(&mut self) {
        let shop = self.till.shop();
        let mut after = None;
        loop {
            let ctx = self.world.context();
            let swept = self.world.write(move |tx| sweep::expire_due(tx, &ctx, shop, after, 1)).unwrap();
            self.swept += swept.changed.len();
            after = swept.next;
            if after.is_none() {
                return;
            }
        }
    }

    fn take_back(&mut self) {
        let recent = self.done.len().min(12) as u64;
        if recent == 0 {
            return;
        }
        let (operation, kind) = self.done[self.done.len() - 1 - self.chance.small(recent)];
        let amount = (kind == OperationKind::Earn && self.chance.below(2) == 0).then(|| self.money(400));
        let undone: Result<_, Problem> = self.world.take_back(&self.till, operation, amount);
        match undone {
            Ok(undone) => self.kinds.push(undone.operation.kind),
            Err(problem) => self.refusals.push(problem.code),
        }
    }

    /// Everything goes to the first card; or comes back, if nothing stands in the way.
    fn merge_or_part(&mut self, phones: &[Phone]) {
        if let Some(merge) = self.merged {
            match self.world.void(&self.till, merge) {
                Ok(undone) => {
                    self.kinds.push(undone.operation.kind);
                    self.merged = None;
                }
                Err(problem) => self.refusals.push(problem.code),
            }
            return;
        }
        let (ctx, by, card) = (self.world.context(), self.till.clone(), phones[1].card.to_string());
        let req = MergeRequest { id: self.world.id(), into: phones[0].number.clone() };
        let merge = req.id;
        match refused(self.world.write(move |tx| office::merge(tx, &ctx, &by, &card, &req))) {
            Ok(_) => {
                self.kinds.push(OperationKind::TransferIn);
                self.merged = Some(merge);
            }
            Err(problem) => self.refusals.push(problem.code),
        }
    }

    fn step(&mut self, phones: &[Phone]) {
        let jump = match self.chance.below(8) {
            0 => 60 * 24 * (1 + self.chance.below(40)) as i64,
            1 | 2 => 60 * self.chance.below(30) as i64,
            _ => 1 + self.chance.below(5) as i64,
        };
        self.world.pass_time(jump * MINUTE);
        match self.chance.below(5) {
            0 if self.chance.below(5) == 0 => self.merge_or_part(phones),
            0 => self.take_back(),
            1 if self.chance.below(3) == 0 => {
                self.told += usize::from(self.world.open_card(&phones[self.chance.small(phones.len() as u64)]).1);
            }
            _ => self.visit(phones[self.chance.small(phones.len() as u64)].card),
        }
    }
}

pub fn any_programme_keeps_every_invariant(scratch: &Scratch) {
    let world = World::new(scratch);
    let till = world.till();
    let mut life = Life {
        world: &world,
        till,
        chance: Chance(Cell::new(7)),
        done: Vec::new(),
        kinds: Vec::new(),
        refusals: Vec::new(),
        swept: 0,
        told: 0,
        merged: None,
    };
    let (year, month, day) = BEGINNING;
    let any = program(Date::new(year, month, day).unwrap());
    let mut runner = TestRunner::deterministic();
    let mut phones = [world.phone(), world.phone()];
    for number in 0..PROGRAMS {
        let program = any.new_tree(&mut runner).unwrap().current();
        publish(&world, 1_000 + number, &program);
        // Some cards live on under the next programme, with what they had under the one before.
        if number.is_multiple_of(3) {
            phones = [world.phone(), world.phone()];
            life.tell_about(&phones);
            life.merged = None;
        }
        for _ in 0..STEPS {
            life.step(&phones);
        }
        life.sweep();
        let report = world.read(store::verify::run).unwrap();
        assert_eq!(report.broken, [], "after programme {number}: {program:?}");
    }
    use OperationKind as K;
    let all = [
        K::Visit,
        K::Earn,
        K::Action,
        K::Redeem,
        K::Spend,
        K::Gift,
        K::Adjust,
        K::Membership,
        K::Void,
        K::Refund,
        K::TransferIn,
    ];
    for kind in all {
        assert!(life.kinds.contains(&kind), "no {kind:?} came to pass: {:?}", life.refusals);
    }
    assert!(life.swept > 0 && life.told > 0, "nothing lapsed by itself");
    for kind in ["expire", "expire_vouchers", "review"] {
        let count = "SELECT COUNT(*) FROM operation WHERE kind = $1";
        let written = world.read(move |tx| Ok(tx.query_one(count, &params![kind])?.unwrap().get::<i64>(0)?)).unwrap();
        assert!(written > 0, "no {kind} was written");
    }
}
