//! The paths of the API, so that a handler and the app that calls it can't disagree.

/// Server time.
pub const TIME: &str = "/v1/time";
/// Pair a device.
pub const PAIR: &str = "/v1/devices/pair";
/// This till.
pub const TILL: &str = "/v1/till";
/// This till's last visits.
pub const TILL_VISITS: &str = "/v1/till/visits";
/// What this till must know to work without a network.
pub const TILL_SNAPSHOT: &str = "/v1/till/snapshot";
/// Who works here.
pub const STAFF: &str = "/v1/staff";
/// Sign in.
pub const STAFF_SESSIONS: &str = "/v1/staff/sessions";
/// Sign out.
pub const STAFF_SESSION_CURRENT: &str = "/v1/staff/sessions/current";
/// The page where staff brings a card to another phone.
pub const LOST_PHONE: &str = "/counter/lost-phone";
/// Open a visit.
pub const VISITS: &str = "/v1/visits";
/// What a visit would do.
pub const VISITS_PREVIEW: &str = "/v1/visits/preview";
/// The holder's cards.
pub const MY_CARDS: &str = "/v1/me/cards";

/// The same, empty for a browser that holds nothing.
pub const MY_CARDS_OR_NONE: &str = "/v1/me/cards?or_none=true";

/// A shop's public face.
pub fn shop(slug: &str) -> String {
    format!("/v1/shops/{slug}")
}

/// Where one joins.
pub fn shop_cards(slug: &str) -> String {
    format!("/v1/shops/{slug}/cards")
}

/// The full terms of a shop's programme.
pub fn shop_terms(slug: &str) -> String {
    format!("/v1/shops/{slug}/terms")
}

/// The programme being edited.
pub fn program_draft(slug: &str) -> String {
    format!("/v1/shops/{slug}/program/draft")
}

/// Where the draft is published.
pub fn program_publish(slug: &str) -> String {
    format!("/v1/shops/{slug}/program/publish")
}

/// The versions published.
pub fn program_versions(slug: &str) -> String {
    format!("/v1/shops/{slug}/program/versions")
}

/// One of the holder's cards.
pub fn my_card(card: &str) -> String {
    format!("{MY_CARDS}/{card}")
}

/// Its history.
pub fn my_card_operations(card: &str) -> String {
    format!("{MY_CARDS}/{card}/operations")
}

/// Its live events.
pub fn my_card_events(card: &str) -> String {
    format!("{MY_CARDS}/{card}/events")
}

/// Its keys.
pub fn my_card_keys(card: &str) -> String {
    format!("{MY_CARDS}/{card}/keys")
}

/// What its customer told about themselves.
pub fn my_card_profile(card: &str) -> String {
    format!("{MY_CARDS}/{card}/profile")
}

/// What its customer may be written to for.
pub fn my_card_consents(card: &str) -> String {
    format!("{MY_CARDS}/{card}/consents")
}

/// Everything that is kept about it.
pub fn my_card_export(card: &str) -> String {
    format!("{MY_CARDS}/{card}/export")
}

/// Where its customer asks to be forgotten.
pub fn my_card_erase(card: &str) -> String {
    format!("{MY_CARDS}/{card}/erase")
}

/// Where the pause of a card that was moved is ended.
pub fn lift_pause(card: &str) -> String {
    format!("/v1/cards/{card}/move/lift")
}

/// More in an open visit.
pub fn visit_operations(visit: &crate::Id) -> String {
    format!("{VISITS}/{visit}/operations")
}

/// Take an operation back.
pub fn void(operation: &crate::Id) -> String {
    format!("/v1/operations/{operation}/void")
}

/// How an operation's numbers came about.
pub fn explain(operation: &crate::Id) -> String {
    format!("/v1/operations/{operation}/explain")
}
