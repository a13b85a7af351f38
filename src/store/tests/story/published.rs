//! An owner changes the rules: drafts, versions, and what customers keep of the rules before.

use loyalty::{
    Cashback, Earning, Expiry, Level, Membership, Points, Program, Review, Reward, TierBasis, Tiers, Validity,
};
use serde_json::{Value, json};
use store::testing::Scratch;
use store::{Actor, Lang, Outcome, Reply, demo, programme};
use wire::{Card, Code, OpenVisit, Problem, ProgramFault, ProgramVersion, PublishRequest, VisitOpened};

use crate::world::{MINUTE, Phone, World, refused, visit};

/// 1 point per € 1 that lapses after 30 days, 5 % back, Silver from € 30, a membership, a tart for 12 points.
fn bistro() -> Program {
    let silver = Level { id: "silver".into(), name: "Silver".into(), from: 3_000, ..Level::default() };
    Program {
        points: Some(Points {
            name: "Beans".into(),
            earn: vec![Earning::ByAmount { points: 1, per_minor: 100 }],
            expiry: Expiry::Days(30),
        }),
        cashback: Some(Cashback { basis_points: 500, ..Cashback::default() }),
        tiers: Some(Tiers {
            basis: TierBasis::Spend,
            period_months: 12,
            levels: vec![silver],
            review: Review::Yearly,
            grace_days: 0,
        }),
        membership: Some(Membership {
            name: "Friends".into(),
            benefits: Vec::new(),
            valid: Validity::Months(12),
            renewable: true,
            price: None,
            multiplier_pct: 100,
            gives: None,
        }),
        rewards: vec![Reward { id: "tart".into(), title: "A tart".into(), cost: Some(12), ..Reward::default() }],
        ..Program::default()
    }
}

struct Owner<'a> {
    world: &'a World,
    till: Actor,
}

impl Owner<'_> {
    fn keep(&self, definition: &Program, unfinished: bool) -> Result<wire::ProgramDraft, Problem> {
        let (ctx, shop, definition) = (self.world.context(), self.till.shop(), definition.clone());
        refused(self.world.write(move |tx| {
            programme::put_draft(tx, &ctx, shop, demo::SLUG, definition.clone(), unfinished, Lang::En)
        }))
    }

    fn publish(&self, leave_behind: bool) -> Result<ProgramVersion, Problem> {
        let req = PublishRequest { id: self.world.id(), changed_at: None, leave_behind };
        let reply: Outcome<Reply> = self.send(&req);
        refused(reply).map(|reply| serde_json::from_str(&reply.json).unwrap())
    }

    fn send(&self, req: &PublishRequest) -> Outcome<Reply> {
        let (ctx, shop, req) = (self.world.context(), self.till.shop(), req.clone());
        self.world.write(move |tx| programme::publish(tx, &ctx, shop, demo::SLUG, &req, Lang::En))
    }

    fn arrive(&self, phone: &Phone, operations: &[Value]) -> VisitOpened {
        self.world.pass_time(2 * MINUTE);
        let operations = operations.iter().map(|operation| {
            let mut operation = operation.clone();
            operation["id"] = json!(self.world.id());
            serde_json::from_value(operation).unwrap()
        });
        let operations = operations.collect();
        let req = OpenVisit { card_id: Some(phone.card.to_string()), operations, ..visit(self.world.id()) };
        serde_json::from_str(&self.world.open(&self.till, req, None).unwrap().json).unwrap()
    }
}

fn paid(minor: i64) -> Value {
    json!({"kind": "earn", "amount": {"minor": minor, "currency": "EUR"}})
}

fn purses(card: &Card) -> Vec<(&str, &str, i64)> {
    card.purses.iter().map(|purse| (purse.id.as_str(), purse.name.as_str(), purse.balance)).collect()
}

fn words(faults: &[ProgramFault]) -> Vec<(&str, &str)> {
    faults.iter().map(|fault| (fault.path.as_str(), fault.words.as_str())).collect()
}

