//! What holds on both engines.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use store::migrate::Migration;
use store::testing::Scratch;
use store::tx::{FromValue, Tx, Value};
use store::{Error, Store, params};
use uuid::Uuid;

use crate::{ACCOUNTS, NOTES, Refusal, add, make_accounts, one, open, operation_id, totals};

/// The same story on each engine.
macro_rules! on_both {
    ($($(#[doc = $doc:literal])* $story:ident;)+) => {
        mod on_sqlite { $( #[test] fn $story() { super::$story(&store::testing::Scratch::sqlite().unwrap()); } )+ }
        mod on_postgres { $( #[test] fn $story() { super::$story(&store::testing::Scratch::postgres().unwrap()); } )+ }
    };
}

on_both! {
    values_come_back_as_they_went_in;
    whole_numbers_are_read_whatever_the_server_computes_them_in;
    placeholders_are_numbers;
    a_refused_job_leaves_nothing;
    a_panic_is_one_jobs_own;
    a_failed_statement_ends_the_job;
    what_was_written_can_be_returned;
    violations_say_what_was_violated;
    a_reader_cannot_write_and_sees_what_was_answered;
    a_statement_gets_as_many_values_as_it_wants;
    many_at_once_lose_nothing;
    closing_finishes_what_waits;
    a_schema_grows_forward_only;
    two_servers_may_start_at_once;
    cancelled_callers_harm_nobody;
}

fn values_come_back_as_they_went_in(scratch: &Scratch) {
    let store = open(scratch);
    let rows: [[Value; 3]; 5] = [
        [Value::Null, Value::Null, Value::Null],
        params![i64::MIN, "", Vec::new()],
        params![i64::MAX, "Léa ☕ 'quoted' $1 \"x\" \\", [0u8, 255, 1]],
        params![true, String::from("one"), Uuid::from_u128(7)],
        params![Some(u32::MAX), None::<&str>, &b"bytes"[..]],
    ];
    let sent = rows.clone();
    let job = move |tx: &mut dyn Tx| {
        for (id, [i, t, b]) in sent.iter().enumerate() {
            let row = params![id as u32, i, t, b];
            tx.execute("INSERT INTO anything (id, i, t, b) VALUES ($1, $2, $3, $4)", &row)?;
        }
        tx.query("SELECT i, t, b FROM anything ORDER BY id", &params![])
    };
    let found = store.write_blocking(job).unwrap();
    let found: Vec<&[Value]> = found.iter().map(store::Row::values).collect();
    assert_eq!(found, rows.iter().map(|row| &row[..]).collect::<Vec<_>>());

    assert_eq!(bool::from_value(&rows[3][0]), Some(true));
    assert_eq!(Uuid::from_value(&rows[3][2]), Some(Uuid::from_u128(7)));
    assert_eq!(<[u8; 3]>::from_value(&rows[2][2]), Some([0, 255, 1]));
    assert_eq!(u32::from_value(&rows[4][0]), Some(u32::MAX));
    assert_eq!(i32::from_value(&rows[4][0]), None, "what does not fit is not cut");
    assert_eq!(u64::from_value(&rows[1][0]), None);
    assert_eq!(Option::<String>::from_value(&rows[4][1]), Some(None));
    store.close_blocking();
}

fn whole_numbers_are_read_whatever_the_server_computes_them_in(scratch: &Scratch) {
    let store = open(scratch);
    let job = |tx: &mut dyn Tx| {
        for (id, i) in [(1, 9_000_000_000_000i64), (2, 1), (3, -4)] {
            tx.execute("INSERT INTO anything (id, i) VALUES ($1, $2)", &params![id, i])?;
        }
        let row = one(tx, "SELECT SUM(i), COUNT(*), MAX(i), EXISTS (SELECT 1 FROM anything), 1 = 2, 7 FROM anything")?;
        assert_eq!(row.get(0), Ok(8_999_999_999_997i64));
        assert_eq!((row.get(1), row.get(2)), (Ok(3i64), Ok(9_000_000_000_000i64)));
        assert_eq!((row.get(3), row.get(4), row.get(5)), (Ok(true), Ok(false), Ok(7u8)));
        let wrong = row.get::<String>(5).unwrap_err();
        assert_eq!(wrong.to_string(), "column 5 holds an integer, wanted alloc::string::String");
        assert!(matches!(row.get::<i64>(6), Err(Error::Column { found: "nothing", .. })));
        Ok::<_, Error>(())
    };
    store.write_blocking(job).unwrap();
    store.close_blocking();
}

fn placeholders_are_numbers(scratch: &Scratch) {
    let store = open(scratch);
    let job = |tx: &mut dyn Tx| {
        tx.execute("INSERT INTO anything (t, id) VALUES ($2, $1)", &params![1, "second"])?;
        let twice = "SELECT t FROM anything WHERE id = $2 AND (t = $1 OR id = $2) AND t <> '$3' -- $4";
        let row = tx.query_one(twice, &params!["second", 1])?.unwrap();
        assert_eq!(row.get(0), Ok("second"));
        // The same text again: now from the cache.
        assert!(tx.query_one(twice, &params!["second", 2])?.is_none());
        tx.prepare("SELECT id FROM anything WHERE t = $1")
    };
    store.write_blocking(job).unwrap();
    store.close_blocking();
}

fn a_refused_job_leaves_nothing(scratch: &Scratch) {
    let store = open(scratch);
    make_accounts(&store, 1);
    store.write_blocking(|tx| add(tx, operation_id(1), 1, 5)).unwrap();
    let refused = store.write_blocking(|tx| {
        add(tx, operation_id(2), 1, 100)?;
        add(tx, operation_id(3), 1, -106)
    });
    assert_eq!(refused, Err(Refusal::Rule("not enough")));
    assert_eq!(totals(&store), (5, 5, 1));
    assert_eq!(store.write_blocking(|tx| add(tx, operation_id(1), 1, 5)), Ok(5), "an id counts once");
    assert_eq!(store.stats().jobs_undone, 1);
    store.close_blocking();
}

fn a_panic_is_one_jobs_own(scratch: &Scratch) {
    let store = open(scratch);
    make_accounts(&store, 1);
    let panicked = store.write_blocking(|tx| {
        add(tx, operation_id(1), 1, 5)?;
        if totals_in(tx)? == 5 {
            panic!("this panic is part of the test");
        }
        Ok(())
    });
    assert_eq!(panicked, Err(Refusal::Store(Error::Panicked)));
    assert_eq!(store.read_blocking(|_| -> Result<(), Error> { panic!("so is this one") }), Err(Error::Panicked));
    assert_eq!(totals(&store), (0, 0, 0));
    assert_eq!(store.write_blocking(|tx| add(tx, operation_id(2), 1, 7)), Ok(7));
    store.close_blocking();
}

fn totals_in(tx: &mut dyn Tx) -> Result<i64, Error> {
    one(tx, "SELECT SUM(balance) FROM account")?.get(0)
}

fn a_failed_statement_ends_the_job(scratch: &Scratch) {
    let store = open(scratch);
    make_accounts(&store, 1);
    let went_on = store.write_blocking(|tx| {
        add(tx, operation_id(1), 1, 5)?;
        let again = tx.execute("INSERT INTO account (shop, id, balance) VALUES ($1, $2, 0)", &params![1, 1]);
        assert!(matches!(again, Err(Error::UniqueViolation(_))));
        assert!(matches!(totals_in(tx), Err(Error::UniqueViolation(_))), "nothing is executed any more");
        Ok::<_, Refusal>("all is well")
    });
    assert!(matches!(went_on, Err(Refusal::Store(Error::UniqueViolation(_)))), "{went_on:?}");
    assert_eq!(totals(&store), (0, 0, 0));
    store.close_blocking();
}

fn what_was_written_can_be_returned(scratch: &Scratch) {
    let store = open(scratch);
    make_accounts(&store, 3);
    let job = |tx: &mut dyn Tx| {
        let first = tx.query_one("UPDATE account SET balance = balance + 4 RETURNING balance", &params![])?.unwrap();
        assert_eq!(first.get(0), Ok(4i64));
        let deleted = tx.query("DELETE FROM account WHERE id >= $1 RETURNING id", &params![2])?;
        assert_eq!(deleted.len(), 2);
        totals_in(tx)
    };
    assert_eq!(store.write_blocking(job), Ok(4), "all rows were changed, not only the one that was read");
    assert_eq!(totals(&store).0, 4);
    store.close_blocking();
}

fn violations_say_what_was_violated(scratch: &Scratch) {
    let store = open(scratch);
    make_accounts(&store, 1);
    let fails = |sql: &'static str| store.write_blocking(move |tx| tx.execute(sql, &params![])).unwrap_err();
    let unique = fails("INSERT INTO account (shop, id, balance) VALUES (1, 1, 0)");
    assert!(matches!(&unique, Error::UniqueViolation(about) if about.contains("account")), "{unique:?}");
    let check = fails("UPDATE account SET balance = -1");
    assert!(matches!(&check, Error::CheckViolation(about) if about.contains("balance")), "{check:?}");
    let null = fails("INSERT INTO account (shop, id, balance) VALUES (1, 2, NULL)");
    assert!(matches!(&null, Error::CheckViolation(about) if about.contains("balance")), "{null:?}");
    let nobody = store.write_blocking(|tx| {
        let sql = "INSERT INTO operation (id, shop, account, delta) VALUES ($1, 1, 99, 1)";
        tx.execute(sql, &params![operation_id(1)])
    });
    assert!(matches!(&nobody, Err(Error::ForeignKeyViolation(_))), "{nobody:?}");
    let nobody = store.write_blocking(|tx| {
        let sql = "INSERT INTO operation (id, shop, account, delta) VALUES ($1, 1, 99, 1) RETURNING account";
        tx.query_one(sql, &params![operation_id(1)])
    });
    assert!(matches!(&nobody, Err(Error::ForeignKeyViolation(_))), "{nobody:?}");
    let nonsense = fails("SELEC 1");
    assert!(matches!(&nonsense, Error::Engine(text) if text.contains("SELEC")), "{nonsense:?}");
    store.close_blocking();
}

fn a_reader_cannot_write_and_sees_what_was_answered(scratch: &Scratch) {
    let store = open(scratch);
    make_accounts(&store, 1);
    for number in 1..=50 {
        let balance = store.write_blocking(move |tx| add(tx, operation_id(number), 1, 1));
        assert_eq!(balance, Ok(number as i64));
        assert_eq!(totals(&store).0, number as i64);
    }
    let written = store.read_blocking(|tx| tx.execute("UPDATE account SET balance = 7", &params![]));
    assert!(matches!(written, Err(Error::Engine(_))), "{written:?}");
    assert_eq!(totals(&store).0, 50);
    store.close_blocking();
}

fn a_statement_gets_as_many_values_as_it_wants(scratch: &Scratch) {
    let store = open(scratch);
    for values in [vec![], vec![Value::Int(1); 2]] {
        let found = store.read_blocking(move |tx| tx.query("SELECT t FROM anything WHERE id = $1", &values));
        assert!(matches!(&found, Err(Error::Engine(text)) if text.contains("wants 1 values")), "{found:?}");
    }
    store.close_blocking();
}

fn many_at_once_lose_nothing(scratch: &Scratch) {
    const CLIENTS: u32 = 16;
    const EACH: u32 = 25;
    const ACCOUNTS: u32 = 3;
    let store = open(scratch);
    make_accounts(&store, ACCOUNTS);
    let refused = Arc::new(AtomicU32::new(0));
    thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (store, refused) = (store.clone(), Arc::clone(&refused));
            scope.spawn(move || {
                for number in 0..EACH {
                    // Two clients each share their ids, and so race for the same operation.
                    let id = operation_id(u128::from(client / 2 * EACH + number));
                    let account = number % ACCOUNTS + 1;
                    store.write_blocking(move |tx| add(tx, id, account, 2)).unwrap();
                    if store.write_blocking(|tx| add(tx, operation_id(1 << 100), 1, -1_000_000)).is_err() {
                        refused.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    let operations = i64::from(CLIENTS / 2 * EACH);
    assert_eq!(totals(&store), (operations * 2, operations * 2, operations));
    assert_eq!(refused.load(Ordering::Relaxed), CLIENTS * EACH);
    store.close_blocking();
}

fn closing_finishes_what_waits(scratch: &Scratch) {
    let store = open(scratch);
    make_accounts(&store, 1);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let results = runtime.block_on(async {
        let handle = |number| {
            let store = store.clone();
            tokio::spawn(async move { store.write(move |tx| add(tx, operation_id(number), 1, 1)).await })
        };
        let waiting: Vec<_> = (0..20).map(handle).collect();
        tokio::task::yield_now().await;
        store.close().await;
        let mut results = Vec::new();
        for job in waiting {
            results.push(job.await.unwrap());
        }
        results
    });
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    assert_eq!(store.write_blocking(|tx| add(tx, operation_id(99), 1, 1)), Err(Refusal::Store(Error::Closed)));
    assert_eq!(store.read_blocking(|_| Ok::<_, Error>(())), Err(Error::Closed));
    store.close_blocking();

    let store = open(scratch);
    assert_eq!(totals(&store), (20, 20, 20));
    store.close_blocking();
}

fn a_schema_grows_forward_only(scratch: &Scratch) {
    let store = open(scratch);
    make_accounts(&store, 3);
    store.close_blocking();

    let grown = Store::open_with(scratch.location(), &[ACCOUNTS, NOTES]).unwrap();
    grown.write_blocking(|tx| tx.execute("INSERT INTO note (id, said) VALUES (1, 'kept')", &params![])).unwrap();
    assert_eq!(grown.read_blocking(|tx| one(tx, "SELECT COUNT(*) FROM account")?.get(0)), Ok(3i64));
    grown.close_blocking();

    let refusal = |schema: &[Migration]| match Store::open_with(scratch.location(), schema).unwrap_err() {
        Error::Migration(text) => text,
        other => panic!("{other:?}"),
    };
    assert!(refusal(&[ACCOUNTS]).contains("at version 2"), "a newer database is refused");
    let changed = Migration { sql: "CREATE TABLE note (id INTEGER) STRICT;", ..NOTES };
    assert!(refusal(&[ACCOUNTS, changed]).contains("version 2"), "a changed history is refused");
    let broken = Migration { version: 3, name: "broken", sql: "CREATE TABLE half (id INTEGER); CREATE TABL" };
    assert!(refusal(&[ACCOUNTS, NOTES, broken]).contains("\"broken\""));

    let again = Store::open_with(scratch.location(), &[ACCOUNTS, NOTES]).expect("all of a migration or nothing");
    assert!(again.read_blocking(|tx| tx.query("SELECT id FROM half", &params![])).is_err());
    again.close_blocking();
    assert!(matches!(Store::open_existing(scratch.location()), Err(Error::Migration(_))), "not this program's schema");
}

fn two_servers_may_start_at_once(scratch: &Scratch) {
    let opened: Vec<_> = thread::scope(|scope| {
        let starts: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| Store::open_with(scratch.location(), &[ACCOUNTS, NOTES]).map(|s| s.close_blocking()))
            })
            .collect();
        starts.into_iter().map(|start| start.join().unwrap()).collect()
    });
    assert!(opened.iter().all(Result::is_ok), "{opened:?}");
}

fn cancelled_callers_harm_nobody(scratch: &Scratch) {
    let store = open(scratch);
    make_accounts(&store, 1);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        for number in 0..50 {
            let job = store.write(move |tx| add(tx, operation_id(number), 1, 1));
            let _ = tokio::time::timeout(std::time::Duration::from_micros(200), job).await;
        }
        store.write(|tx| add(tx, operation_id(100), 1, 1)).await.unwrap();
    });
    store.close_blocking();
    let store = open(scratch);
    let (balances, operations, count) = totals(&store);
    assert_eq!(balances, operations);
    assert!((1..=51).contains(&count), "{count}");
    store.close_blocking();
}
