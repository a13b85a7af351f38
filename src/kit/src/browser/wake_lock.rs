//! Keeps the screen awake while a code is shown or a camera looks, where the browser can.

use std::cell::{Cell, RefCell};

use js_sys::{Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{call0, call1, document, on, visible, window};

/// Holds the screen awake until dropped, as long as another one does not. The system takes the lock when the page leaves the view; it is asked for
/// again on return.
pub struct WakeLock(());

thread_local! {
    static HOLDERS: Cell<u32> = const { Cell::new(0) };
    /// The browser's own lock.
    static LOCK: RefCell<Option<JsValue>> = const { RefCell::new(None) };
    // One listener for the life of the page, however often a lock is taken.
    static LISTENS: Cell<bool> = const { Cell::new(false) };
}

impl WakeLock {
    /// Asks for it; a refusal (low battery, old browser) is no error, the screen then sleeps as ever.
    pub fn hold() -> Self {
        HOLDERS.set(HOLDERS.get() + 1);
        if !LISTENS.replace(true) {
            on(&document(), "visibilitychange", ask);
        }
        ask();
        Self(())
    }
}

impl Drop for WakeLock {
    fn drop(&mut self) {
        HOLDERS.set(HOLDERS.get() - 1);
        if HOLDERS.get() == 0 {
            keep(None);
        }
    }
}

fn ask() {
    if HOLDERS.get() == 0 || !visible() {
        return;
    }
    spawn_local(async {
        let Ok(locks) = Reflect::get(&window().navigator(), &"wakeLock".into()) else { return };
        let Ok(promise) = call1(&locks, "request", &"screen".into()) else { return };
        let Ok(lock) = JsFuture::from(Promise::resolve(&promise)).await else { return };
        keep(Some(lock));
        // Nobody needs it any more.
        if HOLDERS.get() == 0 {
            keep(None);
        }
    });
}

/// This lock, and none that was held before.
fn keep(lock: Option<JsValue>) {
    if let Some(before) = LOCK.replace(lock) {
        let _ = call0(&before, "release");
    }
}
