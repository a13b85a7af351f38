//! The browser's abilities, each behind a few functions; what a browser lacks is answered calmly, never with a panic.

#[cfg(feature = "till")]
pub mod camera;
pub mod clock;
pub mod install;
pub mod reader;
#[cfg(feature = "till")]
pub mod sight;
#[cfg(feature = "till")]
pub mod sound;
pub mod storage;
pub mod wake_lock;

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, EventTarget, Window};

/// The window. The apps run in a page, nowhere else; workers don't use this crate.
pub fn window() -> Window {
    js_sys::global().unchecked_into()
}

/// The document.
pub fn document() -> Document {
    js_sys::Reflect::get(&js_sys::global(), &"document".into()).unwrap_or(JsValue::NULL).unchecked_into()
}

/// Fills `bytes` from the cryptographic random source.
pub fn random(bytes: &mut [u8]) {
    if let Ok(crypto) = window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(bytes);
    }
}

/// Whether the browser believes it has a network; it may be wrong in saying yes.
pub fn online() -> bool {
    window().navigator().on_line()
}

/// Whether the browser keeps cookies at all.
pub fn cookies() -> bool {
    js_sys::Reflect::get(&window().navigator(), &"cookieEnabled".into()).is_ok_and(|enabled| enabled.is_truthy())
}

/// Whether the page is in view.
pub fn visible() -> bool {
    document().visibility_state() != web_sys::VisibilityState::Hidden
}

/// Whether the person asked for less motion.
pub fn reduced_motion() -> bool {
    matches("(prefers-reduced-motion: reduce)")
}

/// Whether a media query holds now.
pub fn matches(query: &str) -> bool {
    let Ok(list) = call1(&window(), "matchMedia", &query.into()) else { return false };
    js_sys::Reflect::get(&list, &"matches".into()).is_ok_and(|matches| matches.is_truthy())
}

/// Listens as long as the page lives.
pub fn on(target: &EventTarget, event: &str, then: impl FnMut() + 'static) {
    let closure = Closure::<dyn FnMut()>::new(then);
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    closure.forget();
}

/// Calls back each time the page may have missed something: it came into view, or the network came back.
pub fn on_return(then: impl Fn() + Clone + 'static) {
    let again = then.clone();
    on(&document(), "visibilitychange", move || {
        if visible() {
            again();
        }
    });
    on(&window(), "online", then);
}

/// Waits.
pub async fn sleep(ms: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms.max(0));
    });
    let _ = JsFuture::from(promise).await;
}

/// A page that is not in view draws no frame: what waits for one goes on after this.
const UNSEEN_MS: i32 = 150;

/// Waits until what was done is on the screen: the frame after this one begins when this one is drawn.
pub async fn painted() {
    for _ in 0..2 {
        let frame = js_sys::Promise::new(&mut |resolve, _| {
            let _ = window().request_animation_frame(&resolve);
            let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, UNSEEN_MS);
        });
        let _ = JsFuture::from(frame).await;
    }
}

/// Calls back after `ms` milliseconds.
pub fn after(ms: i32, then: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(then);
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), ms.max(0));
}

/// Asks the browser to keep this site's storage when space is short; whether it agreed.
pub async fn persist() -> bool {
    let Ok(storage) = js_sys::Reflect::get(&window().navigator(), &"storage".into()) else { return false };
    let Ok(promise) = call0(&storage, "persist") else { return false };
    JsFuture::from(js_sys::Promise::resolve(&promise)).await.is_ok_and(|answer| answer.is_truthy())
}

/// `object.name()`, for what web-sys has no binding for or not every browser has.
pub fn call0(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    method(object, name)?.call0(object)
}

/// `object.name(argument)`.
pub fn call1(object: &JsValue, name: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    method(object, name)?.call1(object, argument)
}

fn method(object: &JsValue, name: &str) -> Result<js_sys::Function, JsValue> {
    js_sys::Reflect::get(object, &name.into())?.dyn_into()
}
