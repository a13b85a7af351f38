//! A card goes to another phone by the hand of staff: finding it, the code that moves it, and what the owner reads of it.

use serde::{Deserialize, Serialize};

use uuid::Uuid;

use crate::{Purse, Time};

/// Gives out a code that brings a card to another phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GiveMove {
    /// Made by the client, once: the move's id.
    pub id: Uuid,
    /// How staff knew that it is this customer's, 1 to 200 characters. The owner reads it.
    pub reason: String,
}

/// A code that brings a card to another phone, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MoveGiven {
    /// The move.
    pub id: Uuid,
    /// 8 letters and digits in two groups, for `POST /v1/shops/{slug}/recover`. The server keeps a hash only.
    pub code: String,
    /// Until when it counts.
    pub expires_at: Time,
}

/// Cards that may be the one that somebody lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LostCards {
    /// By how near their visit was to the moment that was asked for.
    pub cards: Vec<LostCard>,
}

/// What staff must know of a card to ask whether it is somebody's, and nothing of who that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LostCard {
    /// 16 hex digits.
    pub card_id: String,
    /// Its number.
    pub number: String,
    /// The visit near the moment that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub here_at: Option<Time>,
    /// When it was last at a counter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_visit_at: Option<Time>,
    /// What is on it.
    pub purses: Vec<Purse>,
    /// Rewards that are ready.
    pub rewards: u32,
    /// Until when nothing on it can be used, if it was moved a moment ago.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redeem_paused_until: Option<Time>,
}

/// The moves of a shop, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardMoves {
    /// Newest first.
    pub moves: Vec<CardMove>,
    /// `cursor` of the next page; absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// One code that staff gave out, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardMove {
    /// The move.
    pub id: Uuid,
    /// The card: 16 hex digits.
    pub card_id: String,
    /// Its number.
    pub number: String,
    /// When the code was given out.
    pub given_at: Time,
    /// At which till.
    pub till: String,
    /// By whom.
    pub by: String,
    /// How they knew the customer; gone when the customer asked to be forgotten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When the card went to the other phone; absent when the code was never used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<Time>,
    /// Until when nothing on the card could be used then, if nobody had lifted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paused_until: Option<Time>,
    /// When the pause was lifted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifted_at: Option<Time>,
    /// Who lifted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifted_by: Option<String>,
}

/// Lets what is on a card be used at once after a move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LiftPause {
    /// Made by the client, once.
    pub id: Uuid,
}

/// What is on the card can be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PauseLifted {
    /// The card: 16 hex digits.
    pub card_id: String,
    /// From when on.
    pub at: Time,
}
