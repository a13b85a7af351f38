//! Staff brings a card to another phone: whose it is, how often, what it ends, and what waits for a day after it.

use pass::Purpose;
use store::moves::{self, Looked, REDEEM_PAUSE};
use store::testing::Scratch;
use store::{Actor, Lang, StaffAuth, members, params, snapshot};
use uuid::Uuid;
use wire::{
    CardMoves, Code, EraseRequest, Flag, GiveMove, KeyStorage, LiftPause, LostCards, MoveGiven, Op, Problem, TillCard,
    VisitOpened,
};

use crate::apart::{Apart, send, shown};
use crate::devices::own_key;
use crate::person::vault;
use crate::recovery::{self, COOKIE};
use crate::story::assert_found;
use crate::versions::of_version;
use crate::world::{MINUTE, Phone, World, refused};

const WHY: &str = "knew the seven stamps";
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

fn staff(till: &Actor) -> StaffAuth {
    let Actor::Staff(staff) = till else { panic!("staff") };
    staff.clone()
}

/// The same person without a manager's rights.
fn no_manager(till: &Actor) -> Actor {
    Actor::Staff(StaffAuth { manager: false, ..staff(till) })
}

impl World {
    fn gives_as(&self, till: &Actor, card: &str, id: Uuid, reason: &str) -> Result<MoveGiven, Problem> {
        let (ctx, staff, card) = (self.context(), staff(till), card.to_owned());
        let req = GiveMove { id, reason: reason.to_owned() };
        let reply = refused(self.write(move |tx| moves::give(tx, &ctx, &vault(), &staff, &card, &req)))?;
        Ok(serde_json::from_str(&reply.json).unwrap())
    }

    pub fn gives(&self, till: &Actor, phone: &Phone) -> Result<String, Problem> {
        self.gives_as(till, &phone.card.to_string(), self.id(), WHY).map(|given| given.code)
    }

    /// A new phone uses a code, and has the card with a key of its own.
    pub fn moves(&self, code: &str) -> Phone {
        let (_, holder) = recovery::recover(self, None, code, "new").unwrap();
        self.join(Some(holder), KeyStorage::Webcrypto)
    }

    fn finds(&self, till: &Actor, looked: Looked) -> Result<LostCards, Problem> {
        let (staff, now) = (staff(till), self.now());
        refused(self.read(move |tx| moves::find(tx, &staff, &looked, now)))
    }

    fn lifts(&self, till: &Actor, phone: &Phone) -> Result<String, Problem> {
        let (ctx, till, card, req) =
            (self.context(), till.clone(), phone.card.to_string(), LiftPause { id: self.id() });
        refused(self.write(move |tx| moves::lift(tx, &ctx, &till, &card, &req))).map(|reply| reply.json)
    }

    fn notices(&self, till: &Actor) -> Result<CardMoves, Problem> {
        let till = till.clone();
        refused(self.read(move |tx| moves::list(tx, &till, None)))
    }

    /// A card with a reward on it, and the till that gave it.
    fn rewarded(&self) -> (Actor, Phone) {
        let (till, phone) = (self.till(), self.phone());
        self.scan(&till, phone.pass_at(self.step(), Purpose::Show), vec![self.earn(10)]).unwrap();
        self.pass_time(HOUR);
        (till, phone)
    }

    fn uses(&self, till: &Actor, phone: &Phone) -> Result<VisitOpened, Problem> {
        let voucher = self.card(phone).vouchers[0].id;
        let op = redeem(self.id(), voucher);
        self.scan(till, phone.pass_at(self.step(), Purpose::Show), vec![op])
    }

    fn till_knows(&self, till: &Actor, phone: &Phone) -> TillCard {
        let (till, now) = (staff(till).till, self.now());
        let known = self.read(move |tx| snapshot::read(tx, &till, None, now)).unwrap();
        known.cards.into_iter().find(|card| card.id == phone.card.to_string()).unwrap()
    }
}

fn redeem(id: Uuid, voucher: Uuid) -> Op {
    Op::Redeem { id, reward: None, voucher_id: Some(voucher), choice: None, confirmed: false }
}

