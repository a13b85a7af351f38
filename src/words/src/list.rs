//! Words as a flat list of lines, and back.

use std::str::Split;

use crate::{Category, Lang};

/// One line of a list, and what it is: for those who write and those who test them.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Whose it is: `card`.
    pub group: &'static str,
    /// The field's name: `get_card`.
    pub name: &'static str,
    /// Of a plural, the form.
    pub form: Option<Category>,
    /// How many facts it may name, as `{0}`, `{1}` …
    pub places: usize,
    /// The text.
    pub text: &'static str,
}

/// Reads a list that [`crate::list`] made.
pub struct Reader {
    lang: Lang,
    lines: Split<'static, char>,
}

impl Reader {
    /// A reader of this list; none if it is not one.
    pub fn new(list: &'static str) -> Option<Self> {
        let mut lines = list.split('\n');
        let lang = Lang::tagged(lines.next()?)?;
        Some(Self { lang, lines })
    }

    /// Of nothing: every text is empty.
    pub fn empty() -> Self {
        Self { lang: Lang::En, lines: "".split('\n') }
    }

    /// The list's language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The next text.
    pub fn line(&mut self) -> &'static str {
        self.lines.next().unwrap_or_default()
    }
}

/// What can be laid out as lines, always the same number of them.
pub trait Listed: Sized {
    /// Takes its lines.
    fn read(list: &mut Reader) -> Self;

    /// Adds its lines, under the name of a field or a group.
    fn write(&self, name: &'static str, into: &mut Vec<Entry>);
}

impl Listed for &'static str {
    fn read(list: &mut Reader) -> Self {
        list.line()
    }

    fn write(&self, name: &'static str, into: &mut Vec<Entry>) {
        into.push(Entry { group: "", name, form: None, places: 0, text: self });
    }
}

impl<T: Listed, const N: usize> Listed for [T; N] {
    fn read(list: &mut Reader) -> Self {
        std::array::from_fn(|_| T::read(list))
    }

    fn write(&self, name: &'static str, into: &mut Vec<Entry>) {
        self.iter().for_each(|one| one.write(name, into));
    }
}

/// A struct of texts, listed in the order of its fields. A struct within is a group of its own.
macro_rules! texts {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $kind:ty,)+ }) => {
        $(#[$about])*
        pub struct $name {
            $($(#[$doc])* pub $field: $kind,)+
        }

        impl $crate::Listed for $name {
            fn read(list: &mut $crate::Reader) -> Self {
                Self { $($field: $crate::Listed::read(list),)+ }
            }

            fn write(&self, group: &'static str, into: &mut Vec<$crate::Entry>) {
                let from = into.len();
                $($crate::Listed::write(&self.$field, stringify!($field), into);)+
                into.iter_mut().skip(from).filter(|entry| entry.group.is_empty()).for_each(|entry| entry.group = group);
            }
        }
    };
}

pub(crate) use texts;
