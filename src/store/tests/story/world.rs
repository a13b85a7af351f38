//! A shop with a till, a clock that the test moves, and software phones.

use std::cell::Cell;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pass::{CardId, Header, Pass, Purpose, RingVerifier, SigningKey, Slot, Step};
use store::testing::Scratch;
use store::visits::{self, KeyFacts, Scanned};
use store::{
    Actor, Context, Fault, HolderId, Lang, Outcome, Reply, Store, Tx, admin, auth, cards, demo, staff, tills, verify,
    voids,
};
use uuid::Uuid;
use wire::{
    Card, Done, JoinRequest, Joined, KeyStorage, Money, Op, OpenVisit, OperationDone, Problem, VisitOpened, VoidRequest,
};

pub const HOST: &str = "shop.example";
pub const PEPPER: [u8; 32] = [7; 32];
pub const MINUTE: i64 = 60 * loyalty::SECOND;
/// 2026-03-01T08:30:00Z.
pub const START: i64 = 1_772_353_800 * loyalty::SECOND;

pub struct World {
    pub store: Store,
    now: Cell<i64>,
    fresh: Cell<u64>,
}

/// A phone: a key and a card.
pub struct Phone {
    pub key: SigningKey,
    pub card: CardId,
    pub number: String,
    pub slot: Slot,
    pub secret: [u8; 32],
    pub holder: HolderId,
}

impl Phone {
    pub fn pass_at(&self, step: Step, purpose: Purpose) -> Pass {
        self.key.pass(HOST, Header { card: self.card, slot: self.slot, purpose, step })
    }
}

impl World {
    /// The demo shop with nothing in it.
    pub fn new(scratch: &Scratch) -> World {
        let store = Store::open(scratch.location()).unwrap();
        let world = World { store, now: Cell::new(START), fresh: Cell::new(0) };
        let ctx = world.context();
        world.write(move |tx| demo::ensure(tx, &ctx, &PEPPER)).unwrap();
        world
    }

    pub fn now(&self) -> i64 {
        self.now.get()
    }

    pub fn pass_time(&self, us: i64) {
        self.now.set(self.now.get() + us);
    }

    /// The step of now.
    pub fn step(&self) -> Step {
        Step::at(self.now().div_euclid(1000))
    }

    pub fn context(&self) -> Context {
        self.fresh.set(self.fresh.get() + 1);
        context(self.now(), self.fresh.get())
    }

    pub fn id(&self) -> Uuid {
        self.fresh.set(self.fresh.get() + 1);
        id(self.now(), self.fresh.get())
    }

