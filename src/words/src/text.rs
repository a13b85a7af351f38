//! The kinds of texts, and how facts get into them.

use crate::{Category, Entry, Lang, Listed, Reader, category};

/// A text with places for `N` facts: `{0}`, `{1}` …
#[derive(Clone, Copy)]
pub struct Template<const N: usize>(pub &'static str);

impl<const N: usize> Template<N> {
    /// The text with these facts in their places.
    pub fn with(&self, facts: [&str; N]) -> String {
        fill(self.0, None, &facts)
    }
}

impl<const N: usize> Listed for Template<N> {
    fn read(list: &mut Reader) -> Self {
        Template(list.line())
    }

    fn write(&self, name: &'static str, into: &mut Vec<Entry>) {
        into.push(Entry { group: "", name, form: None, places: N, text: self.0 });
    }
}

/// A text that changes with a number, `{0}`, and has places for `N` facts more: `{1}` …
#[derive(Clone, Copy)]
pub struct Plural<const N: usize> {
    lang: Lang,
    /// By [`Category::ALL`]; empty where the language does not have the category.
    forms: [&'static str; 4],
}

impl<const N: usize> Plural<N> {
    /// Of these forms: one, few, many, other.
    pub const fn new(lang: Lang, forms: [&'static str; 4]) -> Self {
        Self { lang, forms }
    }

    /// The form for a count, with the count and these facts in their places; the count and its word stay on one line.
    pub fn of(&self, count: i64, facts: [&str; N]) -> String {
        fill(self.forms[category(self.lang, count) as usize], Some(&count.to_string()), &facts)
    }
}

impl<const N: usize> Listed for Plural<N> {
    fn read(list: &mut Reader) -> Self {
        Self { lang: list.lang(), forms: Category::ALL.map(|_| list.line()) }
    }

    fn write(&self, name: &'static str, into: &mut Vec<Entry>) {
        let forms = Category::ALL.into_iter().zip(self.forms);
        into.extend(forms.map(|(form, text)| Entry { group: "", name, form: Some(form), places: N + 1, text }));
    }
}

/// Two sentences, with places for `N` facts in either.
#[derive(Clone, Copy)]
pub struct Sentences<const N: usize> {
    what: &'static str,
    todo: &'static str,
}

impl<const N: usize> Sentences<N> {
    /// What happened, and what to do now.
    pub const fn new(what: &'static str, todo: &'static str) -> Self {
        Self { what, todo }
    }

    /// Both with these facts in their places.
    pub fn with(&self, facts: [&str; N]) -> Said {
        Said { what: fill(self.what, None, &facts), todo: fill(self.todo, None, &facts) }
    }
}

impl Sentences<0> {
    /// Both.
    pub fn said(&self) -> Said {
        self.with([])
    }
}

impl<const N: usize> Listed for Sentences<N> {
    fn read(list: &mut Reader) -> Self {
        Self { what: list.line(), todo: list.line() }
    }

    fn write(&self, name: &'static str, into: &mut Vec<Entry>) {
        into.extend([self.what, self.todo].map(|text| Entry { group: "", name, form: None, places: N, text }));
    }
}

/// Something said to a person, in two sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What happened.
    pub what: String,
    /// What to do now.
    pub todo: String,
}

/// The text with `{0}` replaced by the first fact, `{1}` by the second; of a text with a count, that is the first. The count holds on to its word.
/// What facts hold is not looked into. Not generic, so that it is in an app once.
fn fill(text: &str, count: Option<&str>, facts: &[&str]) -> String {
    let mut pieces = text.split('{');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (place, mut rest) = piece.split_at_checked(2).unwrap_or((piece, ""));
        let place = usize::from(place.as_bytes().first().map_or(0, |digit| digit.wrapping_sub(b'0')));
        match (count, place) {
            (Some(count), 0) => {
                filled += count;
                if let Some(word) = rest.strip_prefix(' ') {
                    filled += "\u{a0}";
                    rest = word;
                }
            }
            _ => filled += facts.get(place.wrapping_sub(usize::from(count.is_some()))).copied().unwrap_or_default(),
        }
        filled += rest;
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_come_in_any_order_and_stay_as_they_are() {
        assert_eq!(Template("{1}, {0}!").with(["a", "{1}"]), "{1}, a!");
        assert_eq!(Template("É {0}").with(["é"]), "É é");
        let said = Sentences::new("At {0}.", "See {1}.").with(["nine", "me"]);
        assert_eq!((&*said.what, &*said.todo), ("At nine.", "See me."));
    }

    #[test]
    fn a_count_holds_on_to_its_word() {
        let stamps = Plural::new(Lang::En, ["{0} stamp of {1}", "", "", "{0} stamps of {1}"]);
        assert_eq!(stamps.of(1, ["{0}"]), "1\u{a0}stamp of {0}");
        assert_eq!(stamps.of(12, ["nine"]), "12\u{a0}stamps of nine");
    }
}
