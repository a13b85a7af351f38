//! A till that knows two cards, and the phones that show them.

use pass::{CardId, Header, P256Verifier, Pass, Purpose, SigningKey, Slot, Step};
use till::{
    Accepted, Act, CardNews, Delta, Done, Draft, HeldCard, HeldKey, HeldVoucher, Id, Limits, Micros, Refusal, SECOND,
    Scan, Till,
};

pub const HOST: &str = "shop.example";
/// 2026-03-01T08:30:00Z.
pub const START: Micros = 1_772_353_800 * SECOND;
pub const DEVICE: Id = [7; 16];
pub const STAFF: Id = [8; 16];
pub const LIMITS: Limits = Limits {
    earns_per_card: 2,
    card_interval_s: 3_600,
    earns_per_till_day: 200,
    redeem_value_max: 500,
    cooldown_s: 60,
    quantity_max: 10,
};

pub fn key(number: u8) -> SigningKey {
    SigningKey::from_bytes([number; 32]).unwrap()
}

pub fn card(number: u8) -> CardId {
    CardId([number; 8])
}

pub fn id(number: u64) -> Id {
    let mut id = [0; 16];
    id[8..].copy_from_slice(&number.to_be_bytes());
    id
}

/// The pass of a card's first key at a moment.
pub fn pass_at(number: u8, at: Micros) -> Pass {
    let header =
        Header { card: card(number), slot: Slot::FIRST, purpose: Purpose::Show, step: Step::at(at.div_euclid(1000)) };
    key(number).pass(HOST, header)
}

pub fn held(number: u8) -> CardNews {
    CardNews {
        id: card(number),
        card: HeldCard {
            active: true,
            version: 1,
            balances: vec![("coffee".into(), 3)],
            vouchers: Vec::new(),
            last_visit_at: None,
            redeem_paused_until: None,
            keys: vec![HeldKey { slot: Slot::FIRST, raw: false, last_step: None }],
        },
        keys: vec![(Slot::FIRST, key(number).public_key())],
    }
}

pub fn voucher(number: u64, value: i64) -> HeldVoucher {
    HeldVoucher { id: id(number), value, confirm: false, expires_at: None }
}

pub fn whole(at: Micros, cards: Vec<CardNews>) -> Delta {
    Delta {
        at,
        cursor: at.to_string(),
        whole: true,
        more: false,
        program_version: 1,
        limits: LIMITS,
        cards,
        codes: Vec::new(),
    }
}

/// A till that knows cards 1 and 2 as of [`START`].
pub fn till() -> Till {
    let mut till = Till::new(DEVICE, vec![HOST.into()]);
    till.refresh(whole(START, vec![held(1), held(2)]));
    till
}

pub fn earn(number: u64) -> Act {
    Act::items(id(number), 1)
}

pub fn redeem(number: u64, voucher: u64) -> Act {
    Act::Redeem { id: id(number), voucher: id(voucher), confirmed: false }
}

pub fn scan(visit: u64, pass: Pass, acts: Vec<Act>) -> Scan {
    Scan { visit: id(visit), staff: STAFF, pass, another_purchase: false, acts }
}

pub fn accept(till: &Till, scan: Scan, now: Micros) -> Result<Accepted, Refusal> {
    till.accept(scan, &P256Verifier, now)
}

#[track_caller]
pub fn draft(till: &Till, scan: Scan, now: Micros) -> Draft {
    match accept(till, scan, now) {
        Ok(Accepted::New(draft)) => *draft,
        other => panic!("{other:?}"),
    }
}

/// Accepts, signs and writes.
#[track_caller]
pub fn record(till: &mut Till, scan: Scan, now: Micros) -> Done {
    let draft = draft(till, scan, now);
    let signature = key(99).sign_bytes(&draft.message());
    till.written(draft.sign(signature)).unwrap()
}
