//! Every refusal of the store, with the facts to say it in words.

use pass::{CardId, Purpose, Step};
use store::testing::Scratch;
use store::{Actor, StaffAuth, admin, auth, demo, staff, tills};
use wire::{Code, Flag, How, KeyStorage, Money, Op, OpenVisit, PairRequest, Problem, SignInRequest, VisitOpened};

use crate::world::{MINUTE, PEPPER, World, bill, context, credit_pays, of_card, refused, visit};

fn code<T>(result: Result<T, Problem>) -> Code {
    match result {
        Ok(_) => panic!("was not refused"),
        Err(problem) => problem.code,
    }
}

pub fn codes_are_refused_with_their_facts(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, other_till, phone) = (world.till(), world.till(), world.phone());
    let show = |steps: i64| phone.pass_at(Step((i64::from(world.step().0) + steps) as u32), Purpose::Show);

    let first = show(0);
    let opened = world.scan(&till, first, vec![world.earn(1)]).unwrap();
    // At the same till it is the same visit; at another the code was used.
    let again = world.scan(&till, first, vec![world.earn(1)]).unwrap();
    assert!(again.duplicate);
    assert_eq!((again.visit, again.operations), (opened.visit.clone(), opened.operations));
    let elsewhere = world.scan(&other_till, first, vec![]).unwrap_err();
    assert_eq!((elsewhere.code, elsewhere.by.as_deref()), (Code::CodeUsed, Some("Till")));
    assert_eq!(elsewhere.at, Some(opened.visit.opened_at.clone()));

    let soon = world.scan(&till, show(1), vec![]).unwrap_err();
    assert_eq!(soon.code, Code::Cooldown);
    assert_eq!(soon.until.unwrap().0, "2026-03-01T08:31:00Z");
    let req = OpenVisit { another_purchase: true, ..visit(world.id()) };
    let reply = world.send_scan(&till, show(1), req).unwrap();
    let twice: VisitOpened = serde_json::from_str(&reply.json).unwrap();
    assert_eq!(twice.visit.flags, [Flag::AnotherPurchase]);
    // After another visit even the same till is told that the code was used.
    assert_eq!(code(world.scan(&till, first, vec![])), Code::CodeUsed);

    world.pass_time(5 * MINUTE);
    assert_eq!(
        code(world.scan(&till, phone.pass_at(Step(world.step().0 - 25), Purpose::Show), vec![])),
        Code::Replayed
    );
    let late = show(-10);
    let skewed = world.scan(&till, late, vec![]).unwrap();
    assert_eq!(skewed.visit.flags, [Flag::ClockSkew]);
    let wrong = world.scan(&till, show(148), vec![]).unwrap_err();
    assert_eq!((wrong.code, wrong.off_by_s), (Code::ClockWrong, Some(148 * 15)));

    let mut forged = show(0);
    forged.signature[10] ^= 1;
    assert_eq!(code(world.scan(&till, forged, vec![])), Code::BadSignature);
    let mut stranger = show(0);
    stranger.card = CardId([9; 8]);
    assert_eq!(code(world.scan(&till, stranger, vec![])), Code::UnknownCard);

    // A card of another shop.
    world.other_shop();
    let ctx = world.context();
    let key = world.write(move |tx| admin::create_key(tx, &ctx, "other", "Till", &[auth::SCOPE_VISITS])).unwrap();
    let key = world.read(move |tx| auth::api_key(tx, &key.token)).unwrap().unwrap();
    let integration = store::Actor::Key(key);
    assert_eq!(code(world.scan(&integration, show(0), vec![])), Code::OtherShop);
    let by_id = OpenVisit { card_id: Some(phone.card.to_string()), ..visit(world.id()) };
    assert_eq!(code(world.open(&integration, by_id, None)), Code::OtherShop);

    // The typed code opens one visit, and five wrong ones a minute are enough.
    world.pass_time(5 * MINUTE);
    let typed = || {
        let number = phone.number.parse().unwrap();
        pass::typed_code(number, &phone.secret, world.now() / loyalty::SECOND).to_lowercase()
    };
    let req = |text: String| OpenVisit { typed_code: Some(text), ..visit(world.id()) };
    let reply = world.open(&till, req(typed()), None).unwrap();
    let opened: VisitOpened = serde_json::from_str(&reply.json).unwrap();
    assert_eq!(opened.visit.how, How::TypedCode);
    let reply = world.open(&till, req(typed()), None).unwrap();
    assert!(serde_json::from_str::<VisitOpened>(&reply.json).unwrap().duplicate);
    assert_eq!(code(world.open(&other_till, req(typed()), None)), Code::CodeUsed);
    assert_eq!(code(world.open(&till, req("nonsense!".into()), None)), Code::Malformed);
    for left in (0..5).rev() {
        let wrong = world.open(&till, req("00000-000".into()), None).unwrap_err();
        assert_eq!((wrong.code, wrong.tries_left), (Code::UnknownCard, Some(left)));
    }
    assert_eq!(code(world.open(&till, req(typed()), None)), Code::Locked);
    world.pass_time(2 * MINUTE);
    world.open(&till, req(typed()), None).unwrap();
    world.assert_clean();
}

