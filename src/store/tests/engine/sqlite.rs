//! What only the embedded database has: one writer and its groups, a queue that fills, a folder that is taken, copies of a file.

use std::fs;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread;

use store::backup::{backup, restore};
use store::testing::Scratch;
use store::{Error, Location, Store, params};

use crate::{ACCOUNTS, NOTES, Refusal, add, make_accounts, open, operation_id, totals};

/// Keeps the writer busy until the sender is dropped, so that jobs pile up behind it.
fn hold_the_writer(store: &Store) -> mpsc::Sender<()> {
    let (release, held) = mpsc::channel::<()>();
    let (started, has_started) = mpsc::channel();
    let store = store.clone();
    thread::spawn(move || {
        store.write_blocking(move |_| {
            // A group that has to be undone runs its jobs once more.
            let _ = started.send(());
            let _ = held.recv();
            Ok::<_, Error>(())
        })
    });
    has_started.recv().unwrap();
    release
}

fn wait_for_queue(store: &Store, jobs: u64) {
    while store.stats().write_queue < jobs {
        thread::yield_now();
    }
}

fn data(scratch: &Scratch) -> &std::path::Path {
    match scratch.location() {
        Location::Sqlite(folder) => folder,
        Location::Postgres(_) => unreachable!("a folder was asked for"),
    }
}

#[test]
fn a_group_is_one_commit_and_a_failing_job_takes_nobody_with_it() {
    let scratch = Scratch::sqlite().unwrap();
    let store = open(&scratch);
    make_accounts(&store, 1);
    let commits = store.stats().commits;
    let release = hold_the_writer(&store);
    let answers: Vec<_> = thread::scope(|scope| {
        let jobs: Vec<_> = (0..30u64)
            .map(|number| {
                let store = &store;
                let job = scope.spawn(move || {
                    store.write_blocking(move |tx| {
                        let balance = add(tx, operation_id(number.into()), 1, 1)?;
                        match number % 3 {
                            0 => Err(Refusal::Rule("refused after writing")),
                            1 if number == 16 => panic!("this panic is part of the test"),
                            _ => Ok(balance),
                        }
                    })
                });
                wait_for_queue(store, number + 1);
                job
            })
            .collect();
        drop(release);
        jobs.into_iter().map(|job| job.join().unwrap()).collect()
    });
    let mut expected = 0;
    for (number, answer) in answers.into_iter().enumerate() {
        match number {
            16 => assert_eq!(answer, Err(Refusal::Store(Error::Panicked))),
            _ if number % 3 == 0 => assert_eq!(answer, Err(Refusal::Rule("refused after writing"))),
            _ => {
                expected += 1;
                assert_eq!(answer, Ok(expected), "each sees those before it, and nothing of the undone");
            }
        }
    }
    assert_eq!(totals(&store), (19, 19, 19));
    let stats = store.stats();
    assert_eq!(stats.commits - commits, 1, "all of it was one commit");
    assert_eq!(stats.group_sizes[5], 1, "of 31 jobs: {:?}", stats.group_sizes);
    assert_eq!(stats.jobs_undone, 11);
    store.close_blocking();
}

#[test]
fn a_full_queue_says_so_at_once() {
    let scratch = Scratch::sqlite().unwrap();
    let store = open(&scratch);
    make_accounts(&store, 1);
    let release = hold_the_writer(&store);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let (done, busy) = runtime.block_on(async {
        let job = |number| {
            let store = store.clone();
            tokio::spawn(async move { store.write(move |tx| add(tx, operation_id(number), 1, 1)).await })
        };
        let jobs: Vec<_> = (0..2500).map(job).collect();
        while store.stats().write_queue + store.stats().busy < 2500 {
            tokio::task::yield_now().await;
        }
        assert_eq!(store.stats().busy, 2500 - 2048, "told while the writer stands still");
        drop(release);
        let (mut done, mut busy) = (0, 0);
        for job in jobs {
            match job.await.unwrap() {
                Ok(_) => done += 1,
                Err(Refusal::Store(Error::Busy)) => busy += 1,
                Err(other) => panic!("{other:?}"),
            }
        }
        (done, busy)
    });
    assert_eq!((done, busy), (2048, 2500 - 2048));
    assert_eq!(totals(&store).0, 2048);
    assert_eq!(store.stats().group_sizes[7], 16, "groups of 128");
    store.close_blocking();
}

#[test]
fn a_folder_has_one_server() {
    let scratch = Scratch::sqlite().unwrap();
    let store = open(&scratch);
    make_accounts(&store, 1);
    let second = Store::open_with(scratch.location(), &[ACCOUNTS]).unwrap_err();
    assert!(matches!(&second, Error::InUse(folder) if *folder == data(&scratch).display().to_string()), "{second:?}");
    store.close_blocking();
    let files: Vec<_> = fs::read_dir(data(&scratch)).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(!files.iter().any(|name| name == "comptoir.db-wal"), "{files:?}");
    open(&scratch).close_blocking();
}

#[test]
fn dropping_the_store_does_what_waits_and_frees_the_folder() {
    let scratch = Scratch::sqlite().unwrap();
    let store = open(&scratch);
    make_accounts(&store, 1);
    store.write_blocking(|tx| add(tx, operation_id(1), 1, 3)).unwrap();
    drop(store);
    let store = open(&scratch);
    assert_eq!(totals(&store), (3, 3, 1));
    store.close_blocking();
}

