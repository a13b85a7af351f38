//! One shop's card on this phone: arriving, joining, following the server, keeping what it says.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
};

use kit::{
    api::{self, Failure},
    base64url,
    browser::{self, clock},
    dom::follow,
    i18n, ids, theme, ui,
    watched::Watched,
};
use reactive_graph::owner::Owner;
use wasm_bindgen_futures::spawn_local;
use wire::{Code, EnrolKeyRequest, JoinRequest, Voucher};

use crate::{
    announce,
    arrival::{Arrival, Held, Known, arrive},
    brought,
    face::Face,
    key::{Key, NewKey},
    live::{Event, Live},
    record::{self, Record},
    shell,
    shop::{Card, Shop},
    story, texts, ticker,
    ticker::{Shown, Signer},
};

/// How far the card has come on this phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Not known yet.
    #[default]
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

/// One shop's card here, for as long as the page lives.
pub type Session = &'static Sitting;

/// What a session holds.
pub struct Sitting {
    slug: String,
    /// The shop's looks.
    pub face: Watched<Face>,
    /// The shop.
    pub shop: Watched<Option<Shop>>,
    /// The card as the server last gave it.
    pub card: Watched<Option<Card>>,
    /// How far.
    pub stage: Watched<Stage>,
    /// What stands on the screen now.
    pub shown: Watched<Option<Shown>>,
    /// Whether the server can't be reached.
    pub offline: Watched<bool>,
    /// When the server last gave the card, by the phone.
    pub as_of_ms: Cell<f64>,
    /// Whether the server no longer knows this browser, though its key may still be good.
    pub detached: Watched<bool>,
    /// What nothing can be shown for: no such shop.
    pub trouble: Watched<Option<Failure>>,
    /// Whether a card is on its way.
    pub joining: Watched<bool>,
    /// What a screen reader says.
    pub said: Watched<String>,
    record: RefCell<Option<Record>>,
    live: RefCell<Option<Live>>,
    /// A join that may have arrived: sent again with the same id and key.
    pending: RefCell<Option<(JoinRequest, Key)>>,
    /// Counts the signers; an older one stops ticking.
    signers: Cell<u32>,
    /// A card was asked for before it was known whether there is one.
    wished: Cell<bool>,
}

thread_local! {
    static SESSIONS: RefCell<BTreeMap<String, Session>> = const { RefCell::new(BTreeMap::new()) };
}

/// The session of a shop; the first call begins it. `owner` is the app's own.
pub fn of(slug: &str, owner: &Owner) -> Session {
    if let Some(session) = SESSIONS.with_borrow(|sessions| sessions.get(slug).copied()) {
        return session;
    }
    let session = owner.with(|| begin(slug));
    SESSIONS.with_borrow_mut(|sessions| sessions.insert(slug.to_owned(), session));
    session
}

fn begin(slug: &str) -> Session {
    let session: Session = Box::leak(Box::new(Sitting {
        slug: slug.to_owned(),
        face: Watched::new(Face::of_page(slug)),
        shop: Watched::default(),
        card: Watched::default(),
        stage: Watched::new(Stage::Arriving),
        shown: Watched::default(),
        offline: Watched::default(),
        as_of_ms: Cell::new(0.0),
        detached: Watched::default(),
        trouble: Watched::default(),
        joining: Watched::default(),
        said: Watched::default(),
        record: RefCell::default(),
        live: RefCell::default(),
        pending: RefCell::default(),
        signers: Cell::new(0),
        wished: Cell::new(false),
    }));
    theme::apply(&session.face.peek().color);
    // Also once more after each switch: the shop's sentences come in the language asked for.
    follow(move || {
        i18n::lang();
        spawn_local(session.load_shop());
    });
    spawn_local(session.arrive());
    browser::on_return(move || session.wake());
    browser::on(&browser::window(), "offline", move || session.offline.put(true));
    session
}

impl Sitting {
    /// The shop's part of the link.
    pub fn slug(&self) -> &str {
        &self.slug
    }

    /// Whether there is a sign that this browser has a card of the shop.
    pub fn had(&self) -> bool {
        record::had(&self.slug)
    }

    /// A reward's title in the language of the app, if the programme in force still has it; tracked.
    pub fn reward_title(&self, reward: &str) -> Option<String> {
        let shop = self.shop.read();
        shop.as_ref()?.program.rewards.iter().find(|r| r.id == reward).map(|r| r.title.clone())
    }

    /// What a voucher is for, in the language of the app where the programme still has it, else as it was issued; tracked.
    pub fn title(&self, voucher: &Voucher) -> String {
        self.reward_title(&voucher.reward).unwrap_or_else(|| voucher.title.clone())
    }

    /// Begins again after a failure.
    pub fn retry(&'static self) {
        self.trouble.set(None);
        self.stage.put(Stage::Arriving);
        spawn_local(self.load_shop());
        spawn_local(self.arrive());
    }

    async fn load_shop(&'static self) {
        match api::shop(&self.slug).await {
            Ok(shop) => self.set_shop(shop).await,
            Err(failure) if failure.code() == Some(Code::UnknownShop) => self.trouble.set(Some(failure)),
            Err(_) => {}
        }
    }

