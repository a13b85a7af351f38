//! What the phone keeps of a card: the last state, the shop, the key with its slot, the secret of the typed code. One record a shop.

use js_sys::{Object, Reflect};
use kit::{
    browser::storage,
    members::{get, member},
    sent::Sent,
};
use pass::Purpose;
use wasm_bindgen::JsValue;
use wire::CardStatus;

use crate::{
    key::Key,
    shop::{Card, Shop},
    ticker::Signer,
};

/// A shop's record.
#[derive(Clone)]
pub struct Record {
    /// The card as the server last gave it.
    pub card: Card,
    /// The shop as the server last gave it.
    pub shop: Shop,
    /// The key's slot.
    pub slot: u8,
    /// The secret of the typed code, base64url.
    pub secret: String,
    /// When the server last gave the card, milliseconds since 1970 by the phone.
    pub as_of_ms: f64,
    /// The key, if there is one.
    pub key: Option<Key>,
}

/// The slot of a key that was taken off its card.
pub const NO_SLOT: u8 = u8::MAX;

/// The mark in localStorage that a shop's card was here, should IndexedDB be emptied.
fn mark_name(slug: &str) -> String {
    ["comptoir.card.", slug].concat()
}

/// Whether there was a card of this shop.
pub fn had(slug: &str) -> bool {
    storage::mark(&mark_name(slug)).is_some()
}

/// The record of a shop.
pub async fn load(slug: &str) -> Option<Record> {
    read(&storage::get(storage::CARDS, slug).await.ok()??)
}

/// What signs for a shop's card, as far as the page's own script read it already, and nothing else of its record. None of a card that is not in force: no
/// code is shown of it.
pub async fn signer(slug: &str) -> Option<Signer> {
    let record = storage::glance(storage::CARDS, slug).await?;
    let card = get(&record, "card");
    let id: String = member(&card, "id")?;
    let number: String = member(&card, "number")?;
    let slot = member::<u32>(&record, "slot")? as u8;
    let secret: String = member(&record, "secret")?;
    let key = Key::of_kept(get(&record, "key"))?;
    let active = member(&card, "status") == Some(CardStatus::Active);
    active.then(|| Signer::new(key, &id, &number, slot, &secret, Purpose::Show))?
}

/// Every record, for the list of cards.
pub async fn all() -> Vec<Record> {
    let values = storage::all(storage::CARDS).await.unwrap_or_default();
    values.iter().filter_map(read).collect()
}

/// Keeps nothing of a shop's card any more.
pub async fn forget(slug: &str) {
    storage::remove_mark(&mark_name(slug));
    let _ = storage::delete(storage::CARDS, slug).await;
}

impl Record {
    /// Keeps it. Without usable storage the card still works until the page is closed, and comes back by the cookie.
    pub async fn save(&self) {
        storage::set_mark(&mark_name(&self.card.shop), &self.card.number);
        let object = Object::new();
        let set = |name: &str, value: JsValue| {
            let _ = Reflect::set(&object, &name.into(), &value);
        };
        set("card", self.card.value().clone());
        set("shop", self.shop.value().clone());
        set("slot", self.slot.into());
        set("secret", self.secret.as_str().into());
        set("as_of_ms", self.as_of_ms.into());
        if let Some(kept) = self.key.as_ref().and_then(Key::kept) {
            set("key", kept);
        }
        let _ = storage::put(storage::CARDS, &self.card.shop, &object).await;
    }
}

fn read(value: &JsValue) -> Option<Record> {
    Some(Record {
        card: Sent::read(get(value, "card"))?,
        shop: Sent::read(get(value, "shop"))?,
        slot: member::<u32>(value, "slot")? as u8,
        secret: member(value, "secret")?,
        as_of_ms: get(value, "as_of_ms").as_f64()?,
        key: Key::of_kept(get(value, "key")),
    })
}
