//! The languages that the rules can be said in, and how each writes numbers and dates.

use serde::{Deserialize, Serialize};

use crate::Date;

/// A language that the rules can be said in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// French.
    Fr,
    /// German.
    De,
    /// Spanish.
    Es,
    /// Italian.
    It,
    /// Dutch.
    Nl,
    /// Polish.
    Pl,
    /// Portuguese, as it is written in Portugal.
    Pt,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 8] = [
        Language::En,
        Language::Fr,
        Language::De,
        Language::Es,
        Language::It,
        Language::Nl,
        Language::Pl,
        Language::Pt,
    ];

    /// Its member in a shop's words: `fr`.
    pub(crate) fn member(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Fr => "fr",
            Language::De => "de",
            Language::Es => "es",
            Language::It => "it",
            Language::Nl => "nl",
            Language::Pl => "pl",
            Language::Pt => "pt",
        }
    }

    /// What owners are told (faults, warnings, what a version would leave behind) exists in French and English: which of them this reader gets.
    pub fn for_owners(self) -> Language {
        if self == Language::Fr { Language::Fr } else { Language::En }
    }

    /// What stands between a whole number and its parts: `2.5`, `2,5`.
    pub fn decimal_point(self) -> char {
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
            Language::En | Language::It | Language::Nl | Language::Pl | Language::Pt => "%",
            Language::De | Language::Es => "\u{a0}%",
            Language::Fr => "\u{202f}%",
        };
        text + sign
    }

    /// A day in figures: in English as ISO 8601 has it, since day and month stand in either order in English.
    pub(super) fn date(self, date: Date) -> String {
        let (year, month, day) = date.year_month_day();
        match self {
            Language::En => date.to_string(),
            Language::De | Language::Pl => format!("{day:02}.{month:02}.{year:04}"),
            Language::Fr | Language::Es | Language::It | Language::Pt => format!("{day:02}/{month:02}/{year:04}"),
            Language::Nl => format!("{day:02}-{month:02}-{year:04}"),
        }
    }
}
