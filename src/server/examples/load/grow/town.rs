//! The two shops of a grown ledger, what their customers do, and who does it for them.

use loyalty::{
    Cashback, Earning, Expiry, Gives, Level, Points, Program, Promotion, PromotionKind, Reward, StampCard, TierBasis,
    Tiers,
};
use pass::{CardId, Header, Pass, Purpose, Slot, Step};
use serde_json::{Value, json};
use store::admin::{self, NewShop};
use store::visits::{self, KeyFacts, Scanned};
use store::{Actor, Context, Outcome, Store, Tx, auth, cards, demo, staff, tills, voids};
use uuid::Uuid;
use wire::{Card, Joined, OperationDone, VisitOpened};

use crate::cards as keys;

const BISTRO: &str = "bistro";
/// One card in so many is the bistro's, the others are the demo shop's.
const CARDS_PER_BISTRO_CARD: usize = 5;
/// Only for a store that no server opened before.
const PEPPER: [u8; 32] = [3; 32];

/// A customer who comes again.
pub struct Regular {
    pub number: usize,
    pub card: CardId,
    key: [u8; 65],
    /// What the card held after the last visit.
    vouchers: usize,
    points: i64,
    credit: i64,
}

impl Regular {
    pub fn is_of_demo(&self) -> bool {
        !is_of_bistro(self.number)
    }

    fn holds(&mut self, card: &Card) {
        let balance = |id: &str| card.purses.iter().find(|purse| purse.id == id).map_or(0, |purse| purse.balance);
        (self.points, self.credit) = (balance(loyalty::POINTS), balance(loyalty::CREDIT));
        self.vouchers = card.vouchers.len();
    }
}

fn is_of_bistro(number: usize) -> bool {
    number.is_multiple_of(CARDS_PER_BISTRO_CARD)
}

/// Léa at the demo shop's till, and the bistro's till software.
pub struct Town {
    lea: Actor,
    software: Actor,
}

/// Opens both shops; the demo shop may be there.
pub fn open(store: &Store, ctx: &Context) -> Town {
    let ctx = *ctx;
    let key = super::write(store, move |tx| {
        demo::ensure(tx, &ctx, &PEPPER)?;
        let other = Context { seed: [8; 32], ..ctx };
        admin::create_shop(tx, &other, &bistro())?;
        let key = admin::create_key(tx, &other, BISTRO, "Till software", &[auth::SCOPE_VISITS])?;
        auth::api_key(tx, &key.token)
    });
    let lea = super::write(store, move |tx| lea(tx, &ctx));
    Town { lea: Actor::Staff(lea), software: Actor::Key(key.expect("a key that was made")) }
}

fn lea(tx: &mut dyn Tx, ctx: &Context) -> Outcome<store::StaffAuth> {
    let pair = from_json(json!({ "id": id(ctx, 1), "pairing_code": demo::PAIRING_CODE, "name": "Till" }));
    let token = tills::pair(tx, ctx, &pair, "here")??.token.expect("a till's token");
    let till = auth::till(tx, &token)?.expect("a till that was paired");
    let lea = tills::staff(tx, &till)?.staff.remove(0);
    let sign = from_json(json!({ "id": id(ctx, 2), "staff_id": lea.id, "pin": demo::PIN }));
    let token = staff::sign_in(tx, ctx, &till, &sign, true)??.token.expect("a session's token");
    Ok(auth::staff(tx, &till, &token, ctx.now_us)?.expect("a session that began"))
}

/// A stamp card, points and credit by amount, levels, a welcome, and a tart for points.
fn bistro() -> NewShop {
    let level = |id: &str, name: &str, from| Level { id: id.into(), name: name.into(), from, ..Level::default() };
    let program = Program {
        stamp_cards: vec![StampCard {
            id: "lunch".into(),
            name: "Lunch card".into(),
            goal: 8,
            reward: "lunch".into(),
            ..StampCard::default()
        }],
        points: Some(Points {
            name: "Beans".into(),
            earn: vec![Earning::ByAmount { points: 1, per_minor: 100 }],
            expiry: Expiry::Months(12),
        }),
        cashback: Some(Cashback { basis_points: 300, expiry: Expiry::Never, pay_min: None }),
        tiers: Some(Tiers {
            basis: TierBasis::Spend,
            period_months: 12,
            levels: vec![level("silver", "Silver", 20_000), level("gold", "Gold", 40_000)],
            review: loyalty::Review::Yearly,
            grace_days: 30,
        }),
        rewards: vec![
            Reward { id: "lunch".into(), title: "A lunch".into(), unit_cost: 700, ..Reward::default() },
            Reward {
                id: "tart".into(),
                title: "A tart".into(),
                cost: Some(60),
                stock: Some(100_000_000),
                ..Reward::default()
            },
        ],
        promotions: vec![Promotion {
            id: "welcome".into(),
            name: "Welcome".into(),
            from: None,
            until: None,
            kind: PromotionKind::Welcome { gives: Gives::Units { units: 5, of: loyalty::POINTS.into() } },
        }],
        ..Program::default()
    };
    NewShop {
        slug: BISTRO.into(),
        name: "Bistro du Port".into(),
        color: "#205080".into(),
        currency: "EUR".into(),
        zone: "Europe/Paris".into(),
        day_starts_hour: 3,
        program,
    }
}

