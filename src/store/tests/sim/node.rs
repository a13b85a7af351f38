//! A till of the simulation: the real logic of `till`, a storage that outlives it, and the requests it waits for.

use std::collections::BTreeSet;

use pass::Pass;
use till::{Entry, Journal, Record, Snapshot, Till, Used, UsedCodes};

use crate::intents::IntentId;
use crate::server::Request;
use crate::stage::{HOST, STAGE};

/// A request that went to the server directly, and is sent again under its id until it is answered.
#[derive(Clone, Debug)]
pub struct Pending {
    pub intent: IntentId,
    pub request: Request,
}

/// What a till waits for.
#[derive(Clone, Debug)]
pub struct Flight {
    pub exchange: u64,
    pub what: Waits,
}

/// What the answer will be about.
#[derive(Clone, Debug)]
pub enum Waits {
    /// The first pending request of this intent.
    Direct(IntentId),
    /// The record of this visit.
    Record(till::Id),
    Snapshot,
}

/// The till's storage.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    snapshot: Snapshot,
    pub entries: Vec<Entry>,
    used: Vec<Used>,
    heard_at: i64,
    pending: Vec<Pending>,
}

pub struct Node {
    number: usize,
    /// None while it is down.
    pub till: Option<Till>,
    pub disk: Disk,
    /// Records at the end of the journal that are not in the storage yet; only a broken till has any.
    pub unwritten: usize,
    pub pending: Vec<Pending>,
    pub flight: Option<Flight>,
    /// The link works.
    pub linked: bool,
    /// The last exchange brought an answer.
    pub believes_online: bool,
    /// Its clock, against the true time.
    pub clock_off: i64,
    /// The visits it recorded by a clock that was slower than clocks are.
    pub slow: BTreeSet<till::Id>,
    pub refreshed_at: i64,
}

impl Node {
    pub fn new(number: usize) -> Node {
        let mut node = Node {
            number,
            till: None,
            disk: Disk::default(),
            unwritten: 0,
            pending: Vec::new(),
            flight: None,
            linked: true,
            believes_online: true,
            clock_off: 0,
            slow: BTreeSet::new(),
            refreshed_at: i64::MIN,
        };
        node.start();
        node
    }

    /// Starts from the storage.
    pub fn start(&mut self) {
        let device = *STAGE.tills[self.number].device.as_bytes();
        let journal = Journal::restore(device, self.disk.entries.clone()).unwrap();
        let mut used = UsedCodes::default();
        self.disk.used.iter().for_each(|code| used.add(*code));
        let (snapshot, heard_at) = (self.disk.snapshot.clone(), self.disk.heard_at);
        let mut till = Till::restore(vec![HOST.into()], device, snapshot, journal, used, heard_at);
        self.pending = self.disk.pending.clone();
        // A request that waits may have opened a visit by its code: this till takes it for nothing else, as before it ended.
        for pending in &self.pending {
            if let Request::Visit(req) = &pending.request
                && let Some(Ok(pass)) = req.code.as_deref().map(Pass::parse)
            {
                till.opened_online(&pass, *req.id.as_bytes(), heard_at);
            }
        }
        self.till = Some(till);
        self.flight = None;
        self.unwritten = 0;
    }

    /// Ends without a word.
    pub fn crash(&mut self) {
        self.till = None;
        self.flight = None;
    }

    /// Writes everything but what a broken till keeps back.
    pub fn save(&mut self) {
        let Some(till) = &self.till else { return };
        let entries = till.journal().entries();
        let written = &entries[..entries.len() - self.unwritten];
        self.disk = Disk {
            snapshot: till.snapshot().clone(),
            entries: written.to_vec(),
            used: till.used().iter().collect(),
            heard_at: till.heard_at(),
            pending: self.pending.clone(),
        };
    }

    /// Writes a record first, then tells the till that it is there.
    pub fn write(&mut self, record: Record) {
        self.disk.entries.push(Entry { record: record.clone(), verdict: None });
        if let Some(till) = &mut self.till {
            till.written(record).unwrap();
        }
        self.save();
    }

    /// Is there, waits for nothing, and may ask the server.
    pub fn is_free_and_online(&self) -> bool {
        let logic = self.till.as_ref().filter(|_| self.flight.is_none());
        let may = logic.is_some_and(Till::may_go_online);
        may && self.believes_online && self.pending.is_empty()
    }

    /// Has nothing left to send.
    pub fn is_idle(&self) -> bool {
        let waits = self.till.as_ref().is_none_or(|till| !till.may_go_online());
        !waits && self.pending.is_empty() && self.flight.is_none()
    }
}
