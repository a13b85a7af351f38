//! The recovery code: what brings a card back when no phone has it any more.

use serde::{Deserialize, Serialize};

use uuid::Uuid;

use crate::Time;

/// Makes a recovery code; the one before ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MakeRecovery {
    /// Made by the client, once.
    pub id: Uuid,
}

/// A recovery code, shown once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MadeRecovery {
    /// 24 letters and digits in groups of four, 120 bits. The server keeps its hash only.
    pub code: String,
    /// When it was made.
    pub made_at: Time,
}

/// Whether a card has a recovery code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryState {
    /// When it was made; absent when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_at: Option<Time>,
    /// When the customer showed that it is kept; until then it doesn't count as saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_at: Option<Time>,
}

/// Says that the code is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmRecovery {
    /// Made by the client, once.
    pub id: Uuid,
    /// The last four letters of the code.
    pub last_four: String,
}

/// Brings a card to this browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Recover {
    /// Made by the client, once.
    pub id: Uuid,
    /// The recovery code, or the one that staff gave out, in any case, with or without its dashes.
    pub code: String,
    /// For a code of 8 letters that came by e-mail: the id of the request that asked for it. Absent for the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<Uuid>,
}

/// Asks for a code to the e-mail address of the profile, to confirm it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AskConfirmation {
    /// Made by the client, once; named again with the code.
    pub id: Uuid,
}

/// Says that the address is the customer's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmEmail {
    /// Made by the client, once.
    pub id: Uuid,
    /// The id of the request that asked for the code.
    pub ask: Uuid,
    /// The code, in any case, with or without its dash.
    pub code: String,
}

/// Asks for a code that brings back the card of an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AskByEmail {
    /// Made by the client, once; named again with the code.
    pub id: Uuid,
    /// The address.
    pub email: String,
}

/// A code is on its way, if there is somebody to send it to: the answer does not tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Asked {
    /// Until when a code counts.
    pub expires_at: Time,
}

/// A card that this browser holds now; it has no key of it yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Recovered {
    /// The card: 16 hex digits.
    pub card_id: String,
    /// Until when nothing on it can be used: staff moved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redeem_paused_until: Option<Time>,
}
