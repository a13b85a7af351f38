//! A bistro with points, credit, levels and a welcome: what its customers see, number by number.

use loyalty::{
    Cashback, Earning, Expiry, Gives, Level, Points, Program, Promotion, PromotionKind, Reward, TierBasis, Tiers,
};
use pass::CardId;
use store::testing::Scratch;
use store::{params, sweep};
use wire::{Card, Code, Money, Op, OpenVisit, OperationKind, VisitOpened};

use crate::kinds::publish;
use crate::story::assert_found;
use crate::world::{MINUTE, Phone, World, bill, context, credit_pays, visit};

const DAY: i64 = 24 * 60 * MINUTE;

/// 1 point per € 1 that lapses after 30 days, 5 % back, Silver from € 30 and Gold from € 100, 3 points as a welcome, a tart for 12 points.
fn bistro() -> Program {
    let level = |id: &str, name: &str, from| Level { id: id.into(), name: name.into(), from, ..Level::default() };
    Program {
        points: Some(Points {
            name: "Beans".into(),
            earn: vec![Earning::ByAmount { points: 1, per_minor: 100 }],
            expiry: Expiry::Days(30),
        }),
        cashback: Some(Cashback { basis_points: 500, expiry: Expiry::Never, pay_min: None }),
        tiers: Some(Tiers {
            basis: TierBasis::Spend,
            period_months: 12,
            levels: vec![level("silver", "Silver", 3_000), level("gold", "Gold", 10_000)],
            review: loyalty::Review::Yearly,
            grace_days: 0,
        }),
        rewards: vec![Reward { id: "tart".into(), title: "A tart".into(), cost: Some(12), ..Reward::default() }],
        promotions: vec![Promotion {
            id: "welcome".into(),
            name: "Welcome".into(),
            from: None,
            until: None,
            kind: PromotionKind::Welcome { gives: Gives::Units { units: 3, of: loyalty::POINTS.into() } },
        }],
        ..Program::default()
    }
}

fn euros(minor: i64) -> Money {
    Money { minor, currency: "EUR".into() }
}

fn paid(world: &World, minor: i64) -> Op {
    bill(world.earn(1), euros(minor))
}

/// Points and credit.
fn held(card: &Card) -> (i64, i64) {
    let balance = |id: &str| card.purses.iter().find(|purse| purse.id == id).unwrap().balance;
    (balance("points"), balance("credit"))
}

fn arrive(world: &World, till: &store::Actor, phone: &Phone, operations: Vec<Op>) -> VisitOpened {
    world.pass_time(2 * MINUTE);
    let req = OpenVisit { card_id: Some(phone.card.to_string()), operations, ..visit(world.id()) };
    serde_json::from_str(&world.open(till, req, None).unwrap().json).unwrap()
}

pub fn a_bistro_gives_points_credit_and_levels(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, phone) = (world.till(), world.phone());
    publish(&world, 2, &bistro());

    // The first visit brings the welcome, by itself; € 12.50 are 12 points, and 62 cents come back.
    let first = arrive(&world, &till, &phone, vec![paid(&world, 1_250)]);
    let kinds: Vec<_> = first.operations.iter().map(|done| done.kind).collect();
    assert_eq!(kinds, [OperationKind::Visit, OperationKind::Earn]);
    assert_eq!(held(&first.card), (15, 62));
    assert_eq!((first.available[0].reward.as_str(), first.available[0].cost), ("tart", Some(12)));

    // The half euro was kept: with another one it is a point.
    let second = arrive(&world, &till, &phone, vec![paid(&world, 50)]);
    assert_eq!(held(&second.card), (16, 65));
    assert_eq!(second.operations.len(), 1, "the welcome comes once");

    // Credit pays before the bill earns, and what it paid earns nothing.
    let pay = credit_pays(world.id(), euros(60));
    let third = arrive(&world, &till, &phone, vec![pay, paid(&world, 2_060)]);
    assert_eq!(held(&third.card), (36, 105));
    assert_eq!(third.card.tier.as_deref(), Some("Silver"));
    let level = third.card.level.clone().unwrap();
    assert_eq!((level.id.as_str(), level.since.0.as_str()), ("silver", "2026-02-28T23:00:00Z"));
    let next = level.next.unwrap();
    assert_eq!((next.id.as_str(), next.name.as_str(), next.missing), ("gold", "Gold", 10_000 - 1_250 - 50 - 2_000));
    assert_eq!(world.card(&phone), third.card);

    // Half of it goes back: ten points, half the credit it brought, and the level.
    let refunded = world.take_back(&till, third.operations[1].id, Some(euros(1_000))).unwrap();
    assert_eq!(refunded.operation.kind, OperationKind::Refund);
    assert_eq!(held(&refunded.card), (26, 55));
    assert_eq!((&refunded.card.tier, &refunded.card.level), (&None, &None));
    assert_eq!(world.card(&phone), refunded.card);
    let too_much = world.take_back(&till, third.operations[1].id, Some(euros(5_000))).unwrap_err();
    assert_eq!((too_much.code, too_much.most), (Code::MoreThanPaid, Some(1_060)));

    // The tart is bought and eaten, which was a mistake: its points are back.
    let tart =
        Op::Redeem { id: world.id(), reward: Some("tart".into()), voucher_id: None, choice: None, confirmed: false };
    let eaten = arrive(&world, &till, &phone, vec![tart]);
    assert_eq!(held(&eaten.card).0, 14);
    assert_eq!(eaten.operations[0].voucher_used.as_ref().unwrap().title, "A tart");
    assert_eq!(held(&world.void(&till, eaten.operations[0].id).unwrap().card).0, 26);

    // Two bills of one visit count together.
    let friend = world.phone();
    let both = arrive(&world, &till, &friend, vec![paid(&world, 2_000), paid(&world, 2_000)]);
    assert_eq!(both.card.level.clone().unwrap().next.unwrap().missing, 6_000);
    assert_eq!(world.card(&friend), both.card);
    world.assert_clean();
    let tamperings = [
        ("UPDATE purse SET carry_numerator = carry_numerator + 1", "what a purse carries is what the last step left"),
        ("UPDATE entry SET debt = debt + 1", "a debt is the sum of what its entries owe and pay"),
        ("UPDATE basis SET n = 7 WHERE n IS NOT NULL", "how money earned belongs to an entry"),
        ("UPDATE card SET tier = 'gold'", "a card's level is that of its last step"),
        ("UPDATE given SET times = -1", "what was given is taken back once"),
        ("UPDATE operation SET refund_of = NULL", "a refund is of an earlier earning"),
        ("UPDATE card_day SET credit = credit + 1", "a day's stamps and money are those of its operations"),
        ("UPDATE operation SET credit_spent = 0", "a day's stamps and money are those of its operations"),
    ];
    for (tampering, invariant) in tamperings {
        assert_found(&world, tampering, invariant);
    }
}

