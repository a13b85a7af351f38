//! Why each number came about: data from which a receipt is written in any language.

use crate::{Carry, LotUse, Micros, Rate, Source};

/// One step on the way to a decision, in the order it was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Part of the bill was paid with credit or rewards and earns nothing.
    NotEarning {
        /// The bill, minor units.
        bill: i64,
        /// Of it, minor units.
        paid_otherwise: i64,
    },
    /// Units by quantity, tag, visit or action.
    Counted {
        /// The purse.
        purse: String,
        /// What was counted.
        rule: Counting,
        /// How many of it.
        quantity: i64,
        /// Units before multipliers.
        base: i64,
    },
    /// Units by amount: `floor(amount × rate + carry_before)`.
    ByAmount {
        /// The purse.
        purse: String,
        /// Money that earns, minor units.
        amount: i64,
        /// Units per minor units.
        rate: Rate,
        /// What was carried before.
        carry_before: Carry,
        /// Units before multipliers.
        base: i64,
        /// What is carried after.
        carry_after: Carry,
    },
    /// A multiplier that applies, and whether it counts: only the best promotion does.
    Multiplier {
        /// The purse.
        purse: String,
        /// Whose.
        source: Source,
        /// In percent.
        percent: i64,
        /// Whether it counts.
        counts: bool,
    },
    /// All multipliers together: `units = floor(base × percent / 100)`.
    Multiplied {
        /// The purse.
        purse: String,
        /// Units before.
        base: i64,
        /// 100 and what each multiplier has above it.
        percent: i64,
        /// Units after.
        units: i64,
    },
    /// Units that a promotion adds after multipliers.
    Added {
        /// The purse.
        purse: String,
        /// The promotion's id.
        promotion: String,
        /// Units.
        units: i64,
    },
    /// Units or a reward that something gives.
    Given {
        /// What gives.
        source: Source,
        /// The purse, or the reward.
        what: String,
        /// Units, or 1.
        units: i64,
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
    /// A reward that something should give can't be had now, so it isn't given.
    NotGiven {
        /// What would give.
        source: Source,
        /// The reward.
        reward: String,
    },
    /// A card can't be its own friend.
    SelfReferral,
    /// The level changed by what was counted.
    Level {
        /// Before.
        from: Option<String>,
        /// After.
        to: Option<String>,
        /// What the levels count, after the operation.
        count: i64,
    },
    /// A review found too little: the level stays until the grace ends.
    Grace {
        /// The level.
        level: String,
        /// What the levels count.
        count: i64,
        /// When the grace ends.
        until: Micros,
    },
    /// Units stay because the customer was not told in time.
    Prolonged {
        /// The purse.
        purse: String,
        /// Units.
        units: i64,
        /// When they may lapse; not foreseen while the customer wasn't told.
        until: Option<Micros>,
    },
    /// A reward was used meanwhile: it stays used, and what paid for it stays spent.
    StaysUsed {
        /// The voucher.
        voucher: [u8; 16],
    },
    /// A part of the money came back: units that it keeps now, and kept before.
    Refunded {
        /// The purse.
        purse: String,
        /// Money that still earns, minor units.
        amount_left: i64,
        /// Units before.
        units_before: i64,
        /// Units now.
        units_after: i64,
    },
    /// A manager let the card pass a limit.
    Overridden {
        /// The limit's name in [`crate::Limits`].
        limit: &'static str,
    },
}

/// What was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counting {
    /// Items.
    Quantity,
    /// Items of a tag.
    Tag(String),
    /// A visit.
    Visit,
    /// An action.
    Action(String),
}
