//! Levels by what a customer did over a rolling period, and membership.

use serde::{Deserialize, Serialize};

use super::{Gives, Words, is_default};
use crate::Date;

/// Levels: up at once, down only at a review, after a grace period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = LevelsDefinition))]
#[serde(deny_unknown_fields)]
pub struct Tiers {
    /// What is counted.
    pub basis: TierBasis,
    /// Over so many months back from today, by business days.
    pub period_months: u32,
    /// From the lowest to the highest.
    pub levels: Vec<Level>,
    /// When a level is looked at again.
    #[serde(default, skip_serializing_if = "is_default")]
    pub review: Review,
    /// Days of grace after a review that finds too little; the level falls only after them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub grace_days: u32,
}

impl Tiers {
    /// The first business day that counts on `today`.
    pub fn period_start(&self, today: Date) -> Date {
        today.add_months(-i64::from(self.period_months)).add_days(1)
    }
}

/// What levels count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TierBasis {
    /// Money that earns, minor units.
    Spend,
    /// Visits.
    Visits,
    /// Points earned.
    Points,
}

/// When a level is looked at again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = LevelReview))]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// On the first day of each month.
    Monthly,
    /// On each anniversary of the day the level was reached.
    #[default]
    Yearly,
}

/// One level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = LevelDefinition))]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Short name: `gold`.
    pub id: String,
    /// Name for people: `Gold`.
    pub name: Words,
    /// The count that reaches it: minor units, visits or points.
    pub from: i64,
    /// Points and credit earned at this level, in percent of what everybody earns: 150 is one and a half. Stamps are whole and not touched.
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    pub multiplier_pct: u32,
    /// What the level gives all the time, shown to staff at the scan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub benefits: Vec<Words>,
    /// A reward on reaching it, once a card, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry_gift: Option<String>,
}

impl Default for Level {
    fn default() -> Level {
        Level {
            id: String::new(),
            name: Words::default(),
            from: 0,
            multiplier_pct: 100,
            benefits: Vec::new(),
            entry_gift: None,
        }
    }
}

fn hundred() -> u32 {
    100
}

fn is_hundred(percent: &u32) -> bool {
    *percent == 100
}

/// A status with perks that a customer takes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = MembershipDefinition))]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// Name for people: `Friends of the house`.
    pub name: Words,
    /// What it gives all the time, shown to staff at the scan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub benefits: Vec<Words>,
    /// For how long.
    pub valid: Validity,
    /// It can be renewed, before or after it ends.
    #[serde(default, skip_serializing_if = "is_default")]
    pub renewable: bool,
    /// What it costs, minor units; nothing when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<u32>,
    /// Points and credit that members earn, in percent of what everybody earns.
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    pub multiplier_pct: u32,
    /// What each enrolment and renewal gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gives: Option<Gives>,
}

/// For how long a membership is valid, to the end of a local day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = MembershipValidity))]
#[serde(rename_all = "snake_case")]
pub enum Validity {
    /// Months.
    Months(u32),
    /// Days.
    Days(u32),
    /// For ever.
    Forever,
}
