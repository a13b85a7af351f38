//! Elements as in `kit::dom`, with the words of the language.

use kit::dom::{El, el as element};
pub use kit::dom::{on_window, value_of};

use words::Counter;

use crate::texts::texts;

/// Picks words of the language.
pub type Say = fn(&'static Counter) -> &'static str;

/// A new element with these classes.
#[inline(never)]
pub fn el(tag: &str, class: &str) -> El {
    let el = element(tag);
    if class.is_empty() { el } else { el.class(class) }
}

/// A button with words that follow the language.
pub fn button(class: &str, words: Say, press: impl FnMut() + 'static) -> El {
    el("button", class).attr("type", "button").say(words).on("click", press)
}

/// Ways to say something.
pub trait More: Sized {
    /// Words of the language.
    fn say(self, words: Say) -> Self;

    /// What a screen reader calls it, in the words of the language.
    fn say_label(self, words: Say) -> Self;
}

impl More for El {
    #[inline(never)]
    fn say(self, words: Say) -> El {
        self.live_text(move || words(texts()).to_owned())
    }

    #[inline(never)]
    fn say_label(self, words: Say) -> El {
        self.label(move || words(texts()).to_owned())
    }
}
