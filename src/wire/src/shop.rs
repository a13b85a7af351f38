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
    /// The share that comes back as credit, where the programme has credit.
    #[cfg(feature = "details")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cashback: Option<ProgramCashback>,
    /// Levels, from the lowest to the highest.
    #[cfg(feature = "details")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<ProgramLevel>,
    /// What the thresholds of the levels count; present when there are levels.
    #[cfg(feature = "details")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels_by: Option<LevelsBy>,
    /// The status that one can take out, where there is one.
    #[cfg(feature = "details")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub membership: Option<ProgramMembership>,
    /// What items may be called at the counter, where that decides what they earn.
    #[cfg(feature = "details")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// What one can do for points beside buying.
    #[cfg(feature = "details")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<ProgramAction>,
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
    /// Its stamps come with the visit: nobody counts items for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_visit: bool,
    /// The tag of the items it counts, one of [`Program::tags`]; absent where each item counts.
    #[cfg(feature = "details")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
}

/// The points rule: every `per_minor` minor units earn `points`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Points {
    /// Points earned …
    pub points: i64,
    /// … for so many minor units. Where what is paid earns none, 0 for 1.
    pub per_minor: i64,
    /// Points of a visit, where visits earn some.
    #[cfg(feature = "details")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_visit: Option<i64>,
}

/// The share of what is paid that comes back as credit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgramCashback {
    /// In hundredths of a percent: 500 is 5 %.
    pub basis_points: u32,
    /// The least that credit pays at once, minor units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_min: Option<i64>,
}

/// One level of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgramLevel {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The count that reaches it, see [`Program::levels_by`].
    pub threshold: i64,
    /// What it gives all the time.
    pub benefits: Vec<String>,
}

/// What levels count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LevelsBy {
    /// What was paid, minor units.
    Spend,
    /// Visits.
    Visits,
    /// Points earned.
    Points,
}

/// The membership of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgramMembership {
    /// Its name.
    pub name: String,
    /// What it gives all the time.
    pub benefits: Vec<String>,
    /// What it costs, minor units; nothing when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<i64>,
}

/// Something one can do for points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgramAction {
    /// Its id, as in an `action`.
    pub id: String,
    /// What one does, in the shop's words.
    pub name: String,
    /// Points for it.
    pub points: i64,
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

/// Purses whose lines leave the code in a phone's first view. A card that holds more has its code above itself there, in the server's page as in
/// the card's app.
pub const ABOVE_CODE_MAX: usize = 2;

/// Places that a row of a stamp card has at most.
const ROW_MAX: u32 = 8;

/// How many places a stamp card of this goal has across and down, its reward's place among them. The server's page and the card's app draw by the
/// same: nothing jumps when one takes over from the other. A row, then two, as long as stamps stay large enough to be pretty; never fewer than five
/// across.
pub fn stamp_grid(goal: u32) -> (u32, u32) {
    let places = goal.saturating_add(1);
    let columns = if places <= ROW_MAX { places.max(5) } else { places.div_ceil(2).clamp(5, ROW_MAX) };
    (columns, places.div_ceil(columns))
}

#[cfg(test)]
mod tests {
    use super::stamp_grid;

    #[test]
    fn rows_are_even_and_stamps_large() {
        assert_eq!(stamp_grid(9), (5, 2), "nine coffees and the tenth: two rows of five");
        assert_eq!(stamp_grid(4), (5, 1));
        assert_eq!(stamp_grid(5), (6, 1), "no reward alone in a row of its own");
        assert_eq!(stamp_grid(7), (8, 1));
        assert_eq!(stamp_grid(8), (5, 2));
        assert_eq!(stamp_grid(12), (7, 2));
        assert_eq!(stamp_grid(39), (8, 5));
    }
}
