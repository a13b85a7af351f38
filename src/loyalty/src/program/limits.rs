//! Limits of a shop, and what a void does below zero.

use serde::{Deserialize, Serialize};

/// Limits of a shop. "A day" is a business day; a limit that is absent does not hold. A manager may override each but the windows of a void.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = ProgramLimits))]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Seconds before the same card may open another visit.
    pub cooldown_s: u32,
    /// Items one operation may count.
    pub quantity_max: u32,
    /// Stamps a card may earn on one business day.
    pub stamps_per_day_max: u32,
    /// Gifts one member of staff may make on one business day.
    pub gifts_per_day_max: u32,
    /// Visits a card may make on one business day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visits_per_day_max: Option<u32>,
    /// Adjustments and opening balances one member of staff may make on one business day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manual_per_staff_day_max: Option<u32>,
    /// Earnings one till may record on one business day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earns_per_till_day_max: Option<u32>,
    /// Points a card may earn on one business day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_per_day_max: Option<u32>,
    /// Credit a card may earn on one business day, minor units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit_per_day_max: Option<u32>,
    /// Seconds in which whoever made an operation may void it.
    pub void_window_s: u32,
    /// Days in which a manager may void it.
    pub manager_void_days: u32,
    /// How far a till may go without a network.
    pub offline: OfflineLimits,
}

/// How far a till may go without a network. It keeps to them by itself; nobody can override them there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = ProgramOfflineLimits))]
#[serde(default, deny_unknown_fields)]
pub struct OfflineLimits {
    /// Visits in which one card may earn within [`OfflineLimits::card_interval_s`].
    pub earns_per_card: u32,
    /// Seconds.
    pub card_interval_s: u32,
    /// Visits in which a till may let cards earn within 24 hours.
    pub earns_per_till_day: u32,
    /// What the rewards used in one visit may cost the shop together, minor units; 0 leaves those that cost nothing.
    pub redeem_value_max: u32,
}

impl Default for OfflineLimits {
    fn default() -> OfflineLimits {
        OfflineLimits { earns_per_card: 2, card_interval_s: 3_600, earns_per_till_day: 200, redeem_value_max: 1_000 }
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            cooldown_s: 60,
            quantity_max: 50,
            stamps_per_day_max: 200,
            gifts_per_day_max: 10,
            visits_per_day_max: None,
            manual_per_staff_day_max: None,
            earns_per_till_day_max: None,
            points_per_day_max: None,
            credit_per_day_max: None,
            void_window_s: 600,
            manager_void_days: 30,
            offline: OfflineLimits::default(),
        }
    }
}

impl Limits {
    /// The limits that a manager may let a card pass, by the names that refusals and receipts say. The last is a promotion's own.
    pub const NAMES: [&'static str; 9] = [
        "quantity_max",
        "stamps_per_day_max",
        "points_per_day_max",
        "credit_per_day_max",
        "visits_per_day_max",
        "gifts_per_day_max",
        "manual_per_staff_day_max",
        "earns_per_till_day_max",
        "max_per_referrer",
    ];
}

/// What a void does when what it takes back is spent already. Chosen once, for the whole programme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BelowZero {
    /// The card owes it: what is earned next pays it first.
    #[default]
    Debt,
    /// The shop bears it: the card stays at zero.
    Floor,
}

impl BelowZero {
    pub(crate) fn is_debt(&self) -> bool {
        *self == BelowZero::Debt
    }
}
