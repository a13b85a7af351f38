//! Builds the screens' elements, with signals from leptos and nothing generic: each closure is boxed at the edge, so that an element costs bytes
//! of wasm and not a type of its own. The same screens by the `view!` macro were 300 KB more, twice what this app may be.
//!
//! What an element listens to and watches ends with the screen it was made for, see [`El::swap`].

use std::sync::Arc;

use kit::browser::{document, window};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, Event, EventTarget, HtmlInputElement};

use crate::texts::{Texts, texts};

/// An element being built. Clones are the same element.
#[derive(Clone)]
pub struct El(Element);

/// What content is made from: when this text changes, it is made anew.
type Key = Box<dyn Fn() -> String + Send + Sync>;

/// A new element with these classes.
#[inline(never)]
pub fn el(tag: &str, class: &str) -> El {
    let element = document().create_element(tag).unwrap_or_else(|_| JsValue::NULL.unchecked_into());
    let el = El(element);
    if class.is_empty() { el } else { el.attr("class", class) }
}

/// A button with words that follow the language.
pub fn button(class: &str, words: Say, press: impl FnMut() + 'static) -> El {
    el("button", class).attr("type", "button").say(words).on_press(press)
}

/// Picks words of the language.
pub type Say = fn(&'static Texts) -> &'static str;

/// Runs now and whenever a signal it reads changes, until the screen it belongs to goes.
pub fn watch(then: impl Fn() + 'static) {
    watch_boxed(Box::new(then));
}

#[inline(never)]
fn watch_boxed(then: Box<dyn Fn()>) {
    Effect::new(move |_: Option<()>| then());
}

/// Listens to the page until the screen it belongs to goes.
pub fn on_window(event: &'static str, then: impl FnMut(Event) + 'static) {
    listen(window().into(), event, Box::new(then));
}

#[inline(never)]
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
    #[inline(never)]
    pub fn attr(self, name: &str, value: &str) -> El {
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// An attribute that follows signals; it is absent while there is no value.
    pub fn attr_of(self, name: &'static str, read: impl Fn() -> Option<String> + 'static) -> El {
        self.attr_boxed(name, Box::new(read))
    }

    #[inline(never)]
    fn attr_boxed(self, name: &'static str, read: Box<dyn Fn() -> Option<String>>) -> El {
        let element = self.0.clone();
        watch_boxed(Box::new(move || {
            let _ = match read() {
                Some(value) => element.set_attribute(name, &value),
                None => element.remove_attribute(name),
            };
        }));
        self
    }

    /// What a screen reader calls it.
    pub fn label(self, read: impl Fn() -> String + 'static) -> El {
        self.label_boxed(Box::new(read))
    }

    #[inline(never)]
    fn label_boxed(self, read: Box<dyn Fn() -> String>) -> El {
        self.attr_boxed("aria-label", Box::new(move || Some(read())))
    }

    /// What a screen reader calls it, in the words of the language.
    pub fn say_label(self, words: Say) -> El {
        self.label_boxed(Box::new(move || words(texts()).to_owned()))
    }

    /// An attribute without a value, such as `disabled`.
    pub fn flag(self, name: &'static str, test: impl Fn() -> bool + 'static) -> El {
        self.flag_boxed(name, Box::new(test), "")
    }

    /// `aria-busy` while it is.
    pub fn busy(self, test: impl Fn() -> bool + 'static) -> El {
        self.flag_boxed("aria-busy", Box::new(test), "true")
    }

    #[inline(never)]
    fn flag_boxed(self, name: &'static str, test: Box<dyn Fn() -> bool>, value: &'static str) -> El {
        self.attr_boxed(name, Box::new(move || test().then(|| value.to_owned())))
    }

    /// A class that comes and goes.
    pub fn class_if(self, class: &'static str, test: impl Fn() -> bool + 'static) -> El {
        self.class_boxed(class, Box::new(test))
    }

    #[inline(never)]
    fn class_boxed(self, class: &'static str, test: Box<dyn Fn() -> bool>) -> El {
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

    /// Words of the language.
    #[inline(never)]
    pub fn say(self, words: Say) -> El {
        self.words_boxed(Box::new(move || words(texts()).to_owned()))
    }

    /// Text that follows signals; written only when it changed, so that a screen reader hears it once.
    pub fn words(self, read: impl Fn() -> String + 'static) -> El {
        self.words_boxed(Box::new(read))
    }

    #[inline(never)]
    fn words_boxed(self, read: Box<dyn Fn() -> String>) -> El {
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
    #[inline(never)]
    pub fn child(self, child: El) -> El {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// Puts elements at its end.
    #[inline(never)]
    pub fn children(self, children: Vec<El>) -> El {
        children.into_iter().fold(self, El::child)
    }

    /// Content that is made anew whenever `key` changes; what the old one watched and listened to ends.
    pub fn swap(self, key: impl Fn() -> String + Send + Sync + 'static, make: impl Fn() -> Vec<El> + 'static) -> El {
        self.swap_boxed(Box::new(key), Box::new(make))
    }

    #[inline(never)]
    fn swap_boxed(self, key: Key, make: Box<dyn Fn() -> Vec<El>>) -> El {
        let element = self.0.clone();
        let key = Memo::new(move |_| key());
        watch_boxed(Box::new(move || {
            // Read, not only tracked: a memo that was never read follows nothing.
            key.with(|_| ());
            element.set_text_content(None);
            let content = untrack(&make);
            content.into_iter().fold(El(element.clone()), El::child);
        }));
        self
    }

    /// Content that is there while `test` holds.
    pub fn when(self, test: impl Fn() -> bool + Send + Sync + 'static, make: impl Fn() -> Vec<El> + 'static) -> El {
        self.when_boxed(Arc::new(test), Box::new(make))
    }

    #[inline(never)]
    fn when_boxed(self, test: Arc<dyn Fn() -> bool + Send + Sync>, make: Box<dyn Fn() -> Vec<El>>) -> El {
        let holds = test.clone();
        let key = move || String::from(if test() { "1" } else { "" });
        self.swap_boxed(Box::new(key), Box::new(move || if holds() { make() } else { vec![] }))
    }

    /// Listens.
    pub fn on(self, event: &'static str, then: impl FnMut(Event) + 'static) -> El {
        listen(self.0.clone().into(), event, Box::new(then));
        self
    }

    /// What a press does.
    pub fn on_press(self, then: impl FnMut() + 'static) -> El {
        self.press_boxed(Box::new(then))
    }

    #[inline(never)]
    fn press_boxed(self, mut then: Box<dyn FnMut()>) -> El {
        listen(self.0.clone().into(), "click", Box::new(move |_| then()));
        self
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
