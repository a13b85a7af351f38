//! Days, as sentences have them.

use crate::{Template, list::texts};

texts! {
    /// Months and days.
    Dates {
        /// January to December, by themselves.
        months: [&'static str; 12],
        /// A day of January to December: `(day, year)`.
        days: [Template<2>; 12],
        /// The day it is.
        today: &'static str,
        /// The day before.
        yesterday: &'static str,
        /// On a day that is longer ago.
        on: Template<1>,
    }
}
