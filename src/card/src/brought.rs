//! What brought the customer, as the link says it, and what their browser handed to its home screen.

use js_sys::Reflect;
use kit::{browser::window, route};

/// Characters of a card's number.
const NUMBER_CHARS: usize = 5;

/// `?src=` of the link, cut to what the server takes.
pub fn source() -> Option<String> {
    let source: String = route::query("src")?.chars().take(wire::SOURCE_CHARS_MAX).collect();
    (!source.is_empty()).then_some(source)
}

/// `?friend=` of the link: the number of a friend's card.
pub fn friend() -> Option<String> {
    route::query("friend").filter(|number| number.len() == NUMBER_CHARS)
}

/// `#handoff=` of the address that a home screen opens: a code that puts its key on the card, once. It leaves the address at once.
pub fn handoff() -> Option<String> {
    let code = route::fragment().strip_prefix("handoff=")?.to_owned();
    route::forget_behind_path();
    Some(code)
}

/// Whether the page's own button was tapped before the app was there (`window.tapped` in src/card/index.html).
pub fn tapped() -> bool {
    Reflect::get(&window(), &"tapped".into()).is_ok_and(|tapped| tapped.is_truthy())
}
