//! The address bar as a signal: ~120 lines in place of a router crate of 37 KB. Each app reads the path into its own route enum.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, MouseEvent};

use crate::{
    browser::{document, window},
    watched::Watched,
};

thread_local! {
    static PATH: Watched<String> = Watched::new(here());
}

/// The path now, such as `/demo/history`; tracked.
pub fn path() -> String {
    PATH.with(|path| path.get())
}

/// Starts listening: to the back button, and to clicks on links within the app. Call it once. `ours` says which paths this app shows; others
/// are left to the browser.
pub fn start(ours: fn(&str) -> bool) {
    let back = Closure::<dyn FnMut()>::new(|| PATH.with(|path| path.set(here())));
    let _ = window().add_event_listener_with_callback("popstate", back.as_ref().unchecked_ref());
    back.forget();
    let click = Closure::<dyn FnMut(MouseEvent)>::new(move |event: MouseEvent| {
        if let Some(path) = target_of(&event).filter(|path| ours(path)) {
            event.prevent_default();
            go(&path);
        }
    });
    let _ = document().add_event_listener_with_callback("click", click.as_ref().unchecked_ref());
    click.forget();
}

/// Goes to a path of this app, as a new step of the history.
pub fn go(path: &str) {
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(path));
    }
    window().scroll_to_with_x_and_y(0.0, 0.0);
    PATH.with(|signal| signal.set(here()));
}

/// Goes to a path in place of the present one: what should not come back by the back button, such as a code in the fragment.
pub fn replace(path: &str) {
    show_in_bar(path);
    PATH.with(|signal| signal.set(here()));
}

fn show_in_bar(path: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(path));
    }
}

/// The value of `?name=` in the address bar now.
pub fn query(name: &str) -> Option<String> {
    let search = window().location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// What stands behind `#` in the address bar now, without the mark.
pub fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.strip_prefix('#').unwrap_or_default().to_owned()
}

/// Takes what stands behind the path out of the address bar, before anything is shown.
pub fn forget_behind_path() {
    show_in_bar(&here());
}

/// `https://host[:port]` of this page.
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// The parts of a path: `/demo/history/` is `["demo", "history"]`.
pub fn segments(path: &str) -> Vec<&str> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.split('/').filter(|part| !part.is_empty()).collect()
}

fn here() -> String {
    window().location().pathname().unwrap_or_default()
}

/// Where a plain click on a link of this site leads; none for every click the browser should handle by itself.
fn target_of(event: &MouseEvent) -> Option<String> {
    let plain = event.button() == 0
        && !event.default_prevented()
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
    if !plain {
        return None;
    }
    let link = event.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??;
    if link.has_attribute("target") || link.has_attribute("download") {
        return None;
    }
    link.get_attribute("href").filter(|href| href.starts_with('/') && !href.starts_with("//"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_in_parts() {
        assert_eq!(segments("/"), Vec::<&str>::new());
        assert_eq!(segments("/demo"), ["demo"]);
        assert_eq!(segments("/demo/history/?src=poster#x"), ["demo", "history"]);
    }
}
