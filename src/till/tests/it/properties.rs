//! What can never happen at a till, whatever happens.

use std::collections::BTreeSet;

use proptest::prelude::*;
use till::{Accepted, Act, Before, Fit, HOUR, Journal, SECOND, Till, Verdict, follow};

use crate::world::{DEVICE, HOST, LIMITS, START, accept, earn, held, id, key, pass_at, scan, till, whole};

/// Something that happens.
#[derive(Clone, Debug)]
enum Event {
    /// A card is shown, by a phone whose clock is off, and perhaps the same code again.
    Shown { card: u8, off_s: i64, again: bool },
    /// Time passes, or the clock is put back.
    Passes { s: i64 },
    /// The oldest record gets a verdict.
    Settled { rejected: bool },
    /// The till starts again from its storage.
    Restarted,
    /// News come.
    Refreshed,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        5 => (1_u8..4, -700_i64..700, any::<bool>()).prop_map(|(card, off_s, again)| Event::Shown { card, off_s, again }),
        4 => prop_oneof![4 => 0_i64..1_200, 1 => -4_000_i64..0].prop_map(|s| Event::Passes { s }),
        2 => any::<bool>().prop_map(|rejected| Event::Settled { rejected }),
        1 => Just(Event::Restarted),
        1 => Just(Event::Refreshed),
    ]
}

fn restart(till: &Till) -> Till {
    let journal = Journal::restore(DEVICE, till.journal().entries().to_vec()).unwrap();
    let mut used = till::UsedCodes::default();
    till.used().iter().for_each(|code| used.add(code));
    Till::restore(vec![HOST.into()], DEVICE, till.snapshot().clone(), journal, used, till.heard_at())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_till_alone_keeps_its_word(events in prop::collection::vec(event(), 1..60)) {
        let (mut till, mut now, mut fresh) = (till(), START, 0);
        let mut done = BTreeSet::new();
        for event in events {
            match event {
                Event::Passes { s } => now += s * SECOND,
                Event::Refreshed => till.refresh(whole(now, vec![held(1), held(2)])),
                Event::Restarted => till = restart(&till),
                Event::Settled { rejected } => {
                    let next = till.journal().next().map(|record| record.content.visit);
                    let verdict = if rejected { Verdict::Rejected("card_blocked".into()) } else { Verdict::Applied };
                    next.map(|visit| till.journal_mut().settle(visit, verdict));
                }
                Event::Shown { card, off_s, again } => {
                    let pass = pass_at(card, now + off_s * SECOND);
                    for _ in 0..=u8::from(again) {
                        fresh += 2;
                        let Ok(Accepted::New(draft)) = accept(&till, scan(fresh, pass, vec![earn(fresh + 1)]), now)
                        else { continue };
                        let signature = key(99).sign_bytes(&draft.message());
                        done.insert(till.written(draft.sign(signature)).unwrap().visit());
                    }
                }
            }
        }
        let entries = till.journal().entries();

        // What was done is there, once, and nothing else.
        let there: Vec<_> = entries.iter().map(|entry| entry.record.content.visit).collect();
        prop_assert_eq!(there.iter().copied().collect::<BTreeSet<_>>(), done);
        // The chain holds, and time goes forward in it.
        let mut before = None;
        for entry in entries {
            prop_assert_eq!(follow(&entry.record.link, before.as_ref()), Fit::default());
            before = Some(Before::from(&entry.record.link));
        }
        // No code opened two visits.
        let codes: Vec<_> = entries.iter().map(|entry| entry.record.content.pass().unwrap().code()).collect();
        prop_assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
        // No card earned more often than it may in any hour, of what may yet count.
        for (at, entry) in entries.iter().enumerate() {
            let (card, occurred_at) = (codes[at].0, entry.record.link.occurred_at);
            let within = entries.iter().zip(&codes).filter(|(other, code)| {
                let of = other.record.link.occurred_at;
                code.0 == card && of <= occurred_at && of > occurred_at - HOUR
                    && !matches!(other.verdict, Some(Verdict::Rejected(_)))
            });
            prop_assert!(within.count() <= LIMITS.earns_per_card as usize);
        }
    }

    /// Whatever single bit of a stored record is changed, it shows in the journal or in what the signature covers.
    #[test]
    fn a_changed_record_shows(which in 0_usize..3, bit in 0_usize..(16 * 8)) {
        let mut till = till();
        for n in 0..3_u64 {
            let now = START + n as i64 * 120 * SECOND;
            let card = if n == 1 { 2 } else { 1 };
            let Accepted::New(draft) = accept(&till, scan(n, pass_at(card, now), vec![earn(n + 10)]), now).unwrap()
            else { panic!("a new code") };
            let signature = key(99).sign_bytes(&draft.message());
            till.written(draft.sign(signature)).unwrap();
        }
        let mut record = till.journal().entries()[which].record.clone();
        let Act::Earn { id: operation, .. } = &mut record.content.acts[0] else { panic!("an earning") };
        operation[bit / 8] ^= 1 << (bit % 8);
        prop_assert_ne!(record.content.digest(), record.link.content);
        prop_assert_ne!(record.content.acts[0].id(), id(which as u64 + 10));
    }
}
