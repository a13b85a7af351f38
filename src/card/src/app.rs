//! The app's frame: the bar at the top, the screen for the address, the notes at the foot.

use kit::{
    browser::{document, install},
    i18n, route,
    ui::{LangSwitch, Toasts},
};
use leptos::{mount, prelude::*};
use wasm_bindgen::JsCast;

use crate::{
    route::{Route, ours},
    session::Session,
    texts::t,
    views::{cards::CardsScreen, history::HistoryScreen, shop::ShopScreen},
};

/// Puts the app in place of the skeleton that the page came with.
pub fn start() {
    i18n::mark_document();
    install::listen();
    route::start(ours);
    let Some(root) = document().get_element_by_id("app") else { return };
    root.set_text_content(None);
    mount::mount_to(root.unchecked_into(), App).forget();
}

/// The frame.
#[component]
fn App() -> impl IntoView {
    // Sessions live as long as the page, not as long as a screen.
    let owner = Owner::current().unwrap_or_default();
    let route = Memo::new(|_| Route::of(&route::path()));
    let screen = move || {
        let of = |slug: &str| Session::of(slug, &owner);
        match route.get() {
            Route::Cards => view! { <CardsScreen/> }.into_any(),
            Route::Shop(slug) => view! { <ShopScreen session=of(&slug)/> }.into_any(),
            Route::History(slug) => view! { <HistoryScreen session=of(&slug) back=["/", &slug].concat()/> }.into_any(),
        }
    };
    let home = move || route.with(|route| route.slug().is_none());
    view! {
        <header class="bar">
            <a class="home" href="/" class:unseen=home>{move || t().my_cards}</a>
            <LangSwitch/>
        </header>
        <main>{screen}</main>
        <Toasts/>
    }
}
