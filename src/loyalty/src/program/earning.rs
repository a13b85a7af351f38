//! Ways to earn: stamp cards, points, cashback.

use serde::{Deserialize, Serialize};

use super::{Expiry, Words, is_default};

/// A stamp card: so many visits or items, then a reward.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = StampCardDefinition))]
#[serde(deny_unknown_fields)]
pub struct StampCard {
    /// Short name in the programme, also the purse's id: `coffee`. Not `points` and not `credit`.
    pub id: String,
    /// Name for people: `Coffee card`.
    pub name: Words,
    /// Stamps that make it full.
    pub goal: u32,
    /// The reward a full card turns into, by its id.
    pub reward: String,
    /// Other rewards that the customer may take in its place, by their ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// What gives a stamp.
    #[serde(default, skip_serializing_if = "is_default")]
    pub earn: StampEarn,
    /// A full card turns into a voucher by itself and the next card begins; else stamps add up and the customer redeems when they like.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub automatic: bool,
    /// When stamps lapse.
    #[serde(default)]
    pub expiry: Expiry,
}

fn yes() -> bool {
    true
}

fn is_yes(yes: &bool) -> bool {
    *yes
}

impl Default for StampCard {
    fn default() -> StampCard {
        StampCard {
            id: String::new(),
            name: Words::default(),
            goal: 10,
            reward: String::new(),
            choices: Vec::new(),
            earn: StampEarn::Quantity,
            automatic: true,
            expiry: Expiry::Never,
        }
    }
}

impl StampCard {
    /// The rewards that a full card can become, the usual one first.
    pub fn rewards(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.reward.as_str()).chain(self.choices.iter().map(String::as_str))
    }
}

/// What gives a stamp.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum StampEarn {
    /// Each item bought.
    #[default]
    Quantity,
    /// Each visit, one stamp, given when the visit is opened.
    Visit,
    /// Each item bought that carries this tag: `coffee`.
    Tag(String),
}

/// Points and how they are earned. The purse is called [`crate::POINTS`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = PointsDefinition))]
#[serde(deny_unknown_fields)]
pub struct Points {
    /// What the shop calls them: `Beans`.
    pub name: Words,
    /// At most one rule by amount and one by visit, any number of actions.
    pub earn: Vec<Earning>,
    /// When points lapse.
    #[serde(default)]
    pub expiry: Expiry,
}

impl Points {
    /// The rule by amount: so many points per so many minor units.
    pub fn by_amount(&self) -> Option<(u32, u32)> {
        self.earn.iter().find_map(|earning| match earning {
            Earning::ByAmount { points, per_minor } => Some((*points, *per_minor)),
            _ => None,
        })
    }

    /// Points of a visit.
    pub fn by_visit(&self) -> Option<u32> {
        self.earn.iter().find_map(|earning| match earning {
            Earning::ByVisit { points } => Some(*points),
            _ => None,
        })
    }

    /// Points of the action of this name, and how often it counts.
    pub fn by_action(&self, name: &str) -> Option<(u32, OncePer)> {
        self.earn.iter().find_map(|earning| match earning {
            Earning::ByAction { action, points, once_per, .. } if action == name => Some((*points, *once_per)),
            _ => None,
        })
    }
}

/// One way to earn points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = PointsEarning))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Earning {
    /// `points` for each `per_minor` minor units spent: `floor(amount × points / per_minor)`, the remainder stays on the card.
    ByAmount {
        /// Points.
        points: u32,
        /// For so many minor units.
        per_minor: u32,
    },
    /// For each visit.
    ByVisit {
        /// Points.
        points: u32,
    },
    /// For something the customer does, which staff or an integration reports.
    ByAction {
        /// Short name: `own-cup`.
        action: String,
        /// Points.
        points: u32,
        /// What the customer does: `Bring your own cup`.
        words: Words,
        /// How often it counts.
        #[serde(default, skip_serializing_if = "is_default")]
        once_per: OncePer,
    },
}

/// How often an action counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OncePer {
    /// Each time.
    #[default]
    Never,
    /// Once on a business day.
    Day,
    /// Once on a card.
    Ever,
}

/// A share of the spend that comes back as credit in the shop's currency. The purse is called [`crate::CREDIT`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = CashbackDefinition))]
#[serde(deny_unknown_fields)]
pub struct Cashback {
    /// The share in hundredths of a percent: 500 is 5 %.
    pub basis_points: u32,
    /// When credit lapses.
    #[serde(default)]
    pub expiry: Expiry,
    /// The least that credit pays at once, minor units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_min: Option<u32>,
}