#[test]
fn a_backup_taken_while_writing_is_one_moment() {
    let scratch = Scratch::sqlite().unwrap();
    let elsewhere = Scratch::sqlite().unwrap();
    let store = open(&scratch);
    make_accounts(&store, 2);
    let copies: Vec<_> = (0..5).map(|n| data(&elsewhere).join(format!("copy-{n}.db"))).collect();
    let written = AtomicU64::new(0);
    thread::scope(|scope| {
        let (stop, stopped) = mpsc::channel::<()>();
        let (writing, written) = (&store, &written);
        scope.spawn(move || {
            let mut number = 0;
            // One job takes from one account what it gives to the other: at each moment the sum is the same.
            while stopped.try_recv() == Err(mpsc::TryRecvError::Empty) {
                number += 2;
                writing
                    .write_blocking(move |tx| {
                        add(tx, operation_id(number), 1, 5)?;
                        add(tx, operation_id(number + 1), 2, 5)
                    })
                    .unwrap();
                written.fetch_add(1, Ordering::SeqCst);
            }
        });
        for copy in &copies {
            // However slow the machine: of two jobs answered from now on, the second began after the copy before.
            let before = written.load(Ordering::SeqCst);
            while written.load(Ordering::SeqCst) < before + 2 {
                thread::yield_now();
            }
            backup(data(&scratch), copy).unwrap();
        }
        drop(stop);
    });
    assert!(matches!(backup(data(&scratch), &copies[0]), Err(Error::File(text)) if text.contains("already")));
    store.close_blocking();

    let mut before = -1;
    for copy in &copies {
        let restored = Scratch::sqlite().unwrap();
        // The schema of these tests is not the program's, so the copy is put in place by hand.
        fs::copy(copy, data(&restored).join("comptoir.db")).unwrap();
        let store = open(&restored);
        let (balances, operations, count) = totals(&store);
        assert_eq!((balances, balances % 10, count % 2), (operations, 0, 0), "half a job is in the copy");
        assert!(balances > before, "each copy is later than the one before");
        before = balances;
        store.close_blocking();
    }
}

#[test]
fn a_restore_takes_whole_backups_only_and_makes_room_only_when_told() {
    let scratch = Scratch::sqlite().unwrap();
    let elsewhere = Scratch::sqlite().unwrap();
    let store = Store::open(scratch.location()).unwrap();
    let copy = data(&elsewhere).join("copy.db");
    backup(data(&scratch), &copy).unwrap();

    let running = restore(data(&scratch), &copy, true);
    assert!(matches!(running, Err(Error::InUse(_))), "{running:?}");
    store.close_blocking();
    let there = restore(data(&scratch), &copy, false);
    assert!(matches!(&there, Err(Error::File(text)) if text.contains("already")), "{there:?}");
    let aside = restore(data(&scratch), &copy, true).unwrap().expect("the old database is kept");
    assert!(aside.exists() && aside.starts_with(data(&scratch)));
    Store::open(scratch.location()).unwrap().close_blocking();

    let fresh = Scratch::sqlite().unwrap();
    assert_eq!(restore(data(&fresh), &copy, false), Ok(None));
    Store::open_existing(fresh.location()).unwrap().close_blocking();

    let mut bytes = fs::read(&copy).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0x55);
    fs::write(&copy, bytes).unwrap();
    assert!(restore(data(&scratch), &copy, true).is_err(), "a damaged backup is not put in place");
    fs::write(&copy, "not a database at all, but long enough to look like a file of some kind").unwrap();
    assert!(restore(data(&scratch), &copy, true).is_err());
    assert!(restore(data(&scratch), &data(&elsewhere).join("missing.db"), true).is_err());
    Store::open(scratch.location()).unwrap().close_blocking();
}

#[test]
fn a_copy_is_made_before_the_schema_changes() {
    let scratch = Scratch::sqlite().unwrap();
    let store = open(&scratch);
    make_accounts(&store, 4);
    store.close_blocking();
    Store::open_with(scratch.location(), &[ACCOUNTS, NOTES]).unwrap().close_blocking();

    let before = data(&scratch).join("comptoir.v1.db");
    assert!(before.exists(), "with the old version in its name");
    let old = Scratch::sqlite().unwrap();
    fs::copy(&before, data(&old).join("comptoir.db")).unwrap();
    let store = open(&old);
    let accounts = store.read_blocking(|tx| crate::one(tx, "SELECT COUNT(*) FROM account")?.get(0));
    assert_eq!(accounts, Ok(4i64));
    store.close_blocking();
}

#[test]
fn a_command_beside_the_server_sees_and_writes_the_same() {
    let scratch = Scratch::sqlite().unwrap();
    assert!(matches!(Store::open_existing(scratch.location()), Err(Error::File(_))), "nothing is created");
    let server = Store::open(scratch.location()).unwrap();
    let command = Store::open_existing(scratch.location()).unwrap();
    // The program's own tables are not this test's business, so it makes one of its own.
    server.write_blocking(|tx| tx.execute("CREATE TABLE beside (id INTEGER) STRICT", &params![])).unwrap();
    command.write_blocking(|tx| tx.execute("INSERT INTO beside (id) VALUES (7)", &params![])).unwrap();
    let seen = server.read_blocking(|tx| crate::one(tx, "SELECT id FROM beside")?.get(0));
    assert_eq!(seen, Ok(7i64));
    command.close_blocking();
    server.write_blocking(|tx| tx.execute("INSERT INTO beside (id) VALUES (8)", &params![])).unwrap();
    server.close_blocking();
}
