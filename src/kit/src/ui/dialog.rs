//! A modal dialog: the browser's own, which keeps the focus inside, closes by Escape, and hides the page from screen readers.

use leptos::{html, prelude::*};
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

/// For apps of the view macro: shows its children over the page while `open` is true.
#[component]
pub fn Dialog(
    /// Whether it is shown; set to false when the person closes it.
    open: RwSignal<bool>,
    /// What it is, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// Further classes.
    #[prop(default = "")]
    class: &'static str,
    /// Whether a tap anywhere, beside it or on it, closes it.
    #[prop(default = false)]
    closes_on_tap: bool,
    /// What it shows; made anew each time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        if open.get() {
            let _ = dialog.show_modal();
        } else if dialog.open() {
            dialog.close();
        }
    });
    let tap = move |_| {
        if closes_on_tap {
            open.set(false);
        }
    };
    view! {
        <dialog node_ref=node class=class aria-label=label on:close=move |_| open.set(false) on:click=tap>
            <Show when=move || open.get()>{children()}</Show>
        </dialog>
    }
}
