//! Which screen: pair, who, PIN, the counter; or for a customer who opened a code's link, whom to show it to.

use crate::signals::*;
use std::cell::RefCell;

use kit::{
    api::{self, Failure},
    browser::{self, clock, document, sound, storage},
    dom::{self, El},
    i18n::{self, format},
    route, theme,
    ui::lang_switch,
    watched::Watched,
};
use wasm_bindgen_futures::spawn_local;
use wire::{Code, StaffMember, Till};

use crate::{
    dom::{More, el},
    texts::{self, texts},
    ui,
};

/// The page of a scanned link.
const LINK_PATH: &str = "/s";

/// Set in a browser that is a till.
const PAIRED: &str = "comptoir.till";

/// The screens.
#[derive(Clone, Debug, PartialEq)]
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

thread_local! {
    static PLACE: Watched<Place> = Watched::new(Place::Loading);
    // A code that waits until somebody is signed in.
    static WAITING: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Puts the app in place of the skeleton that the page painted first.
pub fn start() {
    sound::listen();
    WAITING.set(scanned_link());
    let Some(root) = document().get_element_by_id("app") else { return };
    // A phone's camera app may open the next link in this very page.
    browser::on(&browser::window(), "hashchange", || {
        if let Some(code) = scanned_link() {
            WAITING.set(Some(code));
            go(Place::Loading);
            load();
        }
    });
    spawn_local(clock::restore());
    i18n::start(texts::read, move || {
        dom::mount(&root, &dom::begin(), frame);
        load();
    });
}

/// The code of a link that opened this page, which leaves the address bar at once: what stands there is shown, kept and synchronised.
fn scanned_link() -> Option<String> {
    let digits = route::fragment();
    let path = untrack(route::path);
    if !digits.is_empty() {
        route::replace(&path);
    }
    (is_link(&path) && !digits.is_empty()).then(|| [&route::origin(), LINK_PATH, "#", &digits].concat())
}

fn is_link(path: &str) -> bool {
    route::segments(path) == [&LINK_PATH[1..]]
}

fn go(place: Place) {
    PLACE.with(|signal| signal.set(place));
}

fn load() {
    if !may_be_paired() {
        return go(not_paired());
    }
    spawn_local(async {
        go(match api::till().await {
            Ok(till) => entered(till),
            Err(failure) if failure.code() == Some(Code::TillRequired) => {
                storage::remove_mark(PAIRED);
                not_paired()
            }
            Err(failure) => Place::Unreached(failure),
        });
    });
}

fn paired() {
    storage::set_mark(PAIRED, "1");
    load();
}

/// Whether it is worth asking. The cookie that says it for sure is none of the page's business, and strangers who open a code's link are
/// spared the question. Where nothing can be kept, the server is asked.
fn may_be_paired() -> bool {
    if storage::mark(PAIRED).is_some() {
        return true;
    }
    storage::set_mark(PAIRED, "0");
    let nothing_is_kept = storage::mark(PAIRED).is_none();
    storage::remove_mark(PAIRED);
    nothing_is_kept
}

fn not_paired() -> Place {
    if is_link(&untrack(route::path)) { Place::Show } else { Place::Pair }
}

fn entered(till: Till) -> Place {
    storage::set_mark(PAIRED, "1");
    theme::apply(&till.shop.color);
    if let Some(zone) = &till.shop.zone {
        format::say_by_clock_of(zone);
    }
    if till.staff.is_some() { Place::Counter(till) } else { Place::Who(till) }
}

fn pair() {
    go(Place::Pair);
}

fn frame() -> Vec<El> {
    dom::follow(|| document().set_title(texts().title));
    let make = || {
        let place = PLACE.with(Watched::now);
        let foot = el("footer", "foot").add(lang_switch());
        let with_foot = !matches!(place, Place::Counter(_) | Place::Loading);
        let screen = screen(place);
        if with_foot { vec![screen, foot] } else { vec![screen] }
    };
    // A name for each screen: the same till may be entered again by someone else.
    let key = || PLACE.with(|place| key_of(&place.read()));
    vec![el("div", "screens").swap(key, make)]
}

fn key_of(place: &Place) -> String {
    match place {
        Place::Loading => "loading".to_owned(),
        Place::Unreached(_) => "unreached".to_owned(),
        Place::Show => "show".to_owned(),
        Place::Pair => "pair".to_owned(),
        Place::Who(till) => ["who ", &till.device.id.to_string()].concat(),
        Place::Pin(_, staff) => ["pin ", &staff.id.to_string()].concat(),
        Place::Counter(till) => {
            ["counter ", &till.staff.as_ref().map(|staff| staff.id.to_string()).unwrap_or_default()].concat()
        }
    }
}

fn screen(place: Place) -> El {
    match place {
        Place::Loading => el("p", "waiting").attr("role", "status").say(|_| i18n::till().wait),
        Place::Unreached(failure) => ui::unreached(failure, load),
        Place::Show => ui::show_staff(pair),
        Place::Pair => ui::pair(paired),
        Place::Who(till) => {
            let known = till.clone();
            ui::who(&till, move |staff| go(Place::Pin(known.clone(), staff)), pair)
        }
        Place::Pin(till, staff) => {
            let (back, me) = (till.clone(), staff.clone());
            let signed_in = move || go(Place::Counter(Till { staff: Some(me.clone()), ..till.clone() }));
            ui::pin_pad(&staff, signed_in, move || go(Place::Who(back.clone())))
        }
        Place::Counter(till) => {
            let code = WAITING.take();
            let known = till.clone();
            let leave = move || {
                spawn_local(async {
                    let _ = api::sign_out().await;
                });
                go(Place::Who(Till { staff: None, ..known.clone() }));
            };
            let signed_out = |code: Option<String>| {
                WAITING.set(code);
                load();
            };
            ui::counter(&till, code, signed_out, leave, pair)
        }
    }
}
