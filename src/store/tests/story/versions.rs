//! A database that an earlier version left is opened, migrated and gone on with: nothing is lost, and what was answered is answered alike.

use pass::CardId;
use store::auth::{StaffAuth, TillAuth};
use store::migrate::MIGRATIONS;
use store::testing::Scratch;
use store::tx::Tx;
use store::{Actor, Context, Location, ShopId, Store, params, verify, visits};
use uuid::{Uuid, uuid};
use wire::{Op, OpenVisit, VisitOpened};

/// What `comptoir demo` of version 1 kept of a few minutes at the counter.
const VERSION_1: &str = include_str!("versions/1.sql");
const SHOP: Uuid = uuid!("01a200ec-dd17-7a3e-9d6c-a1d524ea4735");
const TILL: Uuid = uuid!("01a200ec-de87-72c8-9097-3a8a8fe401b2");
const LEA: Uuid = uuid!("01a200ec-dd17-7b24-8544-fd9b26784caa");
const CARD: &str = "b5ae7adfeded8e3d";
/// An hour after the last of it.
const LATER_US: i64 = 1_795_315_453_000_000;

/// Fills an empty database of version 1 with what was kept.
fn fill(scratch: &Scratch) {
    let store = Store::open_with(scratch.location(), &MIGRATIONS[..1]).unwrap();
    let postgres = matches!(scratch.location(), Location::Postgres(_));
    // Bytes are written in SQLite's way.
    let kept = if postgres { VERSION_1.replace("X'", "'\\x") } else { VERSION_1.to_owned() };
    let kept: &'static str = Box::leak(kept.into_boxed_str());
    let fill = move |tx: &mut dyn Tx| -> Result<(), store::Error> {
        for statement in kept.lines().filter(|line| line.starts_with("INSERT")) {
            tx.execute(statement, &params![])?;
        }
        Ok(())
    };
    store.write_blocking(fill).unwrap();
    store.close_blocking();
}

fn earn(visit: u128, operation: u128, quantity: u32) -> OpenVisit {
    let id = |number| Uuid::from_u128(0x01a2_00ec_df88_7000_8000_0000_0000_0000 + number);
    OpenVisit {
        id: id(visit),
        code: None,
        typed_code: None,
        card_id: Some(CARD.into()),
        operations: vec![Op::Earn { id: id(operation), quantity: Some(quantity), amount: None, stamp_card: None }],
        occurred_at: None,
        another_purchase: true,
    }
}

pub fn a_database_of_version_1_goes_on(scratch: &Scratch) {
    fill(scratch);
    let store = Store::open(scratch.location()).unwrap();
    let report = store.read_blocking(verify::run).unwrap();
    assert_eq!(report.broken, vec![], "the ledger is whole after the migration");
    let till = TillAuth { shop: ShopId(SHOP), device: TILL, device_name: "Counter".into() };
    let lea = Actor::Staff(StaffAuth { till, staff: LEA, name: "Léa".into(), manager: true });
    let open = |request: OpenVisit| {
        let (ctx, lea) = (Context { now_us: LATER_US, seed: [9; 32] }, lea.clone());
        let reply = store.write_blocking(move |tx| visits::open(tx, &ctx, &lea, &request, None)).unwrap().unwrap();
        let opened: VisitOpened = serde_json::from_str(&reply.json).unwrap();
        (reply.replayed, opened)
    };

    // The till never got the answer to its first request and sends it again: the answer of then, with eight stamps.
    let (replayed, first) = open(earn(5, 4, 8));
    assert!(replayed);
    assert_eq!((first.card.purses[0].balance, first.card.version), (8, 2));

    // The customer comes back: what they had is there, and the next stamps count on.
    let (replayed, next) = open(earn(0x105, 0x104, 2));
    assert!(!replayed);
    assert_eq!(next.card.id.parse(), Ok(CardId([0xb5, 0xae, 0x7a, 0xdf, 0xed, 0xed, 0x8e, 0x3d])));
    assert_eq!((next.card.purses[0].balance, next.card.version, next.card.vouchers.len()), (4, 8, 1));
    assert_eq!(store.read_blocking(verify::run).unwrap().broken, vec![]);
    store.close_blocking();
}
