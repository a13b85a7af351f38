//! A bistro with points, credit, levels and a welcome: what its customers see, number by number.

use loyalty::{
    Cashback, Earning, Expiry, Gives, Level, Points, Program, Promotion, PromotionKind, Reward, TierBasis, Tiers,
};
use store::testing::Scratch;
use store::{params, sweep};
use wire::{Card, Code, Money, Op, OpenVisit, OperationKind, VisitOpened};

use crate::kinds::publish;
use crate::story::assert_found;
use crate::world::{MINUTE, Phone, World, visit};

const DAY: i64 = 24 * 60 * MINUTE;

/// 1 point per € 1 that lapses after 30 days, 5 % back, Silver from € 30, 3 points as a welcome, a tart for 12 points.
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
            levels: vec![level("silver", "Silver", 3_000)],
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
    Op::Earn { id: world.id(), quantity: None, amount: Some(euros(minor)), stamp_card: None }
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
    let pay = Op::Spend { id: world.id(), amount: euros(60) };
    let third = arrive(&world, &till, &phone, vec![pay, paid(&world, 2_060)]);
    assert_eq!(held(&third.card), (36, 105));
    assert_eq!(third.card.tier.as_deref(), Some("Silver"));

    // Half of it goes back: ten points, half the credit it brought, and the level.
    let refunded = world.take_back(&till, third.operations[1].id, Some(euros(1_000))).unwrap();
    assert_eq!(refunded.operation.kind, OperationKind::Refund);
    assert_eq!(held(&refunded.card), (26, 55));
    assert_eq!(refunded.card.tier, None);
    let too_much = world.take_back(&till, third.operations[1].id, Some(euros(5_000))).unwrap_err();
    assert_eq!(too_much.code, Code::InvalidRequest);

    // The tart is bought and eaten, which was a mistake: its points are back.
    let tart = Op::Redeem { id: world.id(), reward: Some("tart".into()), voucher_id: None, confirmed: false };
    let eaten = arrive(&world, &till, &phone, vec![tart]);
    assert_eq!(held(&eaten.card).0, 14);
    assert_eq!(eaten.operations[0].voucher_used.as_ref().unwrap().title, "A tart");
    assert_eq!(held(&world.void(&till, eaten.operations[0].id).unwrap().card).0, 26);
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

pub fn nothing_lapses_unannounced(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, told, untold) = (world.till(), world.phone(), world.phone());
    publish(&world, 2, &bistro());
    let card = untold.card;
    let forget = "UPDATE card SET seen_at = NULL WHERE card_id = $1";
    world.write(move |tx| Ok(tx.execute(forget, &params![card.0])?)).unwrap();
    for phone in [&told, &untold] {
        assert_eq!(held(&arrive(&world, &till, phone, vec![paid(&world, 1_000)]).card).0, 13);
    }
    world.pass_time(40 * DAY);
    let (ctx, shop) = (world.context(), till.shop());
    let swept = world.write(move |tx| sweep::expire_due(tx, &ctx, shop, None, 10)).unwrap();
    // Who can be told must be told first; who can't be told loses the points on the day that was promised.
    assert_eq!(swept.changed.iter().map(|changed| changed.card).collect::<Vec<_>>(), [untold.card]);
    assert_eq!((held(&world.card(&told)).0, held(&world.card(&untold)).0), (13, 0));
    let lot = "UPDATE lot SET warned_at = expires_at - 864000000000 * 2 WHERE expires_at IS NOT NULL";
    world.write(move |tx| Ok(tx.execute(lot, &params![])?)).unwrap();
    assert_eq!(held(&arrive(&world, &till, &told, vec![]).card).0, 0, "it lapses at the counter too");
    world.assert_clean();
}
