//! Which form of a word goes with a number: the plural rules of CLDR 48, for the whole numbers that are all we count.
//!
//! The browser's `Intl.PluralRules` has them too, but neither the server nor a test outside a browser does, and one rule for all can't disagree
//! with itself. A story compares them with `Intl`'s (tests/stories/languages.rs).

use crate::Language;

/// The categories of CLDR that our languages have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// "1 stamp"
    One,
    /// Polish: 2 to 4, 22 to 24, …
    Few,
    /// Polish: 5 and what is like it; French, Italian, Spanish, Portuguese: whole millions.
    Many,
    /// All the rest.
    Other,
}

impl Category {
    /// All of them, in the order of a plural's forms.
    pub const ALL: [Category; 4] = [Category::One, Category::Few, Category::Many, Category::Other];

    /// As `Intl.PluralRules` calls it.
    pub fn name(self) -> &'static str {
        match self {
            Category::One => "one",
            Category::Few => "few",
            Category::Many => "many",
            Category::Other => "other",
        }
    }
}

/// The category of a whole number in a language; the sign does not matter.
pub fn category(language: Language, count: i64) -> Category {
    let n = count.unsigned_abs();
    let is_one = if language == Language::Fr { n < 2 } else { n == 1 };
    let millions = n != 0 && n.is_multiple_of(1_000_000);
    match language {
        _ if is_one => Category::One,
        Language::Pl if matches!(n % 10, 2..=4) && !matches!(n % 100, 12..=14) => Category::Few,
        Language::Pl => Category::Many,
        Language::Fr | Language::Es | Language::It | Language::Pt if millions => Category::Many,
        _ => Category::Other,
    }
}
