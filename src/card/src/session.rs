//! One shop's card on this phone: arriving, joining, following the server, keeping what it says.

use std::{cell::RefCell, collections::BTreeMap};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use kit::{
    api::{self, Failure},
    browser::{self, clock},
    i18n, ids, route, theme, ui,
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wire::{Card, Code, EnrolKeyRequest, JoinRequest, PurseKind, Shop};

use crate::{
    arrival::{Arrival, Held, Known, arrive},
    face::Face,
    key::{Key, NewKey},
    live::{Event, Live},
    record::{self, Record},
    shell, story, ticker,
    ticker::{Shown, Signer},
};

/// How far the card has come on this phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Not known yet.
    Arriving,
    /// No card: one tap away.
    Welcome,
    /// The card with its code.
    Ready,
    /// The card, but no code for now.
    NoCode,
    /// There was a card.
    Lost,
    /// No network to begin with.
    Stranded,
}

/// One shop's card here. Copies are the same session; it lives as long as the page.
#[derive(Clone, Copy)]
pub struct Session {
    slug: StoredValue<String>,
    /// The shop's looks.
    pub face: RwSignal<Face>,
    /// The shop.
    pub shop: RwSignal<Option<Shop>>,
    /// The card as the server last gave it.
    pub card: RwSignal<Option<Card>>,
    /// How far.
    pub stage: RwSignal<Stage>,
    /// What stands on the screen now.
    pub shown: RwSignal<Option<Shown>>,
    /// Whether the server can't be reached.
    pub offline: RwSignal<bool>,
    /// When the server last gave the card, by the phone.
    pub as_of_ms: RwSignal<f64>,
    /// Whether the server no longer knows this browser, though its key may still be good.
    pub detached: RwSignal<bool>,
    /// What nothing can be shown for: no such shop.
    pub trouble: RwSignal<Option<Failure>>,
    /// Whether a card is on its way.
    pub joining: RwSignal<bool>,
    /// What a screen reader says.
    pub said: RwSignal<String>,
    record: StoredValue<Option<Record>, LocalStorage>,
    live: StoredValue<Option<Live>, LocalStorage>,
    /// A join that may have arrived: sent again with the same id and key.
    pending: StoredValue<Option<(JoinRequest, Key)>, LocalStorage>,
    /// Counts the signers; an older one stops ticking.
    signers: StoredValue<u32>,
}

thread_local! {
    static SESSIONS: RefCell<BTreeMap<String, Session>> = const { RefCell::new(BTreeMap::new()) };
}

impl Session {
    /// The session of a shop; the first call begins it. `owner` is the app's own.
    pub fn of(slug: &str, owner: &Owner) -> Session {
        if let Some(session) = SESSIONS.with_borrow(|sessions| sessions.get(slug).copied()) {
            return session;
        }
        let session = owner.with(|| Session::begin(slug));
        SESSIONS.with_borrow_mut(|sessions| sessions.insert(slug.to_owned(), session));
        session
    }

    fn begin(slug: &str) -> Session {
        let session = Session {
            slug: StoredValue::new(slug.to_owned()),
            face: RwSignal::new(Face::of_page(slug)),
            shop: RwSignal::new(None),
            card: RwSignal::new(None),
            stage: RwSignal::new(Stage::Arriving),
            shown: RwSignal::new(None),
            offline: RwSignal::new(false),
            as_of_ms: RwSignal::new(0.0),
            detached: RwSignal::new(false),
            trouble: RwSignal::new(None),
            joining: RwSignal::new(false),
            said: RwSignal::new(String::new()),
            record: StoredValue::new_local(None),
            live: StoredValue::new_local(None),
            pending: StoredValue::new_local(None),
            signers: StoredValue::new(0),
        };
        theme::apply(&session.face.get_untracked().color);
        // Also once more after each switch: the shop's sentences come in the language asked for.
        Effect::new(move |_| {
            i18n::lang();
            spawn_local(session.load_shop());
        });
        spawn_local(session.arrive());
        browser::on_return(move || session.wake());
        browser::on(&browser::window(), "offline", move || session.offline.set(true));
        session
    }

    fn slug(&self) -> String {
        self.slug.get_value()
    }

    /// Begins again after a failure.
    pub fn retry(self) {
        self.trouble.set(None);
        self.stage.set(Stage::Arriving);
        spawn_local(self.load_shop());
        spawn_local(self.arrive());
    }

    async fn load_shop(self) {
        match api::shop(&self.slug()).await {
            Ok(shop) => self.set_shop(shop).await,
            Err(failure) if failure.code() == Some(Code::UnknownShop) => self.trouble.set(Some(failure)),
            Err(_) => {}
        }
    }

