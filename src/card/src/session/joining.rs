//! Getting a card, and a key of this browser on it.

use kit::{
    api::{self, Failure},
    base64url, i18n, ids, route, ui,
};
use wasm_bindgen_futures::spawn_local;
use wire::{EnrolKeyRequest, JoinRequest};

use super::{Sitting, Stage};
use crate::{
    brought,
    key::{Key, NewKey},
    record::Record,
    shop::{Card, Shop},
};

impl Sitting {
    /// One tap: a card, as soon as it is known that there is none. An early tap is not lost.
    pub fn get_card(&'static self) {
        match self.stage.now() {
            Stage::Welcome => self.join(),
            Stage::Arriving => self.wished.set(true),
            _ => {}
        }
    }

    /// Takes a card.
    pub fn join(&'static self) {
        if self.joining.now() {
            return;
        }
        self.joining.put(true);
        spawn_local(async move {
            if let Err(failure) = self.try_join().await {
                let said = i18n::failure_text(&failure);
                ui::toast([&*said.what, " ", &*said.todo].concat());
            }
            self.joining.put(false);
        });
    }

    /// Puts a key on the card that this home screen was handed. What is refused was used or is over: a new card would be a second one.
    pub(super) async fn join_handed(&'static self) {
        match self.try_join().await {
            Ok(()) => {}
            Err(Failure::Offline) => self.stage.put(Stage::Stranded),
            Err(_) => self.stage.put(Stage::Lost),
        }
    }

    async fn try_join(&'static self) -> Result<(), Failure> {
        let slug = &self.slug;
        let pending = self.pending.borrow().clone();
        let (request, key) = match pending {
            Some(pending) => pending,
            None => {
                let NewKey { key, public } = Key::make().await.ok_or(Failure::Offline)?;
                let request = JoinRequest {
                    id: ids::new(),
                    public_key: base64url::encode(&public),
                    key_storage: key.storage,
                    source: brought::source(),
                    friend: brought::friend(),
                    locale: Some(i18n::lang_untracked().tag().to_owned()),
                    handoff: self.handoff.borrow().clone(),
                };
                (request, key)
            }
        };
        self.pending.replace(Some((request.clone(), key.clone())));
        let joined = api::join(slug, &request).await;
        if !matches!(joined, Err(Failure::Offline)) {
            self.pending.take();
            self.handoff.take();
        }
        let (card, enrolled) = joined?;
        let shop = self.known_shop().await?;
        self.take(card, shop, enrolled.key_slot, enrolled.typed_code_secret, key).await;
        Ok(())
    }

    /// Enrols a key of this browser on a card that the holder has.
    pub(super) async fn enrol(&'static self, card: Card) {
        self.card.set(Some(card.clone()));
        if let Err(failure) = self.try_enrol(card).await {
            self.offline.put(failure == Failure::Offline);
            self.stage.put(Stage::NoCode);
        }
    }

    async fn try_enrol(&'static self, card: Card) -> Result<(), Failure> {
        let NewKey { key, public } = Key::make().await.ok_or(Failure::Offline)?;
        let request =
            EnrolKeyRequest { id: ids::new(), public_key: base64url::encode(&public), key_storage: key.storage };
        let enrolled = api::enrol_key(&card.id, &request).await?;
        let shop = self.known_shop().await?;
        self.take(card, shop, enrolled.key_slot, enrolled.typed_code_secret, key).await;
        Ok(())
    }

    async fn known_shop(&'static self) -> Result<Shop, Failure> {
        match self.shop.now() {
            Some(shop) => Ok(shop),
            None => api::shop(&self.slug).await,
        }
    }

    /// A card and a key that the server has just confirmed.
    async fn take(&'static self, card: Card, shop: Shop, slot: u8, secret: String, key: Key) {
        let record = Record { card, shop, slot, secret, as_of_ms: js_sys::Date::now(), key: Some(key) };
        record.save().await;
        self.detached.put(false);
        self.offline.put(false);
        if let Some(other) = self.live.take() {
            other.end();
        }
        self.show(record);
        if self.comes_back() {
            route::replace(&["/", &*self.slug].concat());
        }
        self.follow();
    }
}
