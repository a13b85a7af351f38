//! Short notes at the foot of the screen, read aloud by screen readers, with at most one thing to do.

use std::cell::RefCell;

use leptos::prelude::*;

use crate::browser;

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
    static NOTE: ArcRwSignal<Note> = ArcRwSignal::new(Note::default());
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
        let number = note.get_untracked().number + 1;
        note.set(Note { number, text, action });
        number
    })
}

fn hide(number: u32) {
    NOTE.with(|note| {
        if note.get_untracked().number == number {
            note.set(Note { number, ..Note::default() });
        }
    });
}

/// Where notes appear; once in each app.
#[component]
pub fn Toasts() -> impl IntoView {
    let note = NOTE.with(ArcRwSignal::clone);
    let text = {
        let note = note.clone();
        move || note.with(|note| note.text.clone())
    };
    let button = move || {
        let note = note.get();
        let number = note.number;
        let press = move |_| {
            hide(number);
            if let Some(action) = ACTION.take() {
                action();
            }
        };
        note.action.map(|words| view! { <button type="button" class="button quiet" on:click=press>{words}</button> })
    };
    view! { <div class="toast" role="status" aria-live="polite"><span>{text}</span>{button}</div> }
}
