//! The language switch: a native choice, each language named in itself.

use leptos::prelude::*;

use crate::i18n::{self, Lang};

/// Shows the language and lets one pick another.
#[component]
pub fn LangSwitch() -> impl IntoView {
    let pick = move |event| {
        if let Some(lang) = Lang::of_tag(&event_target_value(&event)) {
            i18n::set_lang(lang);
        }
    };
    let option = |lang: Lang| {
        view! { <option value=lang.tag() lang=lang.tag() selected=move || i18n::lang() == lang>{lang.name()}</option> }
    };
    view! {
        <select class="lang" aria-label=move || i18n::texts().language on:change=pick prop:value=move || i18n::lang().tag()>
            {Lang::ALL.map(option).collect_view()}
        </select>
    }
}
