//! Days and hours: the calendar against a real one, and zones that jump.

use jiff::civil;
use loyalty::{Date, Hours, Utc, Weekday, Zone};

use crate::support::{RealZone, at, day};

#[test]
fn the_calendar_agrees_with_a_real_one() {
    let mut real = civil::date(1898, 1, 1);
    let mut ours = day("1898-01-01");
    while real < civil::date(2104, 6, 1) {
        assert_eq!(ours.to_string(), real.to_string());
        assert_eq!(ours.weekday() as i8, real.weekday().to_monday_zero_offset());
        let months = (real.day() as i64 * 7) % 40 - 20;
        let later = real.checked_add(jiff::Span::new().months(months)).expect("a date in range");
        assert_eq!(ours.add_months(months).to_string(), later.to_string(), "{real} and {months} months");
        assert_eq!(ours.end_of_month().to_string(), real.last_of_month().to_string());
        (real, ours) = (real.tomorrow().expect("a day after"), ours.add_days(1));
    }
}

#[test]
fn utc_days_begin_where_they_end() {
    let day = Date::new(2026, 3, 2).expect("a date");
    let begins = Utc.midnight(day);
    assert_eq!((Utc.local(begins).date, Utc.local(begins).minute), (day, 0));
    assert_eq!(Utc.local(begins - 1).minute, 24 * 60 - 1);
}

#[test]
fn a_date_that_is_none_is_refused() {
    for text in ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "2026-01-01T00", "", "2026-01-+1"] {
        assert!(text.parse::<Date>().is_err(), "{text}");
    }
    let read: Date = serde_json::from_str("\"2028-02-29\"").expect("a leap day");
    assert_eq!(serde_json::to_string(&read).expect("text"), "\"2028-02-29\"");
}

#[test]
fn hours_past_midnight_belong_to_the_day_they_began_on() {
    let late = Hours { weekdays: vec![Weekday::Fri], from_minute: 22 * 60, to_minute: 2 * 60 };
    let open = |wall: &str| late.contain(Utc.local(at(&RealZone::named("UTC"), wall)));
    // 2026-03-27 is a Friday.
    assert!(!open("2026-03-27T21:59"));
    assert!(open("2026-03-27T22:00"));
    assert!(open("2026-03-28T01:59"));
    assert!(!open("2026-03-28T02:00"));
    assert!(!open("2026-03-28T23:00"), "Saturday's evening is not Friday's");
    assert!(!open("2026-03-27T01:00"), "Friday before dawn belongs to Thursday");
}

#[test]
fn hours_that_end_where_they_begin_are_a_whole_day() {
    let day = Hours { weekdays: vec![Weekday::Fri], from_minute: 600, to_minute: 600 };
    let open = |wall: &str| day.contain(Utc.local(at(&RealZone::named("UTC"), wall)));
    let walls = ["2026-03-27T09:59", "2026-03-27T10:00", "2026-03-28T09:59", "2026-03-28T10:00"];
    assert_eq!(walls.map(open), [false, true, true, false]);
}
