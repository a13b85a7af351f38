//! The app's frame: the bar at the top, the screen for the address, the notes at the foot.

use std::{cell::Cell, rc::Rc};

use kit::{
    browser::{self, document, install},
    dom::{self, El, el, follow},
    i18n, route,
    ui::{lang_switch, toasts},
};
use reactive_graph::owner::Owner;
use wasm_bindgen_futures::spawn_local;

use crate::{
    record,
    route::{Route, ours},
    session::{self, Stage},
    texts::{self, t},
    views::{cards, code, shop},
};

/// The app waits so long for the phone's storage before it shows itself without what is there.
const STORAGE_MS: i32 = 150;

/// The first code has so long before the app is made, with it or without.
const CODE_MS: i32 = 400;

/// Begins. Who has a card sees its code first, in the page as it came: that is what people stand at the counter for.
pub fn start() {
    let begin = once(begin);
    match Route::of(&route::path()) {
        Route::Shop(slug) if record::had(&slug) && route::query("back").is_none() => {
            let late = begin.clone();
            browser::after(CODE_MS, move || late());
            spawn_local(async move {
                code::first(&slug).await;
                begin();
            });
        }
        _ => begin(),
    }
}

/// Puts the app in place of the skeleton that the page came with.
fn begin() {
    install::listen();
    route::start(ours);
    i18n::start(texts::read, || {
        let owner = dom::begin();
        let page = owner.clone();
        let show = once(move || {
            if let Some(root) = document().get_element_by_id("app") {
                dom::mount(&root, &page, frame);
            }
        });
        let later = show.clone();
        let Route::Shop(slug) = Route::of(&route::path()) else { return show() };
        // Asking and signing begin before anything is drawn. Who has a card sees it at once, and not an empty one first.
        let session = session::of(&slug, &owner);
        if session.had() {
            owner.with(|| {
                follow(move || {
                    if session.stage.get() != Stage::Arriving {
                        show();
                    }
                })
            });
        }
        // A task of its own in any case: a slow phone paints the skeleton and takes a tap in between.
        browser::after(if session.had() { STORAGE_MS } else { 0 }, move || later());
    });
}

/// Does it the first time it is called.
fn once(run: impl Fn() + 'static) -> Rc<dyn Fn()> {
    let ran = Cell::new(false);
    Rc::new(move || {
        if !ran.replace(true) {
            run();
        }
    })
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
