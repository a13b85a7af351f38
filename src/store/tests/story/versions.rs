//! A database that an earlier version left is opened, migrated and gone on with: nothing is lost, and what was answered is answered alike.

use pass::CardId;
use store::auth::{StaffAuth, TillAuth};
use store::migrate::MIGRATIONS;
use store::testing::Scratch;
use store::tx::Tx;
use store::{Actor, Context, Location, ShopId, Store, params, verify, visits, voids};
use uuid::{Uuid, uuid};
use wire::{Op, OpenVisit, OperationDone, VisitOpened, VoidRequest};

/// What `comptoir demo` of version 1 kept of a few minutes at the counter.
const VERSION_1: &str = include_str!("versions/1.sql");
const SHOP: Uuid = uuid!("01a200ec-dd17-7a3e-9d6c-a1d524ea4735");
const TILL: Uuid = uuid!("01a200ec-de87-72c8-9097-3a8a8fe401b2");
const LEA: Uuid = uuid!("01a200ec-dd17-7b24-8544-fd9b26784caa");
const CARD: &str = "b5ae7adfeded8e3d";
/// An hour after the last of it.
const LATER_US: i64 = 1_795_315_453_000_000;

/// Fills an empty database of a version with what was kept; versions 1 and 2 keep the same in tables of the same columns.
fn fill(scratch: &Scratch, version: usize) {
    let store = Store::open_with(scratch.location(), &MIGRATIONS[..version]).unwrap();
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

/// The shop and the card of [`of_version`].
pub const OLD_SHOP: [u8; 16] = [1; 16];
pub const OLD_CARD: [u8; 8] = [2; 8];

/// A database as a version from the third on left it, with a shop, a card, and what else it `kept`.
pub fn of_version(
    scratch: &Scratch,
    version: usize,
    mut kept: impl FnMut(&mut dyn Tx) -> Result<(), store::Error> + Send + 'static,
) {
    let store = Store::open_with(scratch.location(), &MIGRATIONS[..version]).unwrap();
    let fill = move |tx: &mut dyn Tx| -> Result<(), store::Error> {
        tx.execute(
            "INSERT INTO shop (shop_id, slug, name, color, currency, zone, day_starts_hour, program_version, created_at)
             VALUES ($1, 'old', 'Old', '#000000', 'EUR', 'Europe/Paris', 0, 1, 0)",
            &params![OLD_SHOP],
        )?;
        tx.execute(
            "INSERT INTO card (shop_id, card_id, number, status, seq, version, typed_code_secret, joined_at, seen_at)
             VALUES ($1, $2, 'K7M2Q', 'active', 0, 1, $3, 0, 0)",
            &params![OLD_SHOP, OLD_CARD, [0; 32]],
        )?;
        kept(tx)
    };
    store.write_blocking(fill).unwrap();
    store.close_blocking();
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x01a2_00ec_df88_7000_8000_0000_0000_0000 + number)
}

fn earn(visit: u128, operation: u128, quantity: u32) -> OpenVisit {
    OpenVisit {
        id: id(visit),
        code: None,
        typed_code: None,
        card_id: Some(CARD.into()),
        operations: vec![Op::items(id(operation), quantity)],
        occurred_at: None,
        another_purchase: true,
        overridden: false,
        offline: None,
    }
}

pub fn a_database_of_version_1_goes_on(scratch: &Scratch) {
    goes_on(scratch, 1);
}

pub fn a_database_of_version_2_goes_on(scratch: &Scratch) {
    goes_on(scratch, 2);
}

