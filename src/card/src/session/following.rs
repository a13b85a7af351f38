//! The card as the server has it: asked for, then followed.

use kit::{
    api::{self, Failure},
    browser, i18n,
};
use wasm_bindgen_futures::spawn_local;
use wire::{CardStatus, Code};

use super::{Sitting, Stage};
use crate::{
    announce,
    live::{Event, Live},
    record::{self, NO_SLOT, Record},
    shop::Card,
    story,
    texts::t,
};

/// The status of the answer about a card that is gone for good.
const GONE: u16 = 410;

impl Sitting {
    /// Asks for the card as it is now, and follows it from then on.
    pub(super) async fn refresh(&'static self) {
        let Some(card) = self.card.now() else { return };
        if self.is_off(&card).await {
            return;
        }
        match api::my_card(&card.id).await {
            Ok(card) => {
                self.receive(card).await;
                self.follow();
            }
            Err(Failure::Offline) => {
                self.offline.put(true);
                self.follow();
            }
            Err(failure) => {
                let gone = matches!(failure.code(), Some(Code::HolderRequired | Code::UnknownCard | Code::NotFound));
                self.detached.put(gone);
            }
        }
    }

    /// Whether this phone was taken off the card, or its customer was forgotten. Its own key is asked for, which tells the clock and the secret of the
    /// typed code on the way.
    async fn is_off(&'static self, card: &Card) -> bool {
        match api::own_key(&card.id, &self.slot()).await {
            Ok(own) => {
                let record = self.record.borrow().clone();
                if let Some(record) = record.filter(|record| record.secret != own.typed_code_secret) {
                    let record = Record { secret: own.typed_code_secret, ..record };
                    record.save().await;
                    self.show(record);
                }
                false
            }
            Err(failure) if failure.code() == Some(Code::KeyRevoked) => {
                self.take_off().await;
                true
            }
            Err(Failure::Refused(problem)) if problem.status == GONE => {
                self.forget().await;
                true
            }
            Err(_) => false,
        }
    }

    /// Its customer asked to be forgotten: nothing of the card stays here, and another is one tap away.
    async fn forget(&'static self) {
        self.end();
        self.record.replace(None);
        self.card.set(None);
        self.stage.put(Stage::Welcome);
        record::forget(self.slug()).await;
    }

    /// Neither makes codes nor listens any more.
    fn end(&'static self) {
        self.signers.set(self.signers.get() + 1);
        if let Some(live) = self.live.take() {
            live.end();
        }
    }

    /// Shows no code any more, also without a network: the record says that its key has no slot.
    async fn take_off(&'static self) {
        self.end();
        self.stage.put(Stage::TakenOff);
        self.change_record(|record| record.slot = NO_SLOT).await;
    }

    pub(super) fn follow(&'static self) {
        let Some(card) = self.card.now() else { return };
        if self.live.borrow().is_some() {
            return;
        }
        let live = Live::follow(&card.id, move |event| match event {
            Event::Card(card) => spawn_local(self.receive(card)),
            Event::Open => spawn_local(self.listening()),
            // Where only the line is blocked, this is how the card stays as it is now.
            Event::Down => spawn_local(self.refresh()),
        });
        self.live.replace(Some(live));
    }

    /// The line is up. What was taken off after it was asked for, and before the line was there, nobody else tells.
    async fn listening(&'static self) {
        self.offline.put(false);
        if let Some(card) = self.card.now() {
            self.is_off(&card).await;
        }
    }

    /// The line in the language chosen now: the card comes on it at once.
    pub(super) fn follow_anew(&'static self) {
        if let Some(live) = self.live.borrow().clone() {
            live.connect();
        }
    }

    /// The page came back into view, or the network did.
    pub(super) fn wake(&'static self) {
        match self.stage.now() {
            Stage::Ready => {
                if let Some(live) = self.live.borrow().clone() {
                    live.wake();
                }
                // The language may have been switched without a network, and the rules may be others.
                spawn_local(self.load_shop());
                spawn_local(self.refresh());
            }
            Stage::NoCode | Stage::Stranded => self.retry(),
            _ => {}
        }
    }

    /// The card as the server has it now.
    pub(super) async fn receive(&'static self, card: Card) {
        if card.status == CardStatus::Erased {
            return self.forget().await;
        }
        self.offline.put(false);
        self.detached.put(false);
        let now = js_sys::Date::now();
        self.as_of_ms.set(now);
        let old = self.card.now();
        if old.as_ref().is_some_and(|old| old.id == card.id && old.version > card.version) {
            return;
        }
        let changed = old.as_ref() != Some(&card);
        if let Some(old) = old.filter(|_| changed) {
            let shop = self.shop.now();
            let levels = shop.as_ref().map_or(&[][..], |shop| &shop.program.levels);
            self.reached.put(story::rose(levels, old.tier.as_deref(), card.tier.as_deref()));
            self.said.put(announce::said(&old, &card, t(), i18n::texts()));
            // Worth asking for only now: the card has something to lose.
            spawn_local(async {
                browser::persist().await;
            });
        }
        if changed {
            // Whatever the customer wanted to use, staff has seen the code.
            self.use_now("");
            self.card.set(Some(card.clone()));
        }
        self.change_record(|record| {
            record.card = card;
            record.as_of_ms = now;
        })
        .await;
    }
}
