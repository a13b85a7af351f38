//! Moments in words, by the shop's clock.

use jiff::{Timestamp, Zoned, tz::TimeZone};

use words::paper::Dates;

/// `21 November 2026, 14:32`.
pub fn when(at: &str, zone: &str, words: &Dates) -> String {
    let Some(local) = local(at, zone) else { return String::new() };
    format!("{}, {:02}:{:02}", day_of(&local, words), local.hour(), local.minute())
}

/// `21 November 2026`.
pub fn day(at: &str, zone: &str, words: &Dates) -> String {
    local(at, zone).map(|local| day_of(&local, words)).unwrap_or_default()
}

/// `today`, `yesterday`, or `on 21 November 2026`.
pub fn lately(at: &str, now_us: i64, zone: &str, words: &Dates) -> String {
    let (Some(local), Ok(now)) = (local(at, zone), Timestamp::from_microsecond(now_us)) else { return String::new() };
    let today = now.to_zoned(local.time_zone().clone()).date();
    match local.date() {
        date if date == today => words.today.to_owned(),
        date if date.tomorrow().is_ok_and(|next| next == today) => words.yesterday.to_owned(),
        _ => words.on.with([&day_of(&local, words)]),
    }
}

fn local(at: &str, zone: &str) -> Option<Zoned> {
    Some(at.parse::<Timestamp>().ok()?.to_zoned(TimeZone::get(zone).ok()?))
}

fn day_of(local: &Zoned, words: &Dates) -> String {
    let at = usize::from(local.month().unsigned_abs()).checked_sub(1);
    let day = at.and_then(|at| words.days.get(at));
    day.map(|day| day.with([&local.day().to_string(), &local.year().to_string()])).unwrap_or_default()
}
