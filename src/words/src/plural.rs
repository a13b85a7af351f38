//! Which form of a word goes with a number, by the one rule there is (`loyalty::category`). A story compares it with the browser's
//! `Intl.PluralRules` (tests/stories/languages.rs).

pub use loyalty::Category;

use crate::Lang;

/// The category of a whole number in a language; the sign does not matter.
pub fn category(lang: Lang, count: i64) -> Category {
    loyalty::category(lang.into(), count)
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