pub fn rules_change_and_nothing_earned_vanishes(scratch: &Scratch) {
    let world = World::new(scratch);
    let owner = Owner { till: world.till(), world: &world };
    let (one, two) = (world.phone(), world.phone());
    owner.keep(&bistro(), false).unwrap();
    assert_eq!(owner.publish(false).unwrap().version, 2);
    let enrol = json!({"kind": "membership", "step": "enrol"});
    let first = owner.arrive(&one, &[paid(4_000), enrol]);
    let second = owner.arrive(&two, &[paid(1_000)]);

    // Back to nine coffees: points, credit, a level and a membership would be left behind.
    let draft = owner.keep(&demo::program(), false).unwrap();
    let left = [
        ("cashback", "2 cards hold €2.50 of credit"),
        ("points", "2 cards hold 50 points of “Beans”"),
        ("tiers.levels", "1 card at the level “silver”"),
        ("membership", "1 card with a membership"),
    ];
    assert_eq!(words(&draft.warnings), left);
    let problem = owner.publish(false).unwrap_err();
    assert_eq!((problem.code, words(&problem.faults)), (Code::LeftBehind, left.to_vec()));
    assert_eq!(owner.publish(true).unwrap().version, 3);
    assert_eq!(purses(&world.card(&one)), [("coffee", "Coffee card", 0), ("credit", "", 200), ("points", "Beans", 40)]);
    world.assert_clean();

    // An undo reaches what is left behind, and the answer shows it at once; the next visit follows the new rules.
    let undone = world.void(&owner.till, second.operations[0].id).unwrap();
    assert_eq!(purses(&undone.card), [("coffee", "Coffee card", 0)]);
    let coffee = owner.arrive(&one, &[json!({"kind": "earn", "quantity": 2})]);
    assert_eq!(purses(&coffee.card), [("coffee", "Coffee card", 2), ("credit", "", 200), ("points", "Beans", 40)]);
    assert_eq!(coffee.card, world.card(&one), "what is answered is what is read");
    world.assert_clean();

    // The old rules come back with the stamps beside them, and what was left behind buys again.
    let both = Program { stamp_cards: demo::program().stamp_cards, ..bistro() };
    let both = Program { rewards: [demo::program().rewards, bistro().rewards].concat(), ..both };
    owner.keep(&both, false).unwrap();
    assert_eq!(owner.publish(false).unwrap().version, 4);
    let eaten = owner.arrive(&one, &[json!({"kind": "redeem", "reward": "tart"})]);
    assert_eq!(purses(&eaten.card), [("coffee", "Coffee card", 2), ("points", "Beans", 28), ("credit", "", 200)]);
    assert_eq!(eaten.card.tier, first.card.tier, "the level as well");
    world.assert_clean();
}

pub fn a_draft_is_published_once(scratch: &Scratch) {
    let world = World::new(scratch);
    let owner = Owner { till: world.till(), world: &world };
    let mut wrong = bistro();
    wrong.rewards[0].cost = None;
    let faults = owner.keep(&wrong, false).unwrap_err().faults;
    assert_eq!(faults.iter().map(|fault| fault.code.as_str()).collect::<Vec<_>>(), ["points_buy_nothing"]);
    assert_eq!(owner.keep(&wrong, true).unwrap().faults, faults);
    assert_eq!(owner.publish(true).unwrap_err().code, Code::InvalidProgram);

    owner.keep(&bistro(), false).unwrap();
    let req = PublishRequest { id: world.id(), changed_at: None, leave_behind: false };
    let published = owner.send(&req).unwrap();
    let again = owner.send(&req).unwrap();
    assert_eq!((again.replayed, again.json), (true, published.json));
    assert_eq!(owner.publish(false).unwrap_err().code, Code::NoDraft);
    let shop = owner.till.shop();
    let versions = world.read(move |tx| programme::versions(tx, shop, demo::SLUG, Lang::Fr)).unwrap().versions;
    assert_eq!(versions.iter().map(|one| one.version).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(versions[0].headline, "1 point par tranche de 1\u{a0}€, des récompenses dès 12 points.");
    let unknown = refused(world.read(move |tx| programme::version(tx, shop, demo::SLUG, 3))).unwrap_err();
    assert_eq!(unknown.code, Code::UnknownVersion);
}