    async fn set_shop(self, shop: Shop) {
        theme::apply(&shop.brand.color);
        self.face.set(Face::of_shop(&shop));
        self.shop.set(Some(shop.clone()));
        self.change_record(|record| record.shop = shop).await;
    }

    async fn arrive(self) {
        clock::restore().await;
        let slug = self.slug();
        let held = match record::load(&slug).await {
            Some(record) => {
                let held = if record.key.is_some() { Held::CardAndKey } else { Held::CardOnly };
                self.show(record);
                held
            }
            None if record::had(&slug) => Held::Mark,
            None => Held::Nothing,
        };
        let (known, mine) = if held == Held::CardAndKey { (Known::NoAnswer, None) } else { self.ask().await };
        match (arrive(held, known), mine) {
            (Arrival::Enrol, Some(card)) => self.enrol(card).await,
            (Arrival::Show | Arrival::Enrol, _) => self.refresh().await,
            (Arrival::ShowWithoutCode, _) => self.stage.set(Stage::NoCode),
            (Arrival::Welcome, _) => self.stage.set(Stage::Welcome),
            (Arrival::Lost, _) => self.stage.set(Stage::Lost),
            (Arrival::Stranded, _) => self.stage.set(Stage::Stranded),
        }
        shell::register(&slug);
    }

    /// Asks the server for this holder's card of the shop.
    async fn ask(self) -> (Known, Option<Card>) {
        let slug = self.slug();
        match api::my_cards().await {
            Ok(cards) => match cards.cards.into_iter().find(|card| card.shop == slug) {
                Some(card) => (Known::Card, Some(card)),
                None => (Known::NoCard, None),
            },
            Err(failure) if failure.code() == Some(Code::HolderRequired) => (Known::NoCard, None),
            Err(_) => (Known::NoAnswer, None),
        }
    }

    /// One tap: a card.
    pub fn join(self) {
        if self.joining.get_untracked() {
            return;
        }
        self.joining.set(true);
        spawn_local(async move {
            if let Err(failure) = self.try_join().await {
                let said = i18n::failure_text(&failure, i18n::lang_untracked());
                ui::toast([&*said.what, " ", &*said.todo].concat());
            }
            self.joining.set(false);
        });
    }

    async fn try_join(self) -> Result<(), Failure> {
        let slug = self.slug();
        let (request, key) = match self.pending.get_value() {
            Some(pending) => pending,
            None => {
                let NewKey { key, public } = Key::make().await;
                let request = JoinRequest {
                    id: ids::new(),
                    public_key: URL_SAFE_NO_PAD.encode(public),
                    key_storage: key.storage(),
                    source: source(),
                    locale: Some(i18n::lang_untracked().tag().to_owned()),
                };
                (request, key)
            }
        };
        self.pending.set_value(Some((request.clone(), key.clone())));
        let joined = api::join(&slug, &request).await;
        if !matches!(joined, Err(Failure::Offline)) {
            self.pending.set_value(None);
        }
        let joined = joined?;
        let shop = self.known_shop().await?;
        self.take(joined.card, shop, joined.key_slot, joined.typed_code_secret, key).await;
        Ok(())
    }

    /// Enrols a key of this browser on a card that the holder has.
    async fn enrol(self, card: Card) {
        self.card.set(Some(card.clone()));
        if let Err(failure) = self.try_enrol(card).await {
            self.offline.set(failure == Failure::Offline);
            self.stage.set(Stage::NoCode);
        }
    }

    async fn try_enrol(self, card: Card) -> Result<(), Failure> {
        let NewKey { key, public } = Key::make().await;
        let request =
            EnrolKeyRequest { id: ids::new(), public_key: URL_SAFE_NO_PAD.encode(public), key_storage: key.storage() };
        let enrolled = api::enrol_key(&card.id, &request).await?;
        let shop = self.known_shop().await?;
        self.take(card, shop, enrolled.key_slot, enrolled.typed_code_secret, key).await;
        Ok(())
    }

    async fn known_shop(self) -> Result<Shop, Failure> {
        match self.shop.get_untracked() {
            Some(shop) => Ok(shop),
            None => api::shop(&self.slug()).await,
        }
    }

    /// A card and a key that the server has just confirmed.
    async fn take(self, card: Card, shop: Shop, slot: u8, secret: String, key: Key) {
        let record = Record { card, shop, slot, secret, as_of_ms: js_sys::Date::now(), key: Some(key) };
        record.save().await;
        self.detached.set(false);
        self.offline.set(false);
        if let Some(other) = self.live.get_value() {
            other.end();
            self.live.set_value(None);
        }
        self.show(record);
        self.follow();
    }

