//! What can happen in a random life, and how often.

use loyalty::{MembershipStep, Voider};
use proptest::option;
use proptest::prelude::*;

use crate::programs::{PURSES, REWARDS};

/// How far the clock jumps.
#[derive(Clone, Copy, Debug)]
pub enum Jump {
    Seconds(i64),
    Days(i64),
    /// So many minutes from the next midnight.
    Midnight(i64),
}

/// A purchase in the test.
#[derive(Clone, Debug)]
pub struct Bought {
    pub stamp_card: Option<String>,
    pub quantity: u32,
    pub amount: Option<i64>,
    pub paid_by_credit: i64,
    pub tags: Vec<(&'static str, u32)>,
}

/// What happens next.
#[derive(Clone, Debug)]
pub enum Do {
    Visit,
    Earn(Bought),
    Action(usize),
    RedeemVoucher { nth: usize, choice: Option<usize>, confirmed: bool },
    RedeemReward { reward: usize, confirmed: bool },
    Spend { amount: i64, bill: Option<i64> },
    Gift(usize),
    Adjust { purse: usize, units: i64, reasoned: bool },
    Open(Vec<(usize, i64)>),
    Membership(MembershipStep),
    Prolong { purse: usize, days: i64 },
    Expire,
    ExpireVouchers,
    Review,
    Move,
    Void { back: usize, by: Voider },
    Refund { back: usize, amount: i64 },
    Warn,
    Channel(bool),
}

#[derive(Clone, Debug)]
pub struct Step {
    pub jump: Jump,
    pub card: usize,
    pub overridden: bool,
    pub what: Do,
}

pub fn step() -> impl Strategy<Value = Step> {
    let jump = prop_oneof![
        8 => (1_i64..500).prop_map(Jump::Seconds),
        3 => (600_i64..100_000).prop_map(Jump::Seconds),
        2 => (1_i64..40).prop_map(Jump::Days),
        2 => (-2_i64..3).prop_map(Jump::Midnight),
    ];
    let card = prop_oneof![4 => Just(0_usize), 1 => Just(1)];
    (jump, card, prop::bool::weighted(0.2), what()).prop_map(|(jump, card, overridden, what)| Step {
        jump,
        card,
        overridden,
        what,
    })
}

fn what() -> impl Strategy<Value = Do> {
    let membership =
        prop_oneof![Just(MembershipStep::Enrol), Just(MembershipStep::Renew), Just(MembershipStep::Cancel)];
    let by = prop_oneof![2 => Just(Voider::Maker), 4 => Just(Voider::Manager), 1 => Just(Voider::Colleague)];
    let adjust = (0..PURSES.len(), -6_i64..9, prop::bool::weighted(0.9));
    let balances = prop::collection::vec((0..PURSES.len(), 0_i64..15), 0..3);
    prop_oneof![
        12 => Just(Do::Visit),
        16 => bought().prop_map(Do::Earn),
        3 => (0_usize..4).prop_map(Do::Action),
        4 => (0_usize..8, option::of(0..REWARDS), prop::bool::weighted(0.8))
            .prop_map(|(nth, choice, confirmed)| Do::RedeemVoucher { nth, choice, confirmed }),
        6 => (0..REWARDS + 1, prop::bool::weighted(0.8))
            .prop_map(|(reward, confirmed)| Do::RedeemReward { reward, confirmed }),
        6 => (0_i64..20, option::of(10_i64..60)).prop_map(|(amount, bill)| Do::Spend { amount, bill }),
        2 => (0..REWARDS).prop_map(Do::Gift),
        2 => adjust.prop_map(|(purse, units, reasoned)| Do::Adjust { purse, units, reasoned }),
        1 => balances.prop_map(Do::Open),
        2 => membership.prop_map(Do::Membership),
        1 => (0..PURSES.len(), -3_i64..60).prop_map(|(purse, days)| Do::Prolong { purse, days }),
        1 => Just(Do::Expire),
        2 => Just(Do::ExpireVouchers),
        1 => Just(Do::Review),
        2 => Just(Do::Move),
        10 => (0_usize..8, by).prop_map(|(back, by)| Do::Void { back, by }),
        6 => (0_usize..6, 1_i64..500).prop_map(|(back, amount)| Do::Refund { back, amount }),
        2 => Just(Do::Warn),
        2 => any::<bool>().prop_map(Do::Channel),
    ]
}

fn bought() -> impl Strategy<Value = Bought> {
    let card =
        option::weighted(0.25, prop_oneof![4 => Just("s0"), 2 => Just("s1"), 1 => Just("none")].prop_map(String::from));
    let quantity = prop_oneof![8 => 1_u32..6, 1 => 0_u32..20];
    let amount = option::weighted(0.8, 0_i64..500);
    let paid = prop_oneof![4 => Just(0_i64), 1 => 0_i64..60];
    let tags = prop::collection::vec((prop_oneof![Just("tea"), Just("cake"), Just("soup")], 0_u32..4), 0..3);
    (card, quantity, amount, paid, tags).prop_map(|(stamp_card, quantity, amount, paid_by_credit, tags)| Bought {
        stamp_card,
        quantity,
        amount,
        paid_by_credit,
        tags,
    })
}
