//! Rewards: what a customer can get, at what price and within what bounds.

use serde::{Deserialize, Serialize};

use super::{Words, is_default};
use crate::Date;

/// Something a customer can get. Bounds say who may get it and when; what was issued stays valid though the reward changes or retires.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = RewardDefinition))]
#[serde(deny_unknown_fields)]
pub struct Reward {
    /// Short name in the programme: `free-coffee`.
    pub id: String,
    /// What the customer gets, in the shop's words: `A free coffee`.
    pub title: Words,
    /// What kind of thing it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: RewardKind,
    /// Points it costs on the menu; not on the menu when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<u32>,
    /// What it costs the shop, minor units, for the owner's accounts.
    #[serde(default)]
    pub unit_cost: i64,
    /// Days it stays valid after it is issued, to the end of the local day; for ever when absent.
    #[serde(default)]
    pub valid_days: Option<u32>,
    /// The customer must first tap "use it now" (or staff confirms).
    #[serde(default)]
    pub confirm: bool,
    /// Pieces there are, for all cards together; one is taken when it is issued and returns when it is cancelled or lapses unused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stock: Option<u32>,
    /// Pieces one card may get.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_person: Option<u32>,
    /// First local day on which it can be had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last local day on which it can be had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The lowest level that may have it, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_tier: Option<String>,
    /// Only members may have it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub members_only: bool,
    /// It is no longer given; what was issued stays valid.
    #[serde(default, skip_serializing_if = "is_default")]
    pub retired: bool,
}

/// What kind of thing a reward is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RewardKind {
    /// Something from the shelf.
    #[default]
    Product,
    /// Money off the bill.
    AmountOff {
        /// Minor units.
        minor: u32,
    },
    /// A share off the bill.
    PercentOff {
        /// Percent, 1 to 100.
        percent: u8,
        /// At most so many minor units.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_minor: Option<u32>,
    },
    /// The better one for the price of the plain one.
    Upgrade,
    /// Before everybody else.
    EarlyAccess,
    /// Several things together.
    Bundle {
        /// What is in it.
        of: Vec<Words>,
    },
    /// Whatever the title says.
    Text,
}
