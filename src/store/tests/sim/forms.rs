//! Requests as they stand on the wire, and answers as the till's logic understands them. Forms are written as JSON: members that come later are
//! none of the simulator's business.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pass::{Pass, PublicKey, Slot, Step};
use serde_json::{Value, json};
use till::{Act, CardNews, Delta, HeldCard, HeldKey, HeldVoucher, Limits, Record, Used, Verdict};
use uuid::Uuid;
use wire::{Op, OpenVisit, TillSnapshot, Time, VoidRequest};

use crate::intents::{Bought, Meant};
use crate::server::Answer;

/// The currency of every shop.
const CURRENCY: &str = "EUR";

fn money(minor: i64) -> Value {
    json!({"minor": minor, "currency": CURRENCY})
}

/// What is done in a visit; nothing for what takes something back.
pub fn op(id: Uuid, meant: Meant) -> Option<Op> {
    let form = match meant {
        Meant::Earn(Bought { quantity, amount, tag }) => {
            let tags: Vec<Value> = tag.iter().map(|tag| json!({"tag": tag, "quantity": quantity})).collect();
            let mut form = json!({"kind": "earn", "id": id, "quantity": quantity, "tags": tags});
            if let Some(amount) = amount {
                form["amount"] = money(amount);
            }
            form
        }
        Meant::Redeem(voucher) => json!({"kind": "redeem", "id": id, "voucher_id": voucher}),
        Meant::Buy(reward) => json!({"kind": "redeem", "id": id, "reward": reward}),
        Meant::Spend(amount) => json!({"kind": "spend", "id": id, "amount": money(amount)}),
        Meant::Void(_) | Meant::Refund(..) => return None,
    };
    Some(serde_json::from_value(form).unwrap())
}

/// What a till may record of it without a network.
pub fn act(id: Uuid, meant: Meant) -> Option<Act> {
    let id = *id.as_bytes();
    match meant {
        Meant::Earn(Bought { quantity, amount, tag }) => Some(Act::Earn {
            id,
            quantity,
            amount: amount.map(|minor| till::Money { minor, currency: CURRENCY.into() }),
            stamp_card: None,
            tags: tag.map(|tag| (tag.to_owned(), quantity)).into_iter().collect(),
            external_ref: None,
        }),
        Meant::Redeem(voucher) => Some(Act::Redeem { id, voucher: *voucher.as_bytes(), confirmed: false }),
        Meant::Buy(_) | Meant::Spend(_) | Meant::Void(_) | Meant::Refund(..) => None,
    }
}

pub fn visit_by_code(id: Uuid, pass: &Pass, op: Op, another_purchase: bool) -> OpenVisit {
    let form = json!({"id": id, "code": pass.to_digits(), "operations": [op], "another_purchase": another_purchase});
    serde_json::from_value(form).unwrap()
}

pub fn visit_by_card(id: Uuid, card: &str, op: Op) -> OpenVisit {
    let form = json!({"id": id, "card_id": card, "operations": [op], "another_purchase": true});
    serde_json::from_value(form).unwrap()
}

/// Takes back all of it, or so much of its money.
pub fn void(id: Uuid, amount: Option<i64>) -> VoidRequest {
    let mut form = json!({"id": id, "reason": "mistake"});
    if let Some(amount) = amount {
        form["amount"] = money(amount);
    }
    serde_json::from_value(form).unwrap()
}

/// A record as it is sent, the same each time.
pub fn record(record: &Record) -> OpenVisit {
    let (link, content) = (&record.link, &record.content);
    let operations = content.acts.iter().map(|act| match act {
        Act::Earn { id, quantity, amount, tags, .. } => {
            let tags = tags.iter().map(|(tag, quantity)| json!({"tag": tag, "quantity": quantity}));
            let (id, tags) = (Uuid::from_bytes(*id), tags.collect::<Vec<_>>());
            let mut form = json!({"kind": "earn", "id": id, "quantity": quantity, "tags": tags});
            if let Some(amount) = amount {
                form["amount"] = money(amount.minor);
            }
            form
        }
        Act::Redeem { id, voucher, confirmed } => {
            let voucher = Uuid::from_bytes(*voucher);
            json!({"kind": "redeem", "id": Uuid::from_bytes(*id), "voucher_id": voucher, "confirmed": confirmed})
        }
    });
    let form = json!({
        "id": Uuid::from_bytes(content.visit),
        "code": content.pass().unwrap().to_digits(),
        "operations": operations.collect::<Vec<_>>(),
        "occurred_at": time(link.occurred_at),
        "another_purchase": content.another_purchase,
        "offline": {
            "seq": link.seq,
            "previous": URL_SAFE_NO_PAD.encode(link.previous),
            "snapshot_at": time(link.snapshot_at),
            "staff_id": Uuid::from_bytes(content.staff),
            "signature": URL_SAFE_NO_PAD.encode(record.signature),
        },
    });
    serde_json::from_value(form).unwrap()
}

