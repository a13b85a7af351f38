//! A modal dialog: the browser's own, which keeps the focus inside, closes by Escape, and hides the page from screen readers.

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use crate::{
    dom::{El, el, follow},
    watched::Watched,
};

/// A dialog that a tap anywhere closes: shows `content`, made anew each time it opens, over the page while `open` is true.
pub fn tap_dialog(
    open: Watched<bool>,
    class: &str,
    label: impl Fn() -> String + 'static,
    content: impl Fn() -> Vec<El> + 'static,
) -> El {
    let shown = open.clone();
    let dialog = el("dialog").class(class).live_attr("aria-label", move || Some(label()));
    let dialog = dialog.live(move || if shown.get() { content() } else { vec![] });
    for event in ["close", "click"] {
        let open = open.clone();
        let _ = dialog.clone().on(event, move || open.put(false));
    }
    let node = dialog.node().clone();
    follow(move || {
        let Some(dialog) = node.dyn_ref::<HtmlDialogElement>() else { return };
        if open.get() == dialog.open() {
            return;
        }
        if dialog.open() {
            dialog.close();
        } else {
            // It may be made before it is on the page; then there is nothing to show yet.
            let _ = dialog.show_modal();
        }
    });
    dialog
}
