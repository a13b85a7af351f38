//! What a till does with its requests, its journal, the answers, and silence.

use pass::Pass;
use till::Verdict;
use wire::Code;

use crate::faults::Fault;
use crate::forms;
use crate::intents::IntentId;
use crate::node::{Pending, Waits};
use crate::server::{Answer, Request};
use crate::stage::STAGE;
use crate::world::{MINUTE, SECOND, World};

/// How old a snapshot may be before a till asks for what changed.
const REFRESH: i64 = 4 * MINUTE;
/// Refusals that may be over a moment later; of a code from too far ahead too, when its time comes nearer.
const FOR_A_WHILE: [Code; 6] = [
    Code::Cooldown,
    Code::LimitReached,
    Code::InsufficientBalance,
    Code::VoucherUsed,
    Code::ClockWrong,
    Code::RedeemPaused,
];

impl World {
    /// What there is to send: records first, then requests without an answer, then what changed is asked for.
    pub fn wakes(&mut self, till: usize) {
        let node = &self.nodes[till];
        let (Some(logic), None) = (&node.till, &node.flight) else { return };
        let waiting = match self.fault {
            Some(Fault::JournalOutOfOrder) => {
                let newest = logic.journal().entries().iter().rev().find(|entry| entry.verdict.is_none());
                newest.map(|entry| &entry.record)
            }
            _ => logic.journal().next(),
        };
        if let Some(record) = waiting {
            let (visit, request) = (record.content.visit, Request::Visit(forms::record(record)));
            return self.send(till, Waits::Record(visit), request);
        }
        if let Some(pending) = node.pending.first().cloned() {
            self.counts.retries += 1;
            let request = match self.fault {
                Some(Fault::NewIdsOnRetry) => self.with_new_ids(pending),
                _ => pending.request,
            };
            let intent = self.nodes[till].pending[0].intent;
            self.intents[intent].sent += 1;
            return self.send(till, Waits::Direct(intent), request);
        }
        if self.now - node.refreshed_at.max(self.now - MINUTE * 60) >= REFRESH || logic.snapshot().at().is_none() {
            let since = logic.snapshot().cursor().map(str::to_owned);
            self.send(till, Waits::Snapshot, Request::Snapshot(since));
        }
    }

    /// What a till must never do.
    fn with_new_ids(&mut self, pending: Pending) -> Request {
        let (visit, operation) = (self.id(), self.id());
        let intent = &mut self.intents[pending.intent];
        intent.visits.push(visit);
        intent.operations.push(operation);
        let op = forms::op(operation, intent.meant);
        match (pending.request, op) {
            (Request::Visit(req), Some(op)) => {
                Request::Visit(wire::OpenVisit { id: visit, operations: vec![op], ..req })
            }
            (Request::Operate(of, _), Some(op)) => Request::Operate(of, op),
            (Request::Void(of, req), _) => Request::Void(of, wire::VoidRequest { id: operation, ..req }),
            (request, _) => request,
        }
    }

    pub fn times_out(&mut self, till: usize, exchange: u64) {
        let node = &mut self.nodes[till];
        let Some(flight) = node.flight.take_if(|flight| flight.exchange == exchange) else { return };
        node.believes_online = false;
        match flight.what {
            Waits::Direct(intent) if self.rng.chance(25) => self.looks_up(till, intent),
            Waits::Direct(intent) => self.goes_on_alone(till, intent),
            Waits::Record(visit) if self.fault == Some(Fault::SilenceIsConsent) => {
                self.settles(till, visit, Verdict::Applied);
            }
            Waits::Record(_) | Waits::Snapshot => {}
        }
    }

    /// The customer still stands there with the code: the till records it, under ids of its own. If the server did it after all, the same code
    /// at the same till is the same visit.
    fn goes_on_alone(&mut self, till: usize, intent: IntentId) {
        let Some((pass, _, another_purchase)) = self.sent_code(till, intent) else { return };
        if self.records(intent, pass, another_purchase) {
            self.nodes[till].pending.retain(|pending| pending.intent != intent);
        } else {
            self.is_spent(till, intent);
        }
        self.nodes[till].save();
    }

    /// The code is gone from the screen: staff picks the card from the list and sends the same operation in another visit.
    fn looks_up(&mut self, till: usize, intent: IntentId) {
        self.is_spent(till, intent);
        let (id, phone) = (self.id(), self.intents[intent].phone);
        let pending = self.nodes[till].pending.iter_mut().find(|pending| pending.intent == intent);
        let Some(Pending { request: Request::Visit(req), .. }) = pending else { return };
        let Some(op) = req.operations.pop() else { return };
        *req = forms::visit_by_card(id, &STAGE.phones[phone].card.to_string(), op);
        self.intents[intent].visits.push(id);
        self.counts.looked_up += 1;
        self.nodes[till].save();
    }

