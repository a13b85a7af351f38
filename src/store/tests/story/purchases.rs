//! What a till may say of a purchase beside its quantity: tags, receipts, what credit paid, a choice, and a manager's word.

use std::sync::Mutex;

use loyalty::{Cashback, Expiry, Level, Limits, Points, Program, Reward, StampCard, StampEarn, TierBasis, Tiers};
use store::testing::Scratch;
use store::{Actor, Fault, StaffAuth, params, visits};
use wire::{Card, Code, Credit, Money, Op, OpenVisit, Problem, Tagged, VisitOpened};

use crate::kinds::publish;
use crate::world::{MINUTE, Phone, World, bill, context, credit_pays, id, visit};

/// Coffees and, by tag, lunches; ten for a coffee or a tea; 1 point per € 1 and 5 % back, from € 1 at once; Silver from € 30.
fn canteen() -> Program {
    let reward = |id: &str| Reward { id: id.into(), title: id.into(), ..Reward::default() };
    Program {
        stamp_cards: vec![
            StampCard {
                id: "coffee".into(),
                name: "Coffee".into(),
                goal: 3,
                reward: "coffee".into(),
                choices: vec!["tea".into()],
                ..StampCard::default()
            },
            StampCard {
                id: "lunch".into(),
                name: "Lunch".into(),
                goal: 5,
                reward: "dessert".into(),
                earn: StampEarn::Tag("lunch".into()),
                automatic: false,
                ..StampCard::default()
            },
        ],
        points: Some(Points {
            name: "Beans".into(),
            earn: vec![loyalty::Earning::ByAmount { points: 1, per_minor: 100 }],
            expiry: Expiry::Never,
        }),
        cashback: Some(Cashback { basis_points: 500, expiry: Expiry::Never, pay_min: Some(100) }),
        tiers: Some(Tiers {
            basis: TierBasis::Spend,
            period_months: 12,
            levels: vec![Level { id: "silver".into(), name: "Silver".into(), from: 3_000, ..Level::default() }],
            review: loyalty::Review::Yearly,
            grace_days: 0,
        }),
        rewards: vec![reward("coffee"), reward("tea"), Reward { confirm: true, ..reward("dessert") }],
        limits: Limits { quantity_max: 8, earns_per_till_day_max: Some(4), ..Limits::default() },
        ..Program::default()
    }
}

fn euros(minor: i64) -> Money {
    Money { minor, currency: "EUR".into() }
}

fn tagged(mut op: Op, tag: &str, quantity: u32) -> Op {
    if let Op::Earn { tags, .. } = &mut op {
        tags.push(Tagged { tag: tag.into(), quantity });
    }
    op
}

fn receipt(mut op: Op, number: &str) -> Op {
    if let Op::Earn { external_ref, .. } | Op::Spend { external_ref, .. } = &mut op {
        *external_ref = Some(number.into());
    }
    op
}

fn overridden(mut op: Op) -> Op {
    if let Op::Earn { overridden, .. } | Op::Gift { overridden, .. } | Op::Adjust { overridden, .. } = &mut op {
        *overridden = true;
    }
    op
}

fn balance(card: &Card, purse: &str) -> i64 {
    card.purses.iter().find(|found| found.id == purse).unwrap().balance
}

fn arrive(world: &World, till: &Actor, phone: &Phone, operations: Vec<Op>) -> Result<VisitOpened, Problem> {
    world.pass_time(2 * MINUTE);
    let req = OpenVisit { card_id: Some(phone.card.to_string()), operations, ..visit(world.id()) };
    world.open(till, req, None).map(|reply| serde_json::from_str(&reply.json).unwrap())
}

/// The same till with somebody at it who is no manager.
fn colleague_of(till: &Actor) -> Actor {
    let Actor::Staff(lea) = till.clone() else { unreachable!("Léa stands at the till") };
    Actor::Staff(StaffAuth { manager: false, ..lea })
}

