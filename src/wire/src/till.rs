//! The counter's side: pairing a device, naming oneself, and what a till may know.

use serde::{Deserialize, Serialize};

use uuid::Uuid;

use crate::{Card, Done, Time};

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
