//! One round of load: clients send the same visits, stamps, redeems and voids again and again, until they are stopped.

use std::sync::atomic::{AtomicBool, Ordering};

use it::{Client, Phone, Server, api, clock::new_id};
use serde_json::{Value, json};

use super::ledger::{Asked, Record};

/// Codes prepared per card; requests with the same code, each with an id of its own.
const CODES: usize = 24;
const REQUESTS_PER_CODE: usize = 2;

/// What the clients of a round share.
pub struct Round {
    pub phones: Vec<Phone>,
    pub record: Record,
    /// Visits to send, each by whoever draws it, as often as it is drawn.
    visits: Vec<Asked>,
    stop: AtomicBool,
}

/// A small generator of its own for each client: the load differs from run to run only by timing.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % count as u64) as usize
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        if all.is_empty() { None } else { Some(&all[self.below(all.len())]) }
    }
}

impl Round {
    /// Five new cards, and what to do with them.
    pub fn new(server: &Server) -> Self {
        let phones: Vec<Phone> = (0..5).map(|_| Phone::join(server)).collect();
        let visits = phones.iter().flat_map(|phone| (1..=CODES).flat_map(move |step| visits_of(phone, step))).collect();
        Self { phones, record: Record::default(), visits, stop: AtomicBool::new(false) }
    }

    /// Sends until stopped. An answer that does not come is the point of the exercise: its outcome is unknown.
    pub fn run(&self, mut till: Client, seed: u64) {
        let mut dice = Dice(seed | 1);
        while !self.stop.load(Ordering::Relaxed) {
            let asked = self.draw(&mut dice);
            self.record.asked.lock().unwrap().insert(asked.operation.clone(), asked.clone());
            match till.try_post(&asked.path, &asked.body) {
                Ok(answer) => self.record.answered(&asked, &answer),
                Err(_) => std::thread::sleep(std::time::Duration::from_millis(5)),
            }
        }
    }

    /// Ends all [`Round::run`]s.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    fn draw(&self, dice: &mut Dice) -> Asked {
        let drawn = match dice.below(10) {
            0..=4 => None,
            5 | 6 => dice.pick(&self.record.visits.lock().unwrap()).map(|visit| operation(visit, api::earn(1))),
            7 => dice.pick(&self.record.vouchers.lock().unwrap()).map(|(visit, id)| operation(visit, api::redeem(id))),
            8 => {
                let acknowledged = self.record.acknowledged.lock().unwrap();
                let ids: Vec<&String> = acknowledged.keys().collect();
                dice.pick(&ids).map(|id| void(id))
            }
            // Once more what was sent before, whatever came of it.
            _ => {
                let asked = self.record.asked.lock().unwrap();
                let nth = dice.below(asked.len().max(1));
                asked.values().nth(nth).cloned()
            }
        };
        drawn.unwrap_or_else(|| self.visits[dice.below(self.visits.len())].clone())
    }
}

/// Requests that show the card's code `step` steps from now; the customer buys again and again.
fn visits_of(phone: &Phone, step: usize) -> Vec<Asked> {
    let code = phone.code_in(15 * step as i64);
    let one = |_| {
        let earn = api::earn(3);
        let operation = earn["id"].as_str().expect("an id").to_owned();
        let body = json!({"id": new_id(), "code": code, "operations": [earn], "another_purchase": true});
        Asked { path: "/v1/visits".into(), body, code: Some(code.clone()), operation }
    };
    (0..REQUESTS_PER_CODE).map(one).collect()
}

fn operation(visit: &Value, body: Value) -> Asked {
    let path = format!("/v1/visits/{}/operations", visit.as_str().expect("a visit"));
    let operation = body["id"].as_str().expect("an id").to_owned();
    Asked { path, body, code: None, operation }
}

fn void(operation: &str) -> Asked {
    let id = new_id();
    Asked { path: format!("/v1/operations/{operation}/void"), body: json!({"id": id}), code: None, operation: id }
}
