//! A button.

use crate::{
    dom::{El, el},
    watched::Watched,
};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do on this screen.
    Main,
    /// One of several.
    Plain,
    /// Beside a text, hardly a button.
    Quiet,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Look::Main => "button main",
            Look::Plain => "button",
            Look::Quiet => "button quiet",
        }
    }
}

/// A button with words that follow the language.
pub fn button(look: Look, label: impl Fn() -> String + 'static, press: impl FnMut() + 'static) -> El {
    el("button").attr("type", "button").class(look.class()).live_text(label).on("click", press)
}

/// A button that, while `busy`, stays focusable, says so, and does nothing.
pub fn busy_button(label: impl Fn() -> String + 'static, busy: Watched<bool>, press: impl Fn() + 'static) -> El {
    let waiting = busy.clone();
    let press = move || {
        if !busy.now() {
            press();
        }
    };
    button(Look::Main, label, press).live_attr("aria-busy", move || waiting.get().then(|| "true".to_owned()))
}
