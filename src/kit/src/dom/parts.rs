//! Parts of a screen that come and go or change how they are, and listening to the page only as long as a screen is there.

use std::rc::Rc;

use reactive_graph::{graph::untrack, owner::on_cleanup};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Event, HtmlElement, HtmlInputElement};

use super::{El, derived, keep};
use crate::browser::{after, window};

impl El {
    /// What a screen reader calls it.
    pub fn label(self, read: impl Fn() -> String + 'static) -> El {
        self.live_attr("aria-label", move || Some(read()))
    }

    /// An attribute without a value, such as `disabled`.
    pub fn flag(self, name: &'static str, test: impl Fn() -> bool + 'static) -> El {
        flagged(self, name, "", Box::new(test))
    }

    /// `aria-busy` while it is.
    pub fn busy(self, test: impl Fn() -> bool + 'static) -> El {
        flagged(self, "aria-busy", "true", Box::new(test))
    }

    /// Content that is made anew whenever `key` changes; what the old one watched and listened to ends.
    pub fn swap(self, key: impl Fn() -> String + 'static, make: impl Fn() -> Vec<El> + 'static) -> El {
        swapped(self, Box::new(key), Box::new(make))
    }

    /// Content that is there while `test` holds.
    pub fn when(self, test: impl Fn() -> bool + 'static, make: impl Fn() -> Vec<El> + 'static) -> El {
        shown(self, Rc::new(test), Box::new(make))
    }

    /// Takes the keyboard's focus once it is in the page.
    pub fn focus(self) -> El {
        let element = self.node().clone();
        after(0, move || {
            let _ = element.unchecked_into::<HtmlElement>().focus();
        });
        self
    }
}

/// Listens to the page until the screen it belongs to goes.
pub fn on_window(event: &'static str, then: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::wrap(Box::new(then));
    let callback: js_sys::Function = closure.as_ref().unchecked_ref::<js_sys::Function>().clone();
    let _ = window().add_event_listener_with_callback(event, &callback);
    keep(closure);
    let kept = SendWrapper::new(callback);
    on_cleanup(move || {
        let _ = window().remove_event_listener_with_callback(event, &kept);
    });
}

/// The value of the field that an event is about.
pub fn value_of(event: &Event) -> String {
    let target = event.target().unwrap_or_else(|| JsValue::NULL.unchecked_into());
    target.unchecked_into::<HtmlInputElement>().value()
}

// Not generic, so that each is in an app once.

#[inline(never)]
fn flagged(el: El, name: &'static str, value: &'static str, test: Box<dyn Fn() -> bool>) -> El {
    el.live_attr(name, move || test().then(|| value.to_owned()))
}

#[inline(never)]
fn swapped(el: El, key: Box<dyn Fn() -> String>, make: Box<dyn Fn() -> Vec<El>>) -> El {
    let key = derived(key);
    el.live(move || {
        drop(key.read());
        untrack(&make)
    })
}

#[inline(never)]
fn shown(el: El, test: Rc<dyn Fn() -> bool>, make: Box<dyn Fn() -> Vec<El>>) -> El {
    let holds = test.clone();
    let key = move || String::from(if test() { "1" } else { "" });
    swapped(el, Box::new(key), Box::new(move || if holds() { make() } else { vec![] }))
}
