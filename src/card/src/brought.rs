//! What brought the customer, as the link says it.

use kit::route;

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
