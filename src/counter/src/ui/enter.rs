//! Before the counter: pairing the device, picking who one is, and the two screens of those who can't get there.

use crate::signals::*;
use kit::dom::El;
use kit::{
    api::{self, Failure},
    i18n::{self, failure_text},
    ids, theme,
};
use wasm_bindgen_futures::spawn_local;
use wire::{PairRequest, StaffMember, Till};

use super::{saying, trouble};
use crate::{
    codes,
    dom::{More, Say, button, el, value_of},
    send::send,
    texts::texts,
};

/// Pairs this device by the owner's code.
pub fn pair(on_paired: fn()) -> El {
    let (code, name) = (Held::new(String::new()), Held::new(None::<String>));
    let (busy, failure) = (Held::new(false), Held::new(None::<Failure>));
    let shown_name = move || name.get().unwrap_or_else(|| texts().pair_name_default.to_owned());
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        if busy.get_untracked() || !codes::is_whole(&code.get_untracked(), codes::PAIRING_LEN) {
            return;
        }
        busy.set(true);
        let typed: String = untrack(shown_name).trim().chars().take(wire::DEVICE_NAME_CHARS_MAX).collect();
        let name = if typed.is_empty() { untrack(|| texts().pair_name_default.to_owned()) } else { typed };
        let request = PairRequest { id: ids::new(), pairing_code: code.get_untracked(), name, public_key: None };
        spawn_local(async move {
            match send(async || api::pair(&request).await, |_| {}).await {
                Ok(paired) => {
                    theme::apply(&paired.shop.color);
                    on_paired();
                }
                Err(why) => {
                    busy.set(false);
                    failure.set(Some(why));
                }
            }
        });
    };
    let code_field = el("input", "code").attr("placeholder", "ABCD-2345").attr("autocapitalize", "characters");
    let code_field = plain_text(code_field).focus().on_event("input", move |event| {
        failure.set(None);
        let typed = codes::pairing(&value_of(&event));
        write(&event, &typed);
        code.set(typed);
    });
    let name_field = plain_text(el("input", "")).attr("maxlength", "60").live_attr("value", move || Some(shown_name()));
    let name_field = name_field.on_event("input", move |event| name.set(Some(value_of(&event))));
    let go = el("button", "button main").attr("type", "submit").say(|words| words.pair_go);
    let go = go.flag("disabled", move || !codes::is_whole(&code.get(), codes::PAIRING_LEN));
    let form = el("form", "")
        .add(field(|words| words.pair_code, code_field))
        .add(field(|words| words.pair_name, name_field))
        .add(trouble(failure))
        .add(go.busy(move || busy.get()))
        .on_event("submit", submit);
    el("main", "enter")
        .add(el("h1", "").say(|words| words.pair_title))
        .add(el("p", "soft").say(|words| words.pair_hint))
        .add(form)
}

/// A field with its words.
pub fn field(words: Say, input: El) -> El {
    el("label", "").add(el("span", "").say(words)).add(input)
}

/// A field that the browser shall neither fill nor correct.
pub fn plain_text(input: El) -> El {
    input.attr("type", "text").attr("autocomplete", "off").attr("spellcheck", "false")
}

/// Writes what was understood back into the field that was typed into.
pub fn write(event: &web_sys::Event, text: &str) {
    let Some(target) = event.target() else { return };
    let input: web_sys::HtmlInputElement = wasm_bindgen::JsCast::unchecked_into(target);
    // Setting it moves the cursor to the end, which only hurts when nothing changed.
    if input.value() != text {
        input.set_value(text);
    }
}

/// The team's names, large.
pub fn who(till: &Till, on_pick: impl Fn(StaffMember) + Clone + 'static, on_unpaired: fn()) -> El {
    let (team, failure) = (Held::new(None::<Vec<StaffMember>>), Held::new(None::<Failure>));
    let load = move || {
        failure.set(None);
        spawn_local(async move {
            match api::staff().await {
                Ok(list) => {
                    team.set(Some(list.staff));
                }
                Err(why) => {
                    failure.set(Some(why));
                }
            }
        });
    };
    load();
    let name = move |staff: StaffMember| {
        let pick = on_pick.clone();
        let name = el("button", "name").attr("type", "button").text(&staff.name);
        el("li", "").add(name.on("click", move || pick(staff.clone())))
    };
    let names = el("div", "").swap(
        move || team.with(|team| team.as_ref().map_or_else(String::new, |team| team.len().to_string())),
        move || match team.get() {
            Some(team) if team.is_empty() => vec![el("p", "soft").say(|words| words.who_none)],
            Some(team) => vec![el("ul", "names").all(team.into_iter().map(&name))],
            None => vec![],
        },
    );
    let again = el("div", "")
        .when(move || failure.with(Option::is_some), move || vec![button("button", |_| i18n::texts().retry, load)]);
    el("main", "enter")
        .add(el("p", "shop").text(&till.shop.name))
        .add(el("h1", "").say(|words| words.who_title))
        .add(names)
        .add(trouble(failure))
        .add(again)
        .add(button("button quiet", |words| words.pair_again, on_unpaired))
}

/// The server could not be asked how this till stands.
pub fn unreached(failure: Failure, on_retry: fn()) -> El {
    el("main", "enter").attr("role", "alert").all(saying(move || failure_text(&failure))).add(button(
        "button main",
        |_| i18n::texts().retry,
        on_retry,
    ))
}

/// Somebody's own camera opened a code's link in a browser that is no till: "Show this to staff".
pub fn show_staff(on_work: fn()) -> El {
    el("main", "enter show")
        .add(el("h1", "").live_text(|| texts().show_staff.said().what))
        .add(el("p", "").live_text(|| texts().show_staff.said().todo))
        .add(button("button quiet", |words| words.i_work_here, on_work))
}
