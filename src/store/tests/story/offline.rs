//! Tills that had no network: what of their journals is taken, what is flagged, what is refused, and that none of it is done twice.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use loyalty::{Group, Hours, Limits, Program, Promotion, PromotionKind, Reward, StampCard};
use store::testing::Scratch;
use store::{Actor, Fault, admin, demo, snapshot};
use wire::{Code, Flag, Op, OpenVisit, Problem};

use crate::apart::{Apart, send, shown, time};
use crate::kinds::publish;
use crate::world::{MINUTE, Phone, World};

const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

fn stamps(world: &World, phone: &Phone) -> i64 {
    world.card(phone).purses[0].balance
}

pub fn an_evening_without_a_network_arrives(scratch: &Scratch) {
    let world = World::new(scratch);
    let (mut bar, phone, friend) = (Apart::new(&world, 1), world.phone(), world.phone());
    let evening = world.now() + HOUR;
    let first = bar.record(&world, shown(&phone, evening), vec![world.earn(2)], evening);
    let second = bar.record(&world, shown(&friend, evening + MINUTE), vec![world.earn(1)], evening + MINUTE);
    world.pass_time(5 * HOUR);

    let opened = send(&world, &bar.actor, &first).unwrap();
    assert_eq!(opened.visit.flags, [Flag::Offline]);
    assert_eq!((opened.card.purses[0].balance, opened.operations[0].by.as_str()), (2, demo::STAFF));
    assert_eq!(send(&world, &bar.actor, &second).unwrap().visit.flags, [Flag::Offline]);
    // The answer was lost, the till sends it again, days later: the same answer, nothing done.
    world.pass_time(3 * DAY);
    assert_eq!(send(&world, &bar.actor, &first), Ok(opened));
    assert_eq!((stamps(&world, &phone), stamps(&world, &friend)), (2, 1));
    world.assert_clean();
}

pub fn who_came_offline_in_a_happy_hour_has_it(scratch: &Scratch) {
    let world = World::new(scratch);
    let (mut bar, phone, friend) = (Apart::new(&world, 1), world.phone(), world.phone());
    // World time begins at half past nine in the morning, in Paris.
    let when = Some(Hours { weekdays: Vec::new(), from_minute: 10 * 60, to_minute: 11 * 60 });
    let kind = PromotionKind::Addition { units: 2, of: "coffee".into(), when, who: Group::All };
    let program = Program {
        stamp_cards: vec![StampCard { id: "coffee".into(), goal: 9, reward: "coffee".into(), ..StampCard::default() }],
        rewards: vec![Reward { id: "coffee".into(), ..Reward::default() }],
        promotions: vec![Promotion { id: "morning".into(), name: "Morning".into(), from: None, until: None, kind }],
        ..Program::default()
    };
    publish(&world, 2, &program);
    let in_it = world.now() + HOUR;
    let record = bar.record(&world, shown(&phone, in_it), vec![world.earn(1)], in_it);
    let after = world.now() + 2 * HOUR;
    let later = bar.record(&world, shown(&friend, after), vec![world.earn(1)], after);
    world.pass_time(DAY + HOUR / 2);
    assert_eq!(send(&world, &bar.actor, &record).unwrap().card.purses[0].balance, 3);
    assert_eq!(send(&world, &bar.actor, &later).unwrap().card.purses[0].balance, 1);
    world.assert_clean();
}

