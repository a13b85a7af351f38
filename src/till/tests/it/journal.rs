//! What is recorded, what becomes of it, and what is kept.

use till::{Answer, DAY, Entry, Journal, SECOND, Stale, Till, Verdict};

use crate::world::{DEVICE, HOST, START, draft, earn, id, key, pass_at, record, scan, till};

/// A till with three records, a minute apart, of cards 1, 2 and 1.
fn three() -> Till {
    let mut till = till();
    for (n, card) in [(1_u32, 1), (2, 2), (3, 1)] {
        let now = START + i64::from(n) * 120 * SECOND;
        record(&mut till, scan(u64::from(n), pass_at(card, now), vec![earn(u64::from(n) + 100)]), now);
    }
    till
}

#[test]
fn records_go_one_after_the_other() {
    let mut till = three();
    let next = |till: &Till| till.journal().next().map(|record| record.content.visit);
    assert_eq!((till.journal().waiting(), next(&till)), (3, Some(id(1))));
    assert!(till.journal_mut().settle(id(1), Verdict::Applied));
    assert_eq!((till.journal().waiting(), next(&till)), (2, Some(id(2))));
    assert!(!till.journal_mut().settle(id(77), Verdict::Applied), "an answer to nothing that was recorded");
    till.journal_mut().settle(id(2), Verdict::Rejected("card_blocked".into()));
    till.journal_mut().settle(id(3), Verdict::Flagged(vec!["code_shared".into()]));
    assert!(till.may_go_online() && next(&till).is_none());
}

#[test]
fn a_verdict_stays() {
    let mut till = three();
    till.journal_mut().settle(id(1), Verdict::Rejected("voucher_used".into()));
    till.journal_mut().settle(id(1), Verdict::Applied);
    let rejected: Vec<_> = till.journal().rejected().map(|(record, code)| (record.content.visit, code)).collect();
    assert_eq!(rejected, [(id(1), "voucher_used")]);
}

#[test]
fn what_waits_or_was_rejected_is_never_taken_out() {
    let mut till = three();
    till.journal_mut().settle(id(1), Verdict::Rejected("card_blocked".into()));
    till.journal_mut().settle(id(2), Verdict::Applied);
    till.journal_mut().tidy(START + DAY);
    let left: Vec<_> = till.journal().entries().iter().map(|entry| entry.record.content.visit).collect();
    assert_eq!(left, [id(1), id(3)]);
    assert!(!till.journal_mut().seen(id(3)), "it waits");
    assert!(till.journal_mut().seen(id(1)));
    till.journal_mut().settle(id(3), Verdict::Applied);
    till.journal_mut().tidy(START + DAY);
    assert_eq!(till.journal().entries().len(), 1, "the chain goes on from the last");
    let now = START + DAY;
    record(&mut till, scan(4, pass_at(1, now), vec![earn(104)]), now);
    assert_eq!(till.journal().entries()[1].record.link.seq, 4);
}

#[test]
fn a_till_that_starts_again_goes_on() {
    let mut till = three();
    till.journal_mut().settle(id(1), Verdict::Applied);
    till.journal_mut().settle(id(2), Verdict::Applied);
    till.journal_mut().tidy(START + 200 * SECOND);
    let stored = till.journal().entries().to_vec();
    let journal = Journal::restore(DEVICE, stored).unwrap();
    assert_eq!(&journal, till.journal());
    let again =
        Till::restore(vec![HOST.into()], DEVICE, till.snapshot().clone(), journal, Default::default(), till.heard_at());
    assert_eq!(again.used().find(&pass_at(1, START + 360 * SECOND)), Some((START + 360 * SECOND, Some(id(3)))));
}

#[test]
fn storage_that_lost_or_changed_something_shows() {
    let entries = three().journal().entries().to_vec();
    let seq_of = |entries: Vec<Entry>| Journal::restore(DEVICE, entries).map_err(|damaged| damaged.seq);
    assert!(seq_of(entries.clone()).is_ok());
    let [first, second, third] = entries.try_into().unwrap();
    assert_eq!(seq_of(vec![first.clone(), third.clone()]), Err(3), "one that waits is missing");
    assert_eq!(seq_of(vec![second.clone(), first.clone(), third.clone()]), Err(1));
    let mut changed = second.clone();
    changed.record.link.occurred_at -= SECOND;
    assert_eq!(seq_of(vec![first.clone(), changed, third]), Err(3));
    assert!(Journal::restore([9; 16], vec![first]).is_err(), "another till's");
}

#[test]
fn two_drafts_of_one_place_are_not_both_written() {
    let mut till = till();
    let sign = |draft: till::Draft| {
        let signature = key(99).sign_bytes(&draft.message());
        draft.sign(signature)
    };
    let one = sign(draft(&till, scan(1, pass_at(1, START), vec![earn(101)]), START));
    let other = sign(draft(&till, scan(2, pass_at(2, START), vec![earn(102)]), START));
    till.written(one).unwrap();
    assert_eq!(till.written(other), Err(Stale));
    assert_eq!(till.journal().waiting(), 1);
}

#[test]
fn answers_become_verdicts() {
    let opened = |duplicate, flags| Answer::Opened { duplicate, flags }.verdict();
    assert_eq!(opened(false, &["offline", "raw_key"]), Some(Verdict::Applied));
    assert_eq!(opened(true, &["offline", "code_shared"]), Some(Verdict::Duplicate));
    let flagged = Verdict::Flagged(vec!["chain_gap".into(), "something_new".into()]);
    assert_eq!(opened(false, &["offline", "chain_gap", "something_new"]), Some(flagged));
    let refused = |status, code| Answer::Refused { status, code }.verdict();
    assert_eq!(refused(409, "voucher_used"), Some(Verdict::Rejected("voucher_used".into())));
    for again in [401, 403, 404, 408, 429, 500, 503] {
        assert_eq!(refused(again, "whatever"), None, "{again}: the record is sent again");
    }
    assert_eq!(Answer::Nothing.verdict(), None);
}
