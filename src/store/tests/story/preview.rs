//! A preview says what the visit then does, number by number and reason by reason, and leaves no trace.

use loyalty::{Date, Program};
use pass::Purpose;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use store::testing::Scratch;
use store::visits::{self, KeyFacts, Scanned};
use store::{Actor, Lang, Location, ShopId, explain, params};
use uuid::Uuid;
use wire::{Code, Explanation, Money, Op, OpenVisit, Problem, Tagged, VisitOpened, VisitPreview};

use crate::kinds::publish;
use crate::programs::{PURSES, program, reward_name};
use crate::world::{MINUTE, World, bill, credit_pays, of_card, refused, visit};

/// Programmes tried, and visits under each.
const PROGRAMS: u32 = 16;
const VISITS: u32 = 16;

/// Previews a request and then does it at the same moment: both say the same.
fn preview_and_do(
    world: &World,
    till: &Actor,
    req: &OpenVisit,
    scanned: Option<&Scanned>,
) -> Result<(VisitOpened, VisitPreview), Problem> {
    let ctx = world.context();
    let (who, asked, read) = (till.clone(), req.clone(), scanned.cloned());
    let preview = refused(world.read(move |tx| visits::preview(tx, &ctx, &who, &asked, read.as_ref(), Lang::En)));
    let preview = preview.and_then(|inner| inner);
    let (who, asked, read) = (till.clone(), req.clone(), scanned.cloned());
    let done = refused(world.write(move |tx| visits::open(tx, &ctx, &who, &asked, read.as_ref())));
    let done = done.and_then(|inner| inner).map(|reply| serde_json::from_str::<VisitOpened>(&reply.json).unwrap());
    assert_eq!(preview.as_ref().map(|preview| &preview.opened), done.as_ref(), "{req:?}");
    Ok((done?, preview?))
}

fn explained(world: &World, shop: ShopId, operation: Uuid, lang: Lang) -> Explanation {
    world.read(move |tx| explain::explain(tx, shop, operation, lang)).unwrap()
}

/// Every row of every table, as text.
fn dump(world: &World) -> Vec<String> {
    let tables = match world.store.location() {
        Location::Sqlite(_) => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
        Location::Postgres(_) => {
            "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = 'public'"
        }
    };
    let read = move |tx: &mut dyn store::Tx| {
        let mut rows = Vec::new();
        for table in tx.query(tables, &params![])? {
            let table: String = table.get(0)?;
            let all: &'static str = Box::leak(format!("SELECT * FROM {table}").into_boxed_str());
            rows.extend(tx.query(all, &params![])?.iter().map(|row| format!("{table} {:?}", row.values())));
        }
        rows.sort();
        Ok(rows)
    };
    world.read(read).unwrap()
}

/// What somebody might ask for, by a number that looks random.
fn any_op(world: &World, chance: &mut impl FnMut(u64) -> u64) -> Op {
    let id = world.id();
    let euros = |minor: u64| Money { minor: minor as i64, currency: "EUR".into() };
    match chance(12) {
        0..=3 => bill(Op::items(id, 1 + chance(5) as u32), euros(chance(1_500))),
        4 => {
            let mut op = bill(Op::items(id, 1), euros(chance(1_500)));
            if let Op::Earn { tags, paid_by_credit, external_ref, .. } = &mut op {
                tags.push(Tagged { tag: ["tea", "cake"][chance(2) as usize].into(), quantity: 1 + chance(3) as u32 });
                *paid_by_credit = Some(euros(chance(400)));
                *external_ref = Some(format!("R{}", chance(20)));
            }
            op
        }
        5 => of_card(Op::items(id, 2), PURSES[chance(2) as usize]),
        6 => Op::Action { id, action: format!("a{}", chance(3)), overridden: chance(2) == 0 },
        7 => {
            let reward = Some(reward_name(chance(4) as usize));
            Op::Redeem { id, reward, voucher_id: None, choice: None, confirmed: true }
        }
        8 => credit_pays(id, euros(1 + chance(12))),
        9 => Op::Gift { id, reward: reward_name(chance(4) as usize), reason: "A long wait".into(), overridden: true },
        10 => {
            let (purse, units) = (PURSES[chance(4) as usize].into(), chance(25) as i64 - 6);
            Op::Adjust { id, purse, units, reason: "A paper card".into(), overridden: true }
        }
        _ => {
            Op::Membership { id, step: [wire::MembershipStep::Enrol, wire::MembershipStep::Renew][chance(2) as usize] }
        }
    }
}

