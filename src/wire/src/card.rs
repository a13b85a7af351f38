//! The customer's card: what it looks like on the wire, how one joins, and how a phone enrols a key.

use serde::{Deserialize, Serialize};

use uuid::Uuid;

use crate::{Done, Time};

/// A customer's card in one shop, whole: the answer of every call that shows or changes one, and the data of the live event `card`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Card {
    /// 16 hex digits.
    pub id: String,
    /// Five characters for people, unique in the shop: `K7M2Q`.
    pub number: String,
    /// Grows by one with each change; the ETag and the live event's id.
    pub version: u64,
    /// Whether it can be used.
    pub status: CardStatus,
    /// The number of the card that everything on it went to, when it is merged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<String>,
    /// The shop's slug.
    pub shop: String,
    /// What the customer told about themselves: nothing by default.
    pub member: Member,
    /// What the card holds, one purse a unit, in the order of the programme.
    pub purses: Vec<Purse>,
    /// Rewards that are ready to use, soonest expiry first.
    pub vouchers: Vec<Voucher>,
    /// The tier, where the programme has tiers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<String>,
    /// The next two dates at which something lapses, soonest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expiries: Vec<Expiring>,
    /// The level, where the programme has levels and the card reached one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<CardLevel>,
    /// The membership, from the first on, also when it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub membership: Option<CardMembership>,
    /// When the customer joined.
    pub joined_at: Time,
}

/// Something that lapses: units of a purse, or a reward.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Expiring {
    /// The purse, when it is units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purse: Option<String>,
    /// The voucher, when it is a reward.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voucher_id: Option<Uuid>,
    /// Stamps, points, or minor units of the shop's currency; 1 for a reward.
    pub units: i64,
    /// When: the first instant at which they are gone, a midnight in the shop's zone.
    pub at: Time,
}

/// A level that a card reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardLevel {
    /// Its id in the programme.
    pub id: String,
    /// Its name, in the shop's words.
    pub name: String,
    /// The day it was reached, as its first instant in the shop's zone.
    pub since: Time,
    /// When it is looked at again; it never falls before.
    pub review_at: Time,
    /// What it gives all the time, in the shop's words.
    pub benefits: Vec<String>,
    /// The level above; absent on the highest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<NextLevel>,
}

/// The level above.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NextLevel {
    /// Its id in the programme.
    pub id: String,
    /// Its name, in the shop's words.
    pub name: String,
    /// What is missing, in what levels count: minor units of the shop's currency, visits or points.
    pub missing: i64,
}

/// A membership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardMembership {
    /// When it began.
    pub since: Time,
    /// When it ends or ended; never when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Time>,
}

/// Whether a card can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CardStatus {
    /// In use.
    Active,
    /// Stopped by the shop: shows, earns nothing.
    Blocked,
    /// The person asked to be forgotten.
    Erased,
    /// Its content went to another card.
    Merged,
}

/// What the customer told about themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    /// First name, if given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
}

/// One unit on a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Purse {
    /// The stamp card's id, or `points`, `credit`.
    pub id: String,
    /// The unit.
    pub kind: PurseKind,
    /// Name for people.
    pub name: String,
    /// Stamps, points, or minor units of the shop's currency. Below zero only when a void took back what was already used.
    pub balance: i64,
    /// Stamps that make the card full.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<u32>,
    /// When the next units expire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_expiry: Option<Time>,
}

/// The unit a purse counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PurseKind {
    /// Stamps of one stamp card.
    Stamps,
    /// Points.
    Points,
    /// Credit in minor units of the shop's currency.
    Credit,
}

/// A reward that is on the card and ready.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Voucher {
    /// Its id.
    pub id: Uuid,
    /// The reward's id in the programme it was issued under.
    pub reward: String,
    /// What the customer gets, in the shop's words.
    pub title: String,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Time>,
    /// What the customer may take in its place. Only where a card is shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<VoucherChoice>,
}

/// A reward that may be taken in place of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VoucherChoice {
    /// The reward's id in the programme, as a redemption's `choice`.
    pub reward: String,
    /// What the customer gets, in the shop's words.
    pub title: String,
}

/// Where the phone keeps the key of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum KeyStorage {
    /// A WebCrypto key that can't be extracted.
    Webcrypto,
    /// In memory, enrolled anew at each launch.
    Memory,
    /// Raw bytes in the browser's storage: redeeming asks staff to confirm.
    Raw,
}

/// Asks for a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct JoinRequest {
    /// Made by the client, once.
    pub id: Uuid,
    /// The 33-byte compressed P-256 point, base64url without padding.
    pub public_key: String,
    /// Where the phone keeps the private half.
    pub key_storage: KeyStorage,
    /// What brought the customer: `?src=` of the link, at most 40 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The number of the card of the friend who brought the customer: `?friend=` of the link. What leads nowhere is no reason to keep anybody out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub friend: Option<String>,
    /// The customer's language, BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// The code of a hand-off to this home screen: the key goes on the card that it was made for, once, and no card is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handoff: Option<String>,
}

/// Characters a `source` may have.
pub const SOURCE_CHARS_MAX: usize = 40;

/// A card and what the phone needs to show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Joined {
    /// The card: a new one, or the one this holder already has in the shop.
    pub card: Card,
    /// The slot of the enrolled key, 0 to 7.
    pub key_slot: u8,
    /// 32 bytes, base64url without padding: the secret of the typed code.
    pub typed_code_secret: String,
    /// The server's clock, milliseconds since 1970.
    pub now_ms: i64,
}

/// Enrols one more key on a card: a fresh container, a second phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EnrolKeyRequest {
    /// Made by the client, once.
    pub id: Uuid,
    /// The 33-byte compressed P-256 point, base64url without padding.
    pub public_key: String,
    /// Where the phone keeps the private half.
    pub key_storage: KeyStorage,
}

/// An enrolled key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeyEnrolled {
    /// The slot the passes of this key name, 0 to 7.
    pub key_slot: u8,
    /// As in [`Joined`].
    pub typed_code_secret: String,
    /// The server's clock, milliseconds since 1970.
    pub now_ms: i64,
}

/// All cards of a holder on this server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cards {
    /// Newest first.
    pub cards: Vec<Card>,
}

/// A page of a card's history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Operations {
    /// Newest first.
    pub operations: Vec<Done>,
    /// Give it as `cursor` to read on; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// The server's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServerTime {
    /// Milliseconds since 1970.
    pub now_ms: i64,
}
