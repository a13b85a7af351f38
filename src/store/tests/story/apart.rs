//! A till without a network whose journal is kept by hand, and how its records reach the store.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pass::{Pass, PublicKey, Purpose, RingVerifier, SigningKey, Step};
use store::visits::{self, KeyFacts, Scanned};
use store::{Actor, Context, Fault, Reply, offline};
use till::{Act, Content, Hash, Link};
use wire::{Code, Offline, Op, OpenVisit, Problem, Time, VisitOpened};

use crate::world::{HOST, Phone, World, visit};

/// A till that keeps its journal by hand, so that a story can change it.
pub struct Apart {
    pub actor: Actor,
    key: SigningKey,
    seq: u64,
    previous: Hash,
    /// How old what it knows is.
    pub snapshot_at: i64,
}

impl Apart {
    pub fn new(world: &World, number: u8) -> Apart {
        let key = SigningKey::from_bytes([number; 32]).unwrap();
        let actor = world.till_with_key(Some(URL_SAFE_NO_PAD.encode(key.public_key().compressed())));
        let Actor::Staff(staff) = &actor else { panic!("staff") };
        let previous = till::first(*staff.till.device.as_bytes());
        Apart { actor, key, seq: 0, previous, snapshot_at: world.now() }
    }

    /// The next record of the journal.
    pub fn record(&mut self, world: &World, pass: Pass, operations: Vec<Op>, at: i64) -> OpenVisit {
        self.seq += 1;
        let req = self.record_at(world, pass, operations, at, self.seq, self.previous);
        self.previous = self.link(&req).hash();
        req
    }

    pub fn record_at(&self, world: &World, pass: Pass, ops: Vec<Op>, at: i64, seq: u64, previous: Hash) -> OpenVisit {
        let Actor::Staff(staff) = &self.actor else { panic!("staff") };
        let offline = Offline {
            seq,
            previous: URL_SAFE_NO_PAD.encode(previous),
            snapshot_at: time(self.snapshot_at),
            staff_id: staff.staff,
            signature: String::new(),
        };
        let mut req = OpenVisit {
            code: Some(pass.to_digits()),
            operations: ops,
            occurred_at: Some(time(at)),
            offline: Some(offline),
            ..visit(world.id())
        };
        let signature = self.key.sign_bytes(&self.link(&req).message());
        req.offline.as_mut().unwrap().signature = URL_SAFE_NO_PAD.encode(signature);
        req
    }

    /// What is signed of a request, computed beside the store.
    fn link(&self, req: &OpenVisit) -> Link {
        let Actor::Staff(staff) = &self.actor else { panic!("staff") };
        let record = req.offline.as_ref().unwrap();
        let at = |time: &Time| time.0.parse::<jiff::Timestamp>().unwrap().as_microsecond();
        let content = Content {
            visit: *req.id.as_bytes(),
            staff: *record.staff_id.as_bytes(),
            pass: Pass::parse(req.code.as_ref().unwrap()).unwrap().to_bytes(),
            another_purchase: req.another_purchase,
            acts: req.operations.iter().filter_map(act).collect(),
        };
        Link {
            device: *staff.till.device.as_bytes(),
            seq: record.seq,
            previous: URL_SAFE_NO_PAD.decode(&record.previous).unwrap().try_into().unwrap(),
            occurred_at: at(req.occurred_at.as_ref().unwrap()),
            snapshot_at: at(&record.snapshot_at),
            content: content.digest(),
        }
    }
}

fn act(op: &Op) -> Option<Act> {
    match op {
        Op::Earn { id, quantity, .. } => {
            let quantity = quantity.unwrap_or(1);
            Some(Act::items(*id.as_bytes(), quantity))
        }
        Op::Redeem { id, voucher_id, confirmed, .. } => {
            let voucher = *voucher_id.unwrap_or_default().as_bytes();
            Some(Act::Redeem { id: *id.as_bytes(), voucher, confirmed: *confirmed })
        }
        _ => None,
    }
}

pub fn time(us: i64) -> Time {
    Time(jiff::Timestamp::from_microsecond(us).unwrap().to_string())
}

pub fn shown(phone: &Phone, at: i64) -> Pass {
    phone.pass_at(Step::at(at.div_euclid(1000)), Purpose::Show)
}

/// Sends a record as the server does: read the code, open, and write a refusal down.
pub fn send(world: &World, actor: &Actor, req: &OpenVisit) -> Result<VisitOpened, Problem> {
    let reply = match try_send(world, actor, req) {
        Err(problem) => {
            let (ctx, actor, req): (Context, _, _) = (world.context(), actor.clone(), req.clone());
            let rejected = world.write(move |tx| offline::reject(tx, &ctx, &actor, &req, &problem));
            match rejected {
                Ok(reply) => reply?,
                Err(Fault::Refused(problem)) => return Err(*problem),
                Err(fault) => panic!("{fault}"),
            }
        }
        Ok(reply) => reply,
    };
    Ok(serde_json::from_str(&reply.json).unwrap())
}

fn try_send(world: &World, actor: &Actor, req: &OpenVisit) -> Result<Reply, Problem> {
    let pass = Pass::parse(req.code.as_ref().unwrap()).unwrap();
    let shop = actor.shop();
    let facts = match world.read(move |tx| visits::locate(tx, shop, &pass)) {
        Ok(facts) => facts,
        Err(Fault::Refused(problem)) => return Err(*problem),
        Err(fault) => panic!("{fault}"),
    };
    let key = PublicKey::from_trusted_uncompressed(facts.public_key);
    pass.verify(&RingVerifier, &key, [HOST]).map_err(|_| Code::BadSignature)?;
    world.open(actor, req.clone(), Some(Scanned { pass, key: KeyFacts { public_key: facts.public_key } }))
}
