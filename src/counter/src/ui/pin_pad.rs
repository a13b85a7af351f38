//! The PIN pad: large keys, and the keyboard.

use kit::{
    api::{self, Failure},
    i18n, ids,
    ui::{Button, Look},
};
use leptos::{ev, leptos_dom::helpers::window_event_listener, prelude::*, task::spawn_local};
use wire::{SignInRequest, StaffMember};

use super::enter::Trouble;
use crate::{
    pin::{Key, PIN_LEN, Pin},
    scanner::Tone,
    texts::texts,
    tones,
};

/// Asks for the PIN of one person.
#[component]
pub fn PinPad(
    /// Who.
    staff: StaffMember,
    /// They are signed in.
    on_signed_in: impl Fn() + Clone + 'static,
    /// It is someone else.
    on_back: impl Fn() + 'static,
) -> impl IntoView {
    let (pin, busy) = (RwSignal::new(Pin::default()), RwSignal::new(false));
    let trouble = RwSignal::new(None::<Failure>);
    let (id, name) = (staff.id, staff.name);
    let press = move |key: Key| {
        if busy.get_untracked() {
            return;
        }
        trouble.set(None);
        let complete = pin.try_update(|pin| pin.press(key).map(str::to_owned)).flatten();
        let Some(complete) = complete else { return };
        busy.set(true);
        let enter = on_signed_in.clone();
        spawn_local(async move {
            let request = SignInRequest { id: ids::new(), staff_id: id, pin: complete };
            match crate::send::send(async || api::sign_in(&request).await, |_| {}).await {
                Ok(_) => enter(),
                Err(failure) => {
                    tones::play(Tone::Refusal);
                    busy.set(false);
                    pin.set(Pin::default());
                    trouble.set(Some(failure));
                }
            }
        });
    };
    let typed = press.clone();
    let listener = window_event_listener(ev::keydown, move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        if let Some(key) = Key::from_keyboard(&event.key()) {
            event.prevent_default();
            typed(key);
        }
    });
    on_cleanup(move || listener.remove());
    let digit = {
        let press = press.clone();
        move |digit: u8| {
            let press = press.clone();
            view! { <button type="button" class="key" on:click=move |_| press(Key::Digit(digit))>{digit.to_string()}</button> }
        }
    };
    let dot = move |n: usize| view! { <i class:on=move || pin.with(|pin| pin.len() > n)></i> };
    view! {
        <main class="enter pin">
            <h1>{move || (texts().pin_title)(&name)}</h1>
            <p class="dots" class:busy=move || busy.get() class:wrong=move || trouble.with(Option::is_some) role="img"
                aria-label=move || (texts().pin_dots)(pin.with(Pin::len))>
                {(0..PIN_LEN).map(dot).collect_view()}
            </p>
            <Trouble trouble/>
            <div class="keys">
                {(1..=9).map(digit.clone()).collect_view()}
                <span></span>
                {digit(0)}
                <button type="button" class="key" aria-label=move || texts().delete on:click=move |_| press(Key::Delete)>
                    <svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true">
                        <path d="M9 5h11v14H9l-6-7zM12 9l5 6M17 9l-5 6" fill="none" stroke="currentColor" stroke-width="1.8"
                            stroke-linejoin="round" stroke-linecap="round"/>
                    </svg>
                </button>
            </div>
            <p class="unseen" role="status">{move || if busy.get() { i18n::texts().wait } else { "" }}</p>
            <Button label=Signal::derive(|| texts().someone_else.to_owned()) look=Look::Quiet on_press=on_back/>
        </main>
    }
}
