//! A card comes back by its recovery code, and to nobody else.

use pass::{Purpose, Spelled};
use store::members::Vault;
use store::moves::Moved;
use store::testing::Scratch;
use store::{HolderId, auth, params, recovery};
use wire::{Code, ConfirmRecovery, KeyStorage, MadeRecovery, MakeRecovery, Problem, Recover, Recovered, RecoveryState};

use crate::devices::own_key;
use crate::person::vault;
use crate::world::{MINUTE, Phone, World, refused};

/// What the browser sends as its cookie. The store needs it for the code only.
pub const COOKIE: &str = "a cookie of 256 bits";

pub fn make(world: &World, phone: &Phone, token: &'static str, id: uuid::Uuid) -> String {
    let (ctx, holder, card) = (world.context(), phone.holder, phone.card.to_string());
    let req = MakeRecovery { id };
    let reply = refused(world.write(move |tx| recovery::make(tx, &ctx, holder, token, &card, &req))).unwrap();
    serde_json::from_str::<MadeRecovery>(&reply.json).unwrap().code
}

fn confirm(world: &World, phone: &Phone, last_four: &str) -> Result<(), Problem> {
    let (ctx, holder, card) = (world.context(), phone.holder, phone.card.to_string());
    let req = ConfirmRecovery { id: world.id(), last_four: last_four.to_owned() };
    refused(world.write(move |tx| recovery::confirm(tx, &ctx, holder, COOKIE, &card, &req))).map(drop)
}

fn state(world: &World, phone: &Phone) -> (bool, bool) {
    let (holder, card) = (phone.holder, phone.card.to_string());
    let RecoveryState { made_at, confirmed_at } = world.read(move |tx| recovery::state(tx, holder, &card)).unwrap();
    (made_at.is_some(), confirmed_at.is_some())
}

/// A browser sends a code: the card it holds then, and who it is.
pub fn recover(
    world: &World,
    holder: Option<HolderId>,
    code: &str,
    from: &'static str,
) -> Result<(String, HolderId), Problem> {
    come_back(world, &vault(), holder, code, from).map(|(card, holder, _)| (card, holder))
}

/// The same at a server with these keys, with what its owner is told.
pub fn come_back(
    world: &World,
    vault: &Vault,
    holder: Option<HolderId>,
    code: &str,
    from: &'static str,
) -> Result<(String, HolderId, Option<Moved>), Problem> {
    let vault = *vault;
    let (ctx, req) = (world.context(), Recover { id: world.id(), code: code.to_owned(), ask: None });
    let asked = req.clone();
    let done = world.write(move |tx| recovery::recover(tx, &ctx, &vault, "demo", &asked, holder, from));
    let (reply, letter) = refused(done)??;
    let recovered: Recovered = serde_json::from_str(&reply.json).unwrap();
    let (ctx, asked) = (world.context(), req);
    let done = world.write(move |tx| recovery::recover(tx, &ctx, &vault, "demo", &asked, holder, from));
    let (again, second) = refused(done)??;
    assert!(again.replayed && again.json == reply.json && second.is_none(), "sent twice, it is one");
    let now = world.now();
    let token = again.token.unwrap();
    let holder = world.read(move |tx| auth::holder(tx, &token, now)).unwrap().unwrap();
    Ok((recovered.card_id, holder, letter))
}