    /// Shows what a record holds, and its code if there is a key.
    fn show(self, record: Record) {
        theme::apply(&record.shop.brand.color);
        self.face.set(Face::of_shop(&record.shop));
        self.shop.set(Some(record.shop.clone()));
        self.card.set(Some(record.card.clone()));
        self.as_of_ms.set(record.as_of_ms);
        if let Some(signer) =
            record.key.clone().and_then(|key| Signer::new(key, &record.card, record.slot, &record.secret))
        {
            let number = self.signers.get_value() + 1;
            self.signers.set_value(number);
            self.shown.set(None);
            self.stage.set(Stage::Ready);
            ticker::run(signer, self.shown, move || self.signers.get_value() == number);
        }
        self.record.set_value(Some(record));
    }

    /// Asks for the card as it is now, and follows it from then on.
    async fn refresh(self) {
        let Some(card) = self.card.get_untracked() else { return };
        let _ = api::time().await;
        match api::my_card(&card.id).await {
            Ok(card) => {
                self.receive(card).await;
                self.follow();
            }
            Err(Failure::Offline) => {
                self.offline.set(true);
                self.follow();
            }
            Err(failure) => {
                let gone = matches!(failure.code(), Some(Code::HolderRequired | Code::UnknownCard | Code::NotFound));
                self.detached.set(gone);
            }
        }
    }

    fn follow(self) {
        let Some(card) = self.card.get_untracked() else { return };
        if self.live.with_value(Option::is_some) {
            return;
        }
        let live = Live::follow(&card.id, move |event| match event {
            Event::Card(card) => spawn_local(self.receive(*card)),
            Event::Open => self.offline.set(false),
            Event::Down => self.offline.set(true),
        });
        self.live.set_value(Some(live));
    }

    /// The page came back into view, or the network did.
    fn wake(self) {
        match self.stage.get_untracked() {
            Stage::Ready => {
                if let Some(live) = self.live.get_value() {
                    live.wake();
                }
                spawn_local(self.refresh());
            }
            Stage::NoCode | Stage::Stranded => self.retry(),
            _ => {}
        }
    }

    /// The card as the server has it now.
    async fn receive(self, card: Card) {
        self.offline.set(false);
        self.detached.set(false);
        let now = js_sys::Date::now();
        self.as_of_ms.set(now);
        let old = self.card.get_untracked();
        if old.as_ref().is_some_and(|old| old.id == card.id && old.version > card.version) {
            return;
        }
        let changed = old.as_ref() != Some(&card);
        if let Some(old) = old.filter(|_| changed) {
            self.announce(&old, &card);
        }
        if changed {
            self.card.set(Some(card.clone()));
        }
        self.change_record(|record| {
            record.card = card;
            record.as_of_ms = now;
        })
        .await;
    }

    /// Says in words what the screen shows by motion.
    fn announce(self, old: &Card, new: &Card) {
        let texts = crate::texts::t_untracked();
        let gained = new.vouchers.iter().find(|voucher| old.vouchers.iter().all(|v| v.id != voucher.id));
        let lost = old.vouchers.iter().find(|voucher| new.vouchers.iter().all(|v| v.id != voucher.id));
        let grown = new.purses.iter().find_map(|purse| {
            let before = old.purses.iter().find(|p| p.id == purse.id)?;
            let more = purse.balance - before.balance;
            (purse.kind == PurseKind::Stamps && more > 0).then_some((more, purse.balance, purse.goal?))
        });
        let shrunk =
            new.purses.iter().any(|purse| old.purses.iter().any(|p| p.id == purse.id && p.balance > purse.balance));
        let words = match (gained, lost, grown) {
            (Some(voucher), ..) => (texts.card_full)(&voucher.title),
            (None, Some(voucher), None) if !shrunk => (texts.reward_used)(&voucher.title),
            (None, None, Some((more, balance, goal))) => (texts.landed)(more, balance, goal),
            _ => texts.taken_back.to_owned(),
        };
        self.said.set(words);
        // Worth asking for only now: the card has something to lose.
        spawn_local(async {
            browser::persist().await;
        });
    }

    async fn change_record(self, change: impl FnOnce(&mut Record)) {
        let mut record = self.record.get_value();
        if let Some(record) = &mut record {
            change(record);
            self.record.set_value(Some(record.clone()));
            record.save().await;
        }
    }
}

/// `?src=` of the link that brought the customer, cut to what the server takes.
fn source() -> Option<String> {
    let source: String = route::query("src")?.chars().take(wire::SOURCE_CHARS_MAX).collect();
    (!source.is_empty()).then_some(source)
}

/// A stamp card's moment, for the story.
pub fn seen(card: &Card, purse: &str, reward: &str) -> story::Seen {
    story::Seen {
        balance: card.purses.iter().find(|p| p.id == purse).map_or(0, |p| p.balance),
        rewards: card.vouchers.iter().filter(|voucher| voucher.reward == reward).count(),
    }
}
