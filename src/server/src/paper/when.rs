//! Moments in words, by the shop's clock.

use jiff::{Timestamp, Zoned, tz::TimeZone};

use super::words::Words;

/// `21 November 2026, 14:32`.
pub fn when(at: &str, zone: &str, words: &Words) -> String {
    let Some(local) = local(at, zone) else { return String::new() };
    format!("{}, {:02}:{:02}", day_of(&local, words), local.hour(), local.minute())
}

/// `21 November 2026`.
pub fn day(at: &str, zone: &str, words: &Words) -> String {
    local(at, zone).map(|local| day_of(&local, words)).unwrap_or_default()
}

/// `today`, `yesterday`, or `on 21 November 2026`.
pub fn lately(at: &str, now_us: i64, zone: &str, words: &Words) -> String {
    let (Some(local), Ok(now)) = (local(at, zone), Timestamp::from_microsecond(now_us)) else { return String::new() };
    let today = now.to_zoned(local.time_zone().clone()).date();
    match local.date() {
        date if date == today => words.today.to_owned(),
        date if date.tomorrow().is_ok_and(|next| next == today) => words.yesterday.to_owned(),
        _ => (words.on)(&day_of(&local, words)),
    }
}

fn local(at: &str, zone: &str) -> Option<Zoned> {
    Some(at.parse::<Timestamp>().ok()?.to_zoned(TimeZone::get(zone).ok()?))
}

fn day_of(local: &Zoned, words: &Words) -> String {
    let month = usize::from(local.month().unsigned_abs()).checked_sub(1).and_then(|at| words.months.get(at));
    format!("{} {} {}", local.day(), month.copied().unwrap_or_default(), local.year())
}
