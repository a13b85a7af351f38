//! The scanner's state: armed, sending, showing what came of it, armed again. One code is sent once, and a person always sees where it is.

use pass::{CardId, Pass, Purpose};
use uuid::Uuid;
use wire::{Code, Op, OpenVisit, Problem, VisitOpened};

use crate::{
    headline::Headline,
    panel::Panel,
    presence::{Calm, Presence},
    rules::{Promise, Rules},
};

/// How long a result stays, with its undo.
pub const RESULT_MS: i64 = 10_000;
/// A reward is ready: time to ask the customer.
pub const REWARD_MS: i64 = 30_000;
/// A refusal has to be read and said to the customer.
pub const REFUSAL_MS: i64 = 20_000;
/// Long enough to see that it was taken back.
pub const UNDONE_MS: i64 = 2_500;

/// Where the scanner is.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// Ready for a code.
    Armed,
    /// A code is on its way.
    Sending(Sending),
    /// A card is at the counter.
    Open(Box<Panel>),
    /// The code was refused.
    Refused(Refused),
}

/// A visit being opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Sending {
    /// What is sent, the same at each try.
    pub request: OpenVisit,
    /// Tries begun, from 1.
    pub attempt: u32,
    /// No answer came after all tries: staff decides.
    pub gave_up: bool,
}

/// A refusal on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// Why.
    pub problem: Box<Problem>,
    /// What was sent; none when the code was refused here already.
    pub request: Option<OpenVisit>,
    /// When it came, by this device's clock.
    pub at_ms: i64,
}

/// How it sounds and feels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Done.
    Success,
    /// A reward is ready: the good news of the day.
    Reward,
    /// The same again, or a choice to make: nothing wrong.
    Calm,
    /// Refused.
    Refusal,
}

/// The scanner of one till.
#[derive(Clone, Debug)]
pub struct Scanner {
    /// A plain stamp card: a scan gives one stamp at once.
    plain: bool,
    currency: String,
    phase: Phase,
    presence: Presence,
    closes_ms: Option<i64>,
    /// What the shop's programme asks and allows, once it is known.
    rules: Option<Rules>,
}

impl Scanner {
    /// An armed scanner; `plain` as in `TillShop::one_scan_one_stamp`, `currency` the shop's.
    pub fn new(plain: bool, currency: &str) -> Scanner {
        let currency = currency.to_owned();
        Scanner { plain, currency, phase: Phase::Armed, presence: Presence::default(), closes_ms: None, rules: None }
    }

    /// The shop's programme has come.
    pub fn know(&mut self, program: &Promise) {
        let rules = Rules::promised(program, &self.currency);
        if let Phase::Open(panel) = &mut self.phase {
            panel.know(rules.clone());
        }
        self.rules = Some(rules);
    }

    /// Where it is.
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// The open panel.
    pub fn panel(&self) -> Option<&Panel> {
        if let Phase::Open(panel) = &self.phase { Some(panel) } else { None }
    }

    /// The open panel, to change.
    pub fn panel_mut(&mut self) -> Option<&mut Panel> {
        if let Phase::Open(panel) = &mut self.phase { Some(panel) } else { None }
    }

    /// When the panel closes by itself.
    pub fn closes_ms(&self) -> Option<i64> {
        self.closes_ms
    }

    /// The camera read `text`. What is to be sent, and the tone if it was refused right here.
    pub fn see(&mut self, text: &str, now_ms: i64, new_id: &mut dyn FnMut() -> Uuid) -> Saw {
        let pass = Pass::parse(text);
        let card = pass.as_ref().ok().map(|pass| pass.card);
        if self.presence.still_there(text, card, now_ms) || !self.takes_another(card) {
            return Saw::Nothing;
        }
        self.presence.begin(text, card, now_ms);
        match pass {
            Ok(pass) => {
                let operations =
                    if self.plain && pass.purpose != Purpose::Redeem { vec![one(new_id())] } else { vec![] };
                let code = Some(text.to_owned());
                Saw::Send(Box::new(self.send(OpenVisit { code, operations, ..empty(new_id()) })))
            }
            Err(error) => {
                let code = match error {
                    pass::PassError::UnsupportedVersion => Code::UnsupportedVersion,
                    _ => Code::Malformed,
                };
                Saw::Refused(self.refuse(Problem::new(code), None, now_ms))
            }
        }
    }

    /// Staff typed the code under the QR.
    pub fn type_code(&mut self, code: &str, new_id: &mut dyn FnMut() -> Uuid) -> OpenVisit {
        let operations = if self.plain { vec![one(new_id())] } else { vec![] };
        self.send(OpenVisit { typed_code: Some(code.to_owned()), operations, ..empty(new_id()) })
    }

    /// The customer buys again within the cooldown: the refused request, said so.
    pub fn another_purchase(&mut self, new_id: &mut dyn FnMut() -> Uuid) -> Option<OpenVisit> {
        let Phase::Refused(Refused { problem, request: Some(request), .. }) = &self.phase else { return None };
        if problem.code != Code::Cooldown {
            return None;
        }
        let operations = if request.operations.is_empty() { vec![] } else { vec![one(new_id())] };
        let request = OpenVisit { id: new_id(), operations, another_purchase: true, ..request.clone() };
        Some(self.send(request))
    }

