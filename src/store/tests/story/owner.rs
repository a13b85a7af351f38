//! The owner is told when staff brought a card to another phone: once a move, at the address that was given, and never in its way.

use store::members::Vault;
use store::moves::Moved;
use store::testing::Scratch;
use store::{Lang, Store, Tx, admin, demo, owner, params};
use wire::{Code, Problem};

use crate::person::vault;
use crate::recovery::{self, COOKIE};
use crate::versions::{OLD_SHOP, of_version};
use crate::world::{MINUTE, World, context, refused};

const OWNER: &str = "planted.owner@example.org";
const HOUR: i64 = 60 * MINUTE;

impl World {
    fn writes_to(&self, slug: &'static str, address: &str) -> Result<(), Problem> {
        let (ctx, address) = (self.context(), address.to_owned());
        refused(self.write(move |tx| owner::write_to(tx, &ctx, &vault(), slug, &address, Lang::Fr)))
    }

    /// A new phone uses a code: what the owner of the shop is told.
    fn moves_and_tells(&self, vault: &Vault, code: &str) -> Option<Moved> {
        recovery::come_back(self, vault, None, code, "new").unwrap().2
    }

    fn written_in(&self) -> Vec<(String, Option<Lang>)> {
        let shops = self.read(admin::list_shops).unwrap();
        shops.into_iter().map(|shop| (shop.slug, shop.notices)).collect()
    }
}

pub fn the_owner_is_told_of_a_move(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, lost) = (world.till(), world.phone());
    world.writes_to("demo", OWNER).unwrap();
    world.pass_time(HOUR);
    // Two codes, of which one is used: one letter.
    world.gives(&till, &lost).unwrap();
    let code = world.gives(&till, &lost).unwrap();
    world.pass_time(9 * MINUTE);
    let letter = world.moves_and_tells(&vault(), &code).unwrap();
    let wanted = Moved {
        to: OWNER.into(),
        lang: Lang::Fr,
        shop: "Café Lumière".into(),
        zone: "Europe/Paris".into(),
        number: lost.number.clone(),
        at: wire::Time("2026-03-01T09:39:00Z".into()),
        till: "Till".into(),
        by: demo::STAFF.into(),
        paused_until: wire::Time("2026-03-02T09:39:00Z".into()),
        again_at: wire::Time("2026-03-02T02:00:00Z".into()),
    };
    assert_eq!(letter, wanted);
    assert!(!format!("{letter:?}").contains("planted"), "no log has the address");
    world.assert_clean();
}

pub fn the_letter_says_when_a_card_can_be_moved_again(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, lost) = (world.till(), world.phone());
    world.writes_to("demo", OWNER).unwrap();
    let code = world.gives(&till, &lost).unwrap();
    world.moves_and_tells(&vault(), &code).unwrap();
    // Half past nine in Paris; the day ends at three.
    world.pass_time(17 * HOUR + 30 * MINUTE - 1);
    assert_eq!(world.gives(&till, &lost).unwrap_err().limit.as_deref(), Some("moves_per_card_day"));
    world.pass_time(1);
    world.gives(&till, &lost).unwrap();

    // A code of the evening that is used after the day's end is of the day on which it was given out.
    world.pass_time(24 * HOUR - MINUTE);
    let code = world.gives(&till, &lost).unwrap();
    world.pass_time(2 * MINUTE);
    let letter = world.moves_and_tells(&vault(), &code).unwrap();
    assert_eq!((&*letter.at.0, &*letter.again_at.0), ("2026-03-03T02:01:00Z", "2026-03-03T02:00:00Z"));
    world.gives(&till, &lost).unwrap();
}

pub fn nobody_is_told_where_nobody_asked_for_it(scratch: &Scratch) {
    let world = World::new(scratch);
    let till = world.till();
    let moved = |vault: &Vault| {
        world.pass_time(25 * HOUR);
        let code = world.gives(&till, &world.phone()).unwrap();
        world.moves_and_tells(vault, &code)
    };
    assert_eq!(moved(&vault()), None, "there is no address");
    world.other_shop();
    world.writes_to("other", OWNER).unwrap();
    assert_eq!(moved(&vault()), None, "another shop's owner reads nothing of it");

    world.writes_to("demo", OWNER).unwrap();
    assert!(moved(&vault()).is_some());
    let lost = world.phone();
    let own = recovery::make(&world, &lost, COOKIE, world.id());
    assert_eq!(world.moves_and_tells(&vault(), &own), None, "customers who help themselves are their own affair");
    let (ctx, sealed_by) = (world.context(), Vault::new(&[9; 32]));
    world.write(move |tx| owner::write_to(tx, &ctx, &sealed_by, "demo", OWNER, Lang::Fr)).unwrap();
    assert_eq!(moved(&vault()), None, "an address that can't be read keeps no card from its customer");

    world.write(|tx| owner::write_to_nobody(tx, "demo")).unwrap();
    assert_eq!(world.written_in(), [("demo".into(), None), ("other".into(), Some(Lang::Fr))]);
    assert_eq!(moved(&vault()), None);
    world.assert_clean();
}

pub fn an_owners_address_is_one(scratch: &Scratch) {
    let world = World::new(scratch);
    for bad in ["", "owner", "owner@example", "owner@example.org\r\nBcc: all@example.org", "ow ner@example.org"] {
        let refused = world.writes_to("demo", bad).unwrap_err();
        assert_eq!(refused.code, Code::InvalidRequest, "{bad:?}");
        assert!(refused.detail.unwrap().contains("lea@example.org"), "it says what an address is");
    }
    assert_eq!(world.writes_to("nowhere", OWNER).unwrap_err().code, Code::UnknownShop);
    assert_eq!(world.written_in(), [("demo".into(), None)]);
    world.writes_to("demo", " planted.owner@example.org ").unwrap();
    assert_eq!(world.written_in(), [("demo".into(), Some(Lang::Fr))]);
}

/// Whoever has the files alone does not find out who the owner is, nor what was their address once.
#[test]
fn no_owners_address_is_in_the_files() {
    let scratch = Scratch::sqlite().unwrap();
    let store::Location::Sqlite(folder) = scratch.location() else { panic!("a folder") };
    let world = World::new(&scratch);
    world.writes_to("demo", OWNER).unwrap();
    for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let bytes = std::fs::read(&file).unwrap();
        assert!(!bytes.windows(OWNER.len()).any(|part| part == OWNER.as_bytes()), "{}", file.display());
    }
}

pub fn a_database_of_version_9_goes_on(scratch: &Scratch) {
    of_version(scratch, 9, |tx| {
        let program = "INSERT INTO program (shop_id, version, definition, published_at) VALUES ($1, 1, '{}', 0)";
        tx.execute(program, &params![OLD_SHOP]).map(drop)
    });
    let store = Store::open(scratch.location()).unwrap();
    let written_in = || store.read_blocking(admin::list_shops).unwrap().remove(0).notices;
    assert_eq!(written_in(), None, "nobody gave an address before");
    let write = |tx: &mut dyn Tx| owner::write_to(tx, &context(0, 1), &vault(), "old", OWNER, Lang::De);
    store.write_blocking(write).unwrap();
    assert_eq!(written_in(), Some(Lang::De));
    store.close_blocking();
}