pub fn staff_moves_a_card_to_another_phone(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, lost) = (world.till(), world.phone());
    world.scan(&till, lost.pass_at(world.step(), Purpose::Show), vec![world.earn(7)]).unwrap();
    let kept = recovery::make(&world, &lost, COOKIE, world.id());
    world.pass_time(HOUR);

    // Somebody who is no manager gives out the code; a doubled tap is one code.
    let (tom, id, card) = (no_manager(&till), world.id(), lost.card.to_string());
    let given = world.gives_as(&tom, &card, id, WHY).unwrap();
    assert_eq!(given.code.len(), "K7M2-Q9XR".len());
    assert_eq!(world.gives_as(&tom, &card, id, WHY), Ok(given.clone()));
    assert_eq!(world.gives_as(&tom, &card, id, "something else").unwrap_err().code, Code::IdReused);
    assert!(own_key(&world, &lost).is_ok(), "a code alone changes nothing");

    let new = world.moves(&given.code.to_lowercase().replace('-', " "));
    assert_eq!((new.card, world.card(&new).purses[0].balance), (lost.card, 7));
    assert_eq!(own_key(&world, &lost).unwrap_err().code, Code::KeyRevoked, "the old phone is told why");
    let shown = world.scan(&till, lost.pass_at(world.step(), Purpose::Show), vec![]);
    assert_eq!(shown.unwrap_err().code, Code::KeyRevoked);
    assert_ne!(new.secret, lost.secret);
    assert_eq!(recovery::recover(&world, None, &kept, "thief").unwrap_err().code, Code::BadRecoveryCode);
    world.scan(&till, new.pass_at(world.step(), Purpose::Show), vec![world.earn(1)]).unwrap();

    // The owner reads when, where, by whom and why.
    let notice = world.notices(&till).unwrap().moves.remove(0);
    assert_eq!((notice.id, &*notice.number, &*notice.till, &*notice.by), (id, &*lost.number, "Till", "Léa"));
    assert_eq!(notice.reason.as_deref(), Some(WHY));
    assert_eq!(notice.used_at.unwrap().0, "2026-03-01T09:30:00Z");
    assert_eq!(notice.paused_until.unwrap().0, "2026-03-02T09:30:00Z");
    assert_eq!(world.notices(&tom).unwrap_err().code, Code::ManagerRequired);
    world.assert_clean();
}

pub fn a_card_is_found_by_what_its_customer_remembers(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, early, late) = (world.till(), world.phone(), world.phone());
    world.scan(&till, early.pass_at(world.step(), Purpose::Show), vec![world.earn(10)]).unwrap();
    world.pass_time(40 * MINUTE);
    world.scan(&till, late.pass_at(world.step(), Purpose::Show), vec![world.earn(2)]).unwrap();
    world.pass_time(DAY);

    // They were here yesterday "about ten", by the clock in Paris: the nearest visit comes first.
    let found = world.finds(&till, Looked::Around("2026-03-01T10:05".into())).unwrap().cards;
    let numbers: Vec<_> = found.iter().map(|card| &*card.number).collect();
    assert_eq!(numbers, [&*late.number, &*early.number]);
    assert_eq!(found[1].here_at.as_ref().unwrap().0, "2026-03-01T08:30:00Z");
    assert_eq!((found[1].purses[0].balance, found[1].rewards), (1, 1));
    assert!(world.finds(&till, Looked::Around("2026-03-01T14:00".into())).unwrap().cards.is_empty());
    // Somebody who came again since stands there once.
    let by_number = world.finds(&till, Looked::Number(late.number.to_lowercase())).unwrap().cards;
    assert_eq!((by_number.len(), &*by_number[0].card_id), (1, &*late.card.to_string()));
    for bad in [Looked::Around("yesterday".into()), Looked::Number("?".into())] {
        assert_eq!(world.finds(&till, bad).unwrap_err().code, Code::InvalidRequest);
    }
}

pub fn moves_have_limits(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, other) = (world.till(), world.till());
    let phones: Vec<Phone> = (0..5).map(|_| world.phone()).collect();
    let limit = |problem: Problem| (problem.code, problem.limit.unwrap(), problem.until.unwrap().0);
    // The shop's day ends at three in the morning, in Paris.
    let till_is_full = (Code::LimitReached, "moves_per_till_day".to_owned(), "2026-03-02T02:00:00Z".to_owned());
    for phone in &phones[..3] {
        world.gives(&till, phone).unwrap();
    }
    // Another code for the same card is not another move.
    let code = world.gives(&till, &phones[0]).unwrap();
    assert_eq!(limit(world.gives(&till, &phones[3]).unwrap_err()), till_is_full);
    world.moves(&code);
    // The two codes that nobody used are over, and do not count.
    world.pass_time(11 * MINUTE);
    for phone in &phones[3..] {
        let code = world.gives(&till, phone).unwrap();
        world.moves(&code);
    }
    assert_eq!(limit(world.gives(&till, &phones[1]).unwrap_err()), till_is_full);
    // A card moves once a day, at whatever till.
    let again = limit(world.gives(&other, &phones[0]).unwrap_err());
    assert_eq!((again.0, &*again.1), (Code::LimitReached, "moves_per_card_day"));
    assert!(world.gives(&other, &phones[1]).is_ok(), "another till has moves of its own");
    world.pass_time(DAY);
    assert!(world.gives(&till, &phones[0]).is_ok());
    world.assert_clean();
}

