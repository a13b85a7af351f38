//! Putting the app on the home screen: the browser's own offer kept until it fits, and the browsers that have no offer but a menu.

use std::cell::RefCell;

use js_sys::{Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{call0, matches, on, window};
use crate::watched::Watched;

thread_local! {
    static OFFER: RefCell<Option<JsValue>> = const { RefCell::new(None) };
    static CAN_ASK: Watched<bool> = Watched::new(false);
}

/// Takes the browser's offer when it comes. The page's own script keeps it, for it may come before the app does (`window.offer` in src/card/index.html).
/// Call it once.
pub fn listen() {
    spawn_local(async {
        let Ok(offer) = Reflect::get(&window(), &"offer".into()) else { return };
        if let Ok(offer) = JsFuture::from(Promise::resolve(&offer)).await {
            CAN_ASK.with(|can| can.set(!offer.is_undefined()));
            OFFER.set(Some(offer));
        }
    });
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
