//! What the shop runs: each seed has one of these programmes, with what a sum over what people meant must come to.

use std::sync::LazyLock;

use loyalty::{
    BelowZero, CREDIT, Cashback, Earning, Expiry, Gives, Level, Limits, OfflineLimits, POINTS, Points, Program,
    Promotion, PromotionKind, Review, Reward, StampCard, StampEarn, TierBasis, Tiers,
};

use crate::intents::Bought;
use crate::rng::Rng;

/// A programme, and how it is met at the counter.
pub struct Shop {
    pub program: Program,
    /// What fills each purse whose units are those of the purchases and nothing else.
    pub fills: Vec<(&'static str, Fill)>,
    /// Purchases have a bill.
    bills: bool,
    /// What is bought, by its tag; nothing is tagged when there are none.
    tags: &'static [&'static str],
}

/// What of a purchase counts.
#[derive(Clone, Copy, Debug)]
pub enum Fill {
    /// Its items.
    Items,
    /// Its items of this tag.
    Tag(&'static str),
    /// Units per minor units of its bill.
    Money { units: i64, per: i64 },
}

impl Fill {
    /// What a purchase of which so much money is left adds to its purse, in units of `1 / per`.
    pub fn of(self, bought: &Bought, money: i64) -> i64 {
        match self {
            Fill::Items => i64::from(bought.quantity),
            Fill::Tag(tag) if bought.tag == Some(tag) => i64::from(bought.quantity),
            Fill::Tag(_) => 0,
            Fill::Money { units, .. } => units * money,
        }
    }

    /// Parts that a unit has.
    pub fn per(self) -> i64 {
        match self {
            Fill::Items | Fill::Tag(_) => 1,
            Fill::Money { per, .. } => per,
        }
    }
}

impl Shop {
    /// A day may be full: more is refused, but for what was given without a network.
    pub fn has_full_days(&self) -> bool {
        self.program.limits.visits_per_day_max.is_some()
    }

    /// The stamps of a purchase are in its entries, before a full card turns into a reward.
    pub fn is_stamped(&self, bought: &Bought, entries: &[wire::Entry]) -> bool {
        let stamps = self.fills.iter().filter(|(_, fill)| fill.per() == 1);
        stamps.map(|(purse, fill)| (purse, fill.of(bought, 0))).filter(|(_, units)| *units > 0).all(|(purse, units)| {
            entries.iter().find(|entry| entry.purse == *purse).is_some_and(|entry| entry.delta == units)
        })
    }

    /// What a customer buys.
    pub fn purchase(&self, rng: &mut Rng) -> Bought {
        let quantity = rng.between(1, 5) as u32;
        let amount = self.bills.then(|| rng.between(80, 4_000));
        let tag = match rng.below(self.tags.len() + 1) {
            0 => None,
            some => Some(self.tags[some - 1]),
        };
        Bought { quantity, amount, tag }
    }
}

/// The number under which a programme is published; the first is the demo's own.
pub fn version(shop: usize) -> u32 {
    shop as u32 + 1
}

pub static SHOPS: LazyLock<[Shop; 6]> =
    LazyLock::new(|| [coffee(), bistro(), boutique(), canteen(), levels(), strict()]);

fn reward(id: &str, cost: Option<u32>) -> Reward {
    Reward { id: id.into(), title: id.into(), unit_cost: 60, cost, ..Reward::default() }
}

fn points() -> Points {
    let earn = vec![Earning::ByAmount { points: 1, per_minor: 100 }];
    Points { name: "Points".into(), earn, expiry: Expiry::Never }
}

/// Nine coffees, and the tenth is free.
fn coffee() -> Shop {
    Shop { program: store::demo::program(), fills: vec![("coffee", Fill::Items)], bills: false, tags: &[] }
}

/// A point per euro with the cents carried, a menu to spend them on, and a dessert to begin with.
fn bistro() -> Shop {
    let welcome = PromotionKind::Welcome { gives: Gives::Reward("dessert".into()) };
    let welcome = Promotion { id: "welcome".into(), name: "Welcome".into(), from: None, until: None, kind: welcome };
    let program = Program {
        points: Some(points()),
        rewards: vec![reward("espresso", Some(12)), reward("dessert", Some(30))],
        promotions: vec![welcome],
        ..Program::default()
    };
    Shop { program, fills: vec![(POINTS, Fill::Money { units: 1, per: 100 })], bills: true, tags: &[] }
}

/// Five per cent back, to pay with.
fn boutique() -> Shop {
    let cashback = Cashback { basis_points: 500, expiry: Expiry::Never, pay_min: None };
    let program = Program { cashback: Some(cashback), ..Program::default() };
    Shop { program, fills: vec![(CREDIT, Fill::Money { units: 500, per: 10_000 })], bills: true, tags: &[] }
}

/// A stamp card for all that is bought, and two for what is tagged.
fn canteen() -> Shop {
    let card = |id: &str, goal, earn| StampCard {
        id: id.into(),
        name: id.into(),
        goal,
        reward: "dessert".into(),
        earn,
        ..StampCard::default()
    };
    let tag = |tag: &str| StampEarn::Tag(tag.into());
    let program = Program {
        stamp_cards: vec![
            card("all", 11, StampEarn::Quantity),
            card("lunch", 4, tag("lunch")),
            card("cake", 7, tag("cake")),
        ],
        rewards: vec![reward("dessert", None)],
        ..Program::default()
    };
    let fills = vec![("all", Fill::Items), ("lunch", Fill::Tag("lunch")), ("cake", Fill::Tag("cake"))];
    Shop { program, fills, bills: false, tags: &["lunch", "cake"] }
}

/// Levels by what was spent, each with a gift, and more points on the higher ones.
fn levels() -> Shop {
    let level = |id: &str, from, multiplier_pct| Level {
        id: id.into(),
        name: id.into(),
        from,
        multiplier_pct,
        benefits: Vec::new(),
        entry_gift: Some("cake".into()),
    };
    let tiers = Tiers {
        basis: TierBasis::Spend,
        period_months: 12,
        levels: vec![level("silver", 3_000, 100), level("gold", 8_000, 150)],
        review: Review::Yearly,
        grace_days: 0,
    };
    let program = Program {
        points: Some(points()),
        tiers: Some(tiers),
        rewards: vec![reward("cake", None)],
        ..Program::default()
    };
    Shop { program, fills: Vec::new(), bills: true, tags: &[] }
}

/// A limit for everything, and a shop that bears what goes below zero.
fn strict() -> Shop {
    let limits = Limits {
        quantity_max: 4,
        stamps_per_day_max: 14,
        visits_per_day_max: Some(6),
        earns_per_till_day_max: Some(9),
        offline: OfflineLimits { earns_per_card: 1, card_interval_s: 900, earns_per_till_day: 4, redeem_value_max: 60 },
        ..Limits::default()
    };
    let program = Program { limits, below_zero: BelowZero::Floor, ..store::demo::program() };
    Shop { program, fills: vec![("coffee", Fill::Items)], bills: false, tags: &[] }
}