impl Town {
    /// A new customer with the key of this number, and their cookie's token.
    pub fn join(&self, tx: &mut dyn Tx, number: usize, ctx: &Context) -> Outcome<(Regular, String)> {
        let phone = keys::Card::new(number);
        let slug = if is_of_bistro(number) { BISTRO } else { demo::SLUG };
        let request =
            json!({ "id": id(ctx, 1), "public_key": phone.public_key(), "key_storage": "webcrypto", "locale": "fr" });
        let reply = cards::join(tx, ctx, slug, &from_json(request), None, None)?;
        let joined: Joined = serde_json::from_str(&reply.json).expect("an answer");
        let card = joined.card.id.parse().expect("a card's id");
        let key = *phone.key.public_key().uncompressed();
        let regular = Regular { number, card, key, vouchers: 0, points: 0, credit: 0 };
        Ok((regular, reply.token.expect("a new holder's token")))
    }

    /// They show their code, buy something, and now and then more. Says how many operations that made.
    pub fn visit(&self, tx: &mut dyn Tx, regular: &mut Regular, ctx: &Context, number: u64) -> Outcome<u64> {
        let mut chance = Chance(number);
        let (actor, operations) = match regular.is_of_demo() {
            true => (&self.lea, at_demo(regular, ctx, &mut chance)),
            false => (&self.software, at_bistro(regular, ctx, &mut chance)),
        };
        let request = json!({ "id": id(ctx, 0), "code": "", "operations": operations, "another_purchase": true });
        let step = Step::at(ctx.now_us.div_euclid(1000));
        let header = Header { card: regular.card, slot: Slot::FIRST, purpose: Purpose::Show, step };
        // Whoever hands a pass to the store has verified it; here nobody could have forged it.
        let scanned = Scanned { pass: Pass::new(header, [0; 64]), key: KeyFacts { public_key: regular.key } };
        let reply = visits::open(tx, ctx, actor, &from_json(request), Some(&scanned))??;
        let opened: VisitOpened = serde_json::from_str(&reply.json).expect("an answer");
        regular.holds(&opened.card);
        let mut done = opened.operations.len() as u64;
        let earned = opened.operations.iter().find(|done| done.kind == wire::OperationKind::Earn).expect("an earning");
        if let Some(request) = taken_back(regular, ctx, &mut chance) {
            let reply = voids::void(tx, ctx, actor, earned.id, &from_json(request))?;
            let undone: OperationDone = serde_json::from_str(&reply.json).expect("an answer");
            regular.holds(&undone.card);
            done += 1;
        }
        Ok(done)
    }
}

fn at_demo(regular: &Regular, ctx: &Context, chance: &mut Chance) -> Vec<Value> {
    let quantity = if chance.one_in(8) { 2 } else { 1 };
    let mut wishes = vec![json!({ "id": id(ctx, 1), "kind": "earn", "quantity": quantity })];
    if regular.vouchers > 0 && chance.one_in(2) {
        wishes.push(json!({ "id": id(ctx, 2), "kind": "redeem", "reward": "free-coffee" }));
    }
    if chance.one_in(1_000) {
        let reason = "A paper card";
        wishes.push(json!({ "id": id(ctx, 3), "kind": "adjust", "purse": "coffee", "units": 1, "reason": reason }));
    }
    wishes
}

fn at_bistro(regular: &Regular, ctx: &Context, chance: &mut Chance) -> Vec<Value> {
    let euros = |minor: i64| json!({ "minor": minor, "currency": "EUR" });
    let mut wishes = Vec::new();
    if regular.credit >= 300 && chance.one_in(3) {
        wishes.push(json!({ "id": id(ctx, 1), "kind": "spend", "amount": euros(regular.credit.min(900)) }));
    }
    let bill = 1_000 + chance.below(3_000) as i64;
    wishes.push(json!({ "id": id(ctx, 2), "kind": "earn", "amount": euros(bill) }));
    if regular.points >= 60 && chance.one_in(2) {
        wishes.push(json!({ "id": id(ctx, 3), "kind": "redeem", "reward": "tart" }));
    }
    if regular.vouchers > 0 {
        wishes.push(json!({ "id": id(ctx, 4), "kind": "redeem", "reward": "lunch" }));
    }
    wishes
}

/// One earning in eighty was a mistake; at the bistro a part of one bill in sixty goes back.
fn taken_back(regular: &Regular, ctx: &Context, chance: &mut Chance) -> Option<Value> {
    if chance.one_in(80) {
        return Some(json!({ "id": id(ctx, 9), "reason": "mistake" }));
    }
    let part = !regular.is_of_demo() && chance.one_in(60);
    part.then(|| json!({ "id": id(ctx, 9), "amount": { "minor": 250, "currency": "EUR" } }))
}

/// Requests are written as JSON, as clients write them: what the wire gains stays out.
fn from_json<T: serde::de::DeserializeOwned>(request: Value) -> T {
    serde_json::from_value(request).expect("a request")
}

/// The `number`th id that a client makes for a moment.
fn id(ctx: &Context, number: u8) -> Uuid {
    let mut random = [number; 10];
    random[..8].copy_from_slice(&ctx.seed[..8]);
    uuid::Builder::from_unix_timestamp_millis(ctx.now_us.unsigned_abs() / 1000, &random).into_uuid()
}

/// Numbers that look random, the same in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }

    fn one_in(&mut self, limit: u64) -> bool {
        self.below(limit) == 0
    }
}
