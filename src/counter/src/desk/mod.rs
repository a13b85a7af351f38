//! What staff can do at the counter: each thing a method that moves the scanner, sends, and takes in the answer.

mod visit;

use kit::{
    api::{self, Failure},
    browser::clock,
    ids,
};
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;
use wire::{Code, Money, OpenVisit, Problem, Till, TillShop, TillVisit, VoidRequest};

use crate::{
    panel::Panel,
    rules::Front,
    scanner::{Saw, Scanner, Tone},
    send::send,
    signals::*,
    tones,
};

/// Visits in the list.
const VISITS_SHOWN: u32 = 5;

/// The counter of a till where somebody is signed in. A handle: copies are the same counter.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The scanner and its panel.
    pub scanner: Held<Scanner>,
    /// The last visits, newest first.
    pub visits: Held<Vec<TillVisit>>,
    /// What went wrong in the list of visits.
    pub visits_trouble: Held<Option<Failure>>,
    /// The shop.
    pub shop: Held<TillShop>,
    /// Whether a manager is signed in.
    pub manager: bool,
    /// The code that could not be sent since nobody was signed in any more.
    signed_out: fn(Option<String>),
    settling: Held<u32>,
}

impl Desk {
    /// A counter with an armed scanner; `signed_out` is called when the session is over, with the code that waits.
    pub fn open(till: &Till, signed_out: fn(Option<String>)) -> Desk {
        let shop = till.shop.clone();
        let desk = Desk {
            scanner: Held::new(Scanner::new(shop.one_scan_one_stamp, &shop.currency)),
            visits: Held::new(vec![]),
            visits_trouble: Held::new(None),
            shop: Held::new(shop.clone()),
            manager: till.staff.as_ref().is_some_and(|staff| staff.manager),
            signed_out,
            settling: Held::new(0),
        };
        desk.refresh_visits();
        spawn_local(async move {
            // For the clock: refusals say how long ago by the server's time.
            let _ = api::time().await;
            if let Ok(shop) = api::shop::<Front>(&shop.slug).await {
                desk.scanner.update(|scanner| scanner.know(&shop.program));
            }
        });
        desk
    }

    /// The camera read a code, or a link opened this page.
    pub fn see(self, text: &str) {
        // The scanner is written only when something came of it: most looks find the same code again.
        let saw = self.scanner.update_untracked(|scanner| scanner.see(text, clock::now_ms(), &mut ids::new));
        match saw.unwrap_or(Saw::Nothing) {
            Saw::Nothing => return,
            Saw::Refused(tone) => tones::play(tone),
            Saw::Send(request) => self.send_visit(*request),
        }
        self.scanner.notify();
    }

    /// Staff typed the code under the QR.
    pub fn type_code(self, code: &str) {
        if let Some(request) = self.scanner.update(|scanner| scanner.type_code(code, &mut ids::new)) {
            self.send_visit(request);
        }
    }

    /// The customer buys again.
    pub fn another_purchase(self) {
        let request = self.scanner.update(|scanner| scanner.another_purchase(&mut ids::new)).flatten();
        if let Some(request) = request {
            self.send_visit(request);
        }
    }

    /// Sends again what got no answer.
    pub fn again(self) {
        if let Some(request) = self.scanner.update(Scanner::again).flatten() {
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

    /// A manager lets the card in though it reached a limit of visits.
    pub fn override_visit(self) {
        let request = self.scanner.update(|scanner| scanner.override_limit(&mut ids::new)).flatten();
        if let Some(request) = request {
            self.send_visit(request);
        }
    }

    /// Takes back one operation of the list, or what a part of its money earned.
    pub fn void_listed(self, operation: Uuid, part: Option<Money>) {
        let request = VoidRequest { id: ids::new(), reason: None, amount: part };
        spawn_local(async move {
            let answer = send(async || api::void(&operation, &request).await, |_| {}).await;
            tones::play(if answer.is_ok() { Tone::Calm } else { Tone::Refusal });
            self.visits_trouble.set(answer.err());
            self.refresh_visits();
        });
    }

    /// Reads the list of visits anew.
    pub fn refresh_visits(self) {
        spawn_local(async move {
            if let Ok(list) = api::till_visits(VISITS_SHOWN).await {
                self.visits.set(list.visits);
            }
        });
    }

    fn panel_untracked<T>(self, read: impl FnOnce(&Panel) -> T) -> Option<T> {
        self.scanner.try_with_untracked(|scanner| scanner.panel().map(read)).flatten()
    }

    fn send_visit(self, request: OpenVisit) {
        let id = request.id;
        let trying = move |attempt| {
            self.scanner.update(|scanner| scanner.attempt(id, Some(attempt)));
        };
        spawn_local(async move {
            let answer = send(async || api::open_visit(&request).await, trying).await;
            let answer = match answer {
                Ok(opened) => Ok(opened),
                Err(Failure::Offline) => {
                    self.scanner.update(|scanner| scanner.attempt(id, None));
                    tones::play(Tone::Refusal);
                    return;
                }
                Err(Failure::Refused(problem)) if is_signed_out(&problem) => {
                    (self.signed_out)(request.code);
                    return;
                }
                Err(Failure::Refused(problem)) => Err(*problem),
            };
            let tone = self.scanner.update(|scanner| scanner.answered(id, answer, clock::now_ms()));
            if let Some(tone) = tone.flatten() {
                tones::play(tone);
            }
            self.refresh_visits();
        });
    }
}

fn is_signed_out(problem: &Problem) -> bool {
    matches!(problem.code, Code::StaffRequired | Code::TillRequired)
}
