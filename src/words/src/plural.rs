//! Which form of a word goes with a number: the plural rules of CLDR 48, for the whole numbers that are all we count.
//!
//! The browser's `Intl.PluralRules` has them too, but neither the server nor a test outside a browser does, and one rule for all can't disagree
//! with itself. A story compares them with `Intl`'s (tests/stories/languages.rs).

use crate::Lang;

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
pub fn category(lang: Lang, count: i64) -> Category {
    let n = count.unsigned_abs();
    let is_one = if lang == Lang::Fr { n < 2 } else { n == 1 };
    let millions = n != 0 && n.is_multiple_of(1_000_000);
    match lang {
        _ if is_one => Category::One,
        Lang::Pl if matches!(n % 10, 2..=4) && !matches!(n % 100, 12..=14) => Category::Few,
        Lang::Pl => Category::Many,
        Lang::Fr | Lang::Es | Lang::It | Lang::Pt if millions => Category::Many,
        Lang::En | Lang::Fr | Lang::De | Lang::Es | Lang::It | Lang::Nl | Lang::Pt => Category::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn categories(lang: Lang, counts: impl IntoIterator<Item = i64>) -> String {
        counts.into_iter().map(|count| category(lang, count).name()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn polish_has_few_and_many() {
        let counts = [0, 1, 2, 4, 5, 12, 14, 21, 22, 25, 102, 112];
        let wanted = "many one few few many many many many few many few many";
        assert_eq!(categories(Lang::Pl, counts), wanted);
    }

    #[test]
    fn zero_is_singular_in_french_only() {
        assert_eq!(categories(Lang::En, [0, 1, 2, -1]), "other one other one");
        assert_eq!(categories(Lang::Pt, [0, 1, 2, -1]), "other one other one");
        assert_eq!(categories(Lang::Fr, [0, 1, 2, -1, 1_000_000]), "one one other one many");
    }
}
