//! A browser hands its card to its own home screen: once, soon, and nothing else.

use pass::Purpose;
use store::testing::Scratch;
use store::{HolderId, auth, cards, devices, handoff, params};
use wire::{Code, JoinRequest, Joined, Problem, RevokeKeyRequest};

use crate::world::{MINUTE, Phone, World, refused};

fn make(world: &World, slug: &'static str, holder: HolderId) -> Option<String> {
    let ctx = world.context();
    world.write(move |tx| handoff::make(tx, &ctx, slug, holder)).unwrap()
}

/// A home screen is opened with a code: the card it shows, its slot, and who it is.
fn open(
    world: &World,
    slug: &'static str,
    holder: Option<HolderId>,
    code: &str,
) -> Result<(Joined, Option<HolderId>), Problem> {
    let req = JoinRequest { handoff: Some(code.to_owned()), ..world.join_request(&world.new_key()) };
    let (ctx, asked) = (world.context(), req.clone());
    let reply = refused(world.write(move |tx| cards::join(tx, &ctx, slug, &asked, holder, None)))?;
    let (ctx, now) = (world.context(), world.now());
    let again = refused(world.write(move |tx| cards::join(tx, &ctx, slug, &req, holder, None)))?;
    assert!(again.replayed && again.json == reply.json, "sent twice, it is one");
    let holder = reply.token.map(|token| world.read(move |tx| auth::holder(tx, &token, now)).unwrap().unwrap());
    Ok((serde_json::from_str(&reply.json).unwrap(), holder))
}

fn keys(world: &World, phone: &Phone) -> usize {
    let (holder, card) = (phone.holder, phone.card.to_string());
    world.read(move |tx| devices::list(tx, holder, &card)).unwrap().keys.len()
}

pub fn a_home_screen_gets_the_card_once(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, phone) = (world.till(), world.phone());
    world.scan(&till, phone.pass_at(world.step(), Purpose::Show), vec![world.earn(3)]).unwrap();
    let code = make(&world, "demo", phone.holder).unwrap();
    assert_eq!(code.len(), 22, "128 bits: {code}");
    let (joined, holder) = open(&world, "demo", None, &code).unwrap();
    assert_eq!((joined.card.id, joined.card.purses[0].balance), (phone.card.to_string(), 3));
    assert_ne!(joined.key_slot, phone.slot.get());
    let home = holder.unwrap();
    assert_ne!(home, phone.holder, "it holds this card, and none of the browser's others");
    assert_eq!(open(&world, "demo", None, &code).unwrap_err().code, Code::BadHandoffCode, "once");
    assert_eq!(keys(&world, &phone), 2);
    world.pass_time(2 * MINUTE);
    world.scan(&till, phone.pass_at(world.step(), Purpose::Show), vec![]).unwrap();

    // Its cookie came along: the code adds nothing but the key.
    let code = make(&world, "demo", phone.holder).unwrap();
    let (joined, token) = open(&world, "demo", Some(phone.holder), &code).unwrap();
    assert_eq!((joined.card.id, token), (phone.card.to_string(), None));

    // A fifth key takes the place of the one not used for longest, as everywhere.
    for _ in 0..2 {
        let code = make(&world, "demo", phone.holder).unwrap();
        open(&world, "demo", None, &code).unwrap();
    }
    assert_eq!(keys(&world, &phone), 4);
    world.assert_clean();
}

pub fn a_hand_off_is_soon_over_and_of_one_card(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, phone, other) = (world.till(), world.phone(), world.phone());
    let bad = |code: &str, slug| open(&world, slug, None, code).unwrap_err().code;
    world.other_shop();
    let code = make(&world, "demo", phone.holder).unwrap();
    assert_eq!(bad(&code, "other"), Code::BadHandoffCode, "another shop's");
    assert_eq!(bad("", "demo"), Code::BadHandoffCode);
    assert_eq!(bad(&code[..21], "demo"), Code::BadHandoffCode);
    assert_eq!(make(&world, "other", phone.holder), None, "no card there");

    // Whoever has another card with something on it keeps it, and the code stays good.
    world.scan(&till, other.pass_at(world.step(), Purpose::Show), vec![world.earn(1)]).unwrap();
    assert_eq!(open(&world, "demo", Some(other.holder), &code).unwrap_err().code, Code::CardHeld);
    world.pass_time(30 * MINUTE - 1);
    open(&world, "demo", None, &code).unwrap();
    let late = make(&world, "demo", phone.holder).unwrap();
    world.pass_time(30 * MINUTE);
    assert_eq!(bad(&late, "demo"), Code::BadHandoffCode, "over");
    assert_eq!(kept(&world), 1, "what was used is forgotten");
    make(&world, "demo", phone.holder).unwrap();
    assert_eq!(kept(&world), 1, "and what is over");
    world.assert_clean();
}

pub fn a_hand_off_ends_with_its_browser(scratch: &Scratch) {
    let world = World::new(scratch);
    let phone = world.phone();
    let home = {
        let code = make(&world, "demo", phone.holder).unwrap();
        open(&world, "demo", None, &code).unwrap().1.unwrap()
    };
    let code = make(&world, "demo", phone.holder).unwrap();
    // The home screen takes the browser off the card, which holds it no longer then.
    let (ctx, card, slot) = (world.context(), phone.card.to_string(), phone.slot.get());
    let req = RevokeKeyRequest { id: world.id() };
    world.write(move |tx| devices::revoke(tx, &ctx, home, &card, slot, &req)).unwrap();
    assert_eq!(open(&world, "demo", None, &code).unwrap_err().code, Code::BadHandoffCode);
    assert_eq!(make(&world, "demo", phone.holder), None);
    world.assert_clean();
}

pub fn a_card_that_went_away_is_not_handed_over(scratch: &Scratch) {
    let world = World::new(scratch);
    let (blocked, merged, erased) = (world.phone(), world.phone(), world.phone());
    let end = |phone: &Phone, status: &'static str| {
        let (code, card) = (make(&world, "demo", phone.holder).unwrap(), phone.card.0);
        let set = "UPDATE card SET status = $2, merged_into = $3 WHERE card_id = $1";
        let into = (status == "merged").then(|| blocked.number.clone());
        world.write(move |tx| Ok(tx.execute(set, &params![card, status, into.as_deref()])?)).unwrap();
        code
    };
    let code = end(&blocked, "blocked");
    assert_eq!(open(&world, "demo", None, &code).unwrap().0.card.id, blocked.card.to_string(), "it says so itself");
    let code = end(&merged, "merged");
    let refused = open(&world, "demo", None, &code).unwrap_err();
    assert_eq!((refused.code, refused.into), (Code::CardMerged, Some(blocked.number.clone())));
    assert_eq!(make(&world, "demo", merged.holder), None);
    let code = end(&erased, "erased");
    assert_eq!(open(&world, "demo", None, &code).unwrap_err().code, Code::BadHandoffCode);
}

/// Codes that the database has.
fn kept(world: &World) -> i64 {
    let count = "SELECT COUNT(*) FROM card_code WHERE kind = 'handoff'";
    world.read(move |tx| Ok(tx.query_one(count, &[])?.unwrap().get(0)?)).unwrap()
}
