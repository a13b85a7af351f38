//! What managers do with cards: moves, balances from elsewhere, more time. On both engines, with the ledger whole after each.

use loyalty::{Expiry, Program};
use pass::Purpose;
use store::testing::Scratch;
use store::{Actor, demo, office};
use wire::{
    Card, Code, MergeRequest, Merged, Op, OpenVisit, OpeningBalance, OpeningRequest, OperationDone, OperationKind,
    Problem, ProlongRequest, Time,
};

use crate::kinds::publish;
use crate::story::assert_found;
use crate::world::{MINUTE, Phone, World, refused, visit};

const DAY: i64 = 24 * 60 * MINUTE;

/// Nine coffees, whose stamps last thirty days and the reward sixty.
fn lasting() -> Program {
    let mut program = demo::program();
    program.stamp_cards[0].expiry = Expiry::Days(30);
    program.rewards[0].valid_days = Some(60);
    program
}

fn merge(world: &World, by: &Actor, from: &Phone, into: &Phone) -> Result<Merged, Problem> {
    let (ctx, by, card) = (world.context(), by.clone(), from.card.to_string());
    let req = MergeRequest { id: world.id(), into: into.card.to_string() };
    let reply = refused(world.write(move |tx| office::merge(tx, &ctx, &by, &card, &req)))?;
    assert_eq!(reply.changed.len(), 2, "both phones hear of it");
    Ok(serde_json::from_str(&reply.json).unwrap())
}

fn prolong(world: &World, by: &Actor, phone: &Phone, until: &str) -> Result<OperationDone, Problem> {
    let (ctx, by, card) = (world.context(), by.clone(), phone.card.to_string());
    let req = ProlongRequest { id: world.id(), purse: "coffee".into(), until: Time(until.into()) };
    let reply = refused(world.write(move |tx| office::prolong(tx, &ctx, &by, &card, &req)))?;
    Ok(serde_json::from_str(&reply.json).unwrap())
}

fn buys(world: &World, till: &Actor, phone: &Phone, coffees: u32) {
    world.pass_time(2 * MINUTE);
    world.scan(till, phone.pass_at(world.step(), Purpose::Show), vec![world.earn(coffees)]).unwrap();
}

/// Stamps, rewards, and when each lapses.
fn holds(card: &Card) -> (i64, usize, Vec<(i64, String)>) {
    let lapses = card.expiries.iter().map(|one| (one.units, one.at.0.clone())).collect();
    (card.purses[0].balance, card.vouchers.len(), lapses)
}

pub fn a_reward_that_a_merge_filled_goes_with_it(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, old, new) = (world.till(), world.phone(), world.phone());
    buys(&world, &till, &old, 6);
    buys(&world, &till, &new, 5);
    let rewards = |phone: &Phone| (holds(&world.card(phone)).0, holds(&world.card(phone)).1);
    let merged = merge(&world, &till, &old, &new).unwrap();
    assert_eq!((rewards(&new), merged.operation.vouchers_issued.len()), ((2, 1), 1), "eleven stamps fill a card");
    world.void(&till, merged.operation.id).unwrap();
    assert_eq!((rewards(&old), rewards(&new)), ((6, 0), (5, 0)), "two half cards are no coffee");
    world.assert_clean();

    // Once it was drunk, its nine stamps are spent: what goes back to the old card is owed on the new one.
    let merged = merge(&world, &till, &old, &new).unwrap();
    let voucher_id = Some(world.card(&new).vouchers[0].id);
    let redeem = Op::Redeem { id: world.id(), reward: None, voucher_id, choice: None, confirmed: false };
    world.pass_time(2 * MINUTE);
    world.scan(&till, new.pass_at(world.step(), Purpose::Show), vec![redeem]).unwrap();
    world.void(&till, merged.operation.id).unwrap();
    assert_eq!((rewards(&old), rewards(&new)), ((6, 0), (-4, 0)));
    world.assert_clean();
}

pub fn what_went_to_another_card_is_taken_back_after_the_merge(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, old, new) = (world.till(), world.phone(), world.phone());
    buys(&world, &till, &old, 3);
    let bought = world.history(&old)[0].id;
    let merged = merge(&world, &till, &old, &new).unwrap();
    assert_eq!(world.void(&till, bought).unwrap_err().code, Code::Superseded);
    assert_eq!((holds(&world.card(&old)).0, holds(&world.card(&new)).0), (0, 3), "no debt where nobody looks");
    world.void(&till, merged.operation.id).unwrap();
    world.void(&till, bought).unwrap();
    merge(&world, &till, &old, &new).unwrap();
    assert_eq!((holds(&world.card(&old)).0, holds(&world.card(&new)).0), (0, 0));
    world.assert_clean();
}

