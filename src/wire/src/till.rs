//! The counter's side: pairing a device, naming oneself, and what a till may know.

use serde::{Deserialize, Serialize};

use uuid::Uuid;

use crate::{Card, CardStatus, Done, Time};

/// Pairs this device with a shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PairRequest {
    /// Made by the client, once.
    pub id: Uuid,
    /// `ABCD-2345`: any case, dash optional.
    pub pairing_code: String,
    /// How the owner will know this device, 1 to 60 characters.
    pub name: String,
    /// The key that signs what this till does without a network: 33 bytes, a compressed P-256 point, base64url without padding. A till
    /// without one works with a network only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_key: Option<String>,
}

/// Characters a device's name may have.
pub const DEVICE_NAME_CHARS_MAX: usize = 60;

/// A paired device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Paired {
    /// The device.
    pub device: Device,
    /// Where it belongs.
    pub shop: TillShop,
}

/// A till: any phone or tablet, paired once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Device {
    /// Its id.
    pub id: Uuid,
    /// How the owner knows it.
    pub name: String,
}

/// What a till must know of its shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TillShop {
    /// The shop's slug.
    pub slug: String,
    /// The shop's name.
    pub name: String,
    /// `#rrggbb`.
    pub color: String,
    /// ISO 4217 code.
    pub currency: String,
    /// A plain stamp card: a scan gives one stamp at once, with an undo.
    pub one_scan_one_stamp: bool,
    /// How long whoever made an operation may undo it, in seconds.
    pub void_window_s: u32,
    /// The zone of the shop's clock, `Europe/Paris`: a till says moments by it, wherever its device believes to be. Absent in answers that were kept
    /// before it was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

/// The state of this till: what the counter app asks first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Till {
    /// This device.
    pub device: Device,
    /// Its shop.
    pub shop: TillShop,
    /// Who is signed in, if anyone.
    pub staff: Option<StaffMember>,
}

/// The names to pick oneself from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffList {
    /// In the order of names.
    pub staff: Vec<StaffMember>,
}

/// Somebody who works at the shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffMember {
    /// Their id.
    pub id: Uuid,
    /// Their first name.
    pub name: String,
    /// May correct by hand, pass limits, and undo what others did.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub manager: bool,
}

/// Signs a member of staff in on this till.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignInRequest {
    /// Made by the client, once.
    pub id: Uuid,
    /// Who.
    pub staff_id: Uuid,
    /// Six digits.
    pub pin: String,
}

/// Signed in; the session is the cookie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedIn {
    /// Who.
    pub staff: StaffMember,
    /// When the session ends by itself.
    pub expires_at: Time,
}

/// The last visits of this till, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TillVisits {
    /// Newest first.
    pub visits: Vec<TillVisit>,
}

/// A visit as the till's list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TillVisit {
    /// The visit.
    pub id: Uuid,
    /// When it was opened.
    pub opened_at: Time,
    /// The card as it is now.
    pub card: Card,
    /// What was done, oldest first, voids included.
    pub operations: Vec<Done>,
}

/// What a till must know to work without a network: all of it, or what changed since the last answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TillSnapshot {
    /// The server's time when it was read; with `more`, when the first piece was.
    pub at: Time,
    /// Give it as `since` the next time.
    pub cursor: String,
    /// This is the beginning of the whole: forget what was known before.
    pub whole: bool,
    /// More follows: ask again at once with the cursor.
    pub more: bool,
    /// The version of the programme in force.
    pub program_version: u32,
    /// How far the till may go.
    pub limits: OfflineLimits,
    /// Cards that changed, each as it is now.
    pub cards: Vec<TillCard>,
    /// Codes used in the shop in the last quarter of an hour.
    pub codes: Vec<UsedCode>,
}

/// How far a till may go without a network, as the owner set it in the programme. Beside it the house's: seven days on one snapshot, rewards
/// only while it is younger than 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfflineLimits {
    /// Visits in which one card may earn within `card_interval_s`.
    pub earns_per_card: u32,
    /// Seconds.
    pub card_interval_s: u32,
    /// Visits in which a till may let cards earn within 24 hours.
    pub earns_per_till_day: u32,
    /// What the rewards used in one visit may cost the shop together, minor units.
    pub redeem_value_max: u32,
    /// Seconds before the same card may come again.
    pub cooldown_s: u32,
    /// Items one operation may count.
    pub quantity_max: u32,
}

/// A card as a till without a network must know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TillCard {
    /// 16 hex digits.
    pub id: String,
    /// The card's version.
    pub version: u64,
    /// Whether it can be used.
    pub status: CardStatus,
    /// Its keys that work.
    pub keys: Vec<TillKey>,
    /// Units by purse.
    pub balances: Vec<TillBalance>,
    /// Rewards that are ready.
    pub vouchers: Vec<TillVoucher>,
    /// When it was last at a counter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_visit_at: Option<Time>,
    /// Until when no reward of it can be used: staff moved it to another phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redeem_paused_until: Option<Time>,
}

/// A key of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TillKey {
    /// 0 to 7.
    pub slot: u8,
    /// 33 bytes, a compressed P-256 point, base64url without padding.
    pub public_key: String,
    /// It can be copied: using a reward asks staff to confirm.
    pub raw: bool,
    /// The last step that was accepted of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_step: Option<u32>,
}

/// Units in a purse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TillBalance {
    /// The stamp card's id, `points` or `credit`.
    pub purse: String,
    /// Units.
    pub balance: i64,
}

/// A reward that is ready.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TillVoucher {
    /// Its id.
    pub id: Uuid,
    /// What it costs the shop, minor units.
    pub value: i64,
    /// Its use must be confirmed.
    pub confirm: bool,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Time>,
}

/// A code that opened a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UsedCode {
    /// The card's id.
    pub card_id: String,
    /// Its key's slot.
    pub slot: u8,
    /// The code's step.
    pub step: u32,
    /// When.
    pub at: Time,
    /// The visit, when it was at this till.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit_id: Option<Uuid>,
}