pub fn what_was_given_offline_is_not_taken_back_by_a_full_day(scratch: &Scratch) {
    let world = World::new(scratch);
    let (mut bar, phone) = (Apart::new(&world, 1), world.phone());
    let limits = Limits { stamps_per_day_max: 3, ..Limits::default() };
    publish(&world, 2, &Program { limits, ..demo::program() });
    let morning = world.now() + HOUR;
    let record = bar.record(&world, shown(&phone, morning), vec![world.earn(2)], morning);
    let more = bar.record(&world, shown(&phone, morning + HOUR), vec![world.earn(1)], morning + HOUR);
    world.pass_time(3 * HOUR);
    // Another till, which has a network, fills the day; the bar's records come after that.
    let full = world.scan(&world.till(), shown(&phone, world.now()), vec![world.earn(3)]).unwrap();
    assert_eq!(full.card.purses[0].balance, 3);
    let opened = send(&world, &bar.actor, &record).unwrap();
    assert_eq!(opened.visit.flags, [Flag::Offline, Flag::OverLimits]);
    assert_eq!(send(&world, &bar.actor, &record), Ok(opened), "the same answer to the same record");
    assert_eq!(send(&world, &bar.actor, &more).unwrap().card.purses[0].balance, 6);
    // With a network the day is full all the same.
    world.pass_time(HOUR);
    let refused = world.scan(&world.till(), shown(&phone, world.now()), vec![world.earn(1)]).unwrap_err();
    assert_eq!((refused.code, refused.limit.as_deref()), (Code::LimitReached, Some("stamps_per_day_max")));
    world.assert_clean();
}

pub fn who_came_offline_does_not_wait_online(scratch: &Scratch) {
    let world = World::new(scratch);
    let (mut bar, phone) = (Apart::new(&world, 1), world.phone());
    let evening = world.now() + HOUR;
    let record = bar.record(&world, shown(&phone, evening), vec![world.earn(1)], evening);
    world.pass_time(3 * HOUR);
    send(&world, &bar.actor, &record).unwrap();
    // A moment after it arrived the customer is at the counter again.
    let now = shown(&phone, world.now());
    assert_eq!(world.scan(&bar.actor, now, vec![world.earn(1)]).unwrap().visit.flags, []);
    assert_eq!(stamps(&world, &phone), 2);
    world.assert_clean();
}

pub fn one_code_at_two_tills_is_flagged(scratch: &Scratch) {
    let world = World::new(scratch);
    let (mut bar, mut terrace, phone) = (Apart::new(&world, 1), Apart::new(&world, 2), world.phone());
    let evening = world.now() + HOUR;
    let code = shown(&phone, evening);
    let at_bar = bar.record(&world, code, vec![world.earn(1)], evening);
    let again_at_bar = bar.record(&world, code, vec![world.earn(1)], evening + 5 * MINUTE);
    let at_terrace = terrace.record(&world, code, vec![world.earn(1)], evening + 20 * loyalty::SECOND);
    let again_at_terrace = terrace.record(&world, code, vec![world.earn(1)], evening + 40 * loyalty::SECOND);
    world.pass_time(5 * HOUR);
    assert_eq!(send(&world, &bar.actor, &at_bar).unwrap().visit.flags, [Flag::Offline]);
    let shared = send(&world, &terrace.actor, &at_terrace).unwrap();
    assert_eq!((shared.visit.flags.as_slice(), shared.duplicate), (&[Flag::Offline, Flag::CodeShared][..], false));
    assert_eq!(stamps(&world, &phone), 2, "each till gave its word");
    // But no till gets more than one visit out of a code, however it asks.
    for (till, again) in [(&bar, again_at_bar), (&terrace, again_at_terrace)] {
        assert!(send(&world, &till.actor, &again).unwrap().duplicate);
    }
    assert_eq!(stamps(&world, &phone), 2);

    // What the network saw first is shared, too.
    let code = shown(&phone, world.now());
    let late = terrace.record(&world, code, vec![world.earn(1)], world.now());
    world.scan(&bar.actor, code, vec![world.earn(1)]).unwrap();
    assert_eq!(send(&world, &terrace.actor, &late).unwrap().visit.flags, [Flag::Offline, Flag::CodeShared]);
    world.assert_clean();
}

