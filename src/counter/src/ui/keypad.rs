//! The pad for amounts: large keys for a thumb, and the keyboard where there is one.

use std::rc::Rc;

use kit::dom::El;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use crate::{
    amount::Key,
    dom::{More, el, on_window},
    texts::texts,
};

/// The keys; `enter` is the keyboard's.
pub fn keypad(press: Rc<dyn Fn(Key)>, enter: impl Fn() + 'static) -> El {
    let typed = press.clone();
    on_window("keydown", move |event| {
        let event: KeyboardEvent = event.unchecked_into();
        let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
        let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        let tag = target.map(|target| target.tag_name()).unwrap_or_default();
        // Whoever types into a field means the field.
        if !plain || matches!(tag.as_str(), "INPUT" | "SELECT" | "TEXTAREA") {
            return;
        }
        if let Some(key) = Key::from_keyboard(&event.key()) {
            event.prevent_default();
            typed(key);
        } else if event.key() == "Enter" && tag != "BUTTON" {
            event.prevent_default();
            enter();
        }
    });
    let key = move |key: Key| {
        let press = press.clone();
        el("button", "key").attr("type", "button").on("click", move || press(key))
    };
    let digit = |digit: u8| key(Key::Digit(digit)).text(&digit.to_string());
    el("div", "keys")
        .attr("role", "group")
        .label(|| texts().amount.to_owned())
        .all((1..=9).map(digit))
        .add(key(Key::Zeros).text("00"))
        .add(digit(0))
        .add(key(Key::Delete).class("key delete").say_label(|words| words.delete))
}