    /// The code that a waiting request was sent with, its visit, and whether the customer buys again.
    fn sent_code(&self, till: usize, intent: IntentId) -> Option<(Pass, till::Id, bool)> {
        let pending = self.nodes[till].pending.iter().find(|pending| pending.intent == intent)?;
        let Request::Visit(req) = &pending.request else { return None };
        Some((Pass::parse(req.code.as_deref()?).ok()?, *req.id.as_bytes(), req.another_purchase))
    }

    /// The request that is under way may open a visit by its code at any moment: this till takes it for nothing else.
    fn is_spent(&mut self, till: usize, intent: IntentId) {
        if let (Some((pass, visit, _)), Some(logic)) = (self.sent_code(till, intent), &mut self.nodes[till].till) {
            logic.opened_online(&pass, visit, logic.heard_at());
        }
    }

    pub fn answered(&mut self, till: usize, exchange: u64, answer: &Answer) {
        let small = self.rng.between(-1_000, 1_000) * SECOND / 1000;
        let node = &mut self.nodes[till];
        let Some(flight) = node.flight.take_if(|flight| flight.exchange == exchange) else { return };
        node.believes_online = true;
        node.clock_off = small;
        match flight.what {
            Waits::Direct(intent) => self.direct(till, intent, answer),
            Waits::Record(visit) => {
                if let Some(verdict) = forms::verdict(answer) {
                    self.settles(till, visit, verdict);
                }
            }
            Waits::Snapshot => {
                let (now, node) = (self.now, &mut self.nodes[till]);
                if let (Answer::Snapshot(snapshot), Some(logic)) = (answer, &mut node.till) {
                    logic.refresh(forms::delta(snapshot));
                    node.refreshed_at = now;
                    node.save();
                }
            }
        }
    }

    fn settles(&mut self, till: usize, visit: till::Id, verdict: Verdict) {
        match verdict {
            Verdict::Applied => {}
            Verdict::Duplicate => self.counts.duplicates += 1,
            Verdict::Flagged(_) => self.counts.flagged += 1,
            Verdict::Rejected(_) => self.counts.rejected += 1,
        }
        let node = &mut self.nodes[till];
        node.till.as_mut().unwrap().journal_mut().settle(visit, verdict);
        node.save();
    }

    /// The answer to a request that went to the server directly.
    fn direct(&mut self, till: usize, intent: IntentId, answer: &Answer) {
        match answer {
            Answer::Failed | Answer::Snapshot(_) | Answer::Told(..) => return,
            Answer::Refused(problem) if matches!(problem.status, 401 | 429 | 500..) => return,
            // The operation came there in another visit that it was sent in: it is done.
            Answer::Refused(problem) if problem.code == Code::IdReused && self.intents[intent].visits.len() > 1 => {
                self.acknowledge(intent);
            }
            Answer::Refused(problem) => {
                self.counts.keys_refused += u64::from(problem.code == Code::KeyRevoked);
                self.counts.paused += u64::from(problem.code == Code::RedeemPaused);
                let intent = &mut self.intents[intent];
                intent.refused = true;
                intent.refused_for_a_while = FOR_A_WHILE.contains(&problem.code) && intent.sent > 1;
            }
            Answer::Opened(opened) if opened.duplicate => self.intents[intent].refused = true,
            Answer::Opened(_) | Answer::Done => self.acknowledge(intent),
        }
        let node = &mut self.nodes[till];
        let at = node.pending.iter().position(|pending| pending.intent == intent);
        let pending = at.map(|at| node.pending.remove(at));
        if let (Answer::Opened(opened), Some(logic)) = (answer, &mut node.till) {
            let at = forms::micros(&opened.visit.opened_at);
            let code = match pending.map(|pending| pending.request) {
                Some(Request::Visit(req)) => req.code,
                _ => None,
            };
            match code.as_deref().map(Pass::parse) {
                Some(Ok(pass)) => logic.opened_online(&pass, *opened.visit.id.as_bytes(), at),
                _ => logic.heard(at),
            }
        }
        node.save();
        if let Answer::Opened(opened) = answer
            && !opened.duplicate
            && !self.healed
        {
            let phone = self.intents[intent].phone;
            self.goes_on(till, phone, opened);
        }
    }
}