pub fn a_card_comes_back_by_its_code(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, lost) = (world.till(), world.phone());
    world.scan(&till, lost.pass_at(world.step(), Purpose::Show), vec![world.earn(3)]).unwrap();
    let first = make(&world, &lost, COOKIE, world.id());
    let id = world.id();
    let code = make(&world, &lost, COOKIE, id);
    assert_eq!(make(&world, &lost, COOKIE, id), code, "a doubled click shows the same code");
    assert_ne!(make(&world, &lost, "another cookie", id), code, "and to nobody but this browser");
    assert_ne!(first, code);
    assert_eq!(state(&world, &lost), (true, false));
    assert_eq!(confirm(&world, &lost, "0000").unwrap_err().code, Code::BadRecoveryCode);
    confirm(&world, &lost, &code[code.len() - 4..].to_lowercase()).unwrap();
    assert_eq!(state(&world, &lost), (true, true));

    // Nothing of it stands in the database in clear.
    let letters = String::from_utf8(code.parse::<Spelled<24>>().unwrap().letters().to_vec()).unwrap();
    let (dashed, plain) = (format!("%{code}%"), format!("%{letters}%"));
    let kept = world.read(move |tx| {
        let kept = "SELECT COUNT(*) FROM request WHERE answer LIKE $1 OR answer LIKE $2";
        Ok(tx.query_one(kept, &params![&dashed, &plain])?.unwrap().get::<i64>(0)?)
    });
    assert_eq!(kept.unwrap(), 0);

    // The one before ended; the new one brings the card to a fresh browser, with all that is on it.
    world.pass_time(2 * MINUTE);
    assert_eq!(recover(&world, None, &first, "home").unwrap_err().code, Code::BadRecoveryCode);
    let (card, holder) = recover(&world, None, &code.to_lowercase(), "home").unwrap();
    assert_eq!(card, lost.card.to_string());
    assert_eq!(own_key(&world, &lost).unwrap_err().code, Code::KeyRevoked, "the old phone is told why");
    let shown = world.scan(&till, lost.pass_at(world.step(), Purpose::Show), vec![]);
    assert_eq!(shown.unwrap_err().code, Code::KeyRevoked);
    let new = world.join(Some(holder), KeyStorage::Webcrypto);
    assert_eq!((new.card, world.card(&new).purses[0].balance), (lost.card, 3));
    assert_ne!(new.secret, lost.secret, "what the old phone reads aloud is worth nothing");
    world.scan(&till, new.pass_at(world.step(), Purpose::Show), vec![]).unwrap();
    assert_eq!(state(&world, &new), (false, false));
    assert_eq!(recover(&world, None, &code, "home").unwrap_err().code, Code::BadRecoveryCode, "once");
    world.assert_clean();
}

pub fn a_code_takes_no_other_card_away(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, lost, other) = (world.till(), world.phone(), world.phone());
    let code = make(&world, &lost, COOKIE, world.id());

    // A browser that already has a card with something on it keeps it, and the code stays good.
    world.scan(&till, other.pass_at(world.step(), Purpose::Show), vec![world.earn(1)]).unwrap();
    assert_eq!(recover(&world, Some(other.holder), &code, "home").unwrap_err().code, Code::CardHeld);
    assert_eq!(world.card(&other).purses[0].balance, 1);
    assert!(own_key(&world, &lost).is_ok(), "nothing happened");

    // One that was made by mistake, with nothing on it, gives way.
    let empty = world.phone();
    let (ctx, holder, req) = (world.context(), empty.holder, Recover { id: world.id(), code, ask: None });
    let done =
        refused(world.write(move |tx| recovery::recover(tx, &ctx, &vault(), "demo", &req, Some(holder), "home")));
    let (reply, _) = done.unwrap().unwrap();
    assert_eq!(reply.token, None, "it has its cookie already");
    let new = world.join(Some(holder), KeyStorage::Webcrypto);
    assert_eq!(new.card, lost.card);
    world.assert_clean();
}

pub fn recovery_codes_are_not_guessed(scratch: &Scratch) {
    let world = World::new(scratch);
    let lost = world.phone();
    let code = make(&world, &lost, COOKIE, world.id());
    for left in (0..10).rev() {
        let guess = if left % 2 == 0 { "0000-0000-0000-0000-0000-0000" } else { "no code at all" };
        let wrong = recover(&world, None, guess, "cellar").unwrap_err();
        assert_eq!((wrong.code, wrong.tries_left), (Code::BadRecoveryCode, Some(left)));
    }
    let locked = recover(&world, None, &code, "cellar").unwrap_err();
    assert_eq!(locked.code, Code::Locked);
    assert_eq!(locked.until.unwrap().0, "2026-03-01T08:40:00Z");
    assert!(recover(&world, None, "nothing", "attic").is_err(), "others have their own count");
    world.pass_time(10 * MINUTE);
    recover(&world, None, &code, "cellar").unwrap();
}
