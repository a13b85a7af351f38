//! The field for the code under the QR. A hand scanner that types what it reads works here too.

use crate::signals::*;
use kit::dom::El;
use kit::i18n;

use super::enter::{field, plain_text, write};
use crate::{
    codes,
    desk::Desk,
    dom::{More, button, el, value_of},
};

/// A link or its digits are longer than anything a person types.
const TYPED_CHARS_MAX: usize = 40;

/// The field.
pub fn typed_code(desk: Desk, typing: Held<bool>) -> El {
    let code = Held::new(String::new());
    let input = move |event: web_sys::Event| {
        let text = value_of(&event);
        if pass::Pass::parse(text.trim()).is_ok() {
            typing.set(false);
            desk.see(text.trim());
        } else if text.len() < TYPED_CHARS_MAX {
            let typed = codes::typed(&text);
            write(&event, &typed);
            code.set(typed);
        }
    };
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        let typed = code.get_untracked();
        if codes::is_whole(&typed, codes::TYPED_LEN) {
            typing.set(false);
            desk.type_code(&typed);
        }
    };
    let text = plain_text(el("input", "code")).attr("placeholder", "XXXXX-XXX").attr("autocapitalize", "characters");
    let text = text.attr("aria-describedby", "typed-hint").focus().on_event("input", input);
    let go = el("button", "button main").attr("type", "submit").say(|words| words.type_go);
    let go = go.flag("disabled", move || !codes::is_whole(&code.get(), codes::TYPED_LEN));
    let back = button("button", |_| i18n::texts().back, move || typing.set(false));
    el("form", "typed")
        .add(field(|words| words.type_label, text))
        .add(el("p", "soft").attr("id", "typed-hint").say(|words| words.type_hint))
        .add(el("div", "ends").add(back).add(go))
        .on_event("submit", submit)
}
