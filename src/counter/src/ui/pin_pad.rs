//! The PIN pad: large keys, and the keyboard.

use std::rc::Rc;

use crate::signals::*;
use kit::dom::El;
use kit::{
    api::{self, Failure},
    i18n, ids,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::KeyboardEvent;
use wire::{SignInRequest, StaffMember};

use super::trouble;
use crate::{
    dom::{More, button, el, on_window},
    pin::{Key, PIN_LEN, Pin},
    scanner::Tone,
    send::send,
    texts::texts,
    tones,
};

/// The pad's state, for its keys.
#[derive(Clone, Copy)]
struct Pad {
    staff: wire::Id,
    pin: Held<Pin>,
    busy: Held<bool>,
    failure: Held<Option<Failure>>,
    signed_in: Held<Rc<dyn Fn()>>,
}

/// Asks for the PIN of one person.
pub fn pin_pad(staff: &StaffMember, signed_in: impl Fn() + 'static, on_back: impl FnMut() + 'static) -> El {
    let pad = Pad {
        staff: staff.id,
        pin: Held::new(Pin::default()),
        busy: Held::new(false),
        failure: Held::new(None),
        signed_in: Held::new(Rc::new(signed_in)),
    };
    on_window("keydown", move |event| {
        let event: KeyboardEvent = event.unchecked_into();
        let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
        if let Some(key) = Key::from_keyboard(&event.key()).filter(|_| plain) {
            event.prevent_default();
            pad.press(key);
        }
    });
    let key = || el("button", "key").attr("type", "button");
    let digit = |digit: u8| key().text(&digit.to_string()).on("click", move || pad.press(Key::Digit(digit)));
    let dot = |n: usize| el("i", "").live_class("on", move || pad.pin.with(|pin| pin.len() > n));
    let dots = el("p", "dots")
        .attr("role", "img")
        .label(move || texts().pin_dots.with([&pad.pin.with(Pin::len).to_string()]))
        .live_class("busy", move || pad.busy.get())
        .live_class("wrong", move || pad.failure.with(Option::is_some))
        .all((0..PIN_LEN).map(dot));
    let delete = el("button", "key delete").attr("type", "button").say_label(|words| words.delete);
    let keys = el("div", "keys")
        .all((1..=9).map(digit))
        .add(el("span", ""))
        .add(digit(0))
        .add(delete.on("click", move || pad.press(Key::Delete)));
    let name = staff.name.clone();
    let wait = move || if pad.busy.get() { i18n::till().wait.to_owned() } else { String::new() };
    el("main", "enter pin")
        .add(el("h1", "").live_text(move || texts().pin_title.with([&name])))
        .add(dots)
        .add(trouble(pad.failure))
        .add(keys)
        .add(el("p", "unseen").attr("role", "status").live_text(wait))
        .add(button("button quiet", |words| words.someone_else, on_back))
}

impl Pad {
    fn press(self, key: Key) {
        if self.busy.get_untracked() {
            return;
        }
        self.failure.set(None);
        let complete = self.pin.update(|pin| pin.press(key).map(str::to_owned)).flatten();
        if let Some(pin) = complete {
            self.busy.set(true);
            spawn_local(self.sign_in(pin));
        }
    }

    async fn sign_in(self, pin: String) {
        let request = SignInRequest { id: ids::new(), staff_id: self.staff, pin };
        match send(async || api::sign_in(&request).await, |_| {}).await {
            Ok(_) => {
                if let Some(signed_in) = self.signed_in.try_with_untracked(Rc::clone) {
                    signed_in();
                }
            }
            Err(why) => {
                tones::play(Tone::Refusal);
                self.busy.set(false);
                self.pin.set(Pin::default());
                self.failure.set(Some(why));
            }
        }
    }
}
