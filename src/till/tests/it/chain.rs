//! What the server sees of a journal that somebody changed.

use till::{Before, Fit, Link, Money, SECOND, first, follow};

use crate::world::{DEVICE, START, draft, earn, id, pass_at, record, scan, till};

fn link(seq: u64, before: Option<&Link>) -> Link {
    Link {
        device: DEVICE,
        seq,
        previous: before.map_or(first(DEVICE), Link::hash),
        occurred_at: START + seq as i64 * SECOND,
        snapshot_at: START,
        content: [seq as u8; 32],
    }
}

#[test]
fn a_whole_chain_follows() {
    let one = link(1, None);
    let two = link(2, Some(&one));
    assert_eq!(follow(&one, None), Fit::default());
    assert_eq!(follow(&two, Some(&Before::from(&one))), Fit::default());
}

#[test]
fn a_gap_another_order_and_a_time_put_back_show() {
    let one = link(1, None);
    let (two, three) = (link(2, Some(&one)), link(3, Some(&link(2, Some(&one)))));
    let broken = Fit { broken: true, back_dated: false };
    assert_eq!(follow(&three, None), broken, "the two before it are missing");
    assert_eq!(follow(&three, Some(&Before::from(&one))), broken, "the one before it is missing");
    let mut changed = two;
    changed.content = [9; 32];
    assert_eq!(follow(&three, Some(&Before::from(&changed))), broken, "the one before it is another");
    assert_eq!(follow(&Link { device: [1; 16], ..one }, None), broken, "another till's beginning");
    let back = Link { occurred_at: START, ..two };
    assert_eq!(follow(&back, Some(&Before::from(&one))), Fit { broken: false, back_dated: true });
}

/// The digest is what a till signed: it must never change for what could be recorded before.
#[test]
fn the_signed_bytes_are_those_of_version_1() {
    let draft = draft(&till(), scan(1, pass_at(1, START), vec![earn(2)]), START);
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    assert_eq!(hex(&draft.content.digest()), "ba4abcbc296a86861a4c96204d64b6960d6f42c5deb0b05bcc7418cabae69255");
    assert_eq!(hex(&draft.link.hash()), "6552dc3a5fb6be64c7d5fdcaf0d873f7fbca445e5fbb097932e4344f6da8a378");
}

#[test]
fn everything_recorded_is_signed() {
    let mut till = till();
    record(&mut till, scan(1, pass_at(1, START), vec![earn(2)]), START);
    let content = till.journal().entries()[0].record.content.clone();
    let digest = content.digest();
    let differs = |change: &dyn Fn(&mut till::Content)| {
        let mut other = content.clone();
        change(&mut other);
        assert_ne!(other.digest(), digest);
    };
    differs(&|c| c.visit = id(5));
    differs(&|c| c.staff = id(5));
    differs(&|c| c.pass[77] ^= 1);
    differs(&|c| c.another_purchase = true);
    differs(&|c| c.acts.push(earn(3)));
    differs(&|c| c.acts.clear());
    let earn = |quantity, minor: Option<i64>, stamp_card: Option<&str>| till::Act::Earn {
        id: id(2),
        quantity,
        amount: minor.map(|minor| Money { minor, currency: "EUR".into() }),
        stamp_card: stamp_card.map(str::to_owned),
        tags: Vec::new(),
        external_ref: None,
    };
    for act in [earn(2, None, None), earn(1, Some(0), None), earn(1, None, Some(""))] {
        differs(&|c| c.acts[0] = act.clone());
    }
    for (tag, receipt) in [(Some("coffee"), None), (None, Some("R-1"))] {
        let tags = tag.map(|tag: &str| (tag.to_owned(), 1)).into_iter().collect();
        let external_ref = receipt.map(str::to_owned);
        let act = till::Act::Earn { id: id(2), quantity: 1, amount: None, stamp_card: None, tags, external_ref };
        differs(&|c| c.acts[0] = act.clone());
    }
}
