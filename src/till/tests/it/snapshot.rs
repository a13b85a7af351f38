//! What a till knows, and how it grows younger.

use pass::{PublicKey, Slot};
use till::{Delta, KEY_LEN, KeyTable, SECOND, Snapshot, Till};

use crate::world::{START, accept, card, earn, held, key, pass_at, scan, till, whole};

fn delta(at: i64, cards: Vec<till::CardNews>) -> Delta {
    Delta { whole: false, ..whole(at, cards) }
}

fn balance(snapshot: &Snapshot, number: u8) -> Option<i64> {
    snapshot.card(card(number)).map(|card| card.balances[0].1)
}

#[test]
fn a_delta_changes_what_changed() {
    let mut till = till();
    let mut news = held(2);
    news.card.balances[0].1 = 8;
    till.refresh(delta(START + SECOND, vec![news, held(3)]));
    let snapshot = till.snapshot();
    assert_eq!([1, 2, 3, 4].map(|n| balance(snapshot, n)), [Some(3), Some(8), Some(3), None]);
    assert_eq!(snapshot.age(START + 3 * SECOND), Some(2 * SECOND));
    till.refresh(delta(START, vec![held(2)]));
    assert_eq!(balance(till.snapshot(), 2), Some(8), "an answer that was overtaken changes nothing");
    till.refresh(whole(START + 5 * SECOND, vec![held(3)]));
    assert_eq!([1, 2, 3].map(|n| balance(till.snapshot(), n)), [None, None, Some(3)]);
}

#[test]
fn a_snapshot_in_pieces_is_of_its_time_with_the_last() {
    let mut till = Till::new([7; 16], vec!["shop.example".into()]);
    till.refresh(delta(START, vec![held(1)]));
    assert_eq!(till.snapshot(), &Snapshot::default(), "a delta to nothing is nothing");
    till.refresh(Delta { more: true, ..whole(START, vec![held(1)]) });
    assert_eq!(till.snapshot().at(), None);
    assert!(accept(&till, scan(1, pass_at(1, START), vec![earn(2)]), START).is_err());
    till.refresh(delta(START, vec![held(2)]));
    assert_eq!((till.snapshot().at(), till.snapshot().cards().count()), (Some(START), 2));
}

#[test]
fn a_key_that_was_revoked_is_gone() {
    let mut till = till();
    let mut news = held(1);
    (news.card.keys, news.keys) = (Vec::new(), Vec::new());
    till.refresh(delta(START + SECOND, vec![news]));
    assert!(till.snapshot().keys().get(card(1), Slot::FIRST).is_none());
}

#[test]
fn keys_are_41_bytes_each() {
    let mut table = KeyTable::default();
    let slots = [0, 5, 7].map(|slot| Slot::new(slot).unwrap());
    let keys: Vec<PublicKey> = (1..=3).map(|n| key(n).public_key()).collect();
    for (slot, key) in slots.iter().zip(&keys) {
        table.put(card(9), *slot, key);
        table.put(card(4), *slot, key);
    }
    assert_eq!((table.len(), table.to_bytes().len(), KEY_LEN), (6, 6 * 41, 41));
    let read = KeyTable::from_bytes(&table.to_bytes()).unwrap();
    assert_eq!(read, table);
    for (slot, key) in slots.iter().zip(&keys) {
        assert_eq!(read.get(card(9), *slot).as_ref(), Some(key));
    }
    table.put(card(9), slots[0], &keys[2]);
    assert_eq!((table.len(), table.get(card(9), slots[0])), (6, Some(keys[2])));
    table.remove(card(9));
    assert!(table.len() == 3 && table.get(card(9), slots[0]).is_none() && !table.is_empty());
    assert!(KeyTable::from_bytes(&[0; 40]).is_err() && KeyTable::from_bytes(&[0; 41]).is_err());
}