pub fn a_preview_says_what_is_done_then(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, phones) = (world.till(), [world.phone(), world.phone()]);
    let mut state = 11_u64;
    let mut chance = move |limit: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % limit
    };
    let any = program(Date::new(2026, 3, 1).unwrap());
    let mut runner = TestRunner::deterministic();
    let (mut done, mut said) = (0, 0);
    for version in 0..PROGRAMS {
        let program: Program = any.new_tree(&mut runner).unwrap().current();
        publish(&world, 1_000 + version, &program);
        for _ in 0..VISITS {
            world.pass_time((2 + 60 * chance(30) as i64) * MINUTE);
            let operations = (0..chance(4)).map(|_| any_op(&world, &mut chance)).collect();
            let card_id = Some(phones[chance(2) as usize].card.to_string());
            let req = OpenVisit { card_id, operations, another_purchase: true, ..visit(world.id()) };
            let Ok((opened, preview)) = preview_and_do(&world, &till, &req, None) else { continue };
            done += 1;
            for (operation, told) in opened.operations.iter().zip(&preview.explained) {
                let explained = explained(&world, till.shop(), operation.id, Lang::En);
                assert_eq!(explained.operation.entries, operation.entries);
                assert_eq!(explained.lines, told.lines, "{operation:?} under {program:?}");
                assert!(explained.lines.iter().all(|line| line.text.ends_with('.')), "{:?}", explained.lines);
                said += explained.lines.len();
            }
            assert_eq!(preview.explained.len(), opened.operations.len());
            // Some of it goes back, at once or in parts; refusals are part of life.
            if let Some(operation) = opened.operations.last().filter(|_| chance(3) == 0) {
                let part = (chance(2) == 0).then(|| Money { minor: 1 + chance(300) as i64, currency: "EUR".into() });
                let _ = world.take_back(&till, operation.id, part);
            }
        }
    }
    assert!(done > 60 && said > 150, "too little was done to compare: {done} visits, {said} lines");
    let kinds = everything_is_explained(&world, till.shop());
    for kind in ["visit", "earn", "redeem", "spend", "gift", "adjust", "void", "refund", "expire"] {
        assert!(kinds.iter().any(|found| found == kind), "no {kind} came to pass: {kinds:?}");
    }
    world.assert_clean();
}

/// Each operation there is can be explained in both languages, with the same facts; answers their kinds.
fn everything_is_explained(world: &World, shop: ShopId) -> Vec<String> {
    let all = "SELECT operation_id, kind FROM operation";
    let all: Vec<(Uuid, String)> = world
        .read(move |tx| {
            let rows = tx.query(all, &params![])?;
            Ok(rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_, store::Error>>()?)
        })
        .unwrap();
    for (operation, kind) in &all {
        let [english, french] = [Lang::En, Lang::Fr].map(|lang| explained(world, shop, *operation, lang).lines);
        assert!(english.iter().chain(&french).all(|line| line.text.ends_with('.')), "{kind}: {english:?} {french:?}");
        let facts = |lines: &[wire::Line]| lines.iter().map(|line| line.fact.clone()).collect::<Vec<_>>();
        assert_eq!(facts(&english), facts(&french));
        assert_ne!(english[0].text, french[0].text, "{kind}");
    }
    all.into_iter().map(|(_, kind)| kind).collect()
}

pub fn a_preview_leaves_no_trace(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, phone) = (world.till(), world.phone());
    let pass = phone.pass_at(world.step(), Purpose::Show);
    let shop = till.shop();
    let facts = world.read(move |tx| visits::locate(tx, shop, &pass)).unwrap();
    let scanned = Scanned { pass, key: KeyFacts { public_key: facts.public_key } };
    let req = OpenVisit { code: Some(pass.to_digits()), operations: vec![world.earn(10)], ..visit(world.id()) };

    let before = dump(&world);
    assert!(before.len() > 10, "{before:?}");
    for _ in 0..2 {
        let (ctx, till, req, scanned) = (world.context(), till.clone(), req.clone(), scanned.clone());
        let preview = world.read(move |tx| visits::preview(tx, &ctx, &till, &req, Some(&scanned), Lang::Fr));
        let preview = preview.unwrap().unwrap();
        assert_eq!((preview.opened.card.purses[0].balance, preview.opened.card.vouchers.len()), (1, 1));
        let texts: Vec<_> = preview.explained[0].lines.iter().map(|line| line.text.as_str()).collect();
        let expected = [
            "Un achat.",
            "Carte café\u{202f}: 10 tampons pour 10 articles.",
            "Carte café\u{202f}: des unités viennent de l’opération n° 1 (9)\u{202f}; ce qui expire d’abord part d’abord.",
            "Carte café\u{202f}: la carte est pleine, 9 tampons deviennent une récompense.",
            "Carte café\u{202f}: 10 tampons, sans limite de temps.",
        ];
        assert_eq!(texts, expected);
    }
    assert_eq!(dump(&world), before);

    // The same code and the same ids do it for good; then a preview finds what was answered, and the code opens the same visit.
    let (opened, _) = preview_and_do(&world, &till, &req, Some(&scanned)).unwrap();
    let before = dump(&world);
    let (again, preview) = preview_and_do(&world, &till, &req, Some(&scanned)).unwrap();
    assert_eq!((&again, preview.explained.len()), (&opened, 0));
    assert_eq!(dump(&world), before);
    let second = OpenVisit { id: world.id(), ..req.clone() };
    let (duplicate, _) = preview_and_do(&world, &till, &second, Some(&scanned)).unwrap();
    assert!(duplicate.duplicate);

    // Refusals are the same: an id that is taken, a code that is old, a limit.
    world.pass_time(2 * MINUTE);
    let by_id = OpenVisit { code: None, card_id: Some(phone.card.to_string()), ..req.clone() };
    let stolen = OpenVisit { id: world.id(), operations: by_id.operations.clone(), ..by_id.clone() };
    assert_eq!(preview_and_do(&world, &till, &stolen, None).unwrap_err().code, Code::IdReused);
    let reused = OpenVisit { operations: vec![], ..by_id.clone() };
    assert_eq!(preview_and_do(&world, &till, &reused, None).unwrap_err().code, Code::IdReused);
    let taken = OpenVisit { id: opened.operations[0].id, operations: vec![world.earn(1)], ..by_id.clone() };
    assert!(preview_and_do(&world, &till, &taken, None).is_ok(), "an operation's id is not a visit's");
    let many = OpenVisit { id: world.id(), operations: vec![world.earn(51)], another_purchase: true, ..by_id };
    assert_eq!(preview_and_do(&world, &till, &many, None).unwrap_err().code, Code::LimitReached);
    world.assert_clean();
}