pub fn a_code_of_staff_is_good_once_and_soon_over(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, phone) = (world.till(), world.phone());
    let wrong = |code: &str| recovery::recover(&world, None, code, "new").unwrap_err().code;
    let first = world.gives(&till, &phone).unwrap();
    world.pass_time(10 * MINUTE);
    assert_eq!(wrong(&first), Code::BadRecoveryCode, "after ten minutes");
    let second = world.gives(&till, &phone).unwrap();
    let third = world.gives(&till, &phone).unwrap();
    assert_eq!(wrong(&second), Code::BadRecoveryCode, "another took its place");
    let new = world.moves(&third);
    assert_eq!(wrong(&third), Code::BadRecoveryCode, "once");
    assert!(own_key(&world, &new).is_ok());

    for reason in ["", "  ", &"x".repeat(201)] {
        let refused = world.gives_as(&till, &phone.card.to_string(), world.id(), reason).unwrap_err();
        assert_eq!(refused.code, Code::InvalidRequest, "{reason:?}");
    }
    assert_eq!(world.gives_as(&till, "0000000000000000", world.id(), WHY).unwrap_err().status, 404);
    let id = phone.card.0;
    world
        .write(move |tx| Ok(tx.execute("UPDATE card SET status = 'blocked' WHERE card_id = $1", &params![id])?))
        .unwrap();
    assert_eq!(world.gives(&till, &phone).unwrap_err().code, Code::CardBlocked);
}

pub fn nothing_is_used_for_a_day_after_a_move_unless_a_manager_lifts_it(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, lost) = world.rewarded();
    let code = world.gives(&till, &lost).unwrap();
    let new = world.moves(&code);
    let until = "2026-03-02T09:30:00Z";
    let refused = world.uses(&till, &new).unwrap_err();
    assert_eq!((refused.code, refused.until.unwrap().0.as_str()), (Code::RedeemPaused, until));
    let opened = world.scan(&till, new.pass_at(world.step(), Purpose::Show), vec![world.earn(1)]).unwrap();
    assert_eq!(opened.card.purses[0].balance, 2, "earning goes on");
    let voucher = opened.card.vouchers[0].id;
    let spend = Op::Spend { id: world.id(), amount: euros(100), bill: None, external_ref: None };
    for op in [redeem(world.id(), voucher), spend] {
        assert_eq!(world.operate(&till, opened.visit.id, op).unwrap_err().code, Code::RedeemPaused);
    }

    assert_eq!(world.lifts(&no_manager(&till), &new).unwrap_err().code, Code::ManagerRequired);
    world.pass_time(MINUTE);
    let lifted = world.lifts(&till, &new).unwrap();
    world.operate(&till, opened.visit.id, redeem(world.id(), voucher)).unwrap();
    let notice = world.notices(&till).unwrap().moves.remove(0);
    assert_eq!((notice.lifted_by.as_deref(), notice.paused_until.unwrap().0.as_str()), (Some("Léa"), until));
    assert!(lifted.contains(&notice.lifted_at.unwrap().0));
    // There is nothing more to lift, which is no fault, and changes nothing that was noted.
    world.pass_time(MINUTE);
    world.lifts(&till, &new).unwrap();
    assert_eq!(world.notices(&till).unwrap().moves[0].lifted_by.as_deref(), Some("Léa"));
    world.assert_clean();

    // Where nobody lifts it, it ends by itself.
    let (till, lost) = world.rewarded();
    let code = world.gives(&till, &lost).unwrap();
    let new = world.moves(&code);
    world.pass_time(REDEEM_PAUSE - 1);
    assert_eq!(world.uses(&till, &new).unwrap_err().code, Code::RedeemPaused);
    world.pass_time(1);
    world.uses(&till, &new).unwrap();
    world.assert_clean();
}

fn euros(minor: i64) -> wire::Money {
    wire::Money { minor, currency: "EUR".into() }
}

