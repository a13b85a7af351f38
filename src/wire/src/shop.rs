//! The shop as anyone may see it: name, brand, and the programme in force.

use serde::{Deserialize, Serialize};

/// A shop's public face.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Shop {
    /// Its part of the link: `https://…/{slug}`.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// How it looks.
    pub brand: Brand,
    /// ISO 4217 code.
    pub currency: String,
    /// The programme in force.
    pub program: Program,
}

/// How a shop looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Brand {
    /// `#rrggbb`.
    pub color: String,
    /// A path on this server, when the shop has a logo.
    pub logo_url: Option<String>,
}

/// What the customer is promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Program {
    /// Grows by one with each publication; immutable once published.
    pub version: u32,
    /// The main rule in one sentence, in the language asked for.
    pub headline: String,
    /// Stamp cards, side by side.
    pub stamp_cards: Vec<StampCard>,
    /// The points rule, where the programme has points.
    pub points: Option<Points>,
    /// Everything one can get.
    pub rewards: Vec<Reward>,
}

/// One stamp card of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StampCard {
    /// Its id, also the purse's.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Stamps that make it full.
    pub goal: u32,
    /// The id of the reward a full card turns into.
    pub reward: String,
}

/// The points rule: `per` minor units earn `points`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Points {
    /// Points earned …
    pub points: i64,
    /// … for so many minor units.
    pub per_minor: i64,
}

/// Something one can get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reward {
    /// Its id.
    pub id: String,
    /// What the customer gets, in the shop's words.
    pub title: String,
    /// What it costs in the menu, in points; absent for the reward of a stamp card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<i64>,
}