/// Units of points that lapse and when, as a card shows them.
fn shown(card: &Card) -> Vec<(i64, &str)> {
    card.expiries.iter().map(|expiring| (expiring.units, expiring.at.0.as_str())).collect()
}

/// A round through the shop; the cards on which something was written.
fn sweep(world: &World, till: &store::Actor) -> Vec<CardId> {
    let (ctx, shop) = (world.context(), till.shop());
    let swept = world.write(move |tx| sweep::expire_due(tx, &ctx, shop, None, 10)).unwrap();
    swept.changed.iter().map(|changed| changed.card).collect()
}

pub fn nothing_lapses_unannounced(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, told, untold) = (world.till(), world.phone(), world.phone());
    publish(&world, 2, &bistro());
    let card = untold.card;
    let forget = "UPDATE card SET seen_at = NULL WHERE card_id = $1";
    world.write(move |tx| Ok(tx.execute(forget, &params![card.0])?)).unwrap();
    for phone in [&told, &untold] {
        let card = arrive(&world, &till, phone, vec![paid(&world, 1_000)]).card;
        assert_eq!((held(&card).0, shown(&card)), (13, vec![(13, "2026-03-31T22:00:00Z")]));
    }
    // It is too soon to tell; nothing is written for a card that is only looked at.
    world.pass_time(DAY);
    assert!(!world.open_card(&told).1);

    world.pass_time(39 * DAY);
    // Who can be told must be told first; who can't be told loses the points on the day that was promised.
    assert_eq!(sweep(&world, &till), [untold.card]);
    assert_eq!((held(&world.card(&told)).0, held(&world.card(&untold)).0), (13, 0));
    let (shop, now) = (till.shop(), world.now());
    assert_eq!(world.read(move |tx| sweep::due(tx, now, shop, None, 10)).unwrap(), [], "who waits is not looked at");

    // The phone shows the card ten days too late: fourteen whole days from now on, and that stays the day however often it looks.
    let (card, noted) = world.open_card(&told);
    assert_eq!((shown(&card), noted), (vec![(13, "2026-04-24T22:00:00Z")], true));
    assert_eq!(world.open_card(&told), (card.clone(), false));
    world.pass_time(14 * DAY);
    assert_eq!((sweep(&world, &till), world.open_card(&told)), (vec![], (card, false)));
    assert_eq!(held(&arrive(&world, &till, &told, vec![]).card).0, 13, "not at the counter either");
    world.assert_clean();
    world.pass_time(DAY);
    assert_eq!(sweep(&world, &till), [told.card]);
    assert_eq!((held(&world.card(&told)).0, shown(&world.card(&told))), (0, vec![]));
    world.assert_clean();
    let never_told = "nothing lapsed before its customer was told, where there was a way";
    let tamperings = [
        "DELETE FROM warning",
        "UPDATE warning SET lapses_at = lapses_at + 86400000000 WHERE how = 'card'",
        "UPDATE warning SET at = lapses_at WHERE how = 'card'",
        "UPDATE warning SET seen_at = at WHERE how = 'none'",
    ];
    for tampering in tamperings {
        assert_found(&world, tampering, never_told);
    }
    assert_found(&world, "DELETE FROM warning", "what a customer was told is written down");
}

pub fn many_sweepers_write_each_thing_once(scratch: &Scratch) {
    let world = World::new(scratch);
    let till = world.till();
    publish(&world, 2, &Program { warning_days: 0, ..bistro() });
    for _ in 0..12 {
        arrive(&world, &till, &world.phone(), vec![paid(&world, 1_000)]);
    }
    world.pass_time(40 * DAY);
    let (shop, now) = (till.shop(), world.now());
    std::thread::scope(|scope| {
        for sweeper in 0..4_u64 {
            let store = world.store.clone();
            scope.spawn(move || {
                let due = store.read_blocking(move |tx| sweep::due(tx, now, shop, None, 100)).unwrap();
                let ctx = context(now, (1 << 50) + sweeper);
                store.write_blocking(move |tx| sweep::expire(tx, &ctx, shop, &due)).unwrap();
            });
        }
    });
    let count = "SELECT COUNT(*) FROM operation WHERE kind = 'expire'";
    let expired: i64 = world.read(move |tx| Ok(tx.query_one(count, &params![])?.unwrap().get(0)?)).unwrap();
    assert_eq!(expired, 12);
    world.assert_clean();
}
