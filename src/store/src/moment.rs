//! A moment as a shop sees it: its wall clock, its business day, and until when that day lasts.

use jiff::civil::{self, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use loyalty::{Date, LocalTime, Micros, Zone};

use crate::Error;

const EPOCH: civil::Date = civil::date(1970, 1, 1);

/// A shop's time zone, by the tz database.
#[derive(Clone, Debug)]
pub(crate) struct ShopZone(TimeZone);

impl ShopZone {
    /// The zone of an IANA name.
    pub(crate) fn named(name: &str) -> Result<ShopZone, Error> {
        let zone = TimeZone::get(name);
        zone.map(ShopZone).map_err(|error| Error::Corrupt(format!("zone of the shop: {error}")))
    }

    fn datetime(&self, at: Micros) -> DateTime {
        let bound = if at < 0 { Timestamp::MIN } else { Timestamp::MAX };
        self.0.to_datetime(Timestamp::from_microsecond(at).unwrap_or(bound))
    }

    /// The first instant of a local day that the wall clock shows this hour or a later one. Days out of the calendar are its ends.
    fn instant(&self, date: Date, hour: i8) -> Micros {
        let bound = if date.0 < 0 { Timestamp::MIN } else { Timestamp::MAX };
        let day = i32::try_from(date.0).ok().and_then(|days| {
            let wall = EPOCH.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?.at(hour, 0, 0, 0);
            Some(self.0.to_zoned(wall).ok()?.timestamp())
        });
        day.unwrap_or(bound).as_microsecond()
    }
}

fn date_of(local: DateTime) -> Date {
    Date(i64::from((local.date() - EPOCH).get_days()))
}

impl Zone for ShopZone {
    fn local(&self, at: Micros) -> LocalTime {
        let local = self.datetime(at);
        LocalTime { date: date_of(local), minute: local.hour().unsigned_abs() as u16 * 60 + local.minute() as u16 }
    }

    fn midnight(&self, date: Date) -> Micros {
        self.instant(date, 0)
    }
}

/// Now, in a shop.
#[derive(Clone, Debug)]
pub(crate) struct Moment {
    zone: ShopZone,
    /// Microseconds since 1970 in UTC.
    pub now_us: Micros,
    there_us: Option<Micros>,
    /// The local date, where the day starts at the shop's cut-off hour.
    pub business_day: Date,
    day_ends_at: Micros,
}

impl Moment {
    /// A moment in a shop of this zone whose business day starts at this hour (0 to 23).
    pub(crate) fn new(zone: ShopZone, day_starts_hour: i64, now_us: Micros) -> Moment {
        let local = zone.datetime(now_us);
        let shifted = local.checked_sub(SignedDuration::from_hours(day_starts_hour)).unwrap_or(local);
        let business_day = date_of(shifted);
        let hour = i8::try_from(day_starts_hour).unwrap_or(0);
        let day_ends_at = zone.instant(business_day.add_days(1), hour);
        Moment { zone, now_us, there_us: None, business_day, day_ends_at }
    }

    /// Now, of a customer who was there before, at a till without a network. It counts for today's sums all the same: those of the day it was may
    /// be closed.
    pub(crate) fn of_one_there_at(self, there_us: Micros) -> Moment {
        Moment { there_us: Some(there_us), ..self }
    }

    /// What the rules must be told of it. `overridden`: a manager lets the card pass the limits.
    pub(crate) fn rules(&self, overridden: bool) -> loyalty::Context<'_> {
        loyalty::Context {
            now: self.now_us,
            there_at: self.there_us,
            business_day: self.business_day,
            day_ends_at: self.day_ends_at,
            overridden,
            zone: &self.zone,
        }
    }

    /// The instant at which the wall clock shows this; of two, the first, and of one that is skipped, the next. Times out of the calendar are its end.
    pub(crate) fn instant(&self, wall: DateTime) -> Micros {
        let zoned = self.zone.0.to_zoned(wall);
        zoned.map_or(Timestamp::MAX, |zoned| zoned.timestamp()).as_microsecond()
    }

    /// The first instant of a local day.
    pub(crate) fn begins(&self, date: Date) -> Micros {
        self.zone.midnight(date)
    }

    /// The local date of an instant.
    pub(crate) fn date(&self, at: Micros) -> Date {
        self.zone.local(at).date
    }
}

#[cfg(test)]
mod tests {
    use loyalty::Zone;

    use super::{Moment, ShopZone};

    fn at(text: &str) -> i64 {
        text.parse::<jiff::Timestamp>().expect("a time").as_microsecond()
    }

    fn paris(now: &str) -> Moment {
        Moment::new(ShopZone::named("Europe/Paris").expect("a zone"), 3, at(now))
    }

    #[test]
    fn a_bar_closes_after_midnight() {
        let late = paris("2026-03-28T00:30:00Z");
        assert_eq!(late.business_day.to_string(), "2026-03-27");
        assert_eq!(late.rules(false).day_ends_at, at("2026-03-28T02:00:00Z"));
        assert_eq!(paris("2026-03-28T02:00:00Z").business_day.to_string(), "2026-03-28");
    }

    #[test]
    fn a_business_day_ends_by_the_wall_clock_when_clocks_change() {
        let before_summer_time = paris("2026-03-28T12:00:00Z");
        assert_eq!(before_summer_time.rules(false).day_ends_at, at("2026-03-29T01:00:00Z"));
    }

    #[test]
    fn a_day_that_a_zone_skips_begins_with_the_next() {
        let apia = ShopZone::named("Pacific/Apia").expect("a zone");
        let skipped = loyalty::Date::new(2011, 12, 30).expect("a date");
        assert_eq!(apia.midnight(skipped), apia.midnight(skipped.add_days(1)));
    }

    #[test]
    fn times_out_of_the_calendar_are_its_ends() {
        let zone = ShopZone::named("UTC").expect("a zone");
        assert!(zone.midnight(loyalty::Date(i64::MAX)) > at("9999-01-01T00:00:00Z"));
        assert!(zone.local(i64::MIN).date < loyalty::Date(0));
    }
}
