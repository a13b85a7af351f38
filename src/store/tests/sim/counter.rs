//! What people do at the tills, and what a till does with its requests, its journal and the answers.

use pass::{Header, P256Verifier, Pass, Purpose, Step};
use till::{Accepted, Act, Draft, Link, Scan, Verdict};
use uuid::Uuid;

use crate::faults::Fault;
use crate::forms;
use crate::intents::{Intent, IntentId, Meant};
use crate::node::{Pending, Waits};
use crate::server::{Answer, Request};
use crate::stage::{HOST, STAGE, TILLS};
use crate::world::{Event, MINUTE, SECOND, World};

/// How old a snapshot may be before a till asks for what changed.
const REFRESH: i64 = 4 * MINUTE;

impl World {
    pub fn arrives(&mut self, phone: usize) {
        let next = self.rng.between(150, 420) * SECOND;
        self.after(next, Event::Arrives { phone });
        let (till, kit) = (self.rng.below(TILLS), &STAGE.phones[phone]);
        let shown_at = self.now + self.phone_clocks[phone];
        let step = Step::at(shown_at.div_euclid(1000));
        let header = Header { card: kit.card, slot: kit.slot, purpose: Purpose::Show, step };
        let pass = kit.key.pass(HOST, header);
        self.shown(till, phone, pass, false);
        if self.rng.chance(20) {
            let (soon, another_purchase) = (self.rng.between(1, 50) * SECOND, self.rng.chance(30));
            self.after(soon, Event::ShownAgain { till, phone, pass, another_purchase });
        }
        if self.rng.chance(15) {
            let (soon, till) = (self.rng.between(2, 40) * SECOND, (till + 1) % TILLS);
            self.after(soon, Event::ShownAgain { till, phone, pass, another_purchase: false });
        }
    }

    /// A pass is in front of a till's camera. A till that is down or waits for an answer has no eyes.
    pub fn shown(&mut self, till: usize, phone: usize, pass: Pass, another_purchase: bool) {
        let node = &self.nodes[till];
        let (Some(logic), None) = (&node.till, &node.flight) else { return };
        let held = logic.snapshot().card(pass.card).and_then(|card| card.vouchers.first());
        let voucher = held.map(|voucher| Uuid::from_bytes(voucher.id));
        let online = node.believes_online && logic.may_go_online() && node.pending.is_empty();
        let meant = match voucher {
            Some(voucher) if self.rng.chance(60) => Meant::Redeem(voucher),
            _ => Meant::Earn(self.rng.between(1, 5) as u32),
        };
        self.counts.intents += 1;
        if online && self.rng.chance(10) {
            let card = STAGE.phones[phone].card.to_string();
            let intent = self.means(Intent::new(till, meant, None));
            return self.opens(intent, |id, op| forms::visit_by_card(id, &card, op));
        }
        let intent = self.means(Intent::new(till, meant, Some(pass.code())));
        if online {
            self.opens(intent, |id, op| forms::visit_by_code(id, &pass, op, another_purchase));
        } else {
            self.records(intent, pass, another_purchase);
        }
    }

    fn means(&mut self, intent: Intent) -> IntentId {
        self.intents.push(intent);
        self.intents.len() - 1
    }

    /// Asks the server to open a visit.
    fn opens(&mut self, intent: IntentId, form: impl FnOnce(Uuid, wire::Op) -> wire::OpenVisit) {
        let (visit, operation) = (self.id(), self.id());
        let Some(op) = forms::op(operation, self.intents[intent].meant) else { return };
        self.intents[intent].visits.push(visit);
        self.intents[intent].operations.push(operation);
        self.asks(intent, Request::Visit(form(visit, op)));
    }

    /// Keeps a request until it is answered, and sends it.
    fn asks(&mut self, intent: IntentId, request: Request) {
        let till = self.intents[intent].till;
        self.intents[intent].sent += 1;
        self.nodes[till].pending.push(Pending { intent, request: request.clone() });
        self.nodes[till].save();
        self.send(till, Waits::Direct(intent), request);
    }

