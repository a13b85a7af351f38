//! What is done in an open visit: one request after the other, each taken in as its answer comes.

use kit::{
    api::{self, Failure},
    browser::{after, clock},
    ids,
};
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;
use wire::{Code, LiftPause, MembershipStep, Op, OperationDone, VoidRequest};

use super::{Desk, is_signed_out};
use crate::{
    basket::{Basket, Sender},
    offers::Offer,
    panel::{Panel, Request, Trouble},
    quantity::{self, Step},
    scanner::{Tone, tone_of},
    send::send,
    tones,
};

/// Taps on − and + that follow so closely are one wish.
const SETTLE_MS: i32 = 600;

impl Desk {
    /// Presses − or +. What was given already follows a moment later, in as few requests as it takes.
    pub fn adjust(self, by: i32) {
        self.scanner.update(|scanner| {
            scanner.hold();
            if let Some(panel) = scanner.panel_mut() {
                panel.adjust(by);
            }
        });
        let nothing_given = self.scanner.with_untracked(|s| s.panel().is_none_or(|panel| panel.given().is_empty()));
        if nothing_given {
            return;
        }
        self.settle_soon();
    }

    /// Once − and + rest for a moment.
    fn settle_soon(self) {
        let turn = self.settling.get_untracked() + 1;
        self.settling.set(turn);
        after(SETTLE_MS, move || {
            let last = self.settling.try_with_untracked(|now| *now == turn) == Some(true);
            match self.panel_untracked(|panel| panel.busy) {
                Some(false) if last => spawn_local(self.settle()),
                // Something else of this visit is on its way: after it.
                Some(true) if last => self.settle_soon(),
                _ => (),
            }
        });
    }

    /// Puts something into the basket of the open visit, or takes it out.
    pub fn basket(self, change: impl FnOnce(&mut Basket)) {
        self.scanner.update(|scanner| {
            scanner.hold();
            if let Some(panel) = scanner.panel_mut() {
                panel.trouble = None;
                panel.undone = false;
                change(&mut panel.basket);
            }
        });
    }

    /// Gives what is in the basket and on the stepper, one operation after the other as far as they are done.
    pub fn give(self) {
        let currency = self.shop.with_untracked(|shop| shop.currency.clone());
        let ops = self.panel_untracked(|panel| {
            let mut till = Sender { currency: &currency, new_id: &mut ids::new };
            panel.ready().then(|| panel.basket.ops(&panel.rules, panel.credit(), panel.quantity(), &mut till))
        });
        let ops = ops.flatten().unwrap_or_default();
        spawn_local(async move {
            for op in ops {
                if !self.one(Request::Do(op)).await {
                    break;
                }
            }
            self.refresh_visits();
        });
    }

    /// Points for something the customer did.
    pub fn act(self, action: String) {
        self.request(Request::Do(Op::Action { id: ids::new(), action, overridden: false }));
    }

    /// Begins or renews a membership.
    pub fn membership(self, step: MembershipStep) {
        self.request(Request::Do(Op::Membership { id: ids::new(), step }));
    }

    /// Corrects a purse by hand.
    pub fn correct(self, purse: String, units: i64, reason: String) {
        self.request(Request::Do(Op::Adjust { id: ids::new(), purse, units, reason, overridden: false }));
    }

    /// Gives a reward to use.
    pub fn redeem(self, offer: &Offer, confirmed: bool) {
        self.request(Request::Do(offer.redeem(ids::new(), confirmed)));
    }

    /// Gives a reward out of goodwill.
    pub fn gift(self, reward: String, reason: String) {
        self.request(Request::Do(Op::Gift { id: ids::new(), reward, reason, overridden: false }));
    }

    /// Takes back the last thing done.
    pub fn undo(self) {
        let operations = self.panel_untracked(Panel::undoable).unwrap_or_default();
        spawn_local(async move {
            for operation in operations {
                if !self.one(Request::Void { id: ids::new(), operation }).await {
                    break;
                }
            }
            self.scanner.update(|scanner| {
                if let Some(panel) = scanner.panel_mut() {
                    panel.undone = panel.trouble.is_none();
                }
                scanner.touch(clock::now_ms());
            });
            self.refresh_visits();
        });
    }

    /// Sends this, for instance again what got no answer.
    pub fn request(self, request: Request) {
        spawn_local(async move {
            self.one(request).await;
            self.refresh_visits();
        });
    }

