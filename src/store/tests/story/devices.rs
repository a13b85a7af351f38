//! The phones of a card: named, asked for their key, taken off, and what that means for each browser.

use pass::Purpose;
use store::testing::Scratch;
use store::{Value, cards, devices, params};
use wire::{CardKeys, Code, KeyEnrolled, KeyStorage, NameKeyRequest, OpenVisit, Problem, RevokeKeyRequest};

use crate::world::{MINUTE, Phone, World, refused, visit};

fn keys(world: &World, phone: &Phone) -> Result<CardKeys, Problem> {
    let (holder, card) = (phone.holder, phone.card.to_string());
    refused(world.read(move |tx| devices::list(tx, holder, &card)))
}

/// What a phone hears of its own key.
pub fn own_key(world: &World, phone: &Phone) -> Result<KeyEnrolled, Problem> {
    let (holder, card, slot, now) = (phone.holder, phone.card.to_string(), phone.slot.get(), world.now());
    refused(world.read(move |tx| devices::own_key(tx, holder, &card, slot, now)))
}

fn name(world: &World, phone: &Phone, name: Option<&str>) -> Result<(), Problem> {
    let (holder, card, slot) = (phone.holder, phone.card.to_string(), phone.slot.get());
    let req = NameKeyRequest { id: world.id(), name: name.map(str::to_owned) };
    refused(world.write(move |tx| devices::name(tx, holder, &card, slot, &req))).map(drop)
}

/// `by` takes the phone with this key off the card.
pub fn revoke(world: &World, by: &Phone, slot: u8, id: uuid::Uuid) -> Result<bool, Problem> {
    let (ctx, holder, card) = (world.context(), by.holder, by.card.to_string());
    let req = RevokeKeyRequest { id };
    let reply = refused(world.write(move |tx| devices::revoke(tx, &ctx, holder, &card, slot, &req)))?;
    Ok(reply.replayed)
}

fn shows(world: &World, till: &store::Actor, phone: &Phone) -> Result<(), Problem> {
    world.pass_time(2 * MINUTE);
    world.scan(till, phone.pass_at(world.step(), Purpose::Show), vec![]).map(drop)
}

fn reads_aloud(world: &World, till: &store::Actor, phone: &Phone, secret: &[u8; 32]) -> Result<(), Problem> {
    world.pass_time(2 * MINUTE);
    let number = phone.number.parse().unwrap();
    let typed_code = Some(pass::typed_code(number, secret, world.now() / loyalty::SECOND));
    world.open(till, OpenVisit { typed_code, ..visit(world.id()) }, None).map(drop)
}

pub fn a_phone_has_a_name_and_is_taken_off(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, phone) = (world.till(), world.phone());
    let home = world.join(Some(phone.holder), KeyStorage::Raw);
    shows(&world, &till, &phone).unwrap();
    name(&world, &home, Some("  Léa’s home screen ")).unwrap();
    let listed = keys(&world, &phone).unwrap().keys;
    let said = |at: usize| (listed[at].slot, listed[at].storage, listed[at].name.as_deref(), listed[at].same_browser);
    assert_eq!(said(0), (0, KeyStorage::Webcrypto, None, true));
    assert_eq!(said(1), (1, KeyStorage::Raw, Some("Léa’s home screen"), true));
    assert!(listed[0].last_used_at.is_some() && listed[1].last_used_at.is_none());
    let kept = world.read(|tx| {
        let kept = tx.query_one("SELECT COUNT(*) FROM request WHERE answer LIKE '%home screen%'", &params![])?;
        Ok(kept.unwrap().get::<i64>(0)?)
    });
    assert_eq!(kept.unwrap(), 0, "what is kept of requests has no names in it");
    assert_eq!(name(&world, &home, Some(&"x".repeat(41))).unwrap_err().code, Code::InvalidRequest);
    name(&world, &home, None).unwrap();
    assert_eq!(keys(&world, &phone).unwrap().keys[1].name, None);

    // Off, once: its codes are refused, those it reads aloud too; the other phone learns the new secret.
    let id = world.id();
    assert_eq!(revoke(&world, &phone, 1, id), Ok(false));
    assert_eq!(revoke(&world, &phone, 1, id), Ok(true), "a doubled click is one");
    assert_eq!(revoke(&world, &phone, 1, world.id()).unwrap_err().code, Code::KeyRevoked);
    assert_eq!(name(&world, &home, Some("again")).unwrap_err().code, Code::KeyRevoked);
    assert_eq!(shows(&world, &till, &home).unwrap_err().code, Code::KeyRevoked);
    assert_eq!(own_key(&world, &home).unwrap_err().code, Code::KeyRevoked);
    assert_eq!(reads_aloud(&world, &till, &home, &home.secret).unwrap_err().code, Code::UnknownCard);
    shows(&world, &till, &phone).unwrap();
    let secret = own_key(&world, &phone).unwrap().typed_code_secret;
    let secret = base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, secret).unwrap();
    reads_aloud(&world, &till, &phone, &secret.try_into().unwrap()).unwrap();

    // It is the same browser, which still holds the card: a tap brings it back with a new key.
    let back = world.join(Some(phone.holder), KeyStorage::Webcrypto);
    assert_eq!(back.card, phone.card);
    shows(&world, &till, &back).unwrap();
    world.assert_clean();
}

pub fn another_browser_loses_the_card_with_its_last_phone(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, mine, stranger) = (world.till(), world.phone(), world.phone());
    // A second browser holds my card, with two keys on it.
    let (card, theirs) = (mine.card, world.join(None, KeyStorage::Webcrypto));
    let values = [Value::from(card.0), Value::from(theirs.holder.0)];
    world
        .write(move |tx| Ok(tx.execute("UPDATE holder_card SET card_id = $1 WHERE holder_id = $2", &values)?))
        .unwrap();
    let first = world.join(Some(theirs.holder), KeyStorage::Webcrypto);
    let second = world.join(Some(theirs.holder), KeyStorage::Webcrypto);
    assert_eq!((first.card, second.card), (card, card));
    let same = |listed: CardKeys| listed.keys.iter().map(|key| key.same_browser).collect::<Vec<_>>();
    assert_eq!(same(keys(&world, &mine).unwrap()), [true, false, false]);

    revoke(&world, &mine, first.slot.get(), world.id()).unwrap();
    assert!(own_key(&world, &second).is_ok(), "its other phone still has the card");
    revoke(&world, &mine, second.slot.get(), world.id()).unwrap();
    assert_eq!(own_key(&world, &second).unwrap_err().code, Code::KeyRevoked, "it is told why");
    assert_eq!(keys(&world, &second).unwrap_err().code, Code::UnknownCard);
    let (holder, asked, now) = (second.holder, card.to_string(), world.now());
    let gone = refused(world.read(move |tx| cards::get(tx, holder, &asked, now, store::Lang::En)));
    assert_eq!(gone.unwrap_err().code, Code::UnknownCard);
    shows(&world, &till, &mine).unwrap();

    // Nobody takes a phone off a card that they don't hold, or hears of its keys.
    let (holder, asked) = (stranger.holder, card.to_string());
    let nosy = Phone { card, holder, ..stranger };
    assert_eq!(revoke(&world, &nosy, 0, world.id()).unwrap_err().code, Code::UnknownCard);
    assert_eq!(own_key(&world, &nosy).unwrap_err().code, Code::UnknownCard);
    let listed = refused(world.read(move |tx| devices::list(tx, holder, &asked)));
    assert_eq!(listed.unwrap_err().code, Code::UnknownCard);
    world.assert_clean();
}