pub fn a_changed_journal_shows(scratch: &Scratch) {
    let world = World::new(scratch);
    let mut bar = Apart::new(&world, 1);
    let phones: Vec<Phone> = (0..7).map(|_| world.phone()).collect();
    let evening = world.now() + HOUR;
    let mut make = |n: usize, at: i64| bar.record(&world, shown(&phones[n], at), vec![world.earn(1)], at);
    let [first, gone, third] = [0, 1, 2].map(|n| make(n, evening + n as i64 * 5 * MINUTE));
    let put_back = make(3, evening - 30 * MINUTE);
    let whole = make(4, evening + HOUR);
    world.pass_time(5 * HOUR);
    let flags = |bar: &Apart, req: &OpenVisit| send(&world, &bar.actor, req).unwrap().visit.flags;
    assert_eq!(flags(&bar, &first), [Flag::Offline]);
    // The second was deleted, or is held back; the customer of the third has their stamp all the same.
    assert_eq!(flags(&bar, &third), [Flag::Offline, Flag::ChainGap]);
    assert_eq!(flags(&bar, &put_back), [Flag::Offline, Flag::BackDated]);
    assert_eq!(flags(&bar, &whole), [Flag::Offline]);
    assert_eq!(flags(&bar, &gone), [Flag::Offline], "it follows the first, whenever it comes");

    // Another record in the place of one: the till was copied, or started again from an old state.
    let before = URL_SAFE_NO_PAD.decode(&whole.offline.as_ref().unwrap().previous).unwrap().try_into().unwrap();
    let at = evening + 70 * MINUTE;
    let twin =
        bar.record_at(&world, shown(&phones[5], at), vec![world.earn(1)], at, whole.offline.unwrap().seq, before);
    assert_eq!(flags(&bar, &twin), [Flag::Offline, Flag::ChainGap]);

    // The till was heard of with a network: what it did before should have come before that.
    world.scan(&bar.actor, shown(&phones[6], world.now()), vec![]).unwrap();
    let late = bar.record(&world, shown(&phones[5], evening + 80 * MINUTE), vec![world.earn(1)], evening + 80 * MINUTE);
    assert_eq!(flags(&bar, &late), [Flag::Offline, Flag::BackDated]);
    world.assert_clean();
}

pub fn a_rejected_record_keeps_its_place_and_its_reason(scratch: &Scratch) {
    let world = World::new(scratch);
    let (mut bar, phone, friend) = (Apart::new(&world, 1), world.phone(), world.phone());
    let opened = world.scan(&bar.actor, shown(&phone, world.now()), vec![world.earn(9)]).unwrap();
    let voucher_id = Some(opened.card.vouchers[0].id);
    let redeem = || Op::Redeem { id: world.id(), reward: None, voucher_id, choice: None, confirmed: false };
    let evening = world.now() + HOUR;
    let drunk_again = bar.record(&world, shown(&phone, evening), vec![redeem()], evening);
    let next = bar.record(&world, shown(&friend, evening + MINUTE), vec![world.earn(1)], evening + MINUTE);
    // Meanwhile it was used at another till.
    world.pass_time(30 * MINUTE);
    let online = world.till();
    world.scan(&online, shown(&phone, world.now()), vec![redeem()]).unwrap();
    world.pass_time(3 * HOUR);
    let rejected = send(&world, &bar.actor, &drunk_again).unwrap_err();
    assert_eq!(rejected.code, Code::VoucherUsed);
    assert_eq!(send(&world, &bar.actor, &drunk_again), Err(rejected), "the same for ever");
    assert_eq!(send(&world, &bar.actor, &next).unwrap().visit.flags, [Flag::Offline], "no gap");
    world.assert_clean();
}

