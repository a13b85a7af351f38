//! The network and the ends of processes: messages are late, lost, doubled and overtaken, and the server and the tills end in the middle of things.

use till::Record;

use crate::faults::Fault;
use crate::node::{Flight, Waits};
use crate::server::Request;
use crate::world::{Event, MINUTE, SECOND, TIMEOUT, World};

impl World {
    /// Sends a till's request, and waits for its answer.
    pub fn send(&mut self, till: usize, what: Waits, request: Request) {
        let exchange = self.fresh();
        self.nodes[till].flight = Some(Flight { exchange, what });
        self.after(TIMEOUT, Event::TimesOut { till, exchange });
        if self.nodes[till].linked {
            self.carry(Event::ToServer { till, exchange, request });
        }
    }

    /// Takes a message along, or not, or twice.
    pub fn carry(&mut self, message: Event) {
        if !self.healed && self.rng.chance(5) {
            self.counts.lost += 1;
            return;
        }
        if !self.healed && self.rng.chance(8) {
            self.counts.doubled += 1;
            self.note_copy(&message);
            let late = self.delay();
            self.after(late, message.clone());
        }
        let delay = self.delay();
        self.after(delay, message);
    }

    /// A request went to the server once more.
    fn note_copy(&mut self, message: &Event) {
        if let Event::ToServer { till, .. } = message
            && let Some(Flight { what: Waits::Direct(intent), .. }) = self.nodes[*till].flight
        {
            self.intents[intent].sent += 1;
        }
    }

    fn delay(&mut self) -> i64 {
        match self.rng.below(20) {
            0 if !self.healed => self.rng.between(10_000, 40_000) * SECOND / 1000,
            1 | 2 if !self.healed => self.rng.between(1_000, 9_000) * SECOND / 1000,
            _ => self.rng.between(20, 400) * SECOND / 1000,
        }
    }

    pub fn reaches_server(&mut self, till: usize, exchange: u64, request: &Request) {
        if !self.server.is_up() {
            return;
        }
        if !self.healed && self.rng.chance(2) {
            self.server.handle_and_crash(till, request, self.now);
            self.server_is_down();
            return;
        }
        let answer = self.server.handle(till, request, self.now);
        self.carry(Event::ToTill { till, exchange, answer });
    }

    pub fn server_ends(&mut self) {
        if self.server.is_up() {
            self.server.crash();
            self.server_is_down();
        }
    }

    pub fn server_is_down(&mut self) {
        self.counts.server_ends += 1;
        let down = self.rng.between(1, 60) * SECOND;
        self.after(down, Event::ServerStarts);
    }

    pub fn till_ends(&mut self, till: usize) {
        let node = &mut self.nodes[till];
        if node.till.is_none() {
            return;
        }
        self.counts.till_ends += 1;
        node.crash();
        if self.fault == Some(Fault::JournalIsLostInCrash)
            && node.disk.entries.last().is_some_and(|entry| entry.verdict.is_none())
        {
            node.disk.entries.pop();
        }
        let down = self.rng.between(3, 90) * SECOND;
        self.after(down, Event::TillStarts { till });
    }

    /// Signs and writes a record; a broken till says done before it is written.
    pub fn keep(&mut self, till: usize, record: Record) {
        self.counts.records += 1;
        if self.fault != Some(Fault::DoneBeforeWritten) {
            self.nodes[till].write(record);
            return;
        }
        let node = &mut self.nodes[till];
        node.unwritten += 1;
        node.till.as_mut().unwrap().written(record.clone()).unwrap();
        node.save();
        let late = self.rng.between(1, 4) * MINUTE;
        self.after(late, Event::WrittenLate { till, record: Box::new(record) });
    }

    pub fn written_late(&mut self, till: usize, record: &Record) {
        let node = &mut self.nodes[till];
        let there = |till: &till::Till| till.journal().entries().iter().any(|entry| entry.record == *record);
        // A till that ended in between has forgotten it.
        if node.till.as_ref().is_some_and(there) && node.unwritten > 0 {
            node.unwritten -= 1;
            node.save();
        }
    }
}
