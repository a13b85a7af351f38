//! Putting the app on the home screen: the browser's own offer kept until it fits, and the browsers that have no offer but a menu.

use std::cell::RefCell;

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use super::{call0, matches, on, window};
use crate::watched::Watched;

thread_local! {
    static OFFER: RefCell<Option<JsValue>> = const { RefCell::new(None) };
    static CAN_ASK: Watched<bool> = Watched::new(false);
}

/// Starts to listen for the browser's offer. Call it once, early.
pub fn listen() {
    let offered = Closure::<dyn FnMut(web_sys::Event)>::new(|event: web_sys::Event| {
        event.prevent_default();
        OFFER.set(Some(event.into()));
        CAN_ASK.with(|can| can.set(true));
    });
    let _ = window().add_event_listener_with_callback("beforeinstallprompt", offered.as_ref().unchecked_ref());
    offered.forget();
    on(&window(), "appinstalled", || CAN_ASK.with(|can| can.set(false)));
}

/// How this browser puts a page on the home screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It can be asked now.
    Ask,
    /// It asks by itself when it likes, and not now.
    Later,
    /// By its menu only.
    Menu {
        /// Whether its screen can be touched: an iPad calls itself a Mac, but no Mac can.
        touch: bool,
    },
}

/// The way there is now; tracked.
pub fn way() -> Way {
    if CAN_ASK.with(|can| can.get()) {
        return Way::Ask;
    }
    match Reflect::has(&window(), &"onbeforeinstallprompt".into()) {
        Ok(true) => Way::Later,
        _ => Way::Menu { touch: matches("(any-pointer: coarse)") },
    }
}

/// Shows the browser's own question. It can be asked once.
pub fn ask() {
    CAN_ASK.with(|can| can.set(false));
    if let Some(offer) = OFFER.take() {
        let _ = call0(&offer, "prompt");
    }
}

/// Whether this is the installed app already.
pub fn installed() -> bool {
    matches("(display-mode: standalone)")
        || Reflect::get(&window().navigator(), &"standalone".into()).is_ok_and(|standalone| standalone.is_truthy())
}
