//! Before the counter: pairing the device, and picking who one is.

use kit::{
    api::{self, Failure},
    i18n::{self, failure_text},
    ids, theme,
    ui::{Button, Look},
};
use leptos::{prelude::*, task::spawn_local};
use wire::{PairRequest, StaffMember, Till};

use super::Saying;
use crate::{codes, texts::texts};

/// Pairs this device by the owner's code.
#[component]
pub fn Pair(
    /// It is paired.
    on_paired: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let (code, name) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Failure>));
    let whole = move || codes::is_whole(&code.get(), codes::PAIRING_LEN);
    let shown_name = move || name.get().unwrap_or_else(|| texts().pair_name_default.to_owned());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() || !codes::is_whole(&code.get_untracked(), codes::PAIRING_LEN) {
            return;
        }
        busy.set(true);
        let name: String = untrack(shown_name).trim().chars().take(wire::DEVICE_NAME_CHARS_MAX).collect();
        let name = if name.is_empty() { untrack(|| texts().pair_name_default.to_owned()) } else { name };
        let request = PairRequest { id: ids::new(), pairing_code: code.get_untracked(), name };
        spawn_local(async move {
            match crate::send::send(async || api::pair(&request).await, |_| {}).await {
                Ok(paired) => {
                    theme::apply(&paired.shop.color);
                    on_paired();
                }
                Err(failure) => {
                    busy.set(false);
                    trouble.set(Some(failure));
                }
            }
        });
    };
    let type_code = move |event| {
        trouble.set(None);
        code.set(codes::pairing(&event_target_value(&event)));
    };
    view! {
        <main class="enter">
            <h1>{move || texts().pair_title}</h1>
            <p class="soft">{move || texts().pair_hint}</p>
            <form on:submit=submit>
                <label>
                    <span>{move || texts().pair_code}</span>
                    <input class="code" type="text" placeholder="ABCD-2345" autocomplete="off" autocapitalize="characters"
                        spellcheck="false" autofocus=true prop:value=move || code.get() on:input=type_code/>
                </label>
                <label>
                    <span>{move || texts().pair_name}</span>
                    <input type="text" maxlength="60" autocomplete="off" prop:value=shown_name
                        on:input=move |event| name.set(Some(event_target_value(&event)))/>
                </label>
                <Trouble trouble/>
                <button type="submit" class="button main" disabled=move || !whole() aria-busy=move || busy.get().then_some("true")>
                    {move || texts().pair_go}
                </button>
            </form>
        </main>
    }
}

/// The team's names, large.
#[component]
pub fn Who(
    /// This till.
    till: Till,
    /// Somebody tapped their name.
    on_pick: impl Fn(StaffMember) + Clone + Send + Sync + 'static,
    /// The device is no longer, or shall no longer be, this shop's.
    on_unpaired: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let (team, trouble) = (RwSignal::new(None::<Vec<StaffMember>>), RwSignal::new(None::<Failure>));
    let load = move || {
        trouble.set(None);
        spawn_local(async move {
            match api::staff().await {
                Ok(list) => team.set(Some(list.staff)),
                Err(failure) => trouble.set(Some(failure)),
            }
        });
    };
    load();
    let names = move || {
        let team = team.get()?;
        if team.is_empty() {
            return Some(view! { <p class="soft">{move || texts().who_none}</p> }.into_any());
        }
        let name = |staff: StaffMember| {
            let (pick, words) = (on_pick.clone(), staff.name.clone());
            view! { <li><button type="button" class="name" on:click=move |_| pick(staff.clone())>{words}</button></li> }
        };
        Some(view! { <ul class="names">{team.into_iter().map(name).collect_view()}</ul> }.into_any())
    };
    let retry = move || {
        trouble.get().map(|_| view! { <Button label=Signal::derive(|| i18n::texts().retry.to_owned()) look=Look::Plain on_press=load/> })
    };
    view! {
        <main class="enter">
            <p class="shop">{till.shop.name}</p>
            <h1>{move || texts().who_title}</h1>
            {names}
            <Trouble trouble/>
            {retry}
            <Button label=Signal::derive(|| texts().pair_again.to_owned()) look=Look::Quiet on_press=on_unpaired/>
        </main>
    }
}

/// The server could not be asked how this till stands.
#[component]
pub fn Unreached(
    /// Why.
    failure: Failure,
    /// Asks again.
    on_retry: impl Fn() + 'static,
) -> impl IntoView {
    let said = Signal::derive(move || failure_text(&failure, i18n::lang()));
    view! {
        <main class="enter" role="alert">
            <Saying said/>
            <Button label=Signal::derive(|| i18n::texts().retry.to_owned()) on_press=on_retry/>
        </main>
    }
}

/// What went wrong, if anything did.
#[component]
pub fn Trouble(
    /// It.
    trouble: RwSignal<Option<Failure>>,
) -> impl IntoView {
    let said = move || trouble.get().map(|failure| failure_text(&failure, i18n::lang()));
    view! {
        <div class="trouble" role="alert">
            {move || said().map(|said| view! { <Saying said=said/> })}
        </div>
    }
}
