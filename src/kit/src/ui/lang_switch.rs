//! The language switch: a native choice, each language named in itself.

use crate::{
    dom::{El, el, follow},
    i18n::{self, Lang},
};

/// Shows the language and lets one pick another.
pub fn lang_switch() -> El {
    let pick = |event: web_sys::Event| {
        let picked = event.target().map(|select| js_sys::Reflect::get(&select, &"value".into()));
        if let Some(lang) =
            picked.and_then(Result::ok).and_then(|tag| tag.as_string()).and_then(|tag| Lang::tagged(&tag))
        {
            i18n::set_lang(lang);
        }
    };
    let option = |lang: Lang| el("option").attr("value", lang.tag()).attr("lang", lang.tag()).text(lang.name());
    let select = el("select")
        .class("lang")
        .attr("name", "lang")
        .live_attr("aria-label", || Some(i18n::texts().language.to_owned()));
    let select = select.all(Lang::ALL.map(option)).on_event("change", pick);
    let node = select.node().clone();
    // Also back again, when the words of the one that was picked did not come.
    follow(move || {
        let _ = js_sys::Reflect::set(&node, &"value".into(), &i18n::lang().tag().into());
    });
    select
}