/// One stamp of the card lapses, as version 3 wrote it: nobody had kept whether the customer was told.
const LAPSE: [&str; 6] = [
    "INSERT INTO operation (shop_id, card_id, seq, operation_id, kind, program_version, by_name, occurred_at, recorded_at, business_day, counted_on)
     SELECT shop_id, card_id, seq + 1, $2, 'expire', 1, 'Comptoir', $3, $3, 20000, 20000 FROM card WHERE card_id = $1",
    "UPDATE card SET seq = seq + 1 WHERE card_id = $1",
    "UPDATE purse SET balance = balance - 1 WHERE card_id = $1",
    "INSERT INTO entry (shop_id, card_id, seq, n, purse, delta, balance_after)
     SELECT card.shop_id, card.card_id, card.seq, 0, purse.purse, -1, purse.balance FROM card
     JOIN purse ON purse.shop_id = card.shop_id AND purse.card_id = card.card_id WHERE card.card_id = $1",
    "INSERT INTO lot_use (shop_id, card_id, seq, n, lot_seq, lot_n, units)
     SELECT card.shop_id, card.card_id, card.seq, 0, lot.seq, lot.n, 1 FROM card
     JOIN lot ON lot.shop_id = card.shop_id AND lot.card_id = card.card_id
     WHERE card.card_id = $1 AND lot.remaining > 0 ORDER BY lot.seq LIMIT 1",
    "UPDATE lot SET remaining = remaining - 1 WHERE card_id = $1 AND seq = (SELECT lot_use.lot_seq FROM lot_use
     JOIN operation ON operation.shop_id = lot_use.shop_id AND operation.card_id = lot_use.card_id AND operation.seq = lot_use.seq
     WHERE operation.kind = 'expire')",
];

pub fn what_lapsed_in_version_3_is_no_fault(scratch: &Scratch) {
    fill(scratch, 1);
    let store = Store::open_with(scratch.location(), &MIGRATIONS[..3]).unwrap();
    let card: CardId = CARD.parse().unwrap();
    let lapse = move |tx: &mut dyn Tx| -> Result<(), store::Error> {
        let values = [store::Value::from(card.0), store::Value::from(id(0x301)), store::Value::from(LATER_US)];
        for statement in LAPSE {
            let asked = if statement.contains("$3") { &values[..] } else { &values[..1] };
            tx.execute(statement, asked)?;
        }
        Ok(())
    };
    store.write_blocking(lapse).unwrap();
    store.close_blocking();
    let store = Store::open(scratch.location()).unwrap();
    assert_eq!(store.read_blocking(verify::run).unwrap().broken, vec![]);
    let old = |tx: &mut dyn Tx| -> Result<i64, store::Error> {
        tx.query_one("SELECT COUNT(*) FROM warning WHERE how = 'old'", &params![])?.unwrap().get(0)
    };
    assert_eq!(store.read_blocking(old).unwrap(), 1);
    store.close_blocking();
}

fn goes_on(scratch: &Scratch, version: usize) {
    fill(scratch, version);
    let store = Store::open(scratch.location()).unwrap();
    let report = store.read_blocking(verify::run).unwrap();
    assert_eq!(report.broken, vec![], "the ledger is whole after the migration");
    let of_nobody = |tx: &mut dyn Tx| -> Result<i64, store::Error> {
        tx.query_one("SELECT COUNT(*) FROM card_key WHERE holder_id IS NULL", &params![])?.unwrap().get(0)
    };
    assert_eq!(store.read_blocking(of_nobody).unwrap(), 0, "each key is of the browser that holds the card");
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

    // What was done before the programmes grew can be taken back after: the three stamps that filled the card, though its reward was drunk.
    let (ctx, lea) = (Context { now_us: LATER_US, seed: [8; 32] }, lea.clone());
    let request = VoidRequest { id: id(0x205), reason: None, amount: None };
    let reply = store.write_blocking(move |tx| voids::void(tx, &ctx, &lea, id_of_second(), &request)).unwrap();
    let undone: OperationDone = serde_json::from_str(&reply.json).unwrap();
    assert_eq!((undone.card.purses[0].balance, undone.operation.entries[0].delta), (1, -3));
    assert_eq!(store.read_blocking(verify::run).unwrap().broken, vec![]);
    store.close_blocking();
}

/// The operation that filled the card.
fn id_of_second() -> Uuid {
    uuid!("01a200ec-dfa8-7000-8000-000000000006")
}
