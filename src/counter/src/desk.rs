//! What staff can do at the counter: each thing a method that moves the scanner, sends, and takes in the answer.

use crate::signals::*;
use kit::{
    api::{self, Failure},
    browser::{after, clock},
    ids,
};
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;
use wire::{
    Code, MembershipStep, Money, Op, OpenVisit, OperationDone, Problem, Till, TillShop, TillVisit, VoidRequest,
};

use crate::{
    basket::{Basket, Sender},
    offers::Offer,
    panel::{Request, Trouble},
    quantity::{self, Step},
    rules::Front,
    scanner::{Saw, Scanner, Tone},
    send::send,
    tones,
};

/// Taps on − and + that follow so closely are one wish.
const SETTLE_MS: i32 = 600;
/// Visits in the list.
const VISITS_SHOWN: u32 = 5;

/// The counter of a till where somebody is signed in. A handle: copies are the same counter.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The scanner and its panel.
    pub scanner: RwSignal<Scanner>,
    /// The last visits, newest first.
    pub visits: RwSignal<Vec<TillVisit>>,
    /// What went wrong in the list of visits.
    pub visits_trouble: RwSignal<Option<Failure>>,
    /// The shop.
    pub shop: StoredValue<TillShop>,
    /// Whether a manager is signed in.
    pub manager: bool,
    /// The code that could not be sent since nobody was signed in any more.
    signed_out: Callback<Option<String>>,
    settling: StoredValue<u32>,
}

impl Desk {
    /// A counter with an armed scanner; `signed_out` is called when the session is over, with the code that waits.
    pub fn open(till: &Till, signed_out: Callback<Option<String>>) -> Desk {
        let shop = till.shop.clone();
        let desk = Desk {
            scanner: RwSignal::new(Scanner::new(shop.one_scan_one_stamp, &shop.currency)),
            visits: RwSignal::new(vec![]),
            visits_trouble: RwSignal::new(None),
            shop: StoredValue::new(shop.clone()),
            manager: till.staff.as_ref().is_some_and(|staff| staff.manager),
            signed_out,
            settling: StoredValue::new(0),
        };
        desk.refresh_visits();
        spawn_local(async move {
            // For the clock: refusals say how long ago by the server's time.
            let _ = api::time().await;
            if let Ok(shop) = api::shop::<Front>(&shop.slug).await {
                let _ = desk.scanner.try_update(|scanner| scanner.know(&shop.program));
            }
        });
        desk
    }

    /// The camera read a code, or a link opened this page.
    pub fn see(self, text: &str) {
        // The scanner is written only when something came of it: most looks find the same code again.
        let saw = self.scanner.try_update_untracked(|scanner| scanner.see(text, clock::now_ms(), &mut ids::new));
        match saw.unwrap_or(Saw::Nothing) {
            Saw::Nothing => return,
            Saw::Refused(tone) => tones::play(tone),
            Saw::Send(request) => self.send_visit(*request),
        }
        self.scanner.notify();
    }

    /// Staff typed the code under the QR.
    pub fn type_code(self, code: &str) {
        if let Some(request) = self.scanner.try_update(|scanner| scanner.type_code(code, &mut ids::new)) {
            self.send_visit(request);
        }
    }

    /// The customer buys again.
    pub fn another_purchase(self) {
        let request = self.scanner.try_update(|scanner| scanner.another_purchase(&mut ids::new)).flatten();
        if let Some(request) = request {
            self.send_visit(request);
        }
    }

    /// Sends again what got no answer.
    pub fn again(self) {
        if let Some(request) = self.scanner.try_update(Scanner::again).flatten() {
            self.send_visit(request);
        }
    }

    /// Closes the panel; the scanner is armed.
    pub fn close(self) {
        self.scanner.update(Scanner::close);
    }