pub fn a_till_without_a_network_knows_of_the_pause(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, lost) = world.rewarded();
    let mut bar = Apart::new(&world, 1);
    assert_eq!(world.till_knows(&till, &lost).redeem_paused_until, None);
    let code = world.gives(&till, &lost).unwrap();
    let new = world.moves(&code);
    assert_eq!(world.till_knows(&till, &new).redeem_paused_until.unwrap().0, "2026-03-02T09:30:00Z");

    // One that did not know it yet gave the reward: the customer has it, and the owner a flag.
    let at = world.now() + 2 * MINUTE;
    let voucher = world.card(&new).vouchers[0].id;
    let record = bar.record(&world, shown(&new, at), vec![redeem(world.id(), voucher)], at);
    world.pass_time(HOUR);
    let opened = send(&world, &bar.actor, &record).unwrap();
    assert_eq!(opened.visit.flags, [Flag::Offline, Flag::OverLimits]);
    assert!(opened.card.vouchers.is_empty());

    // What changed is told to who asks for changes: the lifting too.
    let (asked, now) = (staff(&till).till, world.now());
    let cursor = world.read(move |tx| snapshot::read(tx, &asked, None, now)).unwrap().cursor;
    world.pass_time(HOUR);
    world.lifts(&till, &new).unwrap();
    let (asked, now) = (staff(&till).till, world.now());
    let since = world.read(move |tx| snapshot::read(tx, &asked, Some(&cursor), now)).unwrap();
    let card = since.cards.iter().find(|card| card.id == new.card.to_string()).unwrap();
    assert_eq!(card.redeem_paused_until, None);
    // What a till did after the pause is no longer odd.
    let at = world.now() + MINUTE;
    let record = bar.record(&world, shown(&new, at), vec![world.earn(1)], at);
    world.pass_time(HOUR);
    assert_eq!(send(&world, &bar.actor, &record).unwrap().visit.flags, [Flag::Offline]);
    world.assert_clean();
}

pub fn who_is_forgotten_leaves_no_reason(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, lost) = (world.till(), world.phone());
    let code = world.gives(&till, &lost).unwrap();
    let new = world.moves(&code);
    let (holder, card, now) = (new.holder, new.card.to_string(), world.now());
    let kept = world.read(move |tx| members::export(tx, &vault(), holder, &card, now, Lang::En)).unwrap();
    let (moved, why) = (&kept.moves[0], kept.moves[0].reason.as_deref());
    assert_eq!((&*moved.by, &*moved.till, why, moved.used_at.is_some()), ("Léa", "Till", Some(WHY), true));
    world.erase(&new, &EraseRequest { id: world.id() }).unwrap();
    let notice = world.notices(&till).unwrap().moves.remove(0);
    assert_eq!((notice.reason, notice.by.as_str()), (None, "Léa"), "the owner still reads that there was a move");
    world.assert_clean();
}

pub fn verify_finds_a_move_that_was_tampered_with(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, lost) = (world.till(), world.phone());
    recovery::make(&world, &lost, COOKIE, world.id());
    world.pass_time(MINUTE);
    let code = world.gives(&till, &lost).unwrap();
    world.pass_time(MINUTE);
    world.moves(&code);
    for (tampering, invariant) in [
        ("UPDATE card SET redeem_paused_until = redeem_paused_until + 1", "nothing waits on a card but after a move"),
        ("UPDATE card_code SET ended_at = NULL", "a move ends the codes of before"),
        ("UPDATE card_key SET revoked_at = NULL", "a move revokes the keys of before"),
    ] {
        assert_found(&world, tampering, invariant);
    }
    world.assert_clean();
}

/// Whoever has the files alone finds no code in them, and can't try all there are: the hash is made with the server's secret.
#[test]
fn no_code_is_in_the_files() {
    let scratch = Scratch::sqlite().unwrap();
    let store::Location::Sqlite(folder) = scratch.location() else { panic!("a folder") };
    let world = World::new(&scratch);
    let (till, lost) = (world.till(), world.phone());
    let code = world.gives(&till, &lost).unwrap();
    for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let bytes = std::fs::read(&file).unwrap();
        for text in [code.clone(), code.replace('-', "")] {
            assert!(!bytes.windows(text.len()).any(|part| part == text.as_bytes()), "{text} in {}", file.display());
        }
    }
}

pub fn a_database_of_version_8_goes_on(scratch: &Scratch) {
    of_version(scratch, 8, |_| Ok(()));
    let store = store::Store::open(scratch.location()).unwrap();
    let paused = |tx: &mut dyn store::Tx| -> Result<(i64, i64), store::Error> {
        let paused = tx.query_one("SELECT COUNT(redeem_paused_until), COUNT(*) FROM card", &params![])?.unwrap();
        Ok((paused.get(0)?, paused.get(1)?))
    };
    assert_eq!(store.read_blocking(paused).unwrap(), (0, 1), "nothing waits on a card of before");
    store.close_blocking();
}
