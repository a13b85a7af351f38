//! What a shop promises: the rules as plain data, validated before they are published and immutable after.
//!
//! A definition that was stored by an older release still parses: whatever was added since has a default and is left out when it is that.

mod earning;
mod expiry;
mod faults;
mod limits;
mod promotion;
mod reward;
mod tiers;
mod words;

use serde::{Deserialize, Serialize};

pub use earning::{Cashback, Earning, OncePer, Points, StampCard, StampEarn};
pub use expiry::Expiry;
pub use faults::{Doubt, Fault, GOAL_MAX, VISITS_TO_REWARD_MAX, Warning, Wrong};
pub use limits::{BelowZero, Limits, OfflineLimits};
pub use promotion::{Gives, Group, Hours, Promotion, PromotionKind};
pub use reward::{Reward, RewardKind};
pub use tiers::{Level, Membership, Review, TierBasis, Tiers, Validity};
pub use words::Words;

use crate::{Language, PurseKind};

/// The id of the purse of points.
pub const POINTS: &str = "points";
/// The id of the purse of credit.
pub const CREDIT: &str = "credit";

/// One version of a shop's programme: any mix of the ways to earn and to be rewarded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = ProgramDefinition))]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// The language of each `text`: its readers get that, and not the shop's English. Absent where the shop does not say what it speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Stamp cards, side by side; the first is the main rule.
    #[serde(default)]
    pub stamp_cards: Vec<StampCard>,
    /// Points, and how they are earned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// A share of the spend that comes back as credit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cashback: Option<Cashback>,
    /// Levels by what a customer did over a rolling period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tiers: Option<Tiers>,
    /// A status with perks and a validity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub membership: Option<Membership>,
    /// Everything a customer can get.
    #[serde(default)]
    pub rewards: Vec<Reward>,
    /// What comes on top, for a time or a group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promotions: Vec<Promotion>,
    /// A scan gives one stamp at once, with an undo.
    #[serde(default)]
    pub one_scan_one_stamp: bool,
    /// Units lapse only if the customer was told at least so many days before (or can't be told at all).
    #[serde(default = "warning_days")]
    pub warning_days: u32,
    /// What a void does when what it takes back is spent already.
    #[serde(default, skip_serializing_if = "BelowZero::is_debt")]
    pub below_zero: BelowZero,
    /// What keeps honest people honest.
    #[serde(default)]
    pub limits: Limits,
}

fn warning_days() -> u32 {
    14
}

impl Default for Program {
    fn default() -> Program {
        Program {
            language: None,
            stamp_cards: Vec::new(),
            points: None,
            cashback: None,
            tiers: None,
            membership: None,
            rewards: Vec::new(),
            promotions: Vec::new(),
            one_scan_one_stamp: false,
            warning_days: warning_days(),
            below_zero: BelowZero::Debt,
            limits: Limits::default(),
        }
    }
}

impl Program {
    /// Words of the shop as a reader of `language` gets them: in it, where the shop gives or speaks it; else in English, where the shop gives that; else
    /// as the shop said them. As long as the shop does not say what it speaks, readers of French and English get its own words before its English.
    pub fn say<'a>(&self, words: &'a Words, language: Language) -> &'a str {
        words.say(language, self.language)
    }

    /// The stamp card of this id.
    pub fn stamp_card(&self, id: &str) -> Option<&StampCard> {
        self.stamp_cards.iter().find(|card| card.id == id)
    }

    /// The reward of this id.
    pub fn reward(&self, id: &str) -> Option<&Reward> {
        self.rewards.iter().find(|reward| reward.id == id)
    }

    /// The promotion of this id.
    pub fn promotion(&self, id: &str) -> Option<&Promotion> {
        self.promotions.iter().find(|promotion| promotion.id == id)
    }

    /// The level of this id, and its place from below.
    pub fn level(&self, id: &str) -> Option<(usize, &Level)> {
        let tiers = self.tiers.as_ref()?;
        tiers.levels.iter().enumerate().find(|(_, level)| level.id == id)
    }

    /// What the purse of this id counts and when its units lapse, if the programme has such a purse.
    pub fn purse(&self, id: &str) -> Option<(PurseKind, Expiry)> {
        match id {
            POINTS => self.points.as_ref().map(|points| (PurseKind::Points, points.expiry)),
            CREDIT => self.cashback.as_ref().map(|cashback| (PurseKind::Credit, cashback.expiry)),
            _ => self.stamp_card(id).map(|card| (PurseKind::Stamps, card.expiry)),
        }
    }
}

/// For `skip_serializing_if`.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
