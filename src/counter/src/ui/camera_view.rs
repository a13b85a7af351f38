//! The camera's picture with its frame, its light, and what to do when there is no picture; here the codes are looked for.

use std::{cell::Cell, rc::Rc};

use kit::{
    browser::{
        self,
        camera::{State, camera},
        sight::Sight,
    },
    ui::{Button, Look},
};
use leptos::{html, prelude::*, task::spawn_local};

use super::Saying;
use crate::{desk::Desk, texts::texts};

/// Between two looks: with the look itself some ten a second.
const REST_MS: i32 = 60;
/// While nobody can be scanned, the battery counts more.
const SLOW_MS: i32 = 400;

/// The picture.
#[component]
pub fn CameraView(
    /// Who hears of codes.
    desk: Desk,
    /// Whether the camera shall run.
    looking: RwSignal<bool>,
) -> impl IntoView {
    let video = NodeRef::<html::Video>::new();
    let alive = Rc::new(Cell::new(true));
    let running = alive.clone();
    Effect::new(move |_| {
        let Some(video) = video.get().filter(|_| looking.get()) else { return };
        camera().show_in(video.clone());
        let alive = running.clone();
        spawn_local(async move {
            let sight = Sight::open().await;
            let _ = video.set_attribute("data-reader", sight.way());
            while alive.get() {
                if browser::visible()
                    && let Some(text) = sight.look(&video).await
                    && alive.get()
                {
                    desk.see(&text);
                }
                let held = desk.scanner.try_with_untracked(|s| s.panel().is_some() && s.closes_ms().is_none());
                browser::sleep(if held == Some(true) { SLOW_MS } else { REST_MS }).await;
            }
        });
    });
    let ending = send_wrapper::SendWrapper::new(alive);
    on_cleanup(move || {
        ending.set(false);
        camera().hide();
    });
    let state = move || camera().state();
    let light = move || {
        camera().torch().map(|lit| {
            view! {
                <button type="button" class="button light" aria-pressed=lit.to_string() on:click=move |_| camera().set_torch(!lit)>
                    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
                        <path d="M13 2 5 14h6l-1 8 8-12h-6z" fill="currentColor"/>
                    </svg>
                    {move || texts().torch}
                </button>
            }
        })
    };
    let trouble = move || {
        let words = texts();
        let said = match state() {
            State::On => return None,
            State::Starting => return Some(view! { <p class="todo">{words.camera_starting}</p> }.into_any()),
            State::Denied => &words.camera_denied,
            State::Missing => &words.camera_missing,
            State::Busy => &words.camera_busy,
            State::Insecure => &words.camera_insecure,
        };
        let again = move || camera().ensure();
        let again = view! { <Button label=Signal::derive(|| texts().camera_again.to_owned()) look=Look::Plain on_press=again/> };
        Some(view! { <Saying said=said.clone()/> {again} }.into_any())
    };
    view! {
        <section class="camera" class:off=move || !looking.get() aria-label=move || texts().camera_view>
            <video node_ref=video autoplay=true muted=true playsinline="" aria-hidden="true"></video>
            <svg class="frame" viewBox="0 0 100 100" aria-hidden="true">
                <path d="M3 22V11a8 8 0 0 1 8-8h11M78 3h11a8 8 0 0 1 8 8v11M97 78v11a8 8 0 0 1-8 8H78M22 97H11a8 8 0 0 1-8-8V78"
                    fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round"/>
            </svg>
            {light}
            <Show when=move || looking.get() && state() != State::On><div class="no-picture" role="status">{trouble}</div></Show>
        </section>
    }
}
