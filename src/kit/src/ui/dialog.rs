//! A modal dialog: the browser's own, which keeps the focus inside, closes by Escape, and hides the page from screen readers.

use leptos::{html, prelude::*};

/// Shows its children over the page while `open` is true.
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
