//! Local days and hours, without a time-zone database: civil dates are numbers, and what a zone does to them is asked of the caller.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Micros;

/// A day of the calendar, as days since 1970-01-01. Written as `2026-03-29`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, format = Date))]
pub struct Date(pub i64);

/// The day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

impl Weekday {
    /// All seven, Monday first.
    pub const ALL: [Weekday; 7] =
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
}

/// What a clock on the shop's wall shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalTime {
    /// The day.
    pub date: Date,
    /// Minutes since its midnight, 0 to 1439, as the wall clock shows them (an hour that DST repeats is shown twice).
    pub minute: u16,
}

/// The shop's time zone, which the caller knows: this crate holds no time-zone database.
pub trait Zone {
    /// What the wall clock shows at an instant.
    fn local(&self, at: Micros) -> LocalTime;

    /// The first instant of a local day. Where the day's midnight is skipped it is the first instant after the gap; a day that the zone
    /// skips altogether begins when the next one does.
    fn midnight(&self, date: Date) -> Micros;
}

/// A zone that is always UTC.
#[derive(Clone, Copy, Debug)]
pub struct Utc;

impl Zone for Utc {
    fn local(&self, at: Micros) -> LocalTime {
        let minute = at.rem_euclid(crate::DAY) / (60 * crate::SECOND);
        LocalTime { date: Date(at.div_euclid(crate::DAY)), minute: minute as u16 }
    }

    fn midnight(&self, date: Date) -> Micros {
        date.0.saturating_mul(crate::DAY)
    }
}

impl Date {
    /// The day of a year (1 to 9999 is meant), month (1 to 12) and day (1 to 31), if there is one.
    pub fn new(year: i64, month: u8, day: u8) -> Option<Date> {
        let there = (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month);
        there.then(|| Date::civil(year, month, day))
    }

    /// Days since 1970 of a date that is there: Howard Hinnant's `days_from_civil`.
    fn civil(year: i64, month: u8, day: u8) -> Date {
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month_from_march = (i64::from(month) + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Date(era * 146_097 + day_of_era - 719_468)
    }

    /// Year, month (1 to 12) and day (1 to 31): Howard Hinnant's `civil_from_days`.
    pub fn year_month_day(self) -> (i64, u8, u8) {
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year, month as u8, day as u8)
    }

    /// So many days later; earlier below zero.
    #[must_use]
    pub fn add_days(self, days: i64) -> Date {
        Date(self.0.saturating_add(days))
    }

    /// The same day so many months later (earlier below zero), or the last day of a month that is too short for it.
    #[must_use]
    pub fn add_months(self, months: i64) -> Date {
        let (year, month, day) = self.year_month_day();
        let months = year * 12 + i64::from(month) - 1 + months;
        let (year, month) = (months.div_euclid(12), months.rem_euclid(12) as u8 + 1);
        Date::civil(year, month, day.min(days_in_month(year, month)))
    }

    /// The last day of its month.
    #[must_use]
    pub fn end_of_month(self) -> Date {
        let (year, month, _) = self.year_month_day();
        Date::civil(year, month, days_in_month(year, month))
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        Weekday::ALL[(self.0 + 3).rem_euclid(7) as usize]
    }
}

/// Days of a month (1 to 12).
pub fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Whether the year has a 29 February.
pub fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.year_month_day();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl std::str::FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Date, NotADate> {
        let mut parts = text.splitn(3, '-');
        let mut part = |length: usize| {
            let part = parts.next().filter(|part| part.len() == length && part.bytes().all(|b| b.is_ascii_digit()));
            part.and_then(|part| part.parse::<i64>().ok()).ok_or(NotADate)
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        Date::new(year, month as u8, day as u8).ok_or(NotADate)
    }
}

/// A text that is not a day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a date is written 2026-03-29")]
pub struct NotADate;

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}