    /// A manager lets a limit pass: the same once more, said so.
    pub fn override_limit(self, request: &Request) {
        if let Some(request) = request.overridden(ids::new()) {
            self.request(request);
        }
    }

    /// A manager lets what is on the card be used though staff moved it a moment ago; then the same is asked once more.
    pub fn lift_pause(self, request: &Request) {
        let Some(card) = self.panel_untracked(|panel| panel.card.id.clone()) else { return };
        let (request, lift) = (request.clone(), LiftPause { id: ids::new() });
        spawn_local(async move {
            match send(async || api::lift_pause(&card, &lift).await, |_| {}).await {
                Ok(()) => self.request(request),
                Err(failure) => {
                    self.scanner.update(|scanner| Some(take_in(scanner.panel_mut()?, &request, Err(failure))));
                }
            }
        });
    }

    /// Staff has read the trouble, or says no.
    pub fn dismiss(self) {
        self.scanner.update(|scanner| {
            if let Some(panel) = scanner.panel_mut() {
                panel.trouble = None;
            }
            scanner.touch(clock::now_ms());
        });
    }

    /// Brings what was given to the number that staff has set; a number set meanwhile counts too.
    async fn settle(self) {
        while let Some(step) = self.next_step() {
            let done = match step {
                Step::Void(operation) => self.one(Request::Void { id: ids::new(), operation }).await,
                Step::Earn(quantity) => {
                    let Some(op) = self.panel_untracked(|panel| panel.rules.earn(ids::new(), quantity)) else { break };
                    self.one(Request::Do(op)).await
                }
            };
            if !done {
                break;
            }
        }
        self.scanner.update(|scanner| {
            if let Some(panel) = scanner.panel_mut() {
                panel.wanted = None;
            }
            scanner.touch(clock::now_ms());
        });
        self.refresh_visits();
    }

    fn next_step(self) -> Option<Step> {
        self.panel_untracked(|panel| {
            let target = panel.wanted.filter(|_| !panel.busy)?;
            quantity::plan(&panel.given(), target).first().copied()
        })
        .flatten()
    }

    /// One request of the open visit; whether it was done.
    async fn one(self, request: Request) -> bool {
        let visit = self.scanner.update(|scanner| {
            let panel = scanner.panel_mut().filter(|panel| !panel.busy)?;
            panel.busy = true;
            panel.trouble = None;
            let visit = panel.visit.id;
            scanner.hold();
            Some(visit)
        });
        let Some(visit) = visit.flatten() else { return false };
        let answer = send(async || self.call(visit, &request).await, |_| {}).await;
        let done = answer.is_ok();
        let signed_out = matches!(&answer, Err(Failure::Refused(problem)) if is_signed_out(problem));
        let tone = self.scanner.update(|scanner| {
            let tone = take_in(scanner.panel_mut().filter(|panel| panel.visit.id == visit)?, &request, answer);
            scanner.touch(clock::now_ms());
            Some(tone)
        });
        if let Some(tone) = tone.flatten() {
            tones::play(tone);
        }
        if signed_out {
            (self.signed_out)(None);
        }
        done
    }

    async fn call(self, visit: Uuid, request: &Request) -> api::Answer<OperationDone> {
        match request {
            Request::Do(op) => api::operate(&visit, op).await,
            Request::Void { id, operation } => {
                api::void(operation, &VoidRequest { id: *id, reason: None, amount: None }).await
            }
        }
    }
}

fn take_in(panel: &mut Panel, request: &Request, answer: api::Answer<OperationDone>) -> Tone {
    panel.busy = false;
    match answer {
        Ok(done) => {
            let op = if let Request::Do(op) = request { Some(op) } else { None };
            panel.apply(done, op);
            if op.is_some_and(|op| matches!(op, Op::Earn { .. })) && panel.wanted == Some(panel.given_sum()) {
                panel.wanted = None;
            }
            tone_of(panel)
        }
        Err(Failure::Offline) => {
            panel.trouble = Some(Trouble::Unsent(request.clone()));
            Tone::Refusal
        }
        Err(Failure::Refused(problem)) => {
            let offer = (problem.code == Code::ConfirmRequired).then(|| panel.offer_of(request)).flatten();
            let tone = if offer.is_some() { Tone::Calm } else { Tone::Refusal };
            let refused = Trouble::Refused(problem, request.clone());
            panel.trouble = Some(offer.map_or(refused, Trouble::Confirm));
            tone
        }
    }
}
