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
    /// The code, in any case, with or without its dashes.
    pub code: String,
}

/// A card that this browser holds now; it has no key of it yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Recovered {
    /// The card: 16 hex digits.
    pub card_id: String,
}
