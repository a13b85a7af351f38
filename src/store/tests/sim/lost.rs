//! Phones that are lost, and cards that come back: by a code that their customer kept, or by one that staff gave out. What is asked for takes the network that
//! all takes, and is sent again under its id until it is answered.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pass::{SigningKey, Slot};
use store::{Outcome, Tx, params};
use wire::{Code, Problem};

use crate::back::{Ask, Asked, Told};
use crate::server::{Answer, Request};
use crate::stage::{STAGE, TILLS, new_id};
use crate::world::{Event, MINUTE, SECOND, World};

/// How long somebody waits for an answer before asking again.
const AGAIN: i64 = 10 * SECOND;

/// A phone with a key on a card.
#[derive(Clone)]
pub struct Hand {
    pub key: SigningKey,
    pub slot: Slot,
    /// Its customer has it no more; somebody else may.
    pub is_lost: bool,
    /// The recovery code that they keep elsewhere.
    kept: Option<String>,
}

impl Hand {
    pub fn new(key: SigningKey, slot: Slot) -> Hand {
        Hand { key, slot, is_lost: false, kept: None }
    }
}

/// Something that is asked until there is an answer.
pub struct Errand {
    asked: Asked,
    phone: usize,
    till: usize,
    /// The new phone's key.
    key: Option<SigningKey>,
    /// It was done, whether anybody heard of it or not.
    was_done: bool,
    pub is_answered: bool,
}

impl World {
    /// What will become of the phones, by chance.
    pub fn plan_losses(&mut self) {
        for phone in 0..self.hands.len() {
            if self.rng.chance(50) {
                let makes = self.rng.between(30, 600) * SECOND;
                let holder = self.books.holders[phone];
                self.after(makes, Event::Asks { phone, ask: Ask::Make(holder) });
            }
            if self.rng.chance(50) {
                let loses = self.rng.between(2, 22) * MINUTE;
                self.after(loses, Event::IsLost { phone });
            }
        }
    }

    /// A phone is gone. Whoever finds it shows it; its customer asks for help.
    pub fn is_lost(&mut self, phone: usize) {
        if self.hands[phone].is_lost {
            return;
        }
        self.hands[phone].is_lost = true;
        self.found.push((phone, self.hands[phone].clone()));
        for _ in 0..self.rng.below(5) {
            let (shown, number) = (self.rng.between(1, 14) * MINUTE, self.found.len() - 1);
            self.after(shown, Event::FinderComes { number });
        }
        let soon = self.rng.between(10, 240) * SECOND;
        let ask = match self.hands[phone].kept.clone() {
            Some(code) if self.rng.chance(60) => Ask::Use(code),
            _ => Ask::Give,
        };
        self.after(soon, Event::Asks { phone, ask });
    }

    /// Somebody begins to ask for something.
    pub fn begins(&mut self, phone: usize, ask: Ask, key: Option<SigningKey>) {
        let (id, till) = (new_id(&mut self.rng, self.now), self.rng.below(TILLS));
        let asked = Asked { id, card: STAGE.phones[phone].card, ask };
        self.errands.push(Errand { asked, phone, till, key, was_done: false, is_answered: false });
        self.tries(self.errands.len() - 1);
    }

    /// Sends it, and again when there is no answer.
    pub fn tries(&mut self, errand: usize) {
        let Errand { is_answered, till, .. } = self.errands[errand];
        if is_answered {
            return;
        }
        self.after(AGAIN, Event::Tries { errand });
        let at_till = matches!(self.errands[errand].asked.ask, Ask::Give | Ask::Lift);
        if !at_till || self.nodes[till].linked {
            self.carry(Event::IsAsked { errand });
        }
    }

    /// It reaches the server, which may end in the middle of it.
    pub fn is_asked(&mut self, errand: usize) {
        if !self.server.is_up() {
            return;
        }
        self.make_sure();
        let Errand { asked, phone, till, .. } = &self.errands[errand];
        let (request, phone, till) = (Request::Back(asked.clone()), *phone, *till);
        if !self.healed && self.rng.chance(2) {
            let unheard = self.server.handle_and_crash(till, &request, self.now);
            if let Answer::Told(told, false) = unheard {
                self.books.unsure.push((errand, told, self.now));
            }
            return self.server_is_down();
        }
        let before = self.on_card(phone);
        let answer = self.server.handle(till, &request, self.now);
        if self.on_card(phone) != before {
            self.books.breaks(format!("move: what is on the card of phone {phone} changed by {request:?}"));
        }
        match &answer {
            Answer::Told(told, false) => self.note(errand, told, self.now),
            Answer::Refused(problem) => self.is_refused(errand, problem),
            _ => {}
        }
        self.carry(Event::IsTold { errand, answer });
    }

    fn note(&mut self, errand: usize, told: &Told, at: i64) {
        let Errand { asked, phone, till, was_done, .. } = &mut self.errands[errand];
        *was_done = true;
        self.books.note((*phone, *till), &asked.ask, told, at);
    }