    async fn set_shop(&'static self, shop: Shop) {
        theme::apply(&shop.brand.color);
        self.face.set(Face::of_shop(&shop));
        self.shop.set(Some(shop.clone()));
        self.change_record(|record| record.shop = shop).await;
    }

    async fn arrive(&'static self) {
        clock::restore().await;
        let slug = &self.slug;
        let held = match record::load(slug).await {
            Some(record) => {
                let held = if record.key.is_some() { Held::CardAndKey } else { Held::CardOnly };
                self.show(record);
                held
            }
            None if record::had(slug) => Held::Mark,
            None => Held::Nothing,
        };
        let (known, mine) = if held == Held::CardAndKey { (Known::NoAnswer, None) } else { self.ask().await };
        match (arrive(held, known), mine) {
            (Arrival::Enrol, Some(card)) => self.enrol(card).await,
            (Arrival::Show | Arrival::Enrol, _) => self.refresh().await,
            (Arrival::ShowWithoutCode, _) => self.stage.put(Stage::NoCode),
            (Arrival::Welcome, _) => {
                self.stage.put(Stage::Welcome);
                if self.wished.take() {
                    self.join();
                }
            }
            (Arrival::Lost, _) => self.stage.put(Stage::Lost),
            (Arrival::Stranded, _) => self.stage.put(Stage::Stranded),
        }
        shell::register(slug);
    }

    /// Asks the server for this holder's card of the shop.
    async fn ask(&'static self) -> (Known, Option<Card>) {
        let slug = &self.slug;
        match api::my_cards().await {
            Ok(cards) => match cards.into_iter().find(|card| card.shop == *slug) {
                Some(card) => (Known::Card, Some(card)),
                None => (Known::NoCard, None),
            },
            Err(failure) if failure.code() == Some(Code::HolderRequired) => (Known::NoCard, None),
            Err(_) => (Known::NoAnswer, None),
        }
    }

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
                let said = i18n::failure_text(&failure, i18n::lang_untracked());
                ui::toast([&*said.what, " ", &*said.todo].concat());
            }
            self.joining.put(false);
        });
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
                };
                (request, key)
            }
        };
        self.pending.replace(Some((request.clone(), key.clone())));
        let joined = api::join(slug, &request).await;
        if !matches!(joined, Err(Failure::Offline)) {
            self.pending.take();
        }
        let (card, enrolled) = joined?;
        let shop = self.known_shop().await?;
        self.take(card, shop, enrolled.key_slot, enrolled.typed_code_secret, key).await;
        Ok(())
    }

    /// Enrols a key of this browser on a card that the holder has.
    async fn enrol(&'static self, card: Card) {
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
        self.follow();
    }

    /// Shows what a record holds, and its code if there is a key.
    fn show(&'static self, record: Record) {
        theme::apply(&record.shop.brand.color);
        self.face.set(Face::of_shop(&record.shop));
        self.shop.set(Some(record.shop.clone()));
        self.card.set(Some(record.card.clone()));
        self.as_of_ms.set(record.as_of_ms);
        if let Some(signer) =
            record.key.clone().and_then(|key| Signer::new(key, &record.card, record.slot, &record.secret))
        {
            let number = self.signers.get() + 1;
            self.signers.set(number);
            self.shown.put(None);
            self.stage.put(Stage::Ready);
            ticker::run(signer, self.shown.clone(), move || self.signers.get() == number);
        }
        self.record.replace(Some(record));
    }

    /// Asks for the card as it is now, and follows it from then on.
    async fn refresh(&'static self) {
        let Some(card) = self.card.now() else { return };
        let _ = api::time().await;
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

    fn follow(&'static self) {
        let Some(card) = self.card.now() else { return };
        if self.live.borrow().is_some() {
            return;
        }
        let live = Live::follow(&card.id, move |event| match event {
            Event::Card(card) => spawn_local(self.receive(card)),
            Event::Open => self.offline.put(false),
            Event::Down => self.offline.put(true),
        });
        self.live.replace(Some(live));
    }

    /// The page came back into view, or the network did.
    fn wake(&'static self) {
        match self.stage.now() {
            Stage::Ready => {
                if let Some(live) = self.live.borrow().clone() {
                    live.wake();
                }
                spawn_local(self.refresh());
            }
            Stage::NoCode | Stage::Stranded => self.retry(),
            _ => {}
        }
    }

    /// The card as the server has it now.
    async fn receive(&'static self, card: Card) {
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
            self.said.put(announce::words(&old, &card, texts::t_untracked(), |voucher| self.title(voucher)));
            // Worth asking for only now: the card has something to lose.
            spawn_local(async {
                browser::persist().await;
            });
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

    async fn change_record(&'static self, change: impl FnOnce(&mut Record)) {
        let mut record = self.record.borrow().clone();
        if let Some(record) = &mut record {
            change(record);
            self.record.replace(Some(record.clone()));
            record.save().await;
        }
    }
}

/// A stamp card's moment, for the story.
pub fn seen(card: &wire::Card, purse: &str, reward: &str) -> story::Seen {
    story::Seen {
        balance: card.purses.iter().find(|p| p.id == purse).map_or(0, |p| p.balance),
        rewards: card.vouchers.iter().filter(|voucher| voucher.reward == reward).count(),
    }
}