pub fn a_till_says_all_it_knows_of_a_purchase(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, phone) = (world.till(), world.phone());
    publish(&world, 2, &canteen());

    // Two coffees and three lunches on one receipt of € 25, of which a gift card paid € 5.
    let mut earn = receipt(tagged(bill(world.earn(2), euros(2_500)), "lunch", 3), "A-17");
    if let Op::Earn { paid_by_credit, .. } = &mut earn {
        *paid_by_credit = Some(euros(500));
    }
    let earned = arrive(&world, &till, &phone, vec![earn]).unwrap();
    let held = ["coffee", "lunch", "points", "credit"].map(|purse| balance(&earned.card, purse));
    assert_eq!(held, [2, 3, 20, 100]);
    // The bill has earned: credit can no longer pay in this visit, and says so.
    assert_eq!(earned.credit, None);
    let late = world.operate(&till, earned.visit.id, credit_pays(world.id(), euros(100))).unwrap_err();
    assert_eq!(late.code, Code::EarnedFirst);

    // The receipt earned: it says when, and which operation.
    let again = receipt(bill(world.earn(1), euros(100)), " A-17 ");
    let used = arrive(&world, &till, &world.phone(), vec![again]).unwrap_err();
    assert_eq!((used.code, used.operation_id), (Code::ExternalRefUsed, Some(earned.operations[0].id)));
    assert_eq!(used.at, Some(earned.operations[0].at.clone()));
    // It stays used after a void.
    world.void(&till, earned.operations[0].id).unwrap();
    let again = receipt(bill(world.earn(1), euros(100)), "A-17");
    assert_eq!(arrive(&world, &till, &phone, vec![again]).unwrap_err().code, Code::ExternalRefUsed);
    for bad in ["", "  ", "a\nb", &"9".repeat(65)] {
        let bad = receipt(world.earn(1), bad);
        assert_eq!(arrive(&world, &till, &phone, vec![bad]).unwrap_err().code, Code::InvalidRequest);
    }
    let twice = vec![receipt(world.earn(1), "B-1"), receipt(world.earn(1), "B-1")];
    assert_eq!(arrive(&world, &till, &phone, twice).unwrap_err().code, Code::InvalidRequest);

    // Two bills of one request reach the level together.
    let bills = vec![bill(world.earn(1), euros(2_000)), bill(world.earn(1), euros(2_000))];
    let rich = arrive(&world, &till, &phone, bills).unwrap();
    assert_eq!(rich.card.tier.as_deref(), Some("Silver"));
    world.assert_clean();
}

pub fn credit_says_what_it_can_pay(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, phone) = (world.till(), world.phone());
    publish(&world, 2, &canteen());
    let poor = arrive(&world, &till, &phone, vec![bill(world.earn(1), euros(1_900))]).unwrap();
    assert_eq!((balance(&poor.card, "credit"), poor.credit), (95, None));
    assert_eq!(arrive(&world, &till, &phone, vec![]).unwrap().credit, None, "95 cents are under the least");
    arrive(&world, &till, &phone, vec![bill(world.earn(1), euros(4_000))]).unwrap();

    let opened = arrive(&world, &till, &phone, vec![]).unwrap();
    assert_eq!(opened.credit, Some(Credit { payable: euros(295), least: euros(100) }));
    let pay = |amount: i64, of: i64| Op::Spend {
        id: world.id(),
        amount: euros(amount),
        bill: Some(euros(of)),
        external_ref: Some("C-1".into()),
    };
    let more = world.operate(&till, opened.visit.id, pay(300, 250)).unwrap_err();
    assert_eq!((more.code, more.most), (Code::MoreThanBill, Some(250)));
    let less = world.operate(&till, opened.visit.id, pay(50, 250)).unwrap_err();
    assert_eq!((less.code, less.least), (Code::LessThanMinimum, Some(100)));
    let paid = world.operate(&till, opened.visit.id, pay(150, 250)).unwrap();
    assert_eq!(paid.credit, Some(Credit { payable: euros(145), least: euros(100) }));
    assert_eq!(world.operate(&till, opened.visit.id, pay(100, 250)).unwrap_err().code, Code::ExternalRefUsed);
    // The same receipt earns: paying and earning are two things. What credit paid does not.
    let earned = world.operate(&till, opened.visit.id, receipt(bill(world.earn(1), euros(250)), "C-1")).unwrap();
    assert_eq!((balance(&earned.card, "credit"), earned.credit.clone()), (150, None));
    // Undone, credit may pay again.
    let undone = world.void(&till, earned.operation.id).unwrap();
    assert_eq!(undone.credit, Some(Credit { payable: euros(145), least: euros(100) }));
    world.assert_clean();
}

pub fn a_reward_leaves_a_choice(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, phone) = (world.till(), world.phone());
    publish(&world, 2, &canteen());
    let full = vec![tagged(bill(world.earn(3), euros(0)), "lunch", 5)];
    let opened = arrive(&world, &till, &phone, full).unwrap();
    let voucher = opened.card.vouchers[0].id;
    let offered: Vec<_> = (opened.available.iter())
        .map(|offer| (offer.reward.as_str(), offer.voucher_id, offer.stamp_card.as_deref(), offer.confirm))
        .collect();
    let expected = [
        ("coffee", Some(voucher), None, false),
        ("tea", Some(voucher), None, false),
        ("dessert", None, Some("lunch"), true),
    ];
    assert_eq!(offered, expected);
    let take = |choice: &str| Op::Redeem {
        id: world.id(),
        reward: None,
        voucher_id: Some(voucher),
        choice: Some(choice.into()),
        confirmed: false,
    };
    let strange = world.operate(&till, opened.visit.id, take("dessert")).unwrap_err();
    assert_eq!(strange.code, Code::UnknownChoice);
    let taken = world.operate(&till, opened.visit.id, take("tea")).unwrap();
    assert_eq!(taken.operation.voucher_used.as_ref().map(|used| used.reward.as_str()), Some("tea"));
    let back = world.void(&till, taken.operation.id).unwrap();
    assert_eq!(back.card.vouchers[0].reward, "coffee", "it comes back as it was issued");
    let muddle = Op::Redeem {
        id: world.id(),
        reward: Some("dessert".into()),
        voucher_id: None,
        choice: Some("tea".into()),
        confirmed: true,
    };
    assert_eq!(world.operate(&till, opened.visit.id, muddle).unwrap_err().code, Code::InvalidRequest);
    world.assert_clean();
}

