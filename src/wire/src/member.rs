//! What customers tell about themselves and may ask for: their profile, their consents, all that is kept about them, and to be forgotten.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::office::given;
use crate::{Birthday, Card, Money, Time};

/// Characters of a first name.
pub const FIRST_NAME_CHARS_MAX: usize = 40;
/// Characters of an e-mail address, as SMTP has it.
pub const EMAIL_CHARS_MAX: usize = 254;
/// Characters of a phone number as it is typed, with its blanks.
pub const PHONE_CHARS_MAX: usize = 32;
/// Characters of a language tag.
pub const LANGUAGE_CHARS_MAX: usize = 35;

/// What customers told about themselves: each on its own, and nothing by default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Profile {
    /// First name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Birthday, without a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birthday: Option<Birthday>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// When the address was confirmed, by a code that went there; absent before. Until then it brings no card back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email_confirmed_at: Option<Time>,
    /// Phone number, as it was typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Language, BCP 47: that of the phone when it joined, until something else is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// Changes a profile; what is absent stays, and null removes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProfileRequest {
    /// Made by the client, once.
    pub id: Uuid,
    /// 1 to 40 characters.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub first_name: Option<Option<String>>,
    /// A day of the year; 29 February is one.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Birthday>))]
    pub birthday: Option<Option<Birthday>>,
    /// An address with an @ and a domain, at most 254 characters.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub email: Option<Option<String>>,
    /// 4 to 20 digits, with `+`, blanks, dots, hyphens and brackets as one likes, at most 32 characters.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub phone: Option<Option<String>>,
    /// BCP 47, at most 35 characters.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub language: Option<Option<String>>,
}

/// What a customer may be written to for. Having a card needs no consent, and is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// News and offers of the shop.
    News,
    /// Rewards that wait, and what is about to lapse.
    Reminders,
}

/// How a customer may be written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// To the e-mail address of the profile.
    Email,
    /// To the phone number of the profile.
    Sms,
    /// On the phone that shows the card.
    Push,
}

/// The text that a consent was given to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TextShown {
    /// Its version; grows by one when the words change in any language. A language more leaves it as it is.
    pub version: u32,
    /// Its language, by its tag: `en`, `fr`, `pt-PT`.
    pub language: String,
}

/// One thing a customer can say yes to, and whether they have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Consent {
    /// For what.
    pub purpose: Purpose,
    /// By what.
    pub channel: Channel,
    /// Whether it is given now: never without having been asked for.
    pub given: bool,
    /// When that was last said; absent when nothing was ever said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Time>,
    /// The text in force, to be named when consent is given.
    pub text: TextShown,
    /// Its words.
    pub words: String,
}

/// Every consent there is to give, each by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Consents {
    /// By purpose, then by channel.
    pub consents: Vec<Consent>,
}

/// Gives or withdraws consents; what is not named stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConsentRequest {
    /// Made by the client, once.
    pub id: Uuid,
    /// At most one for each purpose and channel.
    pub changes: Vec<ConsentChange>,
}

/// What a customer says of one purpose and channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConsentChange {
    /// For what.
    pub purpose: Purpose,
    /// By what.
    pub channel: Channel,
    /// Yes, or no more.
    pub given: bool,
    /// The text that was read, which must be the one in force. To withdraw, nothing needs to be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextShown>,
}

/// Asks to be forgotten: the person, not the anonymous movements. There is no way back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EraseRequest {
    /// Made by the client, once.
    pub id: Uuid,
}

/// The person is forgotten and the card is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Erased {
    /// When.
    pub erased_at: Time,
}

/// Everything that is kept about a card and its person, with no secrets in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Export {
    /// What this is, in the reader's language.
    pub about: String,
    /// When it was put together.
    pub made_at: Time,
    /// The shop's name.
    pub shop: String,
    /// What the customer told about themselves.
    pub person: Profile,
    /// Everything that was ever said about being written to, oldest first.
    pub consents: Vec<ExportedConsent>,
    /// Tags the shop put on the card.
    pub tags: Vec<String>,
    /// Lists the shop put the card on.
    pub lists: Vec<String>,
    /// The card as it stands.
    pub card: Card,
    /// What brought the customer, where the link said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came_by: Option<String>,
    /// The number of the card of the friend who brought them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brought_by: Option<String>,
    /// The phones that show or showed the card.
    pub devices: Vec<ExportedDevice>,
    /// Codes by which staff could bring the card to another phone, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<ExportedMove>,
    /// Visits, oldest first.
    pub visits: Vec<ExportedVisit>,
    /// What was done, oldest first.
    pub operations: Vec<ExportedOperation>,
    /// Rewards, oldest first.
    pub rewards: Vec<ExportedReward>,
}

/// A consent that was given or withdrawn, with its proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedConsent {
    /// For what.
    pub purpose: Purpose,
    /// By what.
    pub channel: Channel,
    /// Given, or withdrawn.
    pub given: bool,
    /// When.
    pub at: Time,
    /// Where: `page` or `api`.
    pub how: String,
    /// The text that was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextShown>,
}

/// A phone or browser that shows or showed the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedDevice {
    /// What its customer calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// When it was added.
    pub added_at: Time,
    /// When it last showed a code at the counter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<Time>,
    /// When it was taken off the card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed_at: Option<Time>,
}

/// A code by which staff could bring the card to another phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedMove {
    /// When it was given out.
    pub at: Time,
    /// By whom.
    pub by: String,
    /// At which till.
    pub till: String,
    /// How they knew the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When the card went to another phone by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<Time>,
}

/// One coming-to-the-counter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedVisit {
    /// When.
    pub at: Time,
    /// How the card was read: `code`, `typed_code`, `lookup` or `api`.
    pub how: String,
    /// At which till.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub till: Option<String>,
}

/// One thing that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedOperation {
    /// Its number on the card.
    pub number: i64,
    /// What, as in the history: `earn`, `redeem`, `void`...
    pub kind: String,
    /// When.
    pub at: Time,
    /// By whom.
    pub by: String,
    /// Items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<i64>,
    /// What was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// Why, as staff wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What it changed.
    pub changes: Vec<ExportedChange>,
}

/// Units more or less.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedChange {
    /// Of what: the name of the stamp card or of the points, or `credit`.
    pub of: String,
    /// Stamps, points or minor units of the shop's currency, below zero when they were taken.
    pub units: i64,
    /// How many there were after it.
    pub balance_after: i64,
}

/// A reward that is or was on the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedReward {
    /// What it is called.
    pub title: String,
    /// `issued`, `used`, `cancelled`, `expired` or `moved`.
    pub status: String,
    /// When it came onto the card.
    pub at: Time,
    /// Until when it could be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Time>,
}