    pub fn write<T: Send + 'static>(&self, job: impl FnMut(&mut dyn Tx) -> Outcome<T> + Send + 'static) -> Outcome<T> {
        self.store.write_blocking(job)
    }

    pub fn read<T: Send + 'static>(&self, job: impl FnMut(&mut dyn Tx) -> Outcome<T> + Send + 'static) -> Outcome<T> {
        self.store.read_blocking(job)
    }

    /// A key that no other phone has.
    pub fn new_key(&self) -> SigningKey {
        let mut secret = [1; 32];
        secret[..16].copy_from_slice(self.id().as_bytes());
        SigningKey::from_bytes(secret).unwrap()
    }

    /// Asks for a card with this key.
    pub fn join_request(&self, key: &SigningKey) -> JoinRequest {
        JoinRequest {
            id: self.id(),
            public_key: URL_SAFE_NO_PAD.encode(key.public_key().compressed()),
            key_storage: KeyStorage::Webcrypto,
            source: None,
            friend: None,
            locale: None,
            handoff: None,
        }
    }

    /// A second shop on the same server, at `other`.
    pub fn other_shop(&self) {
        let ctx = self.context();
        let new = admin::NewShop {
            slug: "other".into(),
            name: "Other".into(),
            color: "#336699".into(),
            currency: "EUR".into(),
            zone: "Asia/Kathmandu".into(),
            day_starts_hour: 0,
            program: demo::program(),
        };
        self.write(move |tx| admin::create_shop(tx, &ctx, &new).map(drop)).unwrap();
    }

    /// A new phone joins, or one more key of `holder`.
    pub fn join(&self, holder: Option<HolderId>, storage: KeyStorage) -> Phone {
        self.join_as(holder, storage, None)
    }

    /// A new phone joins by the link of a friend's card.
    pub fn join_friend(&self, holder: Option<HolderId>, friend: Option<&str>) -> Phone {
        self.join_as(holder, KeyStorage::Webcrypto, friend)
    }

    fn join_as(&self, holder: Option<HolderId>, storage: KeyStorage, friend: Option<&str>) -> Phone {
        let key = self.new_key();
        let friend = friend.map(str::to_owned);
        let req = JoinRequest { friend, key_storage: storage, ..self.join_request(&key) };
        let ctx = self.context();
        let reply = self.write(move |tx| cards::join(tx, &ctx, demo::SLUG, &req, holder, None)).unwrap();
        let joined: Joined = serde_json::from_str(&reply.json).unwrap();
        let holder = holder.unwrap_or_else(|| {
            let (token, now) = (reply.token.unwrap(), self.now());
            self.read(move |tx| auth::holder(tx, &token, now)).unwrap().unwrap()
        });
        Phone {
            key,
            card: joined.card.id.parse().unwrap(),
            number: joined.card.number,
            slot: Slot::new(joined.key_slot).unwrap(),
            secret: URL_SAFE_NO_PAD.decode(joined.typed_code_secret).unwrap().try_into().unwrap(),
            holder,
        }
    }

    /// A phone with a card of its own.
    pub fn phone(&self) -> Phone {
        self.join(None, KeyStorage::Webcrypto)
    }

    /// A paired till with Léa signed in.
    pub fn till(&self) -> Actor {
        self.till_with_key(None)
    }

    /// The same, that signs what it does without a network by this key.
    pub fn till_with_key(&self, public_key: Option<String>) -> Actor {
        let req = wire::PairRequest {
            id: self.id(),
            pairing_code: demo::PAIRING_CODE.into(),
            name: "Till".into(),
            public_key,
        };
        let ctx = self.context();
        let reply = self.write(move |tx| tills::pair(tx, &ctx, &req, "here")).unwrap().unwrap();
        let token = reply.token.unwrap();
        let till = self.read(move |tx| auth::till(tx, &token)).unwrap().unwrap();
        let asked = till.clone();
        let lea = self.read(move |tx| tills::staff(tx, &asked)).unwrap().staff.remove(0);
        assert_eq!(lea.name, demo::STAFF);
        let (asked, now) = (till.clone(), self.now());
        let challenge = self.read(move |tx| staff::challenge(tx, &asked, lea.id, now)).unwrap();
        assert!(challenge.matches(demo::PIN, &PEPPER));
        let req = wire::SignInRequest { id: self.id(), staff_id: lea.id, pin: demo::PIN.into() };
        let (ctx, asked) = (self.context(), till.clone());
        let reply = self.write(move |tx| staff::sign_in(tx, &ctx, &asked, &req, true)).unwrap().unwrap();
        let (token, now) = (reply.token.unwrap(), self.now());
        Actor::Staff(self.read(move |tx| auth::staff(tx, &till, &token, now)).unwrap().unwrap())
    }

    /// Opens a visit as the server does: verify, then write.
    pub fn scan(&self, till: &Actor, pass: Pass, operations: Vec<Op>) -> Result<VisitOpened, Problem> {
        let req = OpenVisit { operations, ..visit(self.id()) };
        self.send_scan(till, pass, req).map(|reply| serde_json::from_str(&reply.json).unwrap())
    }

    pub fn send_scan(&self, till: &Actor, pass: Pass, mut req: OpenVisit) -> Result<Reply, Problem> {
        req.code = Some(pass.to_digits());
        let (shop, asked) = (till.shop(), pass);
        let facts = match self.read(move |tx| visits::locate(tx, shop, &asked)) {
            Ok(facts) => facts,
            Err(Fault::Refused(problem)) => return Err(*problem),
            Err(fault) => panic!("{fault}"),
        };
        let key = pass::PublicKey::from_trusted_uncompressed(facts.public_key);
        if pass.verify(&RingVerifier, &key, [HOST]).is_err() {
            return Err(wire::Code::BadSignature.into());
        }
        self.open(till, req, Some(Scanned { pass, key: KeyFacts { public_key: facts.public_key } }))
    }

    pub fn open(&self, till: &Actor, req: OpenVisit, scanned: Option<Scanned>) -> Result<Reply, Problem> {
        let (ctx, till) = (self.context(), till.clone());
        refused(self.write(move |tx| visits::open(tx, &ctx, &till, &req, scanned.as_ref())))?
    }

    pub fn operate(&self, till: &Actor, visit: Uuid, op: Op) -> Result<OperationDone, Problem> {
        let (ctx, till) = (self.context(), till.clone());
        let reply = refused(self.write(move |tx| visits::operate(tx, &ctx, &till, visit, &op)))?;
        Ok(serde_json::from_str(&reply.json).unwrap())
    }

    pub fn void(&self, till: &Actor, operation: Uuid) -> Result<OperationDone, Problem> {
        self.take_back(till, operation, None)
    }

    /// Takes back a part of an earning's money, or the whole operation.
    pub fn take_back(&self, till: &Actor, operation: Uuid, amount: Option<Money>) -> Result<OperationDone, Problem> {
        let (ctx, till) = (self.context(), till.clone());
        let req = VoidRequest { id: self.id(), reason: Some("mistake".into()), amount };
        let reply = refused(self.write(move |tx| voids::void(tx, &ctx, &till, operation, &req)))?;
        Ok(serde_json::from_str(&reply.json).unwrap())
    }

    /// The phone's card as its holder sees it.
    pub fn card(&self, phone: &Phone) -> Card {
        let (holder, card, now) = (phone.holder, phone.card.to_string(), self.now());
        self.read(move |tx| cards::get(tx, holder, &card, now, Lang::En)).unwrap()
    }

    /// The phone opens its card, as the server does it: read, and note what was told; whether there was anything to note.
    pub fn open_card(&self, phone: &Phone) -> (Card, bool) {
        let (holder, card, now) = (phone.holder, phone.card.to_string(), self.now());
        let asked = card.clone();
        let looked = self.read(move |tx| cards::look(tx, holder, &asked, now, Lang::En)).unwrap();
        if !looked.to_note {
            return (looked.card, false);
        }
        let ctx = self.context();
        (self.write(move |tx| cards::note(tx, &ctx, holder, &card, Lang::En)).unwrap().0, true)
    }

    /// What was done on the phone's card, newest first.
    pub fn history(&self, phone: &Phone) -> Vec<Done> {
        let (holder, card) = (phone.holder, phone.card.to_string());
        self.read(move |tx| cards::operations(tx, holder, &card, None, 50)).unwrap().operations
    }

    pub fn earn(&self, quantity: u32) -> Op {
        Op::items(self.id(), quantity)
    }

    /// Every invariant over every row.
    pub fn assert_clean(&self) {
        let report = self.read(verify::run).unwrap();
        assert_eq!(report.broken, [], "{report:?}");
    }
}