    fn is_refused(&mut self, errand: usize, problem: &Problem) {
        let Errand { asked, phone, was_done, .. } = &self.errands[errand];
        // Who lost the card since learns nothing more of it, what they asked themselves neither.
        let holder = self.books.holders[*phone];
        let lost_it = matches!(asked.ask, Ask::Make(of) | Ask::Enrol(of, _) if of != holder);
        if *was_done && !lost_it {
            self.books.breaks(format!("move: done, and refused: {asked:?}"));
        }
        if let (Ask::Use(code), Code::BadRecoveryCode) = (&asked.ask, problem.code) {
            let lapsed = self.books.refuses(*phone, code, self.now);
            self.counts.codes_lapsed += u64::from(lapsed);
        }
    }

    /// What was done as a server ended is there now, or it is not.
    pub fn make_sure(&mut self) {
        for (errand, told, at) in std::mem::take(&mut self.books.unsure) {
            let id = self.errands[errand].asked.id;
            let kept = move |tx: &mut dyn Tx| -> Outcome<bool> {
                Ok(tx.query_one("SELECT 1 FROM request WHERE request_id = $1", &params![id])?.is_some())
            };
            if self.server.store().read_blocking(kept).unwrap() {
                self.note(errand, &told, at);
            }
        }
    }

    /// Balances, lots, rewards and operations of a card.
    fn on_card(&self, phone: usize) -> Vec<(String, i64)> {
        let card = STAGE.phones[phone].card.0;
        let all = "SELECT purse AS what, balance AS units FROM purse WHERE card_id = $1
            UNION ALL SELECT 'lots ' || purse, SUM(remaining) FROM lot WHERE card_id = $1 GROUP BY purse
            UNION ALL SELECT 'rewards ' || status, COUNT(*) FROM voucher WHERE card_id = $1 GROUP BY status
            UNION ALL SELECT 'operations', seq FROM card WHERE card_id = $1 ORDER BY what";
        let read = move |tx: &mut dyn Tx| -> Outcome<Vec<(String, i64)>> {
            let rows = tx.query(all, &params![card])?;
            Ok(rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_, store::Error>>()?)
        };
        self.server.store().read_blocking(read).unwrap()
    }

    /// Whoever asked is answered.
    pub fn is_told(&mut self, errand: usize, answer: Answer) {
        let Errand { asked, phone, key, is_answered, .. } = &mut self.errands[errand];
        if *is_answered || matches!(answer, Answer::Failed) {
            return;
        }
        *is_answered = true;
        let (phone, ask, key) = (*phone, asked.ask.clone(), key.take());
        match (ask, answer) {
            (Ask::Make(_), Answer::Told(Told::Code(code, _), _)) => {
                self.counts.made += 1;
                self.hands[phone].kept = Some(code);
            }
            (Ask::Give, Answer::Told(Told::Code(code, _), _)) => self.has_a_code(phone, code),
            (Ask::Use(code), Answer::Told(Told::Back(holder, paused), _)) => {
                self.counts.recovered += u64::from(paused.is_none());
                self.counts.moved += u64::from(paused.is_some());
                let key = SigningKey::from_bytes(self.rng.bytes()).unwrap();
                let public_key = URL_SAFE_NO_PAD.encode(key.public_key().compressed());
                self.begins(phone, Ask::Enrol(holder, public_key), Some(key));
                self.thinks_again(phone, code, paused.is_some());
            }
            (Ask::Enrol(..), Answer::Told(Told::Enrolled(slot), _)) => {
                let kept = self.hands[phone].kept.take().filter(|_| self.rng.chance(20));
                self.hands[phone] = Hand { kept, ..Hand::new(key.unwrap(), slot) };
            }
            (Ask::Lift, Answer::Told(Told::Lifted, _)) => self.counts.lifted += 1,
            (Ask::Use(_), Answer::Refused(_)) => {
                self.counts.codes_refused += 1;
                if self.hands[phone].is_lost && self.rng.chance(50) {
                    let soon = self.rng.between(20, 120) * SECOND;
                    self.after(soon, Event::Asks { phone, ask: Ask::Give });
                }
            }
            _ => self.counts.not_helped += 1,
        }
    }

    /// Staff gave out a code: it is used soon, or too late, and now and then another is asked for meanwhile.
    fn has_a_code(&mut self, phone: usize, code: String) {
        self.counts.given += 1;
        let soon = if self.rng.chance(75) { self.rng.between(5, 240) } else { self.rng.between(600, 800) } * SECOND;
        self.after(soon, Event::Asks { phone, ask: Ask::Use(code) });
        if self.rng.chance(20) {
            let meanwhile = self.rng.between(1, 120) * SECOND;
            self.after(meanwhile, Event::Asks { phone, ask: Ask::Give });
        }
    }

    /// Somebody else tries the code that was used, a manager ends the pause, the customer makes a code of their own, or loses this phone too.
    fn thinks_again(&mut self, phone: usize, code: String, paused: bool) {
        let holder = self.books.holders[phone];
        let asks = [(40, Ask::Use(code)), (if paused { 50 } else { 0 }, Ask::Lift), (30, Ask::Make(holder))];
        for (chance, ask) in asks {
            if self.rng.chance(chance) {
                let later = self.rng.between(5, 600) * SECOND;
                self.after(later, Event::Asks { phone, ask });
            }
        }
        if self.rng.chance(15) {
            let later = self.rng.between(3, 9) * MINUTE;
            self.after(later, Event::IsLost { phone });
        }
    }
}
