//! What sentences are made of in every language: counts, lists, hours.

use super::Language;
use crate::{Carry, Category, Hours, LotUse, category};

/// A number and its word: `1 point`, `2 points`. Of whole millions, some languages say `1000000 de points`. Polish has forms of its own.
pub(super) fn count(language: Language, number: impl Into<i64>, one: &str, other: &str) -> String {
    let number = number.into();
    match category(language, number) {
        Category::One => format!("{number} {one}"),
        Category::Many => format!("{number} {} {other}", if language == Language::It { "di" } else { "de" }),
        Category::Few | Category::Other => format!("{number} {other}"),
    }
}

/// `a, b or c`, with the language's word before the last.
pub(super) fn list(things: &[impl AsRef<str>], word: &str) -> String {
    let things: Vec<_> = things.iter().map(AsRef::as_ref).collect();
    match things.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

/// The days of the week by their names, from Monday on, with the language's word before the last; `all` when there are none.
pub(super) fn days(hours: &Hours, names: [&'static str; 7], word: &str, all: &str) -> String {
    let days: Vec<_> = hours.weekdays.iter().map(|day| names[*day as usize]).collect();
    if days.is_empty() { all.to_owned() } else { list(&days, word) }
}

/// A minute of the day: `17:05`.
pub(super) fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60 % 24, minute % 60)
}

/// What is kept below a whole unit, in hundredths cut off: `0.50`. Refunds may leave less than nothing: `-0.50`.
pub(super) fn share(carry: Carry, point: char) -> String {
    let hundredths = i128::from(carry.numerator) * 100 / i128::from(carry.denominator.max(1));
    let sign = if hundredths < 0 { "-" } else { "" };
    format!("{sign}{}{point}{:02}", hundredths.abs() / 100, hundredths.abs() % 100)
}

/// The operations that units came from or went back to, each by its number: `no. 3 (5), no. 7 (2)`.
pub(super) fn places(number: &str, uses: &[LotUse]) -> String {
    let places = uses.iter().map(|used| format!("{number} {} ({})", used.lot.seq, used.units.abs()));
    places.collect::<Vec<_>>().join(", ")
}
