//! The languages: the one list that the apps and the server share.

/// A language, in the order in which people are offered them: the two that were there first, then by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
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

impl Lang {
    /// All of them.
    pub const ALL: [Lang; 8] = [Lang::En, Lang::Fr, Lang::De, Lang::Es, Lang::It, Lang::Nl, Lang::Pl, Lang::Pt];

    /// The BCP 47 tag: `en`, `fr`, `pt-PT`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Fr => "fr",
            Lang::De => "de",
            Lang::Es => "es",
            Lang::It => "it",
            Lang::Nl => "nl",
            Lang::Pl => "pl",
            Lang::Pt => "pt-PT",
        }
    }

    /// Its name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Fr => "Français",
            Lang::De => "Deutsch",
            Lang::Es => "Español",
            Lang::It => "Italiano",
            Lang::Nl => "Nederlands",
            Lang::Pl => "Polski",
            Lang::Pt => "Português",
        }
    }

    /// The language whose tag this is.
    pub fn tagged(tag: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.tag() == tag)
    }

    /// The language of a tag such as `fr-CA`, if we speak it.
    pub fn of_tag(tag: &str) -> Option<Lang> {
        let primary = |tag: &'static str| tag.split('-').next().unwrap_or_default();
        let asked = tag.split(['-', '_']).next().unwrap_or_default();
        Lang::ALL.into_iter().find(|lang| primary(lang.tag()).eq_ignore_ascii_case(asked))
    }
}

/// The language of a programme's own sentences: its headline, its terms, what a receipt explains.
impl From<Lang> for loyalty::Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::En => Self::En,
            Lang::Fr => Self::Fr,
            Lang::De => Self::De,
            Lang::Es => Self::Es,
            Lang::It => Self::It,
            Lang::Nl => Self::Nl,
            Lang::Pl => Self::Pl,
            Lang::Pt => Self::Pt,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_found_by_its_tag_and_offered_by_its_name() {
        for lang in Lang::ALL {
            assert_eq!((Lang::tagged(lang.tag()), Lang::of_tag(lang.tag())), (Some(lang), Some(lang)));
        }
        let names: std::collections::BTreeSet<&str> = Lang::ALL.map(Lang::name).into();
        assert_eq!(names.len(), Lang::ALL.len());
    }

    #[test]
    fn a_programme_speaks_the_readers_language() {
        let languages = Lang::ALL.map(loyalty::Language::from);
        assert_eq!(languages, loyalty::Language::ALL);
    }

    #[test]
    fn a_tag_may_name_a_region() {
        assert_eq!(Lang::of_tag("fr-CA"), Some(Lang::Fr));
        assert_eq!(Lang::of_tag("EN_us"), Some(Lang::En));
        assert_eq!(Lang::of_tag("pt-BR"), Some(Lang::Pt));
        assert_eq!(Lang::of_tag("fro"), None, "Old French is not French");
    }
}