pub fn a_manager_lets_a_card_pass_a_limit(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, phone) = (world.till(), world.phone());
    publish(&world, 2, &canteen());
    let colleague = colleague_of(&till);
    let many = || bill(world.earn(9), euros(100));
    let refused = arrive(&world, &colleague, &phone, vec![many()]).unwrap_err();
    assert_eq!(
        (refused.code, refused.limit.as_deref(), refused.until),
        (Code::LimitReached, Some("quantity_max"), None)
    );
    assert_eq!(arrive(&world, &colleague, &phone, vec![overridden(many())]).unwrap_err().code, Code::ManagerRequired);
    let passed = arrive(&world, &till, &phone, vec![overridden(many())]).unwrap();
    assert_eq!(balance(&passed.card, "coffee"), 0, "nine coffees are three rewards");
    let logged = logged_of(&world, passed.operations[0].id);
    assert_eq!(logged.as_deref(), Some("quantity_max"));
    // Saying so without need is not logged.
    let idle = arrive(&world, &till, &phone, vec![overridden(bill(world.earn(1), euros(100)))]).unwrap();
    assert_eq!(logged_of(&world, idle.operations[0].id), None);

    // A till earns so often a day, wherever the purchase is typed in; another till goes on.
    let opened = arrive(&world, &till, &phone, vec![]).unwrap();
    let one = || bill(world.earn(1), euros(100));
    let other = world.till();
    for at in [&till, &other] {
        world.operate(at, opened.visit.id, one()).unwrap();
    }
    for at in [&till, &other] {
        let full = world.operate(at, opened.visit.id, one()).unwrap_err();
        assert_eq!((full.code, full.limit.as_deref()), (Code::LimitReached, Some("earns_per_till_day_max")));
        // The business day of the demo shop ends at three in the morning in Paris.
        assert_eq!(full.until.unwrap().0, "2026-03-02T02:00:00Z");
    }
    let elsewhere = arrive(&world, &other, &phone, vec![one()]).unwrap();
    // What was undone makes room, and the next day begins anew.
    world.void(&till, idle.operations[0].id).unwrap();
    world.operate(&till, opened.visit.id, one()).unwrap();
    assert_eq!(world.operate(&till, opened.visit.id, one()).unwrap_err().code, Code::LimitReached);
    world.pass_time(24 * 60 * MINUTE);
    arrive(&world, &till, &phone, vec![one()]).unwrap();
    assert_eq!(elsewhere.operations.len(), 1);
    world.assert_clean();
}

/// The limits that an operation passed, as its row has them.
fn logged_of(world: &World, operation: uuid::Uuid) -> Option<String> {
    let find = "SELECT overrides FROM operation WHERE operation_id = $1";
    world.read(move |tx| Ok(tx.query_one(find, &params![operation])?.unwrap().get(0)?)).unwrap()
}

pub fn a_receipt_earns_once_under_hammering(scratch: &Scratch) {
    const TILLS: u64 = 12;
    const RECEIPTS: u64 = 4;
    let world = World::new(scratch);
    let (till, phones) = (world.till(), [world.phone(), world.phone(), world.phone()]);
    world.pass_time(2 * MINUTE);
    let (now, earned) = (world.now(), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for number in 0..TILLS {
            let (store, till, earned) = (world.store.clone(), till.clone(), &earned);
            let card = phones[number as usize % phones.len()].card.to_string();
            scope.spawn(move || {
                for at in 0..RECEIPTS {
                    let fresh = (4 << 32) + number * 100 + at * 2;
                    let op = receipt(Op::items(id(now, fresh), 1), &format!("R-{at}"));
                    let (card_id, operations) = (Some(card.clone()), vec![op]);
                    let req = OpenVisit { card_id, operations, another_purchase: true, ..visit(id(now, fresh + 1)) };
                    let (ctx, till) = (context(now, fresh), till.clone());
                    match store.write_blocking(move |tx| visits::open(tx, &ctx, &till, &req, None)) {
                        Ok(_) => earned.lock().unwrap().push(at),
                        Err(Fault::Refused(problem)) => assert_eq!(problem.code, Code::ExternalRefUsed),
                        Err(Fault::Engine(error)) => panic!("{error}"),
                    }
                }
            });
        }
    });
    let mut earned = earned.into_inner().unwrap();
    earned.sort_unstable();
    assert_eq!(earned, [0, 1, 2, 3], "each receipt earned once");
    let stamps: i64 = phones.iter().map(|phone| balance(&world.card(phone), "coffee")).sum();
    assert_eq!(stamps, RECEIPTS as i64);
    world.assert_clean();
}