pub fn operations_are_refused_with_their_facts(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, phone) = (world.till(), world.join(None, KeyStorage::Raw));
    let opened = world.scan(&till, phone.pass_at(world.step(), Purpose::Show), vec![world.earn(3)]).unwrap();
    assert_eq!(opened.visit.flags, [Flag::RawKey]);
    let visit = opened.visit.id;
    let redeem = |reward: &str, confirmed| Op::Redeem {
        id: world.id(),
        reward: Some(reward.into()),
        voucher_id: None,
        choice: None,
        confirmed,
    };
    let do_it = |op| world.operate(&till, visit, op);

    let short = do_it(redeem("free-coffee", true)).unwrap_err();
    assert_eq!((short.code, short.missing), (Code::InsufficientBalance, Some(6)));
    assert_eq!(code(do_it(redeem("nothing", true))), Code::UnknownReward);
    do_it(world.earn(6)).unwrap();
    // A key that can be copied redeems only when staff confirms.
    assert_eq!(code(do_it(redeem("free-coffee", false))), Code::ConfirmRequired);
    let redeemed = do_it(redeem("free-coffee", true)).unwrap();
    let voucher_id = redeemed.operation.voucher_used.map(|voucher| voucher.id);
    let again = Op::Redeem { id: world.id(), reward: None, voucher_id, choice: None, confirmed: true };
    assert_eq!(code(do_it(again)), Code::VoucherUsed);
    let unknown =
        Op::Redeem { id: world.id(), reward: None, voucher_id: Some(world.id()), choice: None, confirmed: true };
    assert_eq!(code(do_it(unknown)), Code::UnknownVoucher);

    let many = do_it(world.earn(51)).unwrap_err();
    assert_eq!((many.code, many.limit.as_deref()), (Code::LimitReached, Some("quantity_max")));
    assert_eq!(code(do_it(world.earn(0))), Code::InvalidRequest);
    assert_eq!(code(do_it(of_card(world.earn(1), "tea"))), Code::UnknownStampCard);
    let by_hand = || Op::Adjust {
        id: world.id(),
        purse: "coffee".into(),
        units: 5,
        reason: "A paper card".into(),
        overridden: false,
    };
    let Actor::Staff(lea) = till.clone() else { unreachable!("Léa stands at the till") };
    let colleague = Actor::Staff(StaffAuth { manager: false, ..lea });
    assert_eq!(code(world.operate(&colleague, visit, by_hand())), Code::ManagerRequired);
    assert_eq!(do_it(by_hand()).unwrap().card.purses[0].balance, 5);
    let dollars = Money { minor: 100, currency: "USD".into() };
    assert_eq!(code(do_it(bill(world.earn(1), dollars))), Code::InvalidRequest);
    let spend = credit_pays(world.id(), Money { minor: 100, currency: "EUR".into() });
    let poor = do_it(spend).unwrap_err();
    assert_eq!((poor.code, poor.missing), (Code::InsufficientBalance, Some(100)));

    // Goodwill has a limit, and a reason.
    let gift = |reason: &str| Op::Gift {
        id: world.id(),
        reward: "free-coffee".into(),
        reason: reason.into(),
        overridden: false,
    };
    assert_eq!(code(do_it(gift(" "))), Code::InvalidRequest);
    for _ in 0..10 {
        do_it(gift("the wait was long")).unwrap();
    }
    let generous = do_it(gift("the wait was long")).unwrap_err();
    assert_eq!((generous.code, generous.limit.as_deref()), (Code::LimitReached, Some("gifts_per_day_max")));

    // Nothing of a refused request stays.
    let before = world.card(&phone);
    let all_or_nothing = OpenVisit {
        operations: vec![world.earn(1), redeem("nothing", true)],
        card_id: Some(phone.card.to_string()),
        another_purchase: true,
        ..crate::world::visit(world.id())
    };
    assert_eq!(code(world.open(&till, all_or_nothing, None)), Code::UnknownReward);
    assert_eq!(world.card(&phone), before);

    assert_eq!(code(world.operate(&till, world.id(), world.earn(1))), Code::UnknownVisit);
    assert_eq!(code(world.void(&till, world.id())), Code::UnknownOperation);
    world.pass_time(2 * 60 * MINUTE);
    assert_eq!(code(do_it(world.earn(1))), Code::UnknownVisit);
    // Léa is a manager: she may void for thirty days.
    world.void(&till, redeemed.operation.id).unwrap();
    world.pass_time(31 * 24 * 60 * MINUTE);
    assert_eq!(code(world.void(&till, opened.operations[0].id)), Code::VoidWindowOver);
    world.assert_clean();
}

