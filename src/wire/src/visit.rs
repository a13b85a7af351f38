//! A visit: a card comes to the counter, and what is done there.

use serde::{Deserialize, Serialize};

use uuid::Uuid;

use crate::{Card, Money, Op, Time, Voucher};

/// Opens a visit with exactly one of `code`, `typed_code` or `card_id`, and may do things in it at once, all or nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenVisit {
    /// Made by the client, once: the visit's id.
    pub id: Uuid,
    /// What the scanner read: the whole link or its 190 digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What the customer read aloud: `K7M2Q-F1E`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed_code: Option<String>,
    /// A card that staff looked up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card_id: Option<String>,
    /// Done at once, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operations: Vec<Op>,
    /// When it happened, if not now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred_at: Option<Time>,
    /// The customer buys again within the cooldown; logged as a flag of the visit.
    #[serde(default, skip_serializing_if = "is_false")]
    pub another_purchase: bool,
    /// A manager lets the card pass the limits of visits; for managers and API keys, and logged.
    #[serde(default, skip_serializing_if = "is_false")]
    pub overridden: bool,
    /// The till recorded this without a network: the visit is a record of its journal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offline: Option<Offline>,
}

/// A record's place in the journal of a till that had no network. The till signs it, with what happened, by the key it was paired with; the
/// bytes are those of `till::Link`. Needs `code` and `occurred_at`; the operations are earnings and uses of vouchers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Offline {
    /// The record's number at this till, from 1 without a gap.
    pub seq: u64,
    /// The hash of the record before, 32 bytes, base64url without padding.
    pub previous: String,
    /// Of when the till's snapshot was: `at` of the last answer it had.
    pub snapshot_at: Time,
    /// Who was signed in at the till.
    pub staff_id: Uuid,
    /// ECDSA P-256 with SHA-256, 64 bytes r‖s, base64url without padding.
    pub signature: String,
}

pub(crate) fn is_false(flag: &bool) -> bool {
    !*flag
}

/// A card is at the counter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VisitOpened {
    /// The visit.
    pub visit: Visit,
    /// The card after the operations.
    pub card: Card,
    /// What the customer could have now; for a day after staff moved the card to another phone it is refused with `redeem_paused`.
    pub available: Vec<Available>,
    /// What was done with this request (for a duplicate: what the visit holds already).
    pub operations: Vec<Done>,
    /// What credit can pay now; absent when it can pay nothing, or no longer in this visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<Credit>,
    /// This code opened this visit before, at this till: nothing was done again.
    pub duplicate: bool,
}

/// What credit can pay now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Credit {
    /// The most.
    pub payable: Money,
    /// The least that is paid at once.
    pub least: Money,
}

/// One coming-to-the-counter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Visit {
    /// The id the client made.
    pub id: Uuid,
    /// The card's id.
    pub card_id: String,
    /// When the server opened it.
    pub opened_at: Time,
    /// What opened it.
    pub how: How,
    /// What was unusual.
    pub flags: Vec<Flag>,
}

/// What opened a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// The rotating signed QR.
    Code,
    /// The typed code under it.
    TypedCode,
    /// Staff picked the card.
    Lookup,
    /// An integration.
    Api,
}

/// What was unusual about a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// The phone's clock was off by more than the window, less than ten minutes.
    ClockSkew,
    /// Staff said that the customer buys again within the cooldown.
    AnotherPurchase,
    /// The code was signed by a key that can be copied.
    RawKey,
    /// The customer tapped "use it now".
    RedeemRequested,
    /// A till without a network recorded it, and it arrived later.
    Offline,
    /// The same code opened another visit, at another till: one of the two had no network.
    CodeShared,
    /// The till's journal does not fit: a record before this one is missing, or was changed, or came later.
    ChainGap,
    /// It says that it happened earlier than it can have.
    BackDated,
    /// The card was at another till within the cooldown.
    TooSoon,
    /// The till knew too little for what it did without a network.
    OverLimits,
    /// A flag that a newer server sent.
    #[serde(other)]
    Unknown,
}

impl Flag {
    /// As it stands on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Flag::ClockSkew => "clock_skew",
            Flag::AnotherPurchase => "another_purchase",
            Flag::RawKey => "raw_key",
            Flag::RedeemRequested => "redeem_requested",
            Flag::Offline => "offline",
            Flag::CodeShared => "code_shared",
            Flag::ChainGap => "chain_gap",
            Flag::BackDated => "back_dated",
            Flag::TooSoon => "too_soon",
            Flag::OverLimits => "over_limits",
            Flag::Unknown => "unknown",
        }
    }
}

/// A reward the customer could have now. One that may be taken in place of what a voucher was issued for has that voucher's id, and is used
/// with [`Op::Redeem`]'s `choice`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Available {
    /// The reward's id.
    pub reward: String,
    /// What the customer gets.
    pub title: String,
    /// What it costs, when it is bought with points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<i64>,
    /// The voucher, when it is on the card already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voucher_id: Option<Uuid>,
    /// The stamp card, when a full one buys it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stamp_card: Option<String>,
    /// It is given only when staff says that the customer is there and wants it: `confirmed`.
    #[serde(default, skip_serializing_if = "is_false")]
    pub confirm: bool,
}

/// An operation that was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Done {
    /// The id the client made.
    pub id: Uuid,
    /// What was done.
    pub kind: OperationKind,
    /// Numbered per card, from 1.
    pub seq: u64,
    /// What it did to the purses, in order.
    pub entries: Vec<Entry>,
    /// Rewards that came onto the card.
    pub vouchers_issued: Vec<Voucher>,
    /// The reward that was used, or came back by a void.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voucher_used: Option<Voucher>,
    /// When it was recorded.
    pub at: Time,
    /// The first name of who did it, or the integration's name.
    pub by: String,
    /// The operation it took back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub void_of: Option<Uuid>,
    /// The void that took this operation back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided_by: Option<Uuid>,
}

/// The kinds of operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OperationKind {
    /// What came with a visit by itself.
    Visit,
    /// Units for a purchase.
    Earn,
    /// Points for something the customer did.
    Action,
    /// A reward used.
    Redeem,
    /// Credit paid with.
    Spend,
    /// A reward out of goodwill.
    Gift,
    /// Units corrected by hand.
    Adjust,
    /// A friend whom this card brought came for the first time.
    Referred,
    /// A membership began, was renewed or ended.
    Membership,
    /// Units got more time.
    Prolong,
    /// Units lapsed.
    Expire,
    /// Rewards lapsed.
    ExpireVouchers,
    /// The level was looked at again.
    Review,
    /// Balances from elsewhere.
    Opening,
    /// Everything left for another card.
    TransferOut,
    /// Everything came from another card.
    TransferIn,
    /// The mirror of an operation.
    Void,
    /// A part of an earning's money went back.
    Refund,
    /// A kind that a newer server sent.
    #[serde(other)]
    Unknown,
}

/// What an operation did to one purse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Entry {
    /// The purse's id.
    pub purse: String,
    /// Units more or less.
    pub delta: i64,
    /// Units after.
    pub balance_after: i64,
}

/// An operation and the card after it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OperationDone {
    /// What was done.
    pub operation: Done,
    /// The card after it.
    pub card: Card,
    /// What credit can pay now, as in [`VisitOpened`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<Credit>,
}

/// Takes an operation back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct VoidRequest {
    /// Made by the client, once: the void's own operation id.
    pub id: Uuid,
    /// Why, at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Only so much of an earning's money went back; everything when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
}
