//! What requests are made of, and what is read out of answers.

use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};
use uuid::Uuid;

use super::MORNING_US;

/// A new id of a client.
pub fn new_id() -> Uuid {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let mut random = [0; 10];
    random[2..].copy_from_slice(&NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    uuid::Builder::from_unix_timestamp_millis(MORNING_US as u64 / 1000, &random).into_uuid()
}

/// So many stamps, as an operation.
pub fn earn(quantity: u32) -> Value {
    json!({"id": new_id(), "kind": "earn", "quantity": quantity})
}

/// So many cents.
pub fn euros(minor: i64) -> Value {
    json!({"minor": minor, "currency": "EUR"})
}

/// A purchase of one item with its bill.
pub fn paid(minor: i64) -> Value {
    json!({"id": new_id(), "kind": "earn", "amount": euros(minor)})
}

/// The same object with more members.
pub fn with(mut value: Value, more: Value) -> Value {
    value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    value
}

/// What a card holds in a purse.
pub fn held(card: &Value, purse: &str) -> i64 {
    card["purses"].as_array().unwrap().iter().find(|found| found["id"] == purse).unwrap()["balance"].as_i64().unwrap()
}

/// The stamps on a card.
pub fn stamps(card: &Value) -> i64 {
    card["purses"][0]["balance"].as_i64().unwrap()
}
