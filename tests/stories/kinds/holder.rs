//! A customer alone with the card: what happens at the counter is told to the server, without its screen.

use it::{Browser, Client, Screen, Server, clock::new_id};
use serde_json::{Value, json};

use crate::{customer, till};

/// A phone with a card of the shop whose programme this is, and a till.
pub struct Holder {
    pub server: Server,
    pub phone: Browser,
    pub till: Client,
    /// The card's id.
    pub card: Value,
}

impl Holder {
    /// With an English phone.
    pub fn open(programme: &Value) -> Holder {
        let server = Server::demo();
        server.publish(programme);
        let phone = Browser::open(Screen::PHONE);
        phone.goto(&server.url("/demo"));
        phone.tap(customer::JOIN);
        phone.element(customer::CODE);
        let cards = till::client_of(&phone, &server).get("/v1/me/cards").expect_status(200).json;
        let till = Client::till(&server.origin);
        Holder { card: cards["cards"][0]["id"].clone(), server, phone, till }
    }

    /// Comes to the counter, where this is done.
    pub fn visit(&mut self, operations: &[Value]) {
        let with_id = |operation: &Value| {
            let mut operation = operation.clone();
            operation["id"] = json!(new_id());
            operation
        };
        let operations: Vec<Value> = operations.iter().map(with_id).collect();
        let visit = json!({"id": new_id(), "card_id": self.card, "operations": operations, "another_purchase": true});
        self.till.post("/v1/visits", &visit).expect_status(201);
    }
}

/// Picks a language, as its name stands in the switch.
pub fn speak(phone: &Browser, switch: &str, language: &str) {
    phone.fill(switch, language);
}

/// A gift, as an operation without its id.
pub fn gift(reward: &str) -> Value {
    json!({"kind": "gift", "reward": reward, "reason": "regular"})
}

/// Items of one kind and the whole bill in cents, as an operation without its id.
pub fn bought(tag: &str, quantity: u32, minor: u32) -> Value {
    json!({"kind": "earn", "tags": [{"tag": tag, "quantity": quantity}], "amount": {"minor": minor, "currency": "EUR"}})
}
