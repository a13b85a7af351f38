//! When units lapse.

use serde::{Deserialize, Serialize};

/// When units lapse. Always at the end of a local day: units earned at noon and valid for a day are there until the next day's midnight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = UnitExpiry))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Expiry {
    /// Never.
    #[default]
    Never,
    /// At the end of the day so many days after the day they were earned.
    Days(u32),
    /// At the end of the same day of the month so many months later (the month's last day when it is shorter).
    Months(u32),
    /// With the month they were earned in, and so many months after.
    EndOfMonth {
        /// Whole months more.
        #[serde(default, skip_serializing_if = "crate::program::is_default")]
        grace_months: u32,
    },
    /// With the quarter of the year, and so many months after.
    EndOfQuarter {
        /// Whole months more.
        #[serde(default, skip_serializing_if = "crate::program::is_default")]
        grace_months: u32,
    },
    /// With the calendar year, and so many months after.
    EndOfYear {
        /// Whole months more.
        #[serde(default, skip_serializing_if = "crate::program::is_default")]
        grace_months: u32,
    },
    /// After so many days without any activity of the card: a visit, an earning, a redemption, a payment renews every unit.
    Sliding {
        /// Days of silence.
        days: u32,
    },
}
