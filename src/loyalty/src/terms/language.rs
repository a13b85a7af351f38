//! The languages that the rules can be said in, and how each writes numbers and dates.

use crate::Date;

/// A language that the rules can be said in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    En,
    /// French.
    Fr,
}

impl Language {
    /// What stands between a whole number and its parts: `2.5`, `2,5`.
    pub(super) fn decimal_point(self) -> char {
        if self == Language::En { '.' } else { ',' }
    }

    /// So many hundredths of a percent: `2.5%`, `2,5 %`.
    pub(super) fn percent(self, hundredths: u32) -> String {
        let (whole, rest) = (hundredths / 100, hundredths % 100);
        let text = if rest == 0 {
            whole.to_string()
        } else {
            format!("{whole}{}{rest:02}", self.decimal_point()).trim_end_matches('0').to_owned()
        };
        let sign = match self {
            Language::En => "%",
            Language::Fr => "\u{202f}%",
        };
        text + sign
    }

    /// A day in figures: in English as ISO 8601 has it, since day and month stand in either order in English.
    pub(super) fn date(self, date: Date) -> String {
        let (year, month, day) = date.year_month_day();
        match self {
            Language::En => date.to_string(),
            Language::Fr => format!("{day:02}/{month:02}/{year:04}"),
        }
    }
}