/// What an answer makes of a record.
pub fn verdict(answer: &Answer) -> Option<Verdict> {
    match answer {
        Answer::Opened(opened) => {
            let flags: Vec<&str> = opened.visit.flags.iter().map(|flag| flag.name()).collect();
            till::Answer::Opened { duplicate: opened.duplicate, flags: &flags }.verdict()
        }
        Answer::Refused(problem) => {
            let code = code_of(problem);
            till::Answer::Refused { status: problem.status, code: &code }.verdict()
        }
        Answer::Done | Answer::Snapshot(_) | Answer::Told(..) | Answer::Failed => till::Answer::Nothing.verdict(),
    }
}

pub fn code_of(problem: &wire::Problem) -> String {
    serde_json::to_value(problem.code).unwrap().as_str().unwrap().to_owned()
}

pub fn time(us: i64) -> String {
    jiff::Timestamp::from_microsecond(us).unwrap().to_string()
}

pub fn micros(time: &Time) -> i64 {
    time.0.parse::<jiff::Timestamp>().unwrap().as_microsecond()
}

pub fn delta(snapshot: &TillSnapshot) -> Delta {
    let limits = &snapshot.limits;
    Delta {
        at: micros(&snapshot.at),
        cursor: snapshot.cursor.clone(),
        whole: snapshot.whole,
        more: snapshot.more,
        program_version: snapshot.program_version,
        limits: Limits {
            earns_per_card: limits.earns_per_card,
            card_interval_s: limits.card_interval_s,
            earns_per_till_day: limits.earns_per_till_day,
            redeem_value_max: i64::from(limits.redeem_value_max),
            cooldown_s: limits.cooldown_s,
            quantity_max: limits.quantity_max,
        },
        cards: snapshot.cards.iter().map(news).collect(),
        codes: snapshot.codes.iter().map(used).collect(),
    }
}

fn news(card: &wire::TillCard) -> CardNews {
    let slot = |key: &wire::TillKey| Slot::new(key.slot).unwrap();
    let held = |key: &wire::TillKey| HeldKey { slot: slot(key), raw: key.raw, last_step: key.last_step.map(Step) };
    let point = |key: &wire::TillKey| {
        let bytes = URL_SAFE_NO_PAD.decode(&key.public_key).unwrap();
        (slot(key), PublicKey::parse(&bytes).unwrap())
    };
    let voucher = |voucher: &wire::TillVoucher| HeldVoucher {
        id: *voucher.id.as_bytes(),
        value: voucher.value,
        confirm: voucher.confirm,
        expires_at: voucher.expires_at.as_ref().map(micros),
    };
    CardNews {
        id: card.id.parse().unwrap(),
        card: HeldCard {
            active: card.status == wire::CardStatus::Active,
            version: card.version,
            balances: card.balances.iter().map(|balance| (balance.purse.clone(), balance.balance)).collect(),
            vouchers: card.vouchers.iter().map(voucher).collect(),
            last_visit_at: card.last_visit_at.as_ref().map(micros),
            redeem_paused_until: card.redeem_paused_until.as_ref().map(micros),
            keys: card.keys.iter().map(held).collect(),
        },
        keys: card.keys.iter().map(point).collect(),
    }
}

fn used(code: &wire::UsedCode) -> Used {
    Used {
        card: code.card_id.parse().unwrap(),
        slot: Slot::new(code.slot).unwrap(),
        step: Step(code.step),
        at: micros(&code.at),
        visit: code.visit_id.map(|visit| *visit.as_bytes()),
    }
}