    /// A manager lets the card in though it has reached a limit of visits: the refused request, said so.
    pub fn override_limit(&mut self, new_id: &mut dyn FnMut() -> Uuid) -> Option<OpenVisit> {
        let Phase::Refused(Refused { problem, request: Some(request), .. }) = &self.phase else { return None };
        if problem.code != Code::LimitReached {
            return None;
        }
        let operations = if request.operations.is_empty() { vec![] } else { vec![one(new_id())] };
        let request = OpenVisit { id: new_id(), operations, overridden: true, ..request.clone() };
        Some(self.send(request))
    }

    /// Staff tries again what never got an answer: the same request, so that it can't be doubled.
    pub fn again(&mut self) -> Option<OpenVisit> {
        match &mut self.phase {
            Phase::Sending(sending) if sending.gave_up => {
                sending.gave_up = false;
                sending.attempt = 1;
                Some(sending.request.clone())
            }
            _ => None,
        }
    }

    /// The try with this number begins; `None` as its number: there will be no more.
    pub fn attempt(&mut self, visit: Uuid, attempt: Option<u32>) {
        if let Phase::Sending(sending) = &mut self.phase
            && sending.request.id == visit
        {
            match attempt {
                Some(attempt) => sending.attempt = attempt,
                None => sending.gave_up = true,
            }
        }
    }

    /// The answer to the request of this id.
    pub fn answered(&mut self, visit: Uuid, answer: Result<VisitOpened, Problem>, now_ms: i64) -> Option<Tone> {
        let Phase::Sending(Sending { request, .. }) = &self.phase else { return None };
        if request.id != visit {
            return None;
        }
        let request = request.clone();
        match answer {
            Ok(opened) => {
                self.presence.calm(Calm::Card);
                let sheet = request.operations.is_empty() && !opened.duplicate;
                let rules = self.rules.clone().unwrap_or_else(|| Rules::guessed(&opened.card, &self.currency));
                let panel = Panel::open(opened, &request.operations, sheet, rules);
                let tone = tone_of(&panel);
                self.phase = Phase::Open(Box::new(panel));
                self.touch(now_ms);
                Some(tone)
            }
            Err(problem) => Some(self.refuse(problem, Some(request), now_ms)),
        }
    }

    /// Something was done on the panel: it stays its time from now. A sheet with nothing done stays until it is closed, and so does a
    /// panel that waits for an answer or asks something.
    pub fn touch(&mut self, now_ms: i64) {
        let Phase::Open(panel) = &self.phase else { return };
        let stays = match panel.headline() {
            _ if panel.busy || panel.trouble.is_some() => None,
            _ if panel.is_empty() => Some(UNDONE_MS),
            _ if panel.waits() => None,
            Headline::Choose => None,
            _ if panel.offers_more() => Some(REWARD_MS),
            _ => Some(RESULT_MS),
        };
        self.closes_ms = stays.map(|ms| now_ms + ms);
    }

    /// Keeps the panel until staff closes it.
    pub fn hold(&mut self) {
        self.closes_ms = None;
    }

    /// Time passes; true if something closed.
    pub fn tick(&mut self, now_ms: i64) -> bool {
        let over = self.closes_ms.is_some_and(|closes| now_ms >= closes);
        if over {
            self.close();
        }
        over
    }

    /// Armed again. The card that is still in the picture stays calm.
    pub fn close(&mut self) {
        self.phase = Phase::Armed;
        self.closes_ms = None;
    }

    /// A result that would close by itself makes room for the next customer; whatever staff is busy with does not.
    fn takes_another(&self, card: Option<CardId>) -> bool {
        match &self.phase {
            Phase::Armed | Phase::Refused(_) => true,
            Phase::Sending(_) => false,
            Phase::Open(panel) => {
                let free = self.closes_ms.is_some() && !panel.busy && panel.wanted.is_none();
                free && card.is_some_and(|card| card.to_string() != panel.visit.card_id)
            }
        }
    }

    fn send(&mut self, request: OpenVisit) -> OpenVisit {
        self.closes_ms = None;
        self.phase = Phase::Sending(Sending { request: request.clone(), attempt: 1, gave_up: false });
        request
    }

    fn refuse(&mut self, problem: Problem, request: Option<OpenVisit>, now_ms: i64) -> Tone {
        // Whoever was here a moment ago has had their visit: their next code is no news.
        self.presence.calm(if problem.code == Code::Cooldown { Calm::Card } else { Calm::Code });
        let tone = if problem.code == Code::Cooldown { Tone::Calm } else { Tone::Refusal };
        self.phase = Phase::Refused(Refused { problem: Box::new(problem), request, at_ms: now_ms });
        self.closes_ms = Some(now_ms + REFUSAL_MS);
        tone
    }
}

/// What came of a code that the camera read.
#[derive(Clone, Debug, PartialEq)]
pub enum Saw {
    /// It was there already, or staff is busy with another.
    Nothing,
    /// Send this.
    Send(Box<OpenVisit>),
    /// It is no card's code.
    Refused(Tone),
}

/// The tone of what a panel shows first.
pub fn tone_of(panel: &Panel) -> Tone {
    match panel.headline() {
        Headline::Same | Headline::Choose | Headline::Undone => Tone::Calm,
        _ if !panel.card.vouchers.is_empty() => Tone::Reward,
        _ => Tone::Success,
    }
}

fn one(id: Uuid) -> Op {
    Op::items(id, 1)
}

fn empty(id: Uuid) -> OpenVisit {
    OpenVisit {
        id,
        code: None,
        typed_code: None,
        card_id: None,
        operations: vec![],
        occurred_at: None,
        another_purchase: false,
        overridden: false,
        offline: None,
    }
}

#[cfg(test)]
mod tests;
