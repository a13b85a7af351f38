//! The moment for the naive model: a calendar of its own, from another library.

use crate::programs::PURSES;
use jiff::civil;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use loyalty::{Date, Expiry, Micros, Program};
use std::collections::BTreeMap;

use super::Token;

/// The moment, and the world around a card.
#[derive(Clone, Copy)]
pub struct Now<'a> {
    pub at: Micros,
    pub zone: &'a TimeZone,
    pub program: &'a Program,
    pub overridden: bool,
    pub birthday: Option<(i8, i8)>,
    pub joined: civil::Date,
    pub last_visit: Option<civil::Date>,
    /// The card was brought by a friend; by its own holder.
    pub brought: Option<bool>,
    /// Pieces of rewards that the other card of the shop has.
    pub others: &'a BTreeMap<String, i64>,
    /// What the same till and the same staff did today with other cards.
    pub elsewhere: Elsewhere,
}

/// Counts of a day.
#[derive(Clone, Copy, Default)]
pub struct Elsewhere {
    pub earns: i64,
    pub gifts: i64,
    pub by_hand: i64,
}

pub fn civil_date(date: Date) -> civil::Date {
    civil::date(1970, 1, 1).saturating_add(date.0.days())
}

impl Now<'_> {
    pub fn wall(&self) -> civil::DateTime {
        self.zone.to_datetime(Timestamp::from_microsecond(self.at).expect("a time in range"))
    }

    pub fn today(&self) -> civil::Date {
        self.wall().date()
    }

    pub fn day_number(&self) -> i64 {
        i64::from((self.today() - civil::date(1970, 1, 1)).get_days())
    }

    pub fn midnight(&self, date: civil::Date) -> Micros {
        self.zone.to_zoned(date.at(0, 0, 0, 0)).expect("a time in range").timestamp().as_microsecond()
    }

    pub fn end_of(&self, date: civil::Date) -> Micros {
        self.midnight(date.tomorrow().expect("a day after"))
    }

    pub fn day_ends(&self) -> Micros {
        self.end_of(self.today())
    }

    /// When units earned now lapse.
    pub fn lapses(&self, expiry: Expiry) -> Option<Micros> {
        let today = self.today();
        let later = |months: u32| today.saturating_add(i64::from(months).months());
        let last = match expiry {
            Expiry::Never => return None,
            Expiry::Days(days) | Expiry::Sliding { days } => today.saturating_add(i64::from(days).days()),
            Expiry::Months(months) => later(months),
            Expiry::EndOfMonth { grace_months } => later(grace_months).last_of_month(),
            Expiry::EndOfQuarter { grace_months } => {
                let ends = [3, 6, 9, 12].into_iter().find(|end| *end >= today.month()).expect("a quarter");
                let quarter = civil::date(today.year(), ends, 1);
                quarter.saturating_add(i64::from(grace_months).months()).last_of_month()
            }
            Expiry::EndOfYear { grace_months } => {
                let december = civil::date(today.year(), 12, 1);
                december.saturating_add(i64::from(grace_months).months()).last_of_month()
            }
        };
        Some(self.end_of(last))
    }

    pub fn expiry(&self, purse: usize) -> Option<Expiry> {
        match PURSES[purse] {
            "points" => self.program.points.as_ref().map(|points| points.expiry),
            "credit" => self.program.cashback.as_ref().map(|cashback| cashback.expiry),
            id => self.program.stamp_cards.iter().find(|card| card.id == id).map(|card| card.expiry),
        }
    }

    /// When a token may lapse: never, then, or not while the customer wasn't told.
    pub fn may_lapse(&self, token: &Token, has_channel: bool) -> Option<Micros> {
        let expires = token.expires?;
        if !has_channel || self.program.warning_days == 0 {
            return Some(expires);
        }
        token.warned.map(|warned| expires.max(self.told(warned)))
    }

    /// The soonest that a token may lapse of which the customer was told then.
    pub fn told(&self, at: Micros) -> Micros {
        let told = self.zone.to_datetime(Timestamp::from_microsecond(at).expect("a time in range")).date();
        self.end_of(told.saturating_add(i64::from(self.program.warning_days).days()))
    }
}
