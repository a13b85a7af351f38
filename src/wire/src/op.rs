//! What can be done in a visit.

use serde::{Deserialize, Serialize};

use uuid::Uuid;

use crate::Money;
use crate::visit::is_false;

/// Operations that one request may carry.
pub const OPERATIONS_MAX: usize = 20;

/// Something done at the counter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Op {
    /// Gives stamps (or points) for a purchase.
    Earn {
        /// Made by the client, once.
        id: Uuid,
        /// How many items; 1 when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quantity: Option<u32>,
        /// The whole bill.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Money>,
        /// Which stamp card; when absent the first that counts items, and each whose tag is among `tags`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stamp_card: Option<String>,
        /// Items by their tags, at most 20.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        tags: Vec<Tagged>,
        /// Of the bill, paid with credit or rewards, which earns nothing. Credit spent in this visit is known without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paid_by_credit: Option<Money>,
        /// The till's receipt, 1 to 64 characters: it earns once in the shop.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        external_ref: Option<String>,
        /// A manager lets it pass the limits; for managers and API keys, and logged.
        #[serde(default, skip_serializing_if = "is_false")]
        overridden: bool,
    },
    /// Uses a reward: one that is ready (`voucher_id`), or by its name in the programme (`reward`).
    Redeem {
        /// Made by the client, once.
        id: Uuid,
        /// The reward's id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reward: Option<String>,
        /// The voucher's id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        voucher_id: Option<Uuid>,
        /// With `voucher_id`: the reward's id that is taken in place of what the voucher was issued for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        choice: Option<String>,
        /// Staff says that the customer is there and wants it, where `confirm_required` asked.
        #[serde(default, skip_serializing_if = "is_false")]
        confirmed: bool,
    },
    /// Pays with credit.
    Spend {
        /// Made by the client, once.
        id: Uuid,
        /// How much of the credit.
        amount: Money,
        /// The whole bill, if it is known: credit pays no more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bill: Option<Money>,
        /// The till's receipt, 1 to 64 characters: credit pays on it once in the shop.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        external_ref: Option<String>,
    },
    /// Points for something the customer did.
    Action {
        /// Made by the client, once.
        id: Uuid,
        /// Its name in the programme.
        action: String,
        /// As in `earn`.
        #[serde(default, skip_serializing_if = "is_false")]
        overridden: bool,
    },
    /// Corrects a purse by hand.
    Adjust {
        /// Made by the client, once.
        id: Uuid,
        /// The stamp card's id, `points` or `credit`.
        purse: String,
        /// Units more, or less below zero.
        units: i64,
        /// Why, 1 to 200 characters.
        reason: String,
        /// As in `earn`.
        #[serde(default, skip_serializing_if = "is_false")]
        overridden: bool,
    },
    /// Begins, renews or ends a membership.
    Membership {
        /// Made by the client, once.
        id: Uuid,
        /// Which.
        step: MembershipStep,
    },
    /// Gives a reward out of goodwill.
    Gift {
        /// Made by the client, once.
        id: Uuid,
        /// The reward's id.
        reward: String,
        /// Why, 1 to 200 characters.
        reason: String,
        /// As in `earn`.
        #[serde(default, skip_serializing_if = "is_false")]
        overridden: bool,
    },
}

/// What to do with a membership.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MembershipStep {
    /// Begin.
    Enrol,
    /// Begin the next period.
    Renew,
    /// End now.
    Cancel,
}

/// Items of a purchase that carry a tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Tagged {
    /// The tag, as the programme names it.
    pub tag: String,
    /// How many items.
    pub quantity: u32,
}

/// Characters a reason may have.
pub const REASON_CHARS_MAX: usize = 200;
/// Characters a till's receipt number may have.
pub const EXTERNAL_REF_CHARS_MAX: usize = 64;
/// Tags one purchase may name.
pub const TAGS_MAX: usize = 20;

impl Op {
    /// So many items, of the first stamp card.
    pub fn items(id: Uuid, quantity: u32) -> Op {
        Op::Earn {
            id,
            quantity: Some(quantity),
            amount: None,
            stamp_card: None,
            tags: Vec::new(),
            paid_by_credit: None,
            external_ref: None,
            overridden: false,
        }
    }

    /// The operation's id.
    pub fn id(&self) -> Uuid {
        match self {
            Op::Earn { id, .. } | Op::Redeem { id, .. } | Op::Spend { id, .. } | Op::Gift { id, .. } => *id,
            Op::Action { id, .. } | Op::Adjust { id, .. } | Op::Membership { id, .. } => *id,
        }
    }
}
