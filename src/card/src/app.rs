//! The app's frame: the bar at the top, the screen for the address, the notes at the foot.

use kit::{
    browser::{document, install},
    dom::{self, El, el},
    i18n, route,
    ui::{lang_switch, toasts},
};
use reactive_graph::owner::Owner;

use crate::{
    route::{Route, ours},
    session,
    texts::{self, t},
    views::{cards, shop},
};

/// Puts the app in place of the skeleton that the page came with.
pub fn start() {
    install::listen();
    route::start(ours);
    i18n::start(texts::read, || {
        if let Some(root) = document().get_element_by_id("app") {
            dom::mount(&root, frame);
        }
    });
}

fn frame() -> Vec<El> {
    // Sessions live as long as the page, not as long as a screen.
    let owner = Owner::current().unwrap_or_default();
    let home = el("a").class("home").attr("href", "/").live_text(|| t().my_cards.to_owned());
    let home = home.live_class("unseen", || Route::of(&route::path()) == Route::Cards);
    let screen = el("main").live(move || {
        vec![match Route::of(&route::path()) {
            Route::Cards => cards::screen(),
            Route::Shop(slug) => shop::screen(session::of(&slug, &owner)),
        }]
    });
    vec![el("header").class("bar").add(home).add(lang_switch()), screen, toasts()]
}
