//! Small answers of the server for the tests of this crate.

use uuid::Uuid;
use wire::*;

pub fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub fn card(stamps: i64) -> Card {
    Card {
        id: "0102030405060708".into(),
        number: "K7M2Q".into(),
        version: 1,
        status: CardStatus::Active,
        merged_into: None,
        shop: "demo".into(),
        member: Member::default(),
        purses: vec![Purse {
            id: "coffee".into(),
            kind: PurseKind::Stamps,
            name: "Coffee".into(),
            balance: stamps,
            goal: Some(9),
            next_expiry: None,
        }],
        vouchers: vec![],
        tier: None,
        expiries: vec![],
        level: None,
        membership: None,
        joined_at: Time("2026-03-01T08:30:00Z".into()),
    }
}

pub fn card_of_points(points: i64) -> Card {
    let purse = Purse {
        id: "points".into(),
        kind: PurseKind::Points,
        name: "Points".into(),
        balance: points,
        goal: None,
        next_expiry: None,
    };
    Card { purses: vec![purse], ..card(0) }
}

pub fn voucher(n: u128) -> Voucher {
    Voucher { id: id(n), reward: "coffee".into(), title: "One free coffee".into(), expires_at: None, choices: vec![] }
}

pub fn opened(card: Card, operations: Vec<Done>) -> VisitOpened {
    VisitOpened {
        visit: Visit {
            id: id(100),
            card_id: card.id.clone(),
            opened_at: Time("2026-03-01T08:30:00Z".into()),
            how: How::Code,
            flags: vec![],
        },
        card,
        available: vec![],
        operations,
        credit: None,
        duplicate: false,
    }
}

pub fn earn(n: u128, quantity: u32) -> Op {
    Op::items(id(n), quantity)
}

pub fn earned(n: u128, stamps: i64) -> Done {
    Done {
        id: id(n),
        kind: OperationKind::Earn,
        seq: 1,
        entries: vec![Entry { purse: "coffee".into(), delta: stamps, balance_after: stamps }],
        vouchers_issued: vec![],
        voucher_used: None,
        at: Time("2026-03-01T08:30:00Z".into()),
        by: "Léa".into(),
        void_of: None,
        voided_by: None,
    }
}

pub fn voided(n: u128, of: u128) -> Done {
    Done { kind: OperationKind::Void, void_of: Some(id(of)), entries: vec![], ..earned(n, 0) }
}

pub fn spent(n: u128, minor: i64) -> Done {
    let entry = Entry { purse: "credit".into(), delta: -minor, balance_after: 0 };
    Done { kind: OperationKind::Spend, entries: vec![entry], ..earned(n, 0) }
}
