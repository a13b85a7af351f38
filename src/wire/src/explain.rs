//! How the numbers of an operation came about, in words and as data.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Done, Money, Time, VisitOpened};

/// An operation with all that was said of it, and line by line how its numbers came about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Explanation {
    /// The operation, as the card's history shows it.
    pub operation: Done,
    /// The card's id.
    pub card_id: String,
    /// The visit it was done in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit_id: Option<Uuid>,
    /// The version of the programme it was done under.
    pub program_version: u32,
    /// When it happened; `operation.at` is when it was recorded.
    pub occurred_at: Time,
    /// Items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u32>,
    /// The bill, or what was paid or refunded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// Why, as whoever did it said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The till's receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_ref: Option<String>,
    /// Limits that a manager let it pass.
    pub overrides: Vec<String>,
    /// How its numbers came about, in the order of the rules.
    pub lines: Vec<Line>,
}

/// What a visit would do: the answer it would get, and how the numbers of each operation would come about. Nothing is kept of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VisitPreview {
    /// The answer that the visit would get.
    #[serde(flatten)]
    pub opened: VisitOpened,
    /// Each of its operations, in their order; empty when it would do nothing new.
    pub explained: Vec<Explained>,
}

/// How the numbers of one operation come about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Explained {
    /// The operation.
    pub operation_id: Uuid,
    /// Line by line.
    pub lines: Vec<Line>,
}

/// One step on the way to a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Line {
    /// In the language of `Accept-Language`.
    pub text: String,
    /// The same as data.
    pub fact: Fact,
}

/// What a line says. Purses, rewards, levels and promotions are named by their ids, amounts of money are minor units of the shop's currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fact {
    /// What was done; see the operation.
    Act,
    /// Part of the bill was paid with credit or rewards and earns nothing.
    NotEarning {
        /// The bill.
        bill: i64,
        /// Of it.
        paid_otherwise: i64,
    },
    /// Units by quantity, tag, visit or action.
    Counted {
        /// The purse.
        purse: String,
        /// `quantity`, `tag`, `visit` or `action`.
        what: String,
        /// The tag or the action.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// How many of it.
        quantity: i64,
        /// Units before multipliers.
        base: i64,
    },
    /// Units by amount: `floor(amount × rate + carry_before)`.
    ByAmount {
        /// The purse.
        purse: String,
        /// Money that earns.
        amount: i64,
        /// Units per minor unit.
        rate: Share,
        /// Kept below a whole unit, before.
        carry_before: Share,
        /// Units before multipliers.
        base: i64,
        /// Kept below a whole unit, after.
        carry_after: Share,
    },
    /// A multiplier that applies, and whether it counts: of the promotions only the best does.
    Multiplier {
        /// The purse.
        purse: String,
        /// Whose: `promotion:happy-hour`, `tier:gold`, `membership`.
        source: String,
        /// 200 is double.
        percent: i64,
        /// Whether it counts.
        counts: bool,
    },
    /// All multipliers together: `units = floor(base × percent / 100)`, where `percent` is 100 and what each that counts has above it.
    Multiplied {
        /// The purse.
        purse: String,
        /// Units before.
        base: i64,
        /// Together.
        percent: i64,
        /// Units after.
        units: i64,
    },
    /// Units that a promotion adds after multipliers.
    Added {
        /// The purse.
        purse: String,
        /// The promotion.
        promotion: String,
        /// Units.
        units: i64,
    },
    /// Units or a reward that something gives.
    Given {
        /// As in `multiplier`.
        source: String,
        /// The purse, or the reward.
        what: String,
        /// Units, or 1.
        units: i64,
    },
    /// A reward that something should give can't be had now.
    NotGiven {
        /// As in `multiplier`.
        source: String,
        /// The reward.
        reward: String,
    },
    /// What was earned paid a debt first.
    PaidDebt {
        /// The purse.
        purse: String,
        /// Units.
        units: i64,
    },
    /// What was taken back was spent already: the card owes it.
    Owes {
        /// The purse.
        purse: String,
        /// Units.
        units: i64,
    },
    /// What was taken back was spent already: the shop bears it.
    Forgiven {
        /// The purse.
        purse: String,
        /// Units.
        units: i64,
    },
    /// Units came from these lots, or went back to them.
    Lots {
        /// The purse.
        purse: String,
        /// The lots.
        uses: Vec<LotUse>,
    },
    /// Units came into the purse as a lot of their own.
    Granted {
        /// The purse.
        purse: String,
        /// Units.
        units: i64,
        /// When they lapse, as it stands now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expires_at: Option<Time>,
    },
    /// A stamp card was full.
    Full {
        /// The stamp card.
        stamp_card: String,
        /// Stamps it took.
        goal: i64,
    },
    /// A stamp card is full but none of its rewards can be had: the stamps stay.
    StaysFull {
        /// The stamp card.
        stamp_card: String,
    },
    /// A card can't be its own friend.
    SelfReferral,
    /// The level changed by what was counted.
    Level {
        /// Before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        /// After.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
        /// What the levels count: minor units, visits or points.
        count: i64,
    },
    /// A review found too little: the level stays until the grace ends.
    Grace {
        /// The level.
        level: String,
        /// What the levels count.
        count: i64,
        /// When the grace ends.
        until: Time,
    },
    /// Units stay because the customer was not told in time.
    Prolonged {
        /// The purse.
        purse: String,
        /// Units.
        units: i64,
        /// When they may lapse.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Time>,
    },
    /// A reward was used meanwhile: it stays used, and what paid for it stays spent.
    StaysUsed {
        /// The voucher.
        voucher_id: Uuid,
    },
    /// A part of the money came back.
    Refunded {
        /// The purse.
        purse: String,
        /// Money that still earns.
        amount_left: i64,
        /// Units before.
        units_before: i64,
        /// Units now.
        units_after: i64,
    },
    /// A manager let the card pass a limit.
    Overridden {
        /// The limit.
        limit: String,
    },
    /// A fact that a newer server sent.
    #[serde(other)]
    Unknown,
}

/// A fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Share {
    /// Above the line.
    pub numerator: i64,
    /// Below it, above zero.
    pub denominator: i64,
}

/// Units taken from a lot; below zero, given back to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LotUse {
    /// The number of the operation on the card that granted the lot.
    pub seq: u64,
    /// Units.
    pub units: i64,
}
