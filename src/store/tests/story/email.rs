//! The address that brings a card back: confirmed, used, and no longer good when it is another.

use store::email::{self, For, Letter};
use store::testing::Scratch;
use store::{Reply, params, recovery};
use wire::{
    AskByEmail, AskConfirmation, Code, ConfirmEmail, EraseRequest, Problem, ProfileRequest, Recover, Recovered,
};

use crate::person::vault;
use crate::versions::{OLD_CARD, OLD_SHOP, of_version};
use crate::world::{MINUTE, Phone, World, refused};

const EMAIL: &str = "planted.lea@example.org";

impl World {
    fn tells_address(&self, phone: &Phone, email: Option<&str>) {
        let email = Some(email.map(str::to_owned));
        self.tells(phone, &ProfileRequest { id: self.id(), email, ..ProfileRequest::default() }).unwrap();
    }

    /// The request that asked, and the letter.
    fn asks_to_confirm(&self, phone: &Phone) -> Result<(uuid::Uuid, Option<Letter>), Problem> {
        let (ctx, holder, card) = (self.context(), phone.holder, phone.card.to_string());
        let req = AskConfirmation { id: self.id() };
        let id = req.id;
        let asked = self.write(move |tx| email::ask_confirmation(tx, &ctx, &vault(), holder, &card, &req));
        refused(asked).map(|(_, letter)| (id, letter))
    }

    fn confirms(&self, phone: &Phone, ask: uuid::Uuid, code: &str) -> Result<Reply, Problem> {
        let (ctx, holder, card) = (self.context(), phone.holder, phone.card.to_string());
        let req = ConfirmEmail { id: self.id(), ask, code: code.to_owned() };
        refused(self.write(move |tx| email::confirm(tx, &ctx, &vault(), holder, &card, &req)))?
    }

    fn asks_for_card(&self, email: &str, from: &'static str) -> Result<(uuid::Uuid, Option<Letter>), Problem> {
        let (ctx, req) = (self.context(), AskByEmail { id: self.id(), email: email.to_owned() });
        let id = req.id;
        let asked = self.write(move |tx| email::ask_recovery(tx, &ctx, &vault(), "demo", &req, from));
        refused(asked).map(|(_, letter)| (id, letter))
    }

    fn recovers(&self, ask: uuid::Uuid, code: &str) -> Result<String, Problem> {
        let (ctx, req) = (self.context(), Recover { id: self.id(), code: code.to_owned(), ask: Some(ask) });
        let done = self.write(move |tx| recovery::recover(tx, &ctx, &vault(), "demo", &req, None, "new"));
        let done: Recovered = serde_json::from_str(&refused(done)??.0.json).unwrap();
        Ok(done.card_id)
    }

    fn confirmed(&self, phone: &Phone) {
        self.tells_address(phone, Some(EMAIL));
        let (ask, letter) = self.asks_to_confirm(phone).unwrap();
        self.confirms(phone, ask, &letter.unwrap().code).unwrap();
    }
}

pub fn a_confirmed_address_brings_the_card_back(scratch: &Scratch) {
    let world = World::new(scratch);
    let lost = world.phone();
    assert_eq!(world.asks_to_confirm(&lost).unwrap_err().code, Code::InvalidRequest, "to which address?");
    world.tells_address(&lost, Some(EMAIL));
    assert_eq!(world.asks_for_card(EMAIL, "new").unwrap().1, None, "it is not confirmed");
    let (ask, letter) = world.asks_to_confirm(&lost).unwrap();
    let letter = letter.unwrap();
    assert_eq!((letter.to.as_str(), letter.why), (EMAIL, For::Confirming));
    assert_eq!(world.recovers(ask, &letter.code).unwrap_err().code, Code::BadRecoveryCode, "it is for another thing");
    world.confirms(&lost, ask, &letter.code).unwrap();
    assert!(world.profile(&lost).email_confirmed_at.is_some());
    assert_eq!(world.confirms(&lost, ask, &letter.code).unwrap_err().code, Code::BadRecoveryCode, "once");

    world.pass_time(20 * MINUTE);
    let (ask, letter) = world.asks_for_card(&EMAIL.to_uppercase(), "new").unwrap();
    let letter = letter.unwrap();
    assert_eq!(letter.why, For::Recovering);
    let (other, _) = world.asks_for_card("nobody@example.org", "new").unwrap();
    assert_eq!(
        world.recovers(other, &letter.code).unwrap_err().code,
        Code::BadRecoveryCode,
        "not where it was asked for"
    );
    assert_eq!(world.recovers(ask, &letter.code).unwrap(), lost.card.to_string());
    assert_eq!(world.recovers(ask, &letter.code).unwrap_err().code, Code::BadRecoveryCode, "used up");
    assert_eq!(crate::devices::own_key(&world, &lost).unwrap_err().code, Code::KeyRevoked, "the old phone is told why");
    world.assert_clean();
}

