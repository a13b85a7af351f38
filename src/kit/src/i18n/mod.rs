//! Languages: which one, the words all apps share, refusals in words, and numbers, money and dates by the browser's `Intl`.
//!
//! A language is one file here and one in each app, each a `static` of a `Texts` struct, so that the compiler says what is missing.

mod en;
pub mod format;
mod fr;
mod refusals;

use crate::{
    browser::{document, storage, window},
    watched::Watched,
};

pub use refusals::{Said, failure_text, problem_text};

/// The languages, in the order they are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// English.
    En,
    /// French.
    Fr,
}

impl Lang {
    /// All of them.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Fr];

    /// The BCP 47 tag: `en`, `fr`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Fr => "fr",
        }
    }

    /// Its name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Fr => "Français",
        }
    }

    /// The language of a tag such as `fr-CA`, if we speak it.
    pub fn of_tag(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Lang::ALL.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(primary))
    }

    /// The first we speak of what the person chose before and what the browser asks for, else English.
    fn choose<'a>(wishes: impl IntoIterator<Item = &'a str>) -> Lang {
        wishes.into_iter().find_map(Lang::of_tag).unwrap_or(Lang::En)
    }
}

/// Where the choice is kept.
const MARK: &str = "comptoir.lang";

thread_local! {
    static LANG: Watched<Lang> = Watched::new(wished());
}

/// The language now; tracked, so that a switch redraws what used it.
pub fn lang() -> Lang {
    LANG.with(|lang| lang.get())
}

/// The language now, for one use.
pub fn lang_untracked() -> Lang {
    LANG.with(|lang| lang.now())
}

/// Switches, and remembers the choice on this phone.
pub fn set_lang(lang: Lang) {
    storage::set_mark(MARK, lang.tag());
    LANG.with(|signal| signal.set(lang));
    mark_document();
}

/// Writes the language on `<html lang>`, for screen readers, hyphenation and `:lang()`. Call it once at the start.
pub fn mark_document() {
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute("lang", lang_untracked().tag());
    }
}

fn wished() -> Lang {
    let chosen = storage::mark(MARK);
    let asked: Vec<String> = window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect();
    Lang::choose(chosen.iter().chain(&asked).map(String::as_str))
}

/// The words all apps share.
pub struct Texts {
    /// Closes a dialog.
    pub close: &'static str,
    /// Goes back.
    pub back: &'static str,
    /// Tries again.
    pub retry: &'static str,
    /// Takes it back.
    pub undo: &'static str,
    /// Does nothing after all.
    pub cancel: &'static str,
    /// Something is on its way.
    pub wait: &'static str,
    /// A new version waits; the button's words follow.
    pub new_version: &'static str,
    /// Loads the new version.
    pub reload: &'static str,
    /// What the language switch is for.
    pub language: &'static str,
    /// Less than a minute ago.
    pub just_now: &'static str,
    /// Stamps, counted: "1 stamp", "3 stamps".
    pub stamps: fn(i64) -> String,
    /// Points, counted.
    pub points: fn(i64) -> String,
    /// A length of time in whole seconds, roughly, for sentences: "20 seconds", "37 minutes".
    pub duration: fn(i64) -> String,
    /// Nothing came back.
    pub offline: Said<'static>,
    /// What a problem means and what to do.
    pub problem: fn(&wire::Problem) -> Said<'static>,
}

/// The shared words in the language now; tracked.
pub fn texts() -> &'static Texts {
    texts_of(lang())
}

/// The shared words of a language.
pub fn texts_of(lang: Lang) -> &'static Texts {
    match lang {
        Lang::En => &en::TEXTS,
        Lang::Fr => &fr::TEXTS,
    }
}

/// `count` and its word: `one` or `many`. Each language's file decides which numbers are "one".
pub fn counted(count: i64, is_one: bool, one: &str, many: &str) -> String {
    let mut text = count.to_string();
    text.push('\u{a0}');
    text.push_str(if is_one { one } else { many });
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_wish_we_speak_wins() {
        assert_eq!(Lang::choose(["fr-CA", "en"]), Lang::Fr);
        assert_eq!(Lang::choose(["de", "en-GB", "fr"]), Lang::En);
        assert_eq!(Lang::choose(["fro"]), Lang::En, "Old French is not French");
        assert_eq!(Lang::choose([]), Lang::En);
    }

    #[test]
    fn plurals_follow_the_language() {
        let stamps = |lang: Lang, count| (texts_of(lang).stamps)(count).replace('\u{a0}', " ");
        assert_eq!(stamps(Lang::En, 1), "1 stamp");
        assert_eq!(stamps(Lang::En, 0), "0 stamps");
        assert_eq!(stamps(Lang::Fr, 0), "0 tampon");
        assert_eq!(stamps(Lang::Fr, 1), "1 tampon");
        assert_eq!(stamps(Lang::Fr, 2), "2 tampons");
    }

    #[test]
    fn durations_are_said_as_people_say_them() {
        let said = |lang: Lang, seconds| (texts_of(lang).duration)(seconds).replace('\u{a0}', " ");
        assert_eq!(said(Lang::En, 1), "1 second");
        assert_eq!(said(Lang::En, 20), "20 seconds");
        assert_eq!(said(Lang::En, 37 * 60), "37 minutes");
        assert_eq!(said(Lang::Fr, 3600), "1 heure");
        assert_eq!(said(Lang::Fr, -2 * 86_400), "2 jours");
    }
}
