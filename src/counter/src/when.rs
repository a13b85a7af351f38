//! Moments of the wire as milliseconds, to say "20 seconds ago".

use wire::Time;

/// Milliseconds since 1970 of RFC 3339 text in UTC, such as `2026-03-01T08:30:00.25Z`; `None` if it is something else.
pub fn ms(time: &Time) -> Option<i64> {
    let text = time.0.strip_suffix('Z')?;
    let (date, clock) = text.split_once('T')?;
    let [year, month, day] = numbers(date, '-')?;
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let [hour, minute, second] = numbers(clock, ':')?;
    let millis: i64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    Some((((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second) * 1000 + millis)
}

/// Whole seconds from then until now, never below zero.
pub fn seconds_ago(time: &Time, now_ms: i64) -> Option<i64> {
    ms(time).map(|then| ((now_ms - then) / 1000).max(0))
}

/// Seconds from now until then, rounded up, never below zero.
pub fn seconds_until(time: &Time, now_ms: i64) -> Option<i64> {
    ms(time).map(|then| ((then - now_ms + 999) / 1000).max(0))
}

fn numbers(text: &str, by: char) -> Option<[i64; 3]> {
    let mut parts = text.split(by).map(|part| part.parse::<i64>().ok());
    let three = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(three)
}

/// Days since 1970-01-01 in the Gregorian calendar; years begin in March here, so that the leap day is the last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let from_march = (month + 9) % 12;
    let day_of_year = (153 * from_march + 2) / 5 + day - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Time {
        Time(text.into())
    }

    #[test]
    fn known_moments() {
        assert_eq!(ms(&time("1970-01-01T00:00:00Z")), Some(0));
        assert_eq!(ms(&time("2000-02-29T12:00:00Z")), Some(951_825_600_000));
        assert_eq!(ms(&time("2026-03-01T08:30:00.25Z")), Some(1_772_353_800_250));
        assert_eq!(ms(&time("2026-03-01T08:30:00.250999Z")), Some(1_772_353_800_250));
        assert_eq!(ms(&time("2026-03-01 08:30")), None);
    }

    #[test]
    fn ago_and_until() {
        let then = time("1970-01-01T00:00:20Z");
        assert_eq!(seconds_ago(&then, 40_900), Some(20));
        assert_eq!(seconds_ago(&then, 0), Some(0));
        assert_eq!(seconds_until(&then, 19_001), Some(1));
        assert_eq!(seconds_until(&then, 21_000), Some(0));
    }
}
