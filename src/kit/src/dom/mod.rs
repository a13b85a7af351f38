//! Elements of the page, built by plain calls and kept up to date by effects of the reactive crate.
//!
//! Why not the view macro: each place where it is used compiles to code of its own, and the card came to 198 KB where it may have 90; with these
//! few functions the same screens are a fraction of that.

mod parts;

use reactive_graph::{
    effect::RenderEffect,
    owner::{Owner, StoredValue},
};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, EventTarget, HtmlElement};

use crate::{browser::document, watched::Watched};

pub use parts::{on_window, value_of};

/// An element being built. Clones are the same element.
#[derive(Clone)]
pub struct El(Element);

/// A new element of HTML.
pub fn el(tag: &str) -> El {
    El(document().create_element(tag).unwrap_or_else(|error| error.unchecked_into()))
}

/// A new element of SVG.
pub fn svg(tag: &str) -> El {
    let made = document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag);
    El(made.unwrap_or_else(|error| error.unchecked_into()))
}

/// Starts what drives effects; within this owner is what lives as long as the page.
pub fn begin() -> Owner {
    // An error here says that it was started before, which is as good.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    std::mem::forget(owner.clone());
    owner
}

/// Makes the page's parts within its owner; they replace what `root` held.
pub fn mount(root: &Element, owner: &Owner, parts: impl FnOnce() -> Vec<El>) {
    let parts = owner.with(parts);
    root.set_text_content(None);
    for part in parts {
        let _ = root.append_child(&part.0);
    }
}

/// Keeps a value as long as the place that is being made is on the page.
pub fn keep<T: 'static>(value: T) {
    StoredValue::new_local(value);
}

/// Runs now, and again each time something that it asked for has changed, as long as the place that made it is on the page.
pub fn follow(run: impl Fn() + 'static) {
    follow_boxed(Box::new(run));
}

/// Not generic: the effect's own code is in the app once.
fn follow_boxed(run: Box<dyn Fn()>) {
    let effect = RenderEffect::new(move |_: Option<()>| run());
    // The owner that is current here drops it.
    keep(effect);
}

/// A value made of others, which tells only when it has really become another one.
pub fn derived<T: PartialEq + Default + 'static>(make: impl Fn() -> T + 'static) -> Watched<T> {
    let value = Watched::default();
    let made = value.clone();
    follow(move || made.put(make()));
    value
}

impl El {
    /// The element itself.
    pub fn node(&self) -> &Element {
        &self.0
    }

    /// Sets an attribute.
    pub fn attr(self, name: &str, value: &str) -> Self {
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// Sets its classes.
    pub fn class(self, names: &str) -> Self {
        self.attr("class", names)
    }

    /// Sets a property of its own style: allowed by the page's policy, unlike a style attribute in HTML.
    pub fn style(self, name: &str, value: &str) -> Self {
        if let Some(element) = self.0.dyn_ref::<HtmlElement>() {
            let _ = element.style().set_property(name, value);
        } else if let Some(element) = self.0.dyn_ref::<web_sys::SvgElement>() {
            let _ = element.style().set_property(name, value);
        }
        self
    }

    /// Sets its text.
    pub fn text(self, text: &str) -> Self {
        self.0.set_text_content(Some(text));
        self
    }

    /// Gives it a class or takes it away.
    pub fn set_class(&self, name: &str, on: bool) {
        let _ = self.0.class_list().toggle_with_force(name, on);
    }

    /// Adds a child.
    #[expect(clippy::should_implement_trait, reason = "an element that gets a child is no sum")]
    pub fn add(self, child: El) -> Self {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// Adds children.
    pub fn all(self, children: impl IntoIterator<Item = El>) -> Self {
        children.into_iter().fold(self, El::add)
    }

    /// Text that follows what it is made of.
    pub fn live_text(self, text: impl Fn() -> String + 'static) -> Self {
        live_text(self, Box::new(text))
    }

    /// An attribute that follows what it is made of; none takes it away.
    pub fn live_attr(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        live_attr(self, name, Box::new(value))
    }

    /// A class that comes and goes.
    pub fn live_class(self, name: &'static str, on: impl Fn() -> bool + 'static) -> Self {
        live_class(self, name, Box::new(on))
    }

    /// Children that are made anew each time what they are made of has changed.
    pub fn live(self, children: impl Fn() -> Vec<El> + 'static) -> Self {
        live(self, Box::new(children))
    }

    /// Does something on an event.
    pub fn on(self, event: &str, mut then: impl FnMut() + 'static) -> Self {
        self.on_event(event, move |_| then())
    }

    /// Does something with an event.
    pub fn on_event(self, event: &str, then: impl FnMut(Event) + 'static) -> Self {
        listen(&self.0, event, Box::new(then));
        self
    }
}

// What follows is not generic, so that each way to be live is in the app once.

fn live_text(el: El, text: Box<dyn Fn() -> String>) -> El {
    let node = el.0.clone();
    follow(move || {
        let text = text();
        // The same words again are not said again.
        if node.text_content().as_deref() != Some(&text) {
            node.set_text_content(Some(&text));
        }
    });
    el
}

fn live_attr(el: El, name: &'static str, value: Box<dyn Fn() -> Option<String>>) -> El {
    let node = el.0.clone();
    follow(move || {
        let _ = match value() {
            Some(value) => node.set_attribute(name, &value),
            None => node.remove_attribute(name),
        };
    });
    el
}

fn live_class(el: El, name: &'static str, on: Box<dyn Fn() -> bool>) -> El {
    let node = el.clone();
    follow(move || node.set_class(name, on()));
    el
}

fn live(el: El, children: Box<dyn Fn() -> Vec<El>>) -> El {
    let node = el.0.clone();
    follow(move || {
        let children = children();
        node.set_text_content(None);
        for child in children {
            let _ = node.append_child(&child.0);
        }
    });
    el
}

/// The browser frees the closure with the element.
fn listen(target: &EventTarget, event: &str, then: Box<dyn FnMut(Event)>) {
    let closure = Closure::wrap(then).into_js_value();
    let _ = target.add_event_listener_with_callback(event, closure.unchecked_ref());
}
