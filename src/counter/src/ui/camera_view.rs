//! The camera's picture with its frame, its light, and what to do when there is no picture; here the codes are looked for.

use crate::signals::*;
use kit::dom::{El, follow};
use std::{cell::Cell, rc::Rc};

use kit::browser::{
    self,
    camera::{State, camera},
    sight::Sight,
};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlVideoElement;

use super::saying;
use crate::{
    desk::Desk,
    dom::{More, button, el},
    texts::texts,
};

/// Between two looks: with the look itself some ten a second.
const REST_MS: i32 = 60;
/// While nobody can be scanned, the battery counts more.
const SLOW_MS: i32 = 400;

/// The picture, and who hears of codes; the camera runs once it shall be `looking`.
pub fn camera_view(desk: Desk, looking: Held<bool>) -> El {
    let picture = el("video", "").attr("autoplay", "").attr("playsinline", "").attr("aria-hidden", "true");
    let video: HtmlVideoElement = picture.node().clone().unchecked_into();
    let alive = Rc::new(Cell::new(true));
    let ending = SendWrapper::new(alive.clone());
    on_cleanup(move || {
        ending.set(false);
        camera().hide();
    });
    follow(move || {
        if looking.get() {
            camera().show_in(video.clone());
            spawn_local(look(desk, video.clone(), alive.clone()));
        }
    });
    let state = || camera().state();
    let key = move || if looking.get() { (state() as u8).to_string() } else { String::new() };
    el("section", "camera")
        .live_class("off", move || !looking.get())
        .say_label(|words| words.camera_view)
        .add(picture)
        .add(el("span", "frame"))
        .add(el("div", "").swap(
            || camera().torch().map_or_else(String::new, |lit| lit.to_string()),
            || camera().torch().map(light).into_iter().collect(),
        ))
        .add(el("div", "no-picture").attr("role", "status").swap(key, move || trouble(state())))
}

/// Looks for codes as long as the screen is there.
async fn look(desk: Desk, video: HtmlVideoElement, alive: Rc<Cell<bool>>) {
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
}

fn light(lit: bool) -> El {
    button("button light", |words| words.torch, move || camera().set_torch(!lit))
        .attr("aria-pressed", if lit { "true" } else { "false" })
}

fn trouble(state: State) -> Vec<El> {
    let said = move || {
        let words = texts();
        match state {
            State::Denied => words.camera_denied.said(),
            State::Missing => words.camera_missing.said(),
            State::Insecure => words.camera_insecure.said(),
            State::Busy | State::Starting | State::On => words.camera_busy.said(),
        }
    };
    match state {
        State::On => vec![],
        State::Starting => vec![el("p", "todo").say(|words| words.camera_starting)],
        _ => {
            let again = button("button", |words| words.camera_again, || camera().ensure());
            saying(said).into_iter().chain([again]).collect()
        }
    }
}