pub fn records_are_refused_with_their_facts(scratch: &Scratch) {
    let world = World::new(scratch);
    let (mut bar, mut terrace, phone) = (Apart::new(&world, 1), Apart::new(&world, 2), world.phone());
    let evening = world.now() + HOUR;
    let code = |pass| {
        let at = evening;
        let mut till = Apart::new(&world, 3);
        till.snapshot_at = evening;
        let req = till.record(&world, pass, vec![world.earn(1)], at);
        (till.actor, req)
    };
    let record = bar.record(&world, shown(&phone, evening), vec![world.earn(1)], evening);
    world.pass_time(3 * HOUR);
    let refused = |actor: &Actor, req: &OpenVisit| send(&world, actor, req).unwrap_err();

    // Changed after it was signed, sent by another till, or by a till without a key: not a record, and not written down as one.
    let mut more = record.clone();
    more.operations = vec![world.earn(5)];
    assert_eq!(refused(&bar.actor, &more).code, Code::BadTillSignature);
    assert_eq!(refused(&terrace.actor, &record).code, Code::BadTillSignature);
    assert_eq!(refused(&world.till(), &record).code, Code::BadTillSignature);
    let shop_key = world.write({
        let ctx = world.context();
        move |tx| admin::create_key(tx, &ctx, demo::SLUG, "Till software", &["visits"])
    });
    let token = shop_key.unwrap().token;
    let key = world.read(move |tx| store::auth::api_key(tx, &token)).unwrap().unwrap();
    assert_eq!(refused(&Actor::Key(key), &record).code, Code::InvalidRequest);
    send(&world, &bar.actor, &record).unwrap();

    // An old code online is what it was: no record, no window.
    let old = world.scan(&bar.actor, shown(&phone, evening + 20 * MINUTE), vec![world.earn(1)]).unwrap_err();
    assert_eq!(old.code, Code::ClockWrong);
    // A code that was not shown in its minute is not made so by a signature.
    let (actor, late) = code(shown(&phone, evening - 20 * MINUTE));
    let wrong = refused(&actor, &late);
    assert_eq!((wrong.code, wrong.off_by_s), (Code::ClockWrong, Some(-1_200)));
    let (actor, skewed) = code(shown(&phone, evening - 9 * MINUTE));
    assert_eq!(send(&world, &actor, &skewed).unwrap().visit.flags, [Flag::ClockSkew, Flag::Offline]);

    // A clock far ahead, a lease that is over, and a record that comes a month late.
    let ahead = world.now() + HOUR;
    let req = terrace.record(&world, shown(&phone, ahead), vec![world.earn(1)], ahead);
    assert_eq!(refused(&terrace.actor, &req).off_by_s, Some(3_600));
    let now = world.now();
    terrace.snapshot_at = now - 8 * DAY;
    let req = terrace.record(&world, shown(&phone, now), vec![world.earn(1)], now);
    assert_eq!(refused(&terrace.actor, &req).code, Code::LeaseOver);
    terrace.snapshot_at = now;
    let req = terrace.record(&world, shown(&phone, now), vec![world.earn(1)], now);
    world.pass_time(31 * DAY);
    assert_eq!(refused(&terrace.actor, &req).code, Code::LeaseOver);

    // What a till does not do alone, and what is no record.
    let now = world.now();
    terrace.snapshot_at = now;
    let gift = Op::Gift { id: world.id(), reward: "free-coffee".into(), reason: "friend".into(), overridden: false };
    let req = terrace.record(&world, shown(&phone, now), vec![gift], now);
    assert_eq!(refused(&terrace.actor, &req).code, Code::InvalidRequest);
    let mut req = terrace.record(&world, shown(&phone, now), vec![world.earn(1)], now);
    req.occurred_at = None;
    assert_eq!(refused(&terrace.actor, &req).code, Code::InvalidRequest);
    let nothing = terrace.record_at(&world, shown(&phone, now), vec![], now, 0, [0; 32]);
    assert_eq!(refused(&terrace.actor, &nothing).code, Code::InvalidRequest);
    world.assert_clean();
}

