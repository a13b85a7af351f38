//! The keys of a card: the phones that act for it.

use serde::{Deserialize, Serialize};

use uuid::Uuid;

use crate::{KeyStorage, Time};

/// The keys that act for a card, by slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardKeys {
    /// One to four, none when all were taken off.
    pub keys: Vec<CardKey>,
}

/// One key of a card: a phone, its home screen, another phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardKey {
    /// The slot that its passes name, 0 to 7.
    pub slot: u8,
    /// Where the phone keeps it.
    pub storage: KeyStorage,
    /// What the customer calls the phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether the browser that asks enrolled it.
    pub same_browser: bool,
    /// When it was enrolled.
    pub added_at: Time,
    /// When a code of it was last accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<Time>,
}

/// Characters a phone's name may have.
pub const KEY_NAME_CHARS_MAX: usize = 40;

/// Gives a phone a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NameKeyRequest {
    /// Made by the client, once.
    pub id: Uuid,
    /// At most 40 characters; absent or empty, the phone has no name any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Takes a phone off the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RevokeKeyRequest {
    /// Made by the client, once.
    pub id: Uuid,
}

/// A key that was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeyChanged {
    /// Its slot, 0 to 7.
    pub key_slot: u8,
}
