//! What people do at the tills: they come, show a code, buy, use what they have, and think again.

use pass::{Header, P256Verifier, Pass, Purpose, Step};
use till::{Accepted, Draft, Link, Scan};
use uuid::Uuid;

use crate::faults::Fault;
use crate::forms;
use crate::intents::{Intent, IntentId, Meant};
use crate::lost::Hand;
use crate::node::{Pending, Waits};
use crate::server::Request;
use crate::stage::{HOST, STAGE, TILLS};
use crate::world::{Event, SECOND, World};

impl World {
    pub fn arrives(&mut self, phone: usize) {
        let next = self.rng.between(150, 420) * SECOND;
        self.after(next, Event::Arrives { phone });
        if !self.hands[phone].is_lost {
            let hand = self.hands[phone].clone();
            self.comes(phone, &hand);
        }
    }

    /// Whoever found a phone shows it.
    pub fn finder_comes(&mut self, number: usize) {
        let (phone, hand) = self.found[number].clone();
        self.comes(phone, &hand);
    }

    fn comes(&mut self, phone: usize, hand: &Hand) {
        let (till, card) = (self.rng.below(TILLS), STAGE.phones[phone].card);
        let shown_at = self.now + self.phone_clocks[phone];
        let step = Step::at(shown_at.div_euclid(1000));
        let pass = hand.key.pass(HOST, Header { card, slot: hand.slot, purpose: Purpose::Show, step });
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
        if node.till.is_none() || node.flight.is_some() {
            return;
        }
        let online = node.is_free_and_online();
        let meant = self.wants(till, pass, online);
        self.counts.intents += 1;
        if online && self.rng.chance(10) {
            let card = STAGE.phones[phone].card.to_string();
            let intent = self.means(Intent::new(till, phone, meant, None));
            return self.opens(intent, |id, op| forms::visit_by_card(id, &card, op));
        }
        let intent = self.means(Intent::new(till, phone, meant, Some(pass.code())));
        if online {
            self.opens(intent, |id, op| forms::visit_by_code(id, &pass, op, another_purchase));
        } else {
            self.records(intent, pass, another_purchase);
        }
    }

