//! A button.

use leptos::prelude::*;

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

/// A button with words; while `busy` it stays focusable, says so, and does nothing.
#[component]
pub fn Button(
    /// The words.
    #[prop(into)]
    label: Signal<String>,
    /// How it looks.
    #[prop(default = Look::Main)]
    look: Look,
    /// Whether what it started is still going on.
    #[prop(into, default = Signal::from(false))]
    busy: Signal<bool>,
    /// What it does.
    on_press: impl Fn() + 'static,
) -> impl IntoView {
    let class = match look {
        Look::Main => "button main",
        Look::Plain => "button",
        Look::Quiet => "button quiet",
    };
    let press = move |_| {
        if !busy.get_untracked() {
            on_press();
        }
    };
    view! {
        <button type="button" class=class aria-busy=move || busy.get().then_some("true") on:click=press>
            {label}
        </button>
    }
}
