//! A shop's own words, in the languages it gives.

use serde::{Deserialize, Serialize};

use crate::Language;

/// A shop's own words, and their translations where the shop gives some.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// In the language the shop speaks.
    pub text: String,
    /// In English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<Box<str>>,
    /// In French.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fr: Option<Box<str>>,
    /// In German.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub de: Option<Box<str>>,
    /// In Spanish.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub es: Option<Box<str>>,
    /// In Italian.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub it: Option<Box<str>>,
    /// In Dutch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nl: Option<Box<str>>,
    /// In Polish.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pl: Option<Box<str>>,
    /// In Portuguese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pt: Option<Box<str>>,
}

impl Words {
    /// The words for a reader of `language`, by a shop that said what it speaks or did not; see [`crate::Program::say`].
    pub(crate) fn say(&self, language: Language, spoken: Option<Language>) -> &str {
        let is_own = match spoken {
            Some(spoken) => spoken == language,
            // A visitor from elsewhere is who English is given for; a reader of French or English may well be from here.
            None => matches!(language, Language::En | Language::Fr),
        };
        let english = self.en.as_deref().filter(|_| !is_own);
        self.translated(language).or(english).unwrap_or(&self.text)
    }

    /// The translation into `language`.
    pub(crate) fn translated(&self, language: Language) -> Option<&str> {
        let words = match language {
            Language::En => &self.en,
            Language::Fr => &self.fr,
            Language::De => &self.de,
            Language::Es => &self.es,
            Language::It => &self.it,
            Language::Nl => &self.nl,
            Language::Pl => &self.pl,
            Language::Pt => &self.pt,
        };
        words.as_deref()
    }

    /// Whether nothing is said.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Words {
        Words { text: text.into(), ..Words::default() }
    }
}
