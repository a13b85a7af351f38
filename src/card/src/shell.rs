//! The service worker's side: has it registered for this shop's addresses, and offers a new version when one waits.

use js_sys::{Function, Reflect};
use kit::{browser::window, i18n, ui};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// Registers the worker, which the page's own script does (src/card/index.html): in WebAssembly it would be four times as long. Where there is no
/// worker (private modes, plain http), the card needs a network to open.
pub fn register(slug: &str) {
    let shell = Reflect::get(&window(), &"shell".into()).and_then(JsValue::dyn_into::<Function>);
    let offer = Closure::<dyn Fn(Function)>::new(|take_over: Function| {
        let texts = i18n::texts();
        ui::toast_with(texts.new_version, texts.reload, move || {
            let _ = take_over.call0(&JsValue::NULL);
        });
    });
    let offer = offer.into_js_value();
    let _ = shell.and_then(|shell| shell.call2(&JsValue::NULL, &["/", slug].concat().into(), &offer));
}