    /// Time passes.
    pub fn tick(self) {
        let now = clock::now_ms();
        let over = self.scanner.try_with_untracked(|scanner| scanner.closes_ms().is_some_and(|closes| now >= closes));
        if over == Some(true) {
            self.scanner.update(|scanner| {
                scanner.tick(now);
            });
        }
    }

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
        let turn = self.settling.get_value() + 1;
        self.settling.set_value(turn);
        after(SETTLE_MS, move || {
            let last = self.settling.try_get_value() == Some(turn);
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
        let currency = self.shop.with_value(|shop| shop.currency.clone());
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
        let operations = self.panel_untracked(crate::panel::Panel::undoable).unwrap_or_default();
        spawn_local(async move {
            for operation in operations {
                if !self.one(Request::Void { id: ids::new(), operation }).await {
                    break;
                }
            }
            let _ = self.scanner.try_update(|scanner| {
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

    /// A manager lets the card in though it reached a limit of visits.
    pub fn override_visit(self) {
        let request = self.scanner.try_update(|scanner| scanner.override_limit(&mut ids::new)).flatten();
        if let Some(request) = request {
            self.send_visit(request);
        }
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

    /// Takes back one operation of the list, or what a part of its money earned.
    pub fn void_listed(self, operation: Uuid, part: Option<Money>) {
        let request = VoidRequest { id: ids::new(), reason: None, amount: part };
        spawn_local(async move {
            let answer = send(async || api::void(&operation, &request).await, |_| {}).await;
            tones::play(if answer.is_ok() { Tone::Calm } else { Tone::Refusal });
            let _ = self.visits_trouble.try_set(answer.err());
            self.refresh_visits();
        });
    }

    /// Reads the list of visits anew.
    pub fn refresh_visits(self) {
        spawn_local(async move {
            if let Ok(list) = api::till_visits(VISITS_SHOWN).await {
                let _ = self.visits.try_set(list.visits);
            }
        });
    }

    fn panel_untracked<T>(self, read: impl FnOnce(&crate::panel::Panel) -> T) -> Option<T> {
        self.scanner.try_with_untracked(|scanner| scanner.panel().map(read)).flatten()
    }

    fn send_visit(self, request: OpenVisit) {
        let id = request.id;
        let trying = move |attempt| {
            let _ = self.scanner.try_update(|scanner| scanner.attempt(id, Some(attempt)));
        };
        spawn_local(async move {
            let answer = send(async || api::open_visit(&request).await, trying).await;
            let answer = match answer {
                Ok(opened) => Ok(opened),
                Err(Failure::Offline) => {
                    let _ = self.scanner.try_update(|scanner| scanner.attempt(id, None));
                    tones::play(Tone::Refusal);
                    return;
                }
                Err(Failure::Refused(problem)) if is_signed_out(&problem) => {
                    self.signed_out.run(request.code);
                    return;
                }
                Err(Failure::Refused(problem)) => Err(*problem),
            };
            let tone = self.scanner.try_update(|scanner| scanner.answered(id, answer, clock::now_ms()));
            if let Some(tone) = tone.flatten() {
                tones::play(tone);
            }
            self.refresh_visits();
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
        self.scanner.try_update(|scanner| {
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
        let visit = self.scanner.try_update(|scanner| {
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
        let tone = self.scanner.try_update(|scanner| {
            let tone = take_in(scanner.panel_mut().filter(|panel| panel.visit.id == visit)?, &request, answer);
            scanner.touch(clock::now_ms());
            Some(tone)
        });
        if let Some(tone) = tone.flatten() {
            tones::play(tone);
        }
        if signed_out {
            self.signed_out.run(None);
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

fn take_in(panel: &mut crate::panel::Panel, request: &Request, answer: api::Answer<OperationDone>) -> Tone {
    panel.busy = false;
    match answer {
        Ok(done) => {
            let op = if let Request::Do(op) = request { Some(op) } else { None };
            panel.apply(done, op);
            if op.is_some_and(|op| matches!(op, Op::Earn { .. })) && panel.wanted == Some(panel.given_sum()) {
                panel.wanted = None;
            }
            crate::scanner::tone_of(panel)
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

fn is_signed_out(problem: &Problem) -> bool {
    matches!(problem.code, Code::StaffRequired | Code::TillRequired)
}
