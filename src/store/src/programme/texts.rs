//! What is said of a programme: to customers the sentence and the terms, to its owner what to think about.

use loyalty::{Language, Program};
use wire::{ProgramFault, ProgramText, ProgramTexts, TermsSection};

use crate::money;

/// The main rule in one sentence.
pub(crate) fn headline(program: &Program, currency: &str, language: Language) -> String {
    loyalty::headline(program, language, &|minor| money::say(minor, currency, language))
}

/// The full terms.
pub(crate) fn sections(program: &Program, currency: &str, language: Language) -> Vec<TermsSection> {
    let sections = loyalty::terms(program, language, &|minor| money::say(minor, currency, language)).into_iter();
    sections.map(|section| TermsSection { title: section.title, lines: section.paragraphs }).collect()
}

/// What customers read of a programme in a shop of this currency, in each language.
pub fn texts(program: &Program, currency: &str) -> ProgramTexts {
    let text = |language| ProgramText {
        headline: headline(program, currency, language),
        sections: sections(program, currency, language),
    };
    ProgramTexts {
        en: text(Language::En),
        fr: text(Language::Fr),
        de: text(Language::De),
        es: text(Language::Es),
        it: text(Language::It),
        nl: text(Language::Nl),
        pl: text(Language::Pl),
        pt: text(Language::Pt),
    }
}

/// What the owner should think about, from the rules alone.
pub fn warnings(program: &Program, language: Language) -> Vec<ProgramFault> {
    let warnings = program.warnings().into_iter();
    warnings
        .map(|warning| ProgramFault {
            path: warning.path,
            code: warning.what.code().into(),
            words: warning.what.words(language).into(),
        })
        .collect()
}