pub fn another_address_brings_nothing_back(scratch: &Scratch) {
    let world = World::new(scratch);
    let (lea, tom) = (world.phone(), world.phone());
    world.confirmed(&lea);
    // The same one, told again, stays what it is.
    world.tells_address(&lea, Some(EMAIL));
    assert!(world.profile(&lea).email_confirmed_at.is_some());

    // It is on one card only, whoever reads the letters.
    world.tells_address(&tom, Some(EMAIL));
    let (ask, letter) = world.asks_to_confirm(&tom).unwrap();
    assert_eq!(world.confirms(&tom, ask, &letter.unwrap().code).unwrap_err().code, Code::EmailTaken);

    // A code that went to the address of before confirms no other.
    world.pass_time(20 * MINUTE);
    world.tells_address(&tom, Some("tom@example.org"));
    let (ask, letter) = world.asks_to_confirm(&tom).unwrap();
    world.tells_address(&tom, Some("somebody@example.org"));
    assert_eq!(world.confirms(&tom, ask, &letter.unwrap().code).unwrap_err().code, Code::BadRecoveryCode);

    for other in [Some("lea@example.com"), None] {
        world.tells_address(&lea, Some(EMAIL));
        world.pass_time(20 * MINUTE);
        world.confirmed(&lea);
        world.tells_address(&lea, other);
        assert_eq!(world.profile(&lea).email_confirmed_at, None);
        assert_eq!(world.asks_for_card(EMAIL, "new").unwrap().1, None);
    }
    world.assert_clean();
}

pub fn letters_and_tries_are_counted(scratch: &Scratch) {
    let world = World::new(scratch);
    let lea = world.phone();
    world.confirmed(&lea);
    world.pass_time(20 * MINUTE);
    let asked: Vec<_> = (0..4).map(|_| world.asks_for_card(EMAIL, "one").unwrap()).collect();
    assert_eq!(asked.iter().filter(|(_, letter)| letter.is_some()).count(), 3, "nobody's mailbox is flooded");
    for _ in 4..10 {
        world.asks_for_card("nobody@example.org", "one").unwrap();
    }
    let tired = world.asks_for_card("nobody@example.org", "one").unwrap_err();
    assert!(tired.code == Code::Locked && tired.until.is_some());
    world.asks_for_card("nobody@example.org", "two").unwrap();

    let (ask, letter) = &asked[0];
    for left in (0..5).rev() {
        let wrong = world.recovers(*ask, "0000-0000").unwrap_err();
        assert_eq!((wrong.code, wrong.tries_left), (Code::BadRecoveryCode, Some(left)));
    }
    let code = &letter.as_ref().unwrap().code;
    assert_eq!(world.recovers(*ask, code).unwrap_err().code, Code::Locked, "the right one comes too late");
    world.pass_time(11 * MINUTE);
    assert_eq!(world.recovers(asked[1].0, &asked[1].1.as_ref().unwrap().code).unwrap_err().code, Code::BadRecoveryCode);
}

pub fn who_is_forgotten_is_found_by_no_address(scratch: &Scratch) {
    let world = World::new(scratch);
    let lea = world.phone();
    world.confirmed(&lea);
    let (ask, letter) = world.asks_for_card(EMAIL, "new").unwrap();
    world.erase(&lea, &EraseRequest { id: world.id() }).unwrap();
    assert_eq!(world.recovers(ask, &letter.unwrap().code).unwrap_err().code, Code::BadRecoveryCode);
    assert_eq!(world.asks_for_card(EMAIL, "new").unwrap().1, None);
    // And the address is free.
    world.pass_time(20 * MINUTE);
    world.confirmed(&world.phone());
    world.assert_clean();
}

/// Whoever has the files alone finds neither the address nor a code.
#[test]
fn neither_an_address_nor_a_code_is_in_the_files() {
    let scratch = Scratch::sqlite().unwrap();
    let store::Location::Sqlite(folder) = scratch.location() else { panic!("a folder") };
    let world = World::new(&scratch);
    let lea = world.phone();
    world.confirmed(&lea);
    let (_, letter) = world.asks_for_card(EMAIL, "new").unwrap();
    let code = letter.unwrap().code;
    for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let bytes = std::fs::read(&file).unwrap();
        for text in [EMAIL, &code, &code.replace('-', "")] {
            assert!(!bytes.windows(text.len()).any(|part| part == text.as_bytes()), "{text} in {}", file.display());
        }
    }
}

pub fn a_database_of_version_7_goes_on(scratch: &Scratch) {
    of_version(scratch, 7, |tx| {
        let told = "INSERT INTO member (shop_id, card_id, data_key, email, changed_at) VALUES ($1, $2, $3, $4, 0)";
        tx.execute(told, &params![OLD_SHOP, OLD_CARD, vec![3_u8; 60], vec![4_u8; 40]]).map(drop)
    });
    let store = store::Store::open(scratch.location()).unwrap();
    let confirmed = |tx: &mut dyn store::Tx| -> Result<i64, store::Error> {
        let rows = tx.query("SELECT email_confirmed_at FROM member WHERE email_hash IS NULL", &params![])?;
        rows.iter().map(|row| Ok(i64::from(row.get::<Option<i64>>(0)?.is_some()))).sum()
    };
    assert_eq!(store.read_blocking(confirmed).unwrap(), 0, "what was told is not confirmed by that");
    store.close_blocking();
}
