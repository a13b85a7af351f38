//! What the counter's screens need beyond `kit::dom`: words of the language, content that is made anew by a key, and listening to the page only as
//! long as a screen is there.

use std::rc::Rc;

use kit::{
    browser::window,
    dom::{El, derived, el as element, keep},
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Event, HtmlElement, HtmlInputElement};

use crate::{
    signals::{on_cleanup, untrack},
    texts::{Texts, texts},
};

/// Picks words of the language.
pub type Say = fn(&'static Texts) -> &'static str;

/// A new element with these classes.
#[inline(never)]
pub fn el(tag: &str, class: &str) -> El {
    let el = element(tag);
    if class.is_empty() { el } else { el.class(class) }
}

/// A button with words that follow the language.
pub fn button(class: &str, words: Say, press: impl FnMut() + 'static) -> El {
    el("button", class).attr("type", "button").say(words).on("click", press)
}

/// Listens to the page until the screen it belongs to goes.
pub fn on_window(event: &'static str, then: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::wrap(Box::new(then));
    let callback: js_sys::Function = closure.as_ref().unchecked_ref::<js_sys::Function>().clone();
    let _ = window().add_event_listener_with_callback(event, &callback);
    keep(closure);
    let kept = send_wrapper::SendWrapper::new(callback);
    on_cleanup(move || {
        let _ = window().remove_event_listener_with_callback(event, &kept);
    });
}

/// The value of the field that an event is about.
pub fn value_of(event: &Event) -> String {
    let target = event.target().unwrap_or_else(|| JsValue::NULL.unchecked_into());
    target.unchecked_into::<HtmlInputElement>().value()
}

/// More ways to build an element.
pub trait More: Sized {
    /// Words of the language.
    fn say(self, words: Say) -> Self;

    /// What a screen reader calls it.
    fn label(self, read: impl Fn() -> String + 'static) -> Self;

    /// What a screen reader calls it, in the words of the language.
    fn say_label(self, words: Say) -> Self;

    /// An attribute without a value, such as `disabled`.
    fn flag(self, name: &'static str, test: impl Fn() -> bool + 'static) -> Self;

    /// `aria-busy` while it is.
    fn busy(self, test: impl Fn() -> bool + 'static) -> Self;

    /// Content that is made anew whenever `key` changes; what the old one watched and listened to ends.
    fn swap(self, key: impl Fn() -> String + 'static, make: impl Fn() -> Vec<El> + 'static) -> Self;

    /// Content that is there while `test` holds.
    fn when(self, test: impl Fn() -> bool + 'static, make: impl Fn() -> Vec<El> + 'static) -> Self;

    /// Takes the keyboard's focus once it is in the page.
    fn focus(self) -> Self;
}

impl More for El {
    #[inline(never)]
    fn say(self, words: Say) -> El {
        self.live_text(move || words(texts()).to_owned())
    }

    fn label(self, read: impl Fn() -> String + 'static) -> El {
        labelled(self, Box::new(read))
    }

    #[inline(never)]
    fn say_label(self, words: Say) -> El {
        labelled(self, Box::new(move || words(texts()).to_owned()))
    }

    fn flag(self, name: &'static str, test: impl Fn() -> bool + 'static) -> El {
        flagged(self, name, "", Box::new(test))
    }

    fn busy(self, test: impl Fn() -> bool + 'static) -> El {
        flagged(self, "aria-busy", "true", Box::new(test))
    }

    fn swap(self, key: impl Fn() -> String + 'static, make: impl Fn() -> Vec<El> + 'static) -> El {
        swapped(self, Box::new(key), Box::new(make))
    }

    fn when(self, test: impl Fn() -> bool + 'static, make: impl Fn() -> Vec<El> + 'static) -> El {
        shown(self, Rc::new(test), Box::new(make))
    }

    fn focus(self) -> El {
        let element = self.node().clone();
        kit::browser::after(0, move || {
            let _ = element.unchecked_into::<HtmlElement>().focus();
        });
        self
    }
}

// Not generic, so that each is in the app once.

#[inline(never)]
fn labelled(el: El, read: Box<dyn Fn() -> String>) -> El {
    el.live_attr("aria-label", move || Some(read()))
}

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
