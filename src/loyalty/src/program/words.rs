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
    pub en: Option<String>,
    /// In French.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fr: Option<String>,
}

impl Words {
    /// The words in `language` if there are some, else as the shop said them.
    pub fn say(&self, language: Language) -> &str {
        let translated = match language {
            Language::En => &self.en,
            Language::Fr => &self.fr,
        };
        translated.as_deref().unwrap_or(&self.text)
    }

    /// Whether nothing is said.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Words {
        Words { text: text.into(), en: None, fr: None }
    }
}