/// Random bytes that differ with `fresh`.
pub fn context(now_us: i64, fresh: u64) -> Context {
    let mut seed = [3; 32];
    seed[..8].copy_from_slice(&fresh.to_be_bytes());
    Context { now_us, seed }
}

pub fn id(now_us: i64, fresh: u64) -> Uuid {
    let mut random = [0; 10];
    random[2..].copy_from_slice(&fresh.to_be_bytes());
    uuid::Builder::from_unix_timestamp_millis(now_us.unsigned_abs() / 1000, &random).into_uuid()
}

/// A visit that says nothing yet.
pub fn visit(id: Uuid) -> OpenVisit {
    OpenVisit {
        id,
        code: None,
        typed_code: None,
        card_id: None,
        operations: Vec::new(),
        occurred_at: None,
        another_purchase: false,
        overridden: false,
        offline: None,
    }
}

/// The same purchase with its bill.
pub fn bill(mut op: Op, paid: Money) -> Op {
    if let Op::Earn { amount, .. } = &mut op {
        *amount = Some(paid);
    }
    op
}

/// The same purchase for one stamp card.
pub fn of_card(mut op: Op, card: &str) -> Op {
    if let Op::Earn { stamp_card, .. } = &mut op {
        *stamp_card = Some(card.into());
    }
    op
}

/// So much is paid with credit.
pub fn credit_pays(id: Uuid, amount: Money) -> Op {
    Op::Spend { id, amount, bill: None, external_ref: None }
}

/// The refusal, if that is what came; a failure of the engine ends the test.
pub fn refused<T>(outcome: Outcome<T>) -> Result<T, Problem> {
    match outcome {
        Ok(value) => Ok(value),
        Err(Fault::Refused(problem)) => Err(*problem),
        Err(Fault::Engine(error)) => panic!("{error}"),
    }
}
