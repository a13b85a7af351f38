//! Builds the screens' elements, with signals from leptos and nothing generic: each closure is boxed at the edge, so that an element costs bytes
//! of wasm and not a type of its own. The same screens by the `view!` macro were 300 KB more, twice what this app may be.
//!
//! What an element listens to and watches ends with the screen it was made for, see [`El::swap`].

use kit::browser::{document, window};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, Event, EventTarget, HtmlInputElement};

/// An element being built. Clones are the same element.
#[derive(Clone)]
pub struct El(Element);

/// A new element with these classes.
pub fn el(tag: &str, class: &str) -> El {
    let element = document().create_element(tag).unwrap_or_else(|_| JsValue::NULL.unchecked_into());
    let el = El(element);
    if class.is_empty() { el } else { el.attr("class", class) }
}

/// A button with words that follow the language.
pub fn button(class: &str, words: impl Fn() -> String + 'static, press: impl FnMut() + 'static) -> El {
    el("button", class).attr("type", "button").words(words).on_press(press)
}

/// Runs now and whenever a signal it reads changes, until the screen it belongs to goes.
pub fn watch(then: impl Fn() + 'static) {
    watch_boxed(Box::new(then));
}

fn watch_boxed(then: Box<dyn Fn()>) {
    Effect::new(move |_: Option<()>| then());
}

/// Listens to the page until the screen it belongs to goes.
pub fn on_window(event: &'static str, then: impl FnMut(Event) + 'static) {
    listen(window().into(), event, Box::new(then));
}

fn listen(target: EventTarget, event: &'static str, then: Box<dyn FnMut(Event)>) {
    let closure = Closure::wrap(then);
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    let kept = SendWrapper::new((target, closure));
    on_cleanup(move || {
        let (target, closure) = kept.take();
        let _ = target.remove_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    });
}

/// The value of the field that an event is about.
pub fn value_of(event: &Event) -> String {
    let target = event.target().unwrap_or_else(|| JsValue::NULL.unchecked_into());
    target.unchecked_into::<HtmlInputElement>().value()
}

impl El {
    /// An element that is in the page already.
    pub fn of(element: Element) -> El {
        El(element)
    }

    /// The element itself.
    pub fn element(&self) -> &Element {
        &self.0
    }

    /// Sets an attribute.
    pub fn attr(self, name: &str, value: &str) -> El {
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// An attribute that follows signals; it is absent while there is no value.
    pub fn attr_of(self, name: &'static str, read: impl Fn() -> Option<String> + 'static) -> El {
        let element = self.0.clone();
        let set = move |value: Option<String>| match value {
            Some(value) => element.set_attribute(name, &value),
            None => element.remove_attribute(name),
        };
        watch_boxed(Box::new(move || {
            let _ = set(read());
        }));
        self
    }

    /// What a screen reader calls it.
    pub fn label(self, read: impl Fn() -> String + 'static) -> El {
        self.attr_of("aria-label", move || Some(read()))
    }

    /// An attribute without a value, such as `disabled`.
    pub fn flag(self, name: &'static str, test: impl Fn() -> bool + 'static) -> El {
        self.attr_of(name, move || test().then(String::new))
    }

    /// A class that comes and goes.
    pub fn class_if(self, class: &'static str, test: impl Fn() -> bool + 'static) -> El {
        let element = self.0.clone();
        watch_boxed(Box::new(move || {
            let _ = element.class_list().toggle_with_force(class, test());
        }));
        self
    }

    /// Fixed text.
    pub fn text(self, words: &str) -> El {
        self.0.set_text_content(Some(words));
        self
    }

    /// Text that follows signals; written only when it changed, so that a screen reader hears it once.
    pub fn words(self, read: impl Fn() -> String + 'static) -> El {
        let element = self.0.clone();
        watch_boxed(Box::new(move || {
            let words = read();
            if element.text_content().as_deref() != Some(&words) {
                element.set_text_content(Some(&words));
            }
        }));
        self
    }

    /// Puts an element at its end.
    pub fn child(self, child: El) -> El {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// Puts elements at its end.
    pub fn children(self, children: Vec<El>) -> El {
        children.into_iter().fold(self, El::child)
    }

    /// Content that is made anew whenever `key` changes; what the old one watched and listened to ends.
    pub fn swap<K: Fn() -> String + Send + Sync + 'static>(self, key: K, make: impl Fn() -> Vec<El> + 'static) -> El {
        self.swap_boxed(Box::new(key), Box::new(make))
    }

    fn swap_boxed(self, key: Box<dyn Fn() -> String + Send + Sync>, make: Box<dyn Fn() -> Vec<El>>) -> El {
        let element = self.0.clone();
        let key = Memo::new(move |_| key());
        watch_boxed(Box::new(move || {
            key.track();
            element.set_text_content(None);
            let content = untrack(&make);
            content.into_iter().fold(El(element.clone()), El::child);
        }));
        self
    }

    /// Content that is there while `test` holds.
    pub fn when(self, test: impl Fn() -> bool + Send + Sync + 'static, make: impl Fn() -> Vec<El> + 'static) -> El {
        let test = std::sync::Arc::new(test);
        let holds = test.clone();
        let key = move || String::from(if test() { "1" } else { "" });
        self.swap(key, move || if holds() { make() } else { vec![] })
    }

    /// Listens.
    pub fn on(self, event: &'static str, then: impl FnMut(Event) + 'static) -> El {
        listen(self.0.clone().into(), event, Box::new(then));
        self
    }

    /// What a press does.
    pub fn on_press(self, mut then: impl FnMut() + 'static) -> El {
        self.on("click", move |_| then())
    }

    /// Takes the keyboard's focus once it is in the page.
    pub fn focus(self) -> El {
        let element = self.0.clone();
        kit::browser::after(0, move || {
            let _ = element.unchecked_into::<web_sys::HtmlElement>().focus();
        });
        self
    }
}