pub fn pins_and_pairing_codes_are_not_guessed(scratch: &Scratch) {
    let world = World::new(scratch);
    let pair = |text: &str| {
        let req = PairRequest { id: world.id(), pairing_code: text.into(), name: "Till".into(), public_key: None };
        let ctx = world.context();
        refused(world.write(move |tx| tills::pair(tx, &ctx, &req, "there"))).and_then(|inner| inner)
    };
    for left in (0..10).rev() {
        let wrong = pair("WRNG-2222").unwrap_err();
        assert_eq!((wrong.code, wrong.tries_left), (Code::BadPairingCode, Some(left)));
    }
    assert_eq!(code(pair(demo::PAIRING_CODE)), Code::Locked);
    world.pass_time(11 * MINUTE);
    pair("demo 2345").unwrap();

    // A code from the owner pairs one device within a quarter of an hour.
    let ctx = world.context();
    let once = world.write(move |tx| admin::pairing_code(tx, &ctx, demo::SLUG)).unwrap();
    pair(&once).unwrap();
    assert_eq!(code(pair(&once)), Code::BadPairingCode);
    let ctx = world.context();
    let late = world.write(move |tx| admin::pairing_code(tx, &ctx, demo::SLUG)).unwrap();
    world.pass_time(16 * MINUTE);
    assert_eq!(code(pair(&late)), Code::BadPairingCode);

    // Five wrong PINs lock the name for a while, ten until the owner helps.
    let store::Actor::Staff(lea) = world.till() else { panic!("staff") };
    let sign_in = |pin: &str| {
        let (till, now, staff) = (lea.till.clone(), world.now(), lea.staff);
        let challenge = refused(world.read(move |tx| staff::challenge(tx, &till, staff, now)))?;
        let pin_ok = challenge.matches(pin, &PEPPER);
        let req = SignInRequest { id: world.id(), staff_id: staff, pin: pin.into() };
        let (till, ctx) = (lea.till.clone(), context(world.now(), 1 << 40));
        refused(world.write(move |tx| staff::sign_in(tx, &ctx, &till, &req, pin_ok)))?
    };
    for left in (0..5).rev() {
        let wrong = sign_in("000000").unwrap_err();
        assert_eq!((wrong.code, wrong.tries_left), (Code::WrongPin, Some(left)));
    }
    let locked = sign_in(demo::PIN).unwrap_err();
    assert_eq!(locked.code, Code::Locked);
    assert!(locked.until.is_some());
    for _ in 5..10 {
        world.pass_time(60 * MINUTE);
        assert_eq!(code(sign_in("000000")), Code::WrongPin);
    }
    world.pass_time(24 * 60 * MINUTE);
    let locked = sign_in(demo::PIN).unwrap_err();
    assert_eq!((locked.code, locked.until), (Code::Locked, None));
    world.write(|tx| admin::unlock_staff(tx, demo::SLUG, demo::STAFF)).unwrap();
    sign_in(demo::PIN).unwrap();
}
