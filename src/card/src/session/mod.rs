//! One shop's card on this phone: arriving, keeping what the server says; `joining` gets a card and its key, `following` the news of it.

mod following;
mod joining;

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
};

use kit::{
    api::{self, Failure},
    browser::{self, clock},
    dom::follow,
    i18n, route,
    watched::Watched,
};
use pass::Purpose;
use reactive_graph::owner::Owner;
use wasm_bindgen_futures::spawn_local;
use wire::{Code, JoinRequest};

use crate::{
    arrival::{Arrival, Held, Known, arrive},
    brought,
    content::Content,
    face::Face,
    key::Key,
    live::Live,
    record::{self, Record},
    shell,
    shop::{Card, Shop},
    story, ticker,
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
    /// The card, and that this phone was taken off it.
    TakenOff,
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
    /// Whether the code stands over the whole screen.
    pub large: Watched<bool>,
    /// The title of the reward that the customer wants to use now; empty while there is none.
    pub using: Watched<String>,
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
    /// Whether the card's last change brought another level.
    pub reached: Watched<bool>,
    /// What a screen reader says.
    pub said: Watched<String>,
    record: RefCell<Option<Record>>,
    live: RefCell<Option<Live>>,
    /// A join that may have arrived: sent again with the same id and key.
    pending: RefCell<Option<(JoinRequest, Key)>>,
    /// The code of a hand-off that this page was opened with, until it is used.
    handoff: RefCell<Option<String>>,
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
        large: Watched::default(),
        using: Watched::default(),
        offline: Watched::default(),
        as_of_ms: Cell::new(0.0),
        detached: Watched::default(),
        trouble: Watched::default(),
        joining: Watched::default(),
        reached: Watched::default(),
        said: Watched::default(),
        record: RefCell::default(),
        live: RefCell::default(),
        pending: RefCell::default(),
        handoff: RefCell::new(brought::handoff()),
        signers: Cell::new(0),
        wished: Cell::new(brought::tapped()),
    }));
    // Also once more after each switch: the shop's words come in the language asked for.
    follow(move || {
        i18n::lang();
        spawn_local(session.load_shop());
        session.follow_anew();
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

    /// The slot of this phone's key as text, if there is one; tracked.
    pub fn slot(&self) -> String {
        // A key comes with its stage.
        self.stage.get();
        self.record.borrow().as_ref().map(|record| i64::from(record.slot).to_string()).unwrap_or_default()
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
        self.face.set(Face::of_shop(&shop));
        self.shop.set(Some(shop.clone()));
        self.change_record(|record| record.shop = shop).await;
    }

    async fn arrive(&'static self) {
        let slug = &self.slug;
        // Asked for before the record, and answered before it: the first code goes by the server's time.
        spawn_local(clock::restore());
        // What is here is of another key, or of another card, once the card was brought back.
        let kept = if self.comes_back() { None } else { record::load(slug).await };
        let held = match kept {
            Some(record) => {
                let held = if record.key.is_some() { Held::CardAndKey } else { Held::CardOnly };
                self.show(record);
                held
            }
            None if record::had(slug) => Held::Mark,
            None => Held::Nothing,
        };
        let (known, mine) = if held == Held::CardAndKey { (Known::NoAnswer, None) } else { self.ask().await };
        let handed = self.handoff.borrow().is_some();
        match (arrive(held, known, handed), mine) {
            (Arrival::Enrol, Some(card)) => self.enrol(card).await,
            (Arrival::Show | Arrival::Enrol, _) => self.refresh().await,
            (Arrival::Handed, _) => self.join_handed().await,
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

    /// Whether the link says that the card comes back to this browser, which holds it already and has no key of it.
    fn comes_back(&self) -> bool {
        route::query("back").is_some()
    }

    /// Asks the server for this holder's card of the shop.
    async fn ask(&'static self) -> (Known, Option<Card>) {
        let slug = &self.slug;
        match api::my_cards::<Content>().await {
            Ok(cards) => match cards.into_iter().find(|card| card.shop == *slug) {
                Some(card) => (Known::Card, Some(card)),
                None => (Known::NoCard, None),
            },
            Err(failure) if failure.code() == Some(Code::HolderRequired) => (Known::NoCard, None),
            Err(_) => (Known::NoAnswer, None),
        }
    }

    /// Shows what a record holds, and its code if there is a key.
    fn show(&'static self, mut record: Record) {
        // What the server said meanwhile is newer than what was kept, and in the language chosen since.
        if let Some(shop) = self.shop.now() {
            record.shop = shop;
        }
        self.face.set(Face::of_shop(&record.shop));
        self.shop.set(Some(record.shop.clone()));
        self.card.set(Some(record.card.clone()));
        self.as_of_ms.set(record.as_of_ms);
        let has_key = record.key.is_some();
        self.record.replace(Some(record));
        // First: it signs while the screen is made.
        if has_key {
            self.stage.put(if self.sign() { Stage::Ready } else { Stage::TakenOff });
        }
    }

    /// Makes codes from now on, for what the customer wants to do; whether this phone's key has a slot.
    fn sign(&'static self) -> bool {
        let purpose = if self.using.peek().is_empty() { Purpose::Show } else { Purpose::Redeem };
        let signer = self.record.borrow().as_ref().and_then(|record| {
            let card = &record.card;
            Signer::new(record.key.clone()?, &card.id, &card.number, record.slot, &record.secret, purpose)
        });
        let Some(signer) = signer else { return false };
        let number = self.signers.get() + 1;
        self.signers.set(number);
        ticker::run(signer, self.shown.clone(), move || self.signers.get() == number);
        true
    }

    /// Shows the code large, signed for using a reward, until it is closed: with no title it is the plain one again.
    pub fn use_now(&'static self, title: &str) {
        if *self.using.peek() != title {
            self.using.put(title.to_owned());
            self.sign();
        }
        self.large.put(!title.is_empty());
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
pub fn seen(card: &Content, purse: &str, reward: &str) -> story::Seen {
    story::Seen {
        balance: card.purses.iter().find(|p| p.id == purse).map_or(0, |p| p.balance),
        rewards: card.vouchers.iter().filter(|voucher| voucher.reward == reward).count(),
    }
}
