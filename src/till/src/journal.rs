//! The till's journal: records in their order, each with its verdict once the server gave one. It mirrors the till's storage: what is in here
//! was written there before.

use crate::{Act, Before, Id, Link, Micros, Record, Verdict, first, follow};

/// A record and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The record.
    pub record: Record,
    /// None while it waits.
    pub verdict: Option<Verdict>,
}

impl Entry {
    /// Whether its effect is, or will be, in the ledger.
    pub(crate) fn counts(&self) -> bool {
        !matches!(self.verdict, Some(Verdict::Rejected(_) | Verdict::Duplicate))
    }
}

/// Records in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journal {
    device: Id,
    entries: Vec<Entry>,
}

/// Stored records that are not the till's own unbroken chain: storage lost or changed something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("record {seq} does not follow the one before")]
pub struct Damaged {
    /// The first record that does not fit.
    pub seq: u64,
}

/// A record that was drafted before another one was written: it must be drafted anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("another record was written first")]
pub struct Stale;

impl Journal {
    /// An empty one.
    pub fn new(device: Id) -> Journal {
        Journal { device, entries: Vec::new() }
    }

    /// The journal as it was stored, in the order of its records. Settled records that [`Journal::tidy`] took out may be missing.
    ///
    /// # Errors
    /// A record of another till, out of order, not following its neighbour, or missing among those that wait. The records are still worth
    /// sending: the server flags what does not fit and takes it.
    pub fn restore(device: Id, entries: Vec<Entry>) -> Result<Journal, Damaged> {
        let mut before: Option<&Entry> = None;
        for entry in &entries {
            let link = &entry.record.link;
            let neighbour = before.map(|before| Before::from(&before.record.link));
            let next_to_it = neighbour.as_ref().is_none_or(|neighbour| neighbour.seq + 1 == link.seq);
            let fits = match &neighbour {
                Some(neighbour) if next_to_it => !follow(link, Some(neighbour)).broken,
                // What lies between was taken out, which happens to settled ones only; and they are settled in order.
                Some(neighbour) => neighbour.seq < link.seq && before.is_some_and(|before| before.verdict.is_some()),
                None => link.seq > 1 || link.previous == first(device),
            };
            if link.device != device || !fits {
                return Err(Damaged { seq: link.seq });
            }
            before = Some(entry);
        }
        Ok(Journal { device, entries })
    }

    /// Adds a record that is in the till's storage.
    pub(crate) fn add(&mut self, record: Record) -> Result<(), Stale> {
        let (seq, previous) = self.next_place();
        if (record.link.seq, record.link.previous) != (seq, previous) {
            return Err(Stale);
        }
        self.entries.push(Entry { record, verdict: None });
        Ok(())
    }

    /// Number and predecessor of the record to come.
    pub(crate) fn next_place(&self) -> (u64, crate::Hash) {
        self.last().map_or((1, first(self.device)), |link| (link.seq + 1, link.hash()))
    }

    pub(crate) fn last(&self) -> Option<&Link> {
        self.entries.last().map(|entry| &entry.record.link)
    }

    /// How many wait for the server: what the screen shows.
    pub fn waiting(&self) -> usize {
        self.entries.iter().filter(|entry| entry.verdict.is_none()).count()
    }

    /// The record to send next. One at a time: the next goes when this one has its verdict.
    pub fn next(&self) -> Option<&Record> {
        self.entries.iter().find(|entry| entry.verdict.is_none()).map(|entry| &entry.record)
    }

    /// Writes down what became of a visit's record. The first verdict stays; false when there is no such record.
    pub fn settle(&mut self, visit: Id, verdict: Verdict) -> bool {
        let Some(entry) = self.entries.iter_mut().find(|entry| entry.record.content.visit == visit) else {
            return false;
        };
        entry.verdict.get_or_insert(verdict);
        true
    }

    /// All records, oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Records the server did not take, for somebody to look at.
    pub fn rejected(&self) -> impl Iterator<Item = (&Record, &str)> {
        self.entries.iter().filter_map(|entry| match &entry.verdict {
            Some(Verdict::Rejected(code)) => Some((&entry.record, code.as_str())),
            _ => None,
        })
    }

    /// Takes out a rejected record that somebody has seen; false when it is none. The last record stays: the chain goes on from it.
    pub fn seen(&mut self, visit: Id) -> bool {
        let last = self.last().map(|link| link.seq);
        let at = self.entries.iter().position(|entry| {
            let is_rejected = matches!(entry.verdict, Some(Verdict::Rejected(_)));
            entry.record.content.visit == visit && is_rejected && Some(entry.record.link.seq) != last
        });
        at.map(|at| self.entries.remove(at)).is_some()
    }

    /// Takes out what is in the ledger and older than `before`: never one that waits or was rejected, nor the last one.
    pub fn tidy(&mut self, before: Micros) {
        let last = self.last().map(|link| link.seq);
        self.entries.retain(|entry| {
            let link = &entry.record.link;
            let in_ledger = matches!(entry.verdict, Some(Verdict::Applied | Verdict::Duplicate | Verdict::Flagged(_)));
            !in_ledger || link.occurred_at >= before || Some(link.seq) == last
        });
    }

    /// Whether a reward was used here in a record that counts.
    pub(crate) fn used_voucher(&self, voucher: Id) -> bool {
        let acts = self.entries.iter().filter(|entry| entry.counts()).flat_map(|entry| &entry.record.content.acts);
        acts.into_iter().any(|act| matches!(act, Act::Redeem { voucher: used, .. } if *used == voucher))
    }

    /// The moments after `since` at which a card earned here, or any card if none is named; oldest first.
    pub(crate) fn earned_since(&self, card: Option<pass::CardId>, since: Micros) -> Vec<Micros> {
        let earned = self.entries.iter().filter(|entry| {
            let content = &entry.record.content;
            let of_card = card.is_none_or(|card| content.pass().is_ok_and(|pass| pass.card == card));
            of_card && entry.counts() && content.acts.iter().any(|act| matches!(act, Act::Earn { .. }))
        });
        earned.map(|entry| entry.record.link.occurred_at).filter(|at| *at > since).collect()
    }
}
