//! Short notes at the foot of the screen, read aloud by screen readers, with at most one thing to do.

use std::cell::RefCell;

use crate::{
    browser,
    dom::{El, el},
    watched::Watched,
};

/// How long a note without a button stays.
const SHOWN_MS: i32 = 5000;

/// What is shown; the number tells one note from the next with the same words.
#[derive(Clone, Default, PartialEq)]
struct Note {
    number: u32,
    text: String,
    action: Option<String>,
}

/// What the note's button does.
type Action = Box<dyn FnOnce()>;

thread_local! {
    static NOTE: Watched<Note> = Watched::default();
    static ACTION: RefCell<Option<Action>> = const { RefCell::new(None) };
}

/// Shows a note for some seconds.
pub fn toast(text: impl Into<String>) {
    let number = show(text.into(), None);
    browser::after(SHOWN_MS, move || hide(number));
}

/// Shows a note with a button; it stays until the button is pressed or another note comes.
pub fn toast_with(text: impl Into<String>, action: impl Into<String>, then: impl FnOnce() + 'static) {
    ACTION.set(Some(Box::new(then)));
    show(text.into(), Some(action.into()));
}

fn show(text: String, action: Option<String>) -> u32 {
    NOTE.with(|note| {
        let number = note.peek().number + 1;
        note.set(Note { number, text, action });
        number
    })
}

fn hide(number: u32) {
    NOTE.with(|note| {
        if note.peek().number == number {
            note.set(Note { number, ..Note::default() });
        }
    });
}

/// Where notes appear; once in each app.
pub fn toasts() -> El {
    let text = el("span").live_text(|| NOTE.with(|note| note.read().text.clone()));
    let button = el("div").live(|| {
        let Note { number, action, .. } = NOTE.with(Watched::get);
        let press = move || {
            hide(number);
            if let Some(action) = ACTION.take() {
                action();
            }
        };
        let button =
            |words: String| el("button").attr("type", "button").class("button quiet").text(&words).on("click", press);
        action.map(button).into_iter().collect()
    });
    let toast = el("div").class("toast").live_class("said", || NOTE.with(|note| !note.read().text.is_empty()));
    toast.attr("role", "status").attr("aria-live", "polite").add(text).add(button)
}
