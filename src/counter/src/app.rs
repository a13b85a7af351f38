//! Which screen: pair, who, PIN, the counter; or for a customer who opened a code's link, whom to show it to.

use kit::{
    api::{self, Failure},
    browser::{clock, document, sound},
    i18n, route, theme,
    ui::{LangSwitch, Toasts},
};
use leptos::{prelude::*, task::spawn_local};
use wire::{Code, StaffMember, Till};

use crate::{
    texts::texts,
    ui::{Counter, Pair, PinPad, ShowStaff, Unreached, Who},
};

/// The page of a scanned link.
const LINK_PATH: &str = "/s";

/// The screens.
#[derive(Clone, PartialEq)]
enum Place {
    Loading,
    Unreached(Failure),
    /// Nobody's device: a customer, or staff on a phone that is not paired.
    Show,
    Pair,
    Who(Till),
    Pin(Till, StaffMember),
    Counter(Till),
}

/// Mounts the app over the skeleton that the page painted first.
pub fn start() {
    i18n::mark_document();
    sound::listen();
    spawn_local(clock::restore());
    let code = scanned_link();
    if let Some(root) = document().get_element_by_id("app") {
        root.set_inner_html("");
        let root = wasm_bindgen::JsCast::unchecked_into(root);
        mount_to(root, move || view! { <App code=code.clone()/> }).forget();
    }
}

/// The code of a link that opened this page, which leaves the address bar at once: what stands there is shown, kept and synchronised.
fn scanned_link() -> Option<String> {
    let digits = route::fragment();
    let is_link = route::segments(&route::path()) == [&LINK_PATH[1..]];
    if !digits.is_empty() {
        route::replace(&route::path());
    }
    (is_link && !digits.is_empty()).then(|| [&route::origin(), LINK_PATH, "#", &digits].concat())
}

#[component]
fn App(
    /// The code this page was opened by.
    code: Option<String>,
) -> impl IntoView {
    let is_link = route::segments(&route::path()) == [&LINK_PATH[1..]];
    let waiting = StoredValue::new(code);
    let place = RwSignal::new(Place::Loading);
    let load = move || {
        spawn_local(async move {
            let next = match api::till().await {
                Ok(till) => entered(till),
                Err(failure) if failure.code() == Some(Code::TillRequired) && is_link => Place::Show,
                Err(failure) if failure.code() == Some(Code::TillRequired) => Place::Pair,
                Err(failure) => Place::Unreached(failure),
            };
            place.set(next);
        });
    };
    load();
    let signed_out = Callback::new(move |code: Option<String>| {
        waiting.set_value(code);
        load();
    });
    let title = move || document().set_title(texts().title);
    Effect::new(move |_| title());
    let screen = move || match place.get() {
        Place::Loading => view! { <p class="waiting" role="status">{move || i18n::texts().wait}</p> }.into_any(),
        Place::Unreached(failure) => view! { <Unreached failure on_retry=load/> }.into_any(),
        Place::Show => view! { <ShowStaff on_work=move || place.set(Place::Pair)/> }.into_any(),
        Place::Pair => view! { <Pair on_paired=load/> }.into_any(),
        Place::Who(till) => {
            let known = till.clone();
            let pick = move |staff| place.set(Place::Pin(known.clone(), staff));
            view! { <Who till on_pick=pick on_unpaired=move || place.set(Place::Pair)/> }.into_any()
        }
        Place::Pin(till, staff) => {
            let (known, me) = (till.clone(), staff.clone());
            let enter = move || place.set(Place::Counter(Till { staff: Some(me.clone()), ..known.clone() }));
            let back = move || place.set(Place::Who(till.clone()));
            view! { <PinPad staff on_signed_in=enter on_back=back/> }.into_any()
        }
        Place::Counter(till) => {
            let code = waiting.try_update_value(Option::take).flatten();
            let known = till.clone();
            let leave = move || {
                let till = Till { staff: None, ..known.clone() };
                spawn_local(async move {
                    let _ = api::sign_out().await;
                });
                place.set(Place::Who(till));
            };
            let pair_again = move || place.set(Place::Pair);
            view! { <Counter till code signed_out on_leave=leave on_pair_again=pair_again/> }.into_any()
        }
    };
    let with_lang = move || !place.with(|place| matches!(place, Place::Counter(_)));
    view! {
        {screen}
        <Show when=with_lang><footer class="foot"><LangSwitch/></footer></Show>
        <Toasts/>
    }
}

fn entered(till: Till) -> Place {
    theme::apply(&till.shop.color);
    if till.staff.is_some() { Place::Counter(till) } else { Place::Who(till) }
}