    /// Records it without the server; true when it is done.
    fn records(&mut self, intent: IntentId, pass: Pass, another_purchase: bool) -> bool {
        let (visit, operation) = (self.id(), self.id());
        let Intent { till, meant, .. } = self.intents[intent];
        let acts = match meant {
            Meant::Earn(quantity) => {
                vec![Act::items(*operation.as_bytes(), quantity)]
            }
            Meant::Redeem(voucher) => {
                let voucher = *voucher.as_bytes();
                vec![Act::Redeem { id: *operation.as_bytes(), voucher, confirmed: false }]
            }
            Meant::Void(_) => return false,
        };
        let (kit, node) = (&STAGE.tills[till], &self.nodes[till]);
        let Some(logic) = &node.till else { return false };
        let now = self.now + node.clock_off;
        let scan = Scan { visit: *visit.as_bytes(), staff: *kit.staff.as_bytes(), pass, another_purchase, acts };
        let draft = match logic.accept(scan.clone(), &P256Verifier, now) {
            Ok(Accepted::New(draft)) => *draft,
            Ok(Accepted::Again(_)) if self.fault == Some(Fault::SingleUseIsSkipped) => by_hand(logic, scan, now),
            Ok(Accepted::Again(_)) | Err(_) => {
                self.counts.refused_by_tills += 1;
                self.intents[intent].refused = self.intents[intent].operations.is_empty();
                return false;
            }
        };
        let signature = kit.key.sign_bytes(&draft.message());
        self.intents[intent].visits.push(visit);
        self.intents[intent].operations.push(operation);
        self.keep(till, draft.sign(signature));
        self.acknowledge(intent);
        true
    }

    fn acknowledge(&mut self, intent: IntentId) {
        self.counts.acknowledged += u64::from(!self.intents[intent].acknowledged);
        self.intents[intent].acknowledged = true;
    }

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
        let pending = self.nodes[till].pending.iter().find(|pending| pending.intent == intent).cloned();
        let Some(Pending { request: Request::Visit(req), .. }) = pending else { return };
        let Some(Ok(pass)) = req.code.as_deref().map(Pass::parse) else { return };
        if self.records(intent, pass, req.another_purchase) {
            self.nodes[till].pending.retain(|pending| pending.intent != intent);
            self.nodes[till].save();
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
            Answer::Failed | Answer::Snapshot(_) => return,
            Answer::Refused(problem) if matches!(problem.status, 401 | 429 | 500..) => return,
            Answer::Refused(problem) => {
                let intent = &mut self.intents[intent];
                intent.refused = true;
                intent.refused_for_a_while = problem.until.is_some() && intent.sent > 1;
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
            self.goes_on(till, opened);
        }
    }

    /// More in the same visit, or second thoughts.
    fn goes_on(&mut self, till: usize, opened: &wire::VisitOpened) {
        if self.rng.chance(20) {
            let intent = self.means(Intent::new(till, Meant::Earn(1), None));
            let operation = self.id();
            self.intents[intent].operations.push(operation);
            if let Some(op) = forms::op(operation, Meant::Earn(1)) {
                self.asks(intent, Request::Operate(opened.visit.id, op));
            }
        } else if self.rng.chance(12) {
            let Some(done) = opened.operations.first() else { return };
            let intent = self.means(Intent::new(till, Meant::Void(done.id), None));
            let id = self.id();
            self.intents[intent].operations.push(id);
            self.asks(intent, Request::Void(done.id, forms::void(id)));
        }
    }
}

/// A draft that no till makes.
fn by_hand(till: &till::Till, scan: Scan, now: i64) -> Draft {
    let last = till.journal().entries().last().map(|entry| entry.record.link);
    let Scan { visit, staff, pass, another_purchase, acts } = scan;
    let content = till::Content { visit, staff, pass: pass.to_bytes(), another_purchase, acts };
    let last = last.unwrap_or_else(|| unreachable!("the code was recorded or opened here"));
    let link = Link {
        seq: last.seq + 1,
        previous: last.hash(),
        occurred_at: now.max(last.occurred_at),
        content: content.digest(),
        ..last
    };
    Draft { link, content }
}