pub fn a_till_asks_for_what_it_must_know(scratch: &Scratch) {
    let world = World::new(scratch);
    let (bar, phone) = (world.till(), world.phone());
    let Actor::Staff(staff) = &bar else { panic!("staff") };
    let ask = |since: Option<&str>| {
        let (till, since, now) = (staff.till.clone(), since.map(str::to_owned), world.now());
        world.read(move |tx| snapshot::read(tx, &till, since.as_deref(), now))
    };
    let opened = world.scan(&bar, shown(&phone, world.now()), vec![world.earn(10)]).unwrap();
    let whole = ask(None).unwrap();
    assert!(whole.whole && !whole.more);
    assert_eq!((whole.at.clone(), whole.program_version, whole.limits.earns_per_card), (time(world.now()), 1, 2));
    let [card] = &whole.cards[..] else { panic!("{whole:?}") };
    assert_eq!((card.id.clone(), card.balances[0].balance, card.keys.len()), (phone.card.to_string(), 1, 1));
    assert_eq!(card.keys[0].public_key, URL_SAFE_NO_PAD.encode(phone.key.public_key().compressed()));
    assert_eq!(card.keys[0].last_step, Some(world.step().0));
    assert_eq!((card.vouchers[0].id, card.vouchers[0].value), (opened.card.vouchers[0].id, 60));
    let [code] = &whole.codes[..] else { panic!("{whole:?}") };
    assert_eq!((code.step, code.visit_id), (world.step().0, Some(opened.visit.id)));

    // Then only what changed, and what was about to be written a moment before: a void, another key, a new card.
    world.pass_time(HOUR);
    let overlap = ask(Some(&whole.cursor)).unwrap();
    assert!(!overlap.whole && overlap.cards.len() == 1);
    world.pass_time(HOUR);
    let nothing = ask(Some(&overlap.cursor)).unwrap();
    assert!(!nothing.whole && nothing.cards.is_empty() && nothing.codes.is_empty());
    world.pass_time(HOUR);
    world.void(&bar, opened.operations[0].id).unwrap();
    let friend = world.phone();
    let changed = ask(Some(&nothing.cursor)).unwrap();
    let mut ids: Vec<_> = changed.cards.iter().map(|card| card.id.clone()).collect();
    ids.sort();
    let mut expected = [phone.card.to_string(), friend.card.to_string()];
    expected.sort();
    assert_eq!(ids, expected);
    world.pass_time(HOUR);
    world.join(Some(phone.holder), wire::KeyStorage::Raw);
    let changed = ask(Some(&changed.cursor)).unwrap();
    let card = changed.cards.iter().find(|card| card.id == phone.card.to_string()).unwrap();
    assert_eq!(card.keys.iter().map(|key| key.raw).collect::<Vec<_>>(), [false, true]);

    // A cursor that is older than the lease asks for all; one that is none is refused.
    world.pass_time(8 * DAY);
    assert!(ask(Some(&changed.cursor)).unwrap().whole);
    for wrong in ["", "1", "1.2.3", "a.b", "1.2.0011223344556677.4"] {
        assert!(matches!(ask(Some(wrong)), Err(Fault::Refused(_))), "{wrong}");
    }

    // A large shop comes in pieces.
    for _ in 0..snapshot::CARDS_MAX {
        world.phone();
    }
    let first = ask(None).unwrap();
    assert_eq!((first.whole, first.more, first.cards.len()), (true, true, snapshot::CARDS_MAX as usize));
    world.pass_time(MINUTE);
    let rest = ask(Some(&first.cursor)).unwrap();
    assert_eq!((rest.whole, rest.more, rest.cards.len(), rest.at == first.at), (false, false, 2, true));
}

pub fn verify_finds_a_broken_chain(scratch: &Scratch) {
    let world = World::new(scratch);
    let (mut bar, phone, friend) = (Apart::new(&world, 1), world.phone(), world.phone());
    let evening = world.now() + HOUR;
    let first = bar.record(&world, shown(&phone, evening), vec![world.earn(1)], evening);
    let second = bar.record(&world, shown(&friend, evening), vec![world.earn(1)], evening);
    world.pass_time(2 * HOUR);
    send(&world, &bar.actor, &first).unwrap();
    send(&world, &bar.actor, &second).unwrap();
    world.assert_clean();
    let broken = |statement: &'static str| {
        let tamper = move |tx: &mut dyn store::Tx| -> store::Outcome<store::verify::Report> {
            tx.execute(statement, &store::params![])?;
            let report = store::verify::run(tx)?;
            // The refusal undoes it.
            let words = report.broken.iter().map(|broken| broken.invariant).collect::<Vec<_>>().join("|");
            Err(Problem::from(Code::InvalidRequest).detail(words).into())
        };
        match world.write(tamper) {
            Err(Fault::Refused(problem)) => problem.detail.unwrap(),
            other => panic!("{other:?}"),
        }
    };
    let words = broken("DELETE FROM offline_record WHERE seq = 1");
    assert!(words.contains("follows the one before") && words.contains("is a record"), "{words}");
    let words = broken("UPDATE offline_record SET seq = 1, broken = 0");
    assert!(words.contains("one record's"), "{words}");
    let words = broken("UPDATE offline_record SET verdict = 'rejected' WHERE seq = 2");
    assert!(words.contains("opened its visit"), "{words}");
}
