//! What is left of a person in the files of a data folder once they are forgotten: nothing, and a key that was overwritten.

use std::fs;

use store::testing::Scratch;
use store::tx::Tx;
use store::{Location, backup, params};
use wire::EraseRequest;

use crate::person::{DEVICE, EMAIL, NAME, PHONE, REASON, TAG};
use crate::world::{MINUTE, Phone, World};

/// Bytes of these files of a data folder that hold one of the texts.
fn found(folder: &std::path::Path, planted: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for file in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let bytes = fs::read(&file).unwrap();
        let holds = |text: &&&str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        found.extend(planted.iter().filter(holds).map(|text| format!("{text} in {}", file.display())));
    }
    found
}

/// What was planted is in no file once its person is forgotten; what is sealed never was.
#[test]
fn nothing_of_a_person_is_left_in_the_files() {
    let scratch = Scratch::sqlite().unwrap();
    let Location::Sqlite(folder) = scratch.location() else { panic!("a folder") };
    let world = World::new(&scratch);
    let till = world.till();
    // Many, so that the trees of the tables are deep and their pages full.
    let phones: Vec<Phone> = (0..60).map(|_| world.phone()).collect();
    for phone in &phones {
        // So many gifts a day are not given.
        world.pass_time(4 * 60 * MINUTE);
        world.leaves_traces(&till, phone);
    }
    let before = folder.join("before.db");
    backup::backup(folder, &before).unwrap();
    assert_eq!(found(folder, &[NAME, EMAIL, PHONE]), [] as [String; 0], "what is sealed can't be read");
    assert!([TAG, DEVICE, REASON].iter().all(|text| found(folder, &[text]).len() > 1), "what is not sealed is there");
    fs::remove_file(before).unwrap();

    for phone in &phones {
        world.erase(phone, &EraseRequest { id: world.id() }).unwrap();
    }
    assert_eq!(found(folder, &[NAME, EMAIL, PHONE, TAG, DEVICE, REASON]), [] as [String; 0], "while the server runs");
    let after = folder.join("after.db");
    backup::backup(folder, &after).unwrap();
    assert_eq!(
        found(folder, &[NAME, EMAIL, PHONE, TAG, DEVICE, REASON]),
        [] as [String; 0],
        "nor in a backup made after"
    );
    world.assert_clean();
    world.store.close_blocking();
    assert_eq!(found(folder, &[NAME, EMAIL, PHONE, TAG, DEVICE, REASON]), [] as [String; 0]);
}

/// With the member's key, what it sealed is gone, also for whoever has the server's secret: the wrapped key is not in the files any more.
#[test]
fn a_members_key_is_overwritten() {
    let scratch = Scratch::sqlite().unwrap();
    let Location::Sqlite(folder) = scratch.location() else { panic!("a folder") };
    let world = World::new(&scratch);
    let (till, lea) = (world.till(), world.phone());
    world.leaves_traces(&till, &lea);
    let key =
        |tx: &mut dyn Tx| Ok(tx.query_one("SELECT data_key FROM member", &params![])?.unwrap().get::<Vec<u8>>(0)?);
    let key = world.read(key).unwrap();
    let holds = |file: &str| fs::read(folder.join(file)).unwrap().windows(key.len()).any(|part| part == key);
    assert!(holds("comptoir.db") || holds("comptoir.db-wal"));
    world.erase(&lea, &EraseRequest { id: world.id() }).unwrap();
    let log = fs::metadata(folder.join("comptoir.db-wal")).unwrap().len();
    assert_eq!((log, holds("comptoir.db"), holds("comptoir.db-wal")), (0, false, false), "the log is empty");
}
