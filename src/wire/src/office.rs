//! What the shop does with a card away from the till's daily work: facts it knows, a move to another card, balances from elsewhere, more time.

use serde::{Deserialize, Deserializer, Serialize};

use uuid::Uuid;

use crate::{Card, Done, Time};

/// A card as the shop sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardRecord {
    /// The card.
    pub card: Card,
    /// What the shop knows of the customer; for managers and API keys with the scope `cards`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts: Option<CardFacts>,
    /// When it was last at the counter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_visit_at: Option<Time>,
    /// Until when nothing on it can be used: staff moved it to another phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redeem_paused_until: Option<Time>,
    /// The number of the card of the friend who brought it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brought_by: Option<String>,
}

/// Cards that were looked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardRecords {
    /// One, or none.
    pub cards: Vec<CardRecord>,
}

/// What the shop knows of a customer, for birthday gifts and for promotions to a group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardFacts {
    /// The birthday, if the customer gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birthday: Option<Birthday>,
    /// Tags, in the order of the alphabet.
    pub tags: Vec<String>,
    /// Lists the card is on, in the order of the alphabet.
    pub lists: Vec<String>,
}

/// A day of the year; 29 February is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Birthday {
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// Changes what the shop knows of a customer; what is absent stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FactsRequest {
    /// Made by the client, once.
    pub id: Uuid,
    /// The birthday; null forgets it.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Birthday>))]
    pub birthday: Option<Option<Birthday>>,
    /// All tags from now on: at most 50, of 1 to 40 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// All lists from now on: at most 50, of 1 to 40 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lists: Option<Vec<String>>,
}

/// Tells null, which is given, from what is absent.
pub(crate) fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Tags, and lists, that a card may have.
pub const LABELS_MAX: usize = 50;
/// Characters of a tag or a list's name.
pub const LABEL_CHARS_MAX: usize = 40;

/// Moves everything to another card of the shop; this one is `merged` from then on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MergeRequest {
    /// Made by the client, once: the id of the operation on the card that everything comes to.
    pub id: Uuid,
    /// The other card, by its id or its number.
    pub into: String,
}

/// What a merge did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Merged {
    /// What came: `transfer_in` on the other card. A void of it restores both cards.
    pub operation: Done,
    /// The other card, with everything on it.
    pub card: Card,
    /// The card that everything left.
    pub merged: Card,
}

/// Puts balances from elsewhere on a card: half of a paper card, a line of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpeningRequest {
    /// Made by the client, once: the operation's id.
    pub id: Uuid,
    /// One for each purse, at most 20.
    pub balances: Vec<OpeningBalance>,
    /// What the line is called where it comes from, unique in the shop, 1 to 64 characters: an import that runs again brings nothing twice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_ref: Option<String>,
}

/// Units that a card begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpeningBalance {
    /// The stamp card's id, `points` or `credit`.
    pub purse: String,
    /// Stamps, points, or minor units of the shop's currency; above zero.
    pub units: i64,
}

/// Balances that one opening may have.
pub const OPENING_BALANCES_MAX: usize = 20;

/// Gives the units of a purse more time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProlongRequest {
    /// Made by the client, once: the operation's id.
    pub id: Uuid,
    /// The stamp card's id, `points` or `credit`.
    pub purse: String,
    /// None of its units lapses before.
    pub until: Time,
}