    /// What the customer wants, by what the till knows of the card: to use what there is, or to buy something.
    fn wants(&mut self, till: usize, pass: Pass, online: bool) -> Meant {
        let shop = self.shop();
        let known = self.nodes[till].till.as_ref().and_then(|logic| logic.snapshot().card(pass.card));
        let voucher = known.and_then(|card| card.vouchers.first()).map(|voucher| Uuid::from_bytes(voucher.id));
        let holds = |purse: &str| {
            let balance = known.and_then(|card| card.balances.iter().find(|(id, _)| id == purse));
            balance.map_or(0, |(_, units)| *units)
        };
        let (points, credit) = (holds(loyalty::POINTS), holds(loyalty::CREDIT));
        let menu = shop.program.rewards.iter().find(|reward| reward.cost.is_some_and(|cost| i64::from(cost) <= points));
        match (voucher, menu) {
            (Some(voucher), _) if self.rng.chance(60) => Meant::Redeem(voucher),
            (_, Some(reward)) if online && self.rng.chance(50) => Meant::Buy(reward.id.as_str()),
            _ if online && credit > 0 && self.rng.chance(40) => Meant::Spend(self.rng.between(1, credit)),
            _ => Meant::Earn(shop.purchase(&mut self.rng)),
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
    pub fn asks(&mut self, intent: IntentId, request: Request) {
        let till = self.intents[intent].till;
        self.intents[intent].sent += 1;
        self.nodes[till].pending.push(Pending { intent, request: request.clone() });
        self.nodes[till].save();
        self.send(till, Waits::Direct(intent), request);
    }

    /// Records it without the server; true when it is done.
    pub fn records(&mut self, intent: IntentId, pass: Pass, another_purchase: bool) -> bool {
        let (visit, operation) = (self.id(), self.id());
        let Intent { till, meant, .. } = self.intents[intent];
        let Some(act) = forms::act(operation, meant) else { return false };
        let (kit, node) = (&STAGE.tills[till], &self.nodes[till]);
        let Some(logic) = &node.till else { return false };
        let now = self.now + node.clock_off;
        let scan =
            Scan { visit: *visit.as_bytes(), staff: *kit.staff.as_bytes(), pass, another_purchase, acts: vec![act] };
        let draft = match logic.accept(scan.clone(), &P256Verifier, now) {
            Ok(Accepted::New(draft)) => *draft,
            Ok(Accepted::Again(_)) if self.fault == Some(Fault::SingleUseIsSkipped) => {
                by_hand(logic, *kit.device.as_bytes(), scan, now)
            }
            Ok(Accepted::Again(_)) | Err(_) => {
                self.counts.refused_by_tills += 1;
                self.intents[intent].refused = self.intents[intent].operations.is_empty();
                return false;
            }
        };
        let signature = kit.key.sign_bytes(&draft.message());
        if self.nodes[till].clock_off < -till::CLOCK_TOLERANCE {
            self.nodes[till].slow.insert(*visit.as_bytes());
        }
        self.intents[intent].visits.push(visit);
        self.intents[intent].operations.push(operation);
        self.keep(till, draft.sign(signature));
        self.acknowledge(intent);
        true
    }

    pub fn acknowledge(&mut self, intent: IntentId) {
        self.counts.acknowledged += u64::from(!self.intents[intent].acknowledged);
        self.intents[intent].acknowledged = true;
    }

    /// More in the same visit, or second thoughts.
    pub fn goes_on(&mut self, till: usize, phone: usize, opened: &wire::VisitOpened) {
        let meant = |id: &Uuid| self.intents.iter().find(|intent| intent.operations.contains(id));
        let mut done =
            opened.operations.iter().filter_map(|done| meant(&done.id).map(|intent| (done.id, intent.meant)));
        let Some((operation, what)) = done.next() else { return };
        // Who paid with credit would earn on less.
        if self.rng.chance(20) && !matches!(what, Meant::Spend(_)) {
            let purchase = Meant::Earn(self.shop().purchase(&mut self.rng));
            let intent = self.means(Intent::new(till, phone, purchase, None));
            let operation = self.id();
            self.intents[intent].operations.push(operation);
            if let Some(op) = forms::op(operation, purchase) {
                self.asks(intent, Request::Operate(opened.visit.id, op));
            }
        } else if self.rng.chance(20) {
            let part = match what {
                Meant::Earn(bought) if self.rng.chance(50) => bought.amount.map(|bill| self.rng.between(1, bill)),
                _ => None,
            };
            let second_thought = part.map_or(Meant::Void(operation), |part| Meant::Refund(operation, part));
            self.takes_back(till, phone, second_thought);
            if self.rng.chance(40) {
                let soon = self.rng.between(1, 40) * SECOND;
                let again = Event::TakesBackToo { till: (till + 1) % TILLS, phone, what: second_thought };
                self.after(soon, again);
            }
        }
    }

    /// Somebody takes something back, at a till that has nothing else to do.
    pub fn takes_back(&mut self, till: usize, phone: usize, what: Meant) {
        let (operation, amount) = match what {
            Meant::Refund(operation, amount) => (operation, Some(amount)),
            Meant::Void(operation) => (operation, None),
            _ => return,
        };
        if !self.nodes[till].is_free_and_online() {
            return;
        }
        let intent = self.means(Intent::new(till, phone, what, None));
        let id = self.id();
        self.intents[intent].operations.push(id);
        self.asks(intent, Request::Void(operation, forms::void(id, amount)));
    }
}

/// A draft that no till makes.
fn by_hand(till: &till::Till, device: till::Id, scan: Scan, now: i64) -> Draft {
    let Scan { visit, staff, pass, another_purchase, acts } = scan;
    let content = till::Content { visit, staff, pass: pass.to_bytes(), another_purchase, acts };
    let last = till.journal().entries().last().map(|entry| entry.record.link);
    let (seq, previous) = last.map_or((1, till::first(device)), |last| (last.seq + 1, last.hash()));
    let least = last.map_or(till.heard_at(), |last| last.occurred_at.max(till.heard_at()));
    let (occurred_at, snapshot_at) = (now.max(least), till.snapshot().at().unwrap_or(now));
    let link = Link { device, seq, previous, occurred_at, snapshot_at, content: content.digest() };
    Draft { link, content }
}
