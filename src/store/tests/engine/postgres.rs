//! What only PostgreSQL has: transactions that meet, connections that break.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use store::testing::Scratch;
use store::{Error, Location, Store};

use crate::{Refusal, add, make_accounts, open, operation_id, totals};

#[test]
fn transactions_that_meet_are_run_again() {
    let scratch = Scratch::postgres().unwrap();
    let store = open(&scratch);
    make_accounts(&store, 1);
    let slow_add = |number| {
        store.write_blocking(move |tx| {
            let balance = add(tx, operation_id(number), 1, 1)?;
            // Long enough for all of them to have read the same balance.
            thread::sleep(Duration::from_millis(20));
            Ok::<_, Refusal>(balance)
        })
    };
    thread::scope(|scope| {
        for number in 0..8 {
            scope.spawn(move || slow_add(number).unwrap());
        }
    });
    assert_eq!(totals(&store), (8, 8, 8));
    assert!(store.stats().retries > 0, "they met: {:?}", store.stats());
    store.close_blocking();
}

#[test]
fn who_loses_a_race_for_a_key_sees_the_winner() {
    let scratch = Scratch::postgres().unwrap();
    let store = open(&scratch);
    make_accounts(&store, 2);
    // Both look, find nothing, and write the same id: one must find it there when run again.
    let answers: Vec<_> = thread::scope(|scope| {
        let race = |account| {
            let store = &store;
            scope.spawn(move || {
                store.write_blocking(move |tx| {
                    let sql = "SELECT account FROM operation WHERE id = $1";
                    let first = tx.query_one(sql, &store::params![operation_id(1)])?;
                    if let Some(row) = first {
                        return Ok::<i64, Refusal>(row.get(0)?);
                    }
                    thread::sleep(Duration::from_millis(50));
                    add(tx, operation_id(1), account, 1)?;
                    Ok(account.into())
                })
            })
        };
        let racers = [race(1), race(2)];
        racers.into_iter().map(|racer| racer.join().unwrap().unwrap()).collect()
    });
    assert_eq!(answers[0], answers[1], "both name the same winner");
    assert_eq!(totals(&store), (1, 1, 1));
    store.close_blocking();
}

#[test]
fn broken_connections_lose_nothing_and_double_nothing() {
    const CLIENTS: u128 = 4;
    const EACH: u128 = 100;
    /// Jobs between two ends of all connections: on a slow machine a connection would else end before it could do anything.
    const JOBS_BETWEEN: u64 = 5;
    let scratch = Scratch::postgres().unwrap();
    let store = open(&scratch);
    make_accounts(&store, 4);
    let Location::Postgres(url) = scratch.location().clone() else { unreachable!("PostgreSQL was asked for") };
    let (working, done) = (AtomicBool::new(true), AtomicU64::new(0));
    thread::scope(|scope| {
        let (working, done) = (&working, &done);
        scope.spawn(move || {
            let mut killer = postgres::Client::connect(&url, postgres::NoTls).unwrap();
            let mut next = JOBS_BETWEEN;
            while working.load(Ordering::Relaxed) {
                thread::sleep(Duration::from_millis(15));
                if done.load(Ordering::Relaxed) < next {
                    continue;
                }
                next = done.load(Ordering::Relaxed) + JOBS_BETWEEN;
                let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                            WHERE datname = current_database() AND pid <> pg_backend_pid()";
                killer.execute(kill, &[]).unwrap();
            }
        });
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let store = &store;
                scope.spawn(move || {
                    for number in 0..EACH {
                        let (id, account) = (operation_id(client * EACH + number), (number % 4) as u32 + 1);
                        store.write_blocking(move |tx| add(tx, id, account, 1)).unwrap();
                        done.fetch_add(1, Ordering::Relaxed);
                    }
                })
            })
            .collect();
        let ended: Vec<_> = clients.into_iter().map(thread::ScopedJoinHandle::join).collect();
        working.store(false, Ordering::Relaxed);
        assert!(ended.iter().all(Result::is_ok));
    });
    let all = (CLIENTS * EACH) as i64;
    assert_eq!(totals(&store), (all, all, all));
    let stats = store.stats();
    assert!(stats.reconnects > 0 && stats.retries > 0, "connections did break: {stats:?}");
    store.close_blocking();
}

#[test]
fn a_server_that_is_not_there_is_said_to_be_so() {
    // Nobody listens on port 1, and asking is refused at once; the store asks again for ten seconds.
    let nowhere = Location::Postgres("postgres://u:s3cret@127.0.0.1:1/db".into());
    let error = Store::open(&nowhere).unwrap_err();
    assert!(matches!(error, Error::Unavailable(_)), "{error:?}");
    assert!(!error.to_string().contains("s3cret") && !format!("{nowhere:?}").contains("s3cret"));
}

#[test]
fn a_database_that_is_not_there_is_told_at_once() {
    let scratch = Scratch::postgres().unwrap();
    let Location::Postgres(url) = scratch.location() else { unreachable!("PostgreSQL was asked for") };
    let missing = Location::Postgres(format!("{url}_missing"));
    let started = std::time::Instant::now();
    let error = Store::open(&missing).unwrap_err();
    assert!(matches!(&error, Error::Engine(text) if text.contains("does not exist")), "{error:?}");
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn an_encrypted_connection_is_checked() {
    let scratch = Scratch::encrypted_postgres().unwrap();
    let store = open(&scratch);
    let encrypted = store
        .read_blocking(|tx| crate::one(tx, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")?.get::<bool>(0));
    assert_eq!(encrypted, Ok(true));
    store.close_blocking();

    // The server's certificate is not one that this machine trusts by itself, nor one for this address.
    let Location::Postgres(url) = scratch.location() else { unreachable!("PostgreSQL was asked for") };
    let (plain, _) = url.split_once('?').unwrap();
    let certificate = url.split_once("&sslrootcert=").unwrap().1;
    for url in [
        format!("{plain}?sslmode=require"),
        format!("{}?sslmode=require&sslrootcert={certificate}", plain.replace("localhost", "127.0.0.1")),
    ] {
        let error = Store::open(&Location::Postgres(url)).unwrap_err();
        assert!(error.to_string().to_lowercase().contains("certificate"), "{error}");
    }
}
