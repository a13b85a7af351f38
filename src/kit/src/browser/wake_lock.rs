//! Keeps the screen awake while a code is shown or a camera looks, where the browser can.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{call0, call1, document, on, visible, window};

/// Holds the screen awake until dropped. The system takes the lock when the page leaves the view; it is asked for again on return.
pub struct WakeLock(Rc<RefCell<State>>);

#[derive(Default)]
struct State {
    wanted: bool,
    sentinel: Option<JsValue>,
}

thread_local! {
    // One listener for the life of the page, however often a lock is taken.
    static WANTED: RefCell<Vec<std::rc::Weak<RefCell<State>>>> = const { RefCell::new(vec![]) };
}

impl WakeLock {
    /// Asks for it; a refusal (low battery, old browser) is no error, the screen then sleeps as ever.
    pub fn hold() -> Self {
        let state = Rc::new(RefCell::new(State { wanted: true, sentinel: None }));
        let first = WANTED.with_borrow_mut(|wanted| {
            let first = wanted.is_empty();
            wanted.retain(|state| first || state.strong_count() > 0);
            wanted.push(Rc::downgrade(&state));
            first
        });
        if first {
            on(&document(), "visibilitychange", || {
                if visible() {
                    let states: Vec<_> =
                        WANTED.with_borrow(|wanted| wanted.iter().filter_map(|w| w.upgrade()).collect());
                    states.into_iter().for_each(request);
                }
            });
        }
        request(state.clone());
        Self(state)
    }
}

impl Drop for WakeLock {
    fn drop(&mut self) {
        let mut state = self.0.borrow_mut();
        state.wanted = false;
        if let Some(sentinel) = state.sentinel.take() {
            let _ = call0(&sentinel, "release");
        }
    }
}

fn request(state: Rc<RefCell<State>>) {
    spawn_local(async move {
        let Ok(lock) = Reflect::get(&window().navigator(), &"wakeLock".into()) else { return };
        let Ok(promise) = call1(&lock, "request", &"screen".into()) else { return };
        let Ok(sentinel) = JsFuture::from(Promise::resolve(&promise)).await else { return };
        let mut state = state.borrow_mut();
        if state.wanted {
            state.sentinel = Some(sentinel);
        } else {
            let _ = call0(&sentinel, "release");
        }
    });
}