pub fn a_merge_is_taken_back_with_every_date(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, old, new) = (world.till(), world.phone(), world.phone());
    publish(&world, 2, &lasting());
    // Stamps of three days on one card, a reward among them; what lapses first was told of.
    buys(&world, &till, &old, 10);
    world.pass_time(5 * DAY);
    buys(&world, &till, &old, 2);
    buys(&world, &till, &new, 1);
    world.pass_time(15 * DAY);
    assert!(world.open_card(&old).1 && !world.open_card(&new).1);
    let before = (world.card(&old), world.card(&new));
    assert_eq!((before.0.purses[0].balance, before.0.vouchers.len()), (3, 1));

    let merged = merge(&world, &till, &old, &new).unwrap();
    assert_eq!((merged.card.purses[0].balance, merged.card.vouchers.len()), (4, 1));
    assert_eq!(merged.card.vouchers[0].expires_at, before.0.vouchers[0].expires_at);
    assert_eq!(merged.card.expiries[0], before.0.expiries[0], "each unit with its own day, the told one too");
    assert_eq!((holds(&merged.merged), merged.merged.merged_into), ((0, 0, vec![]), Some(new.number.clone())));
    assert_eq!(world.card(&new), merged.card);
    world.assert_clean();

    // Everything is as it was, whichever side is taken back.
    let sides = [merged.operation.id, world.history(&old)[0].id];
    world.void(&till, sides[0]).unwrap();
    let after = (world.card(&old), world.card(&new));
    assert_eq!((holds(&after.0), holds(&after.1)), (holds(&before.0), holds(&before.1)));
    assert_eq!(after.0.merged_into, None);
    assert_eq!(world.void(&till, sides[1]).unwrap_err().code, Code::AlreadyVoided);
    world.assert_clean();
    let again = merge(&world, &till, &old, &new).unwrap();
    world.void(&till, world.history(&old)[0].id).unwrap();
    assert_eq!(holds(&world.card(&old)), holds(&before.0));
    world.assert_clean();
    assert_eq!(world.void(&till, again.operation.id).unwrap_err().code, Code::AlreadyVoided);

    // A reward that was drunk meanwhile must come back first.
    let last = merge(&world, &till, &old, &new).unwrap();
    world.pass_time(2 * MINUTE);
    let voucher_id = Some(last.card.vouchers[0].id);
    let drink = Op::Redeem { id: world.id(), reward: None, voucher_id, choice: None, confirmed: true };
    let req = OpenVisit { card_id: Some(new.card.to_string()), operations: vec![drink], ..visit(world.id()) };
    world.open(&till, req, None).unwrap();
    assert_eq!(world.void(&till, last.operation.id).unwrap_err().code, Code::VoucherUsed);
    world.assert_clean();

    let tamperings = [
        ("DELETE FROM operation_link", "what leaves a card comes to another, and both sides stand or fall together"),
        ("UPDATE card SET merged_into = NULL", "a merged card says where everything went"),
    ];
    for (tampering, invariant) in tamperings {
        assert_found(&world, tampering, invariant);
    }
}

pub fn the_owner_gives_time_and_gives_back_what_lapsed(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, phone) = (world.till(), world.phone());
    publish(&world, 2, &Program { warning_days: 0, ..lasting() });
    buys(&world, &till, &phone, 4);
    let given = prolong(&world, &till, &phone, "2026-05-31T22:00:00Z").unwrap();
    assert_eq!(given.operation.kind, OperationKind::Prolong);
    assert_eq!(holds(&given.card), (4, 0, vec![(4, "2026-05-31T22:00:00Z".into())]));
    for until in ["2026-05-01T00:00:00Z", "2026-01-01T00:00:00Z", "tomorrow"] {
        assert_eq!(prolong(&world, &till, &phone, until).unwrap_err().code, Code::InvalidRequest, "{until}");
    }

    // They lapsed all the same, and the owner takes that back: a week more, not a minute.
    world.pass_time(100 * DAY);
    let (ctx, shop) = (world.context(), till.shop());
    let swept = world.write(move |tx| store::sweep::expire_due(tx, &ctx, shop, None, 10)).unwrap();
    assert_eq!(swept.changed.len(), 1);
    assert_eq!(holds(&world.card(&phone)), (0, 0, vec![]));
    let lapsed = world.history(&phone)[0].clone();
    assert_eq!((lapsed.kind, lapsed.by.as_str()), (OperationKind::Expire, "Comptoir"));
    let back = world.void(&till, lapsed.id).unwrap();
    assert_eq!(holds(&back.card), (4, 0, vec![(4, "2026-06-16T22:00:00Z".into())]));
    let (ctx, shop) = (world.context(), till.shop());
    let swept = world.write(move |tx| store::sweep::expire_due(tx, &ctx, shop, None, 10)).unwrap();
    assert_eq!(swept.changed.len(), 0);
    world.assert_clean();
}

pub fn an_import_runs_twice_and_brings_each_line_once(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, phone) = (world.till(), world.phone());
    let open = |line: &str, units: i64| -> Result<OperationDone, Problem> {
        let (ctx, by, card) = (world.context(), till.clone(), phone.card.to_string());
        let balances = vec![OpeningBalance { purse: "coffee".into(), units }];
        let req = OpeningRequest { id: world.id(), balances, external_ref: Some(line.into()) };
        let reply = refused(world.write(move |tx| office::open(tx, &ctx, &by, &card, &req)))?;
        Ok(serde_json::from_str(&reply.json).unwrap())
    };
    let opened = open("paper 1", 11).unwrap();
    assert_eq!((opened.card.purses[0].balance, opened.card.vouchers.len()), (2, 1), "a full card turns, too");
    let again = open("paper 1", 11).unwrap_err();
    assert_eq!((again.code, again.at), (Code::ExternalRefUsed, Some(opened.operation.at.clone())));
    open("paper 2", 1).unwrap();
    let undone = world.void(&till, opened.operation.id).unwrap();
    assert_eq!((undone.card.purses[0].balance, undone.card.vouchers.len()), (1, 0));
    world.assert_clean();
}
