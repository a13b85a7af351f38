//! The programme as its owner edits it: the draft, what is said of it, and the versions that were published.

use loyalty::Program as Definition;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Time;

/// What is being edited, and what customers would read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgramDraft {
    /// The draft; the programme in force when nothing is being edited.
    pub definition: Definition,
    /// When the draft was kept last; absent when nothing is being edited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<Time>,
    /// The version in force.
    pub version_in_force: u32,
    /// What customers would read.
    pub texts: ProgramTexts,
    /// What must be put right before it can be published; none in a draft that was not kept as unfinished.
    pub faults: Vec<ProgramFault>,
    /// What the owner should think about before publishing it.
    pub warnings: Vec<ProgramFault>,
}

/// What customers read, in each language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgramTexts {
    /// In English.
    pub en: ProgramText,
    /// In French.
    pub fr: ProgramText,
    /// In German.
    pub de: ProgramText,
    /// In Spanish.
    pub es: ProgramText,
    /// In Italian.
    pub it: ProgramText,
    /// In Dutch.
    pub nl: ProgramText,
    /// In Polish.
    pub pl: ProgramText,
    /// In Portuguese, as it is written in Portugal.
    pub pt: ProgramText,
}

/// What customers read, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgramText {
    /// The main rule in one sentence.
    pub headline: String,
    /// The full terms.
    pub sections: Vec<TermsSection>,
}

/// The full terms of the programme in force, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Terms {
    /// The version they are of.
    pub version: u32,
    /// The main rule in one sentence.
    pub headline: String,
    /// The terms.
    pub sections: Vec<TermsSection>,
}

/// A part of the terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TermsSection {
    /// What it is about.
    pub title: String,
    /// One rule each.
    pub lines: Vec<String>,
}

/// One thing that is wrong with a programme, or worth a thought, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgramFault {
    /// Where: `stamp_cards[0].goal`; the whole programme when empty.
    pub path: String,
    /// What, for programs; stable.
    pub code: String,
    /// What, for people, in the language asked for.
    pub words: String,
}

/// `POST /v1/shops/{slug}/program/publish`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PublishRequest {
    /// Made by the client.
    pub id: Uuid,
    /// `changed_at` of the draft that was read: when another one was kept since, nothing is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<Time>,
    /// Publish though customers hold what the new version no longer has. They keep it, and still see it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub leave_behind: bool,
}

/// One published version, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgramVersion {
    /// Its number; grows by one with each publication.
    pub version: u32,
    /// When it was published.
    pub published_at: Time,
    /// Its rules; they never change.
    pub definition: Definition,
    /// What customers read while it was in force.
    pub texts: ProgramTexts,
}

/// All published versions, newest first; the first is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgramVersions {
    /// The versions.
    pub versions: Vec<ProgramVersionSummary>,
}

/// A published version in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgramVersionSummary {
    /// Its number.
    pub version: u32,
    /// When it was published.
    pub published_at: Time,
    /// Its main rule in one sentence, in the language asked for.
    pub headline: String,
}
