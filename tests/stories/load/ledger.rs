//! What was asked, what was answered, and what the ledger says in the end: the three must agree.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use it::{Answer, Phone, api};
use serde_json::Value;

/// A request that changes something, as it may be sent any number of times.
#[derive(Clone, Debug)]
pub struct Asked {
    pub path: String,
    pub body: Value,
    /// The code it shows, for a visit.
    pub code: Option<String>,
    /// The operation it does.
    pub operation: String,
}

/// Everything that went over the wire in a round.
#[derive(Default)]
pub struct Record {
    /// By the operation's id.
    pub asked: Mutex<BTreeMap<String, Asked>>,
    /// Operations the server said are done, by id, as it said it.
    pub acknowledged: Mutex<BTreeMap<String, Value>>,
    /// Open visits.
    pub visits: Mutex<Vec<Value>>,
    /// Vouchers seen on cards, with the visit to redeem them in.
    pub vouchers: Mutex<Vec<(Value, Value)>>,
    /// What no answer should ever be.
    pub faults: Mutex<Vec<String>>,
}

impl Record {
    /// Writes down an answer.
    pub fn answered(&self, asked: &Asked, answer: &Answer) {
        match answer.status {
            201 => self.done(asked, &answer.json),
            404 | 409 | 422 | 503 => {}
            other => self.fault(format!("{other} to {}: {}", asked.body, answer.text)),
        }
    }

    fn done(&self, asked: &Asked, json: &Value) {
        let listed = json["operations"].as_array().cloned().unwrap_or_default();
        for operation in listed.into_iter().chain(json.get("operation").cloned()) {
            let id = operation["id"].as_str().expect("an operation id").to_owned();
            // A later answer may show the same operation as voided since: its number never changes.
            let before = self.acknowledged.lock().unwrap().insert(id.clone(), operation.clone());
            if before.is_some_and(|before| before["seq"] != operation["seq"]) {
                self.fault(format!("{id} was answered with two numbers"));
            }
        }
        if asked.path == "/v1/visits" {
            let visit = json["visit"]["id"].clone();
            for voucher in json["card"]["vouchers"].as_array().into_iter().flatten() {
                self.vouchers.lock().unwrap().push((visit.clone(), voucher["id"].clone()));
            }
            self.visits.lock().unwrap().push(visit);
        }
    }

    fn fault(&self, text: String) {
        self.faults.lock().unwrap().push(text);
    }

    /// What was asked and never acknowledged: unknown outcome, or refused.
    pub fn open(&self) -> Vec<Asked> {
        let acknowledged = self.acknowledged.lock().unwrap();
        self.asked
            .lock()
            .unwrap()
            .values()
            .filter(|asked| !acknowledged.contains_key(&asked.operation))
            .cloned()
            .collect()
    }

    /// Asserts that these cards hold everything acknowledged, nothing that was not asked, and nothing twice.
    pub fn assert_kept(&self, phones: &mut [Phone]) {
        assert_eq!(*self.faults.lock().unwrap(), Vec::<String>::new());
        let asked = self.asked.lock().unwrap();
        let mut found = BTreeSet::new();
        for phone in phones {
            let card = phone.fetch();
            let history = phone.operations();
            assert_card_adds_up(&card, &history);
            assert_codes_count_once(&history, &asked);
            for operation in &history {
                let id = operation["id"].as_str().expect("an id").to_owned();
                assert!(asked.contains_key(&id), "nobody asked for {operation}");
                assert!(found.insert(id), "it is on two cards: {operation}");
            }
        }
        for (id, operation) in self.acknowledged.lock().unwrap().iter() {
            assert!(found.contains(id), "acknowledged and lost: {operation}");
        }
    }
}

/// Numbers without gaps, balances that chain, no operation voided twice, no voucher used twice.
fn assert_card_adds_up(card: &Value, history: &[Value]) {
    let mut by_number: Vec<&Value> = history.iter().collect();
    by_number.sort_by_key(|operation| operation["seq"].as_u64());
    let (mut balance, mut voided, mut in_use) = (0, BTreeSet::new(), BTreeMap::<String, i32>::new());
    for (before, operation) in by_number.iter().enumerate() {
        assert_eq!(operation["seq"], before as u64 + 1, "numbers without gaps on {}", card["id"]);
        for entry in operation["entries"].as_array().expect("entries") {
            balance += entry["delta"].as_i64().expect("a delta");
            assert_eq!(entry["balance_after"], balance, "balances chain: {operation}");
        }
        if let Some(of) = operation["void_of"].as_str() {
            assert!(voided.insert(of.to_owned()), "voided twice: {operation}");
        }
        if let Some(voucher) = operation["voucher_used"]["id"].as_str() {
            let uses = in_use.entry(voucher.to_owned()).or_default();
            *uses += if operation["kind"] == "void" { -1 } else { 1 };
            assert!((0..=1).contains(uses), "a coffee drunk twice: {operation}");
        }
    }
    assert_eq!(api::stamps(card), balance, "the card shows what its history says");
}

/// Of all requests that showed the same code, one stamped.
fn assert_codes_count_once(history: &[Value], asked: &BTreeMap<String, Asked>) {
    let mut used = BTreeMap::new();
    for operation in history.iter().filter_map(|operation| operation["id"].as_str()) {
        if let Some(code) = asked.get(operation).and_then(|asked| asked.code.clone()) {
            let first = used.insert(code, operation.to_owned());
            assert_eq!(first, None, "one code stamped twice: {operation}");
        }
    }
}
