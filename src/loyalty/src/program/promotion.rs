//! Promotions: what comes on top of the rules, for a time, an occasion or a group.
//!
//! How several combine is one rule, see [`crate::promotions`]: only the best multiplier counts, additions add up.

use serde::{Deserialize, Serialize};

use super::{Words, is_default};
use crate::{Date, LocalTime, PurseKind, Weekday};

/// Something on top of the rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = PromotionDefinition))]
#[serde(deny_unknown_fields)]
pub struct Promotion {
    /// Short name: `happy-hour`.
    pub id: String,
    /// Name for people: `Happy hour`.
    pub name: Words,
    /// First local day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last local day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// What it does.
    pub kind: PromotionKind,
}

impl Promotion {
    /// Whether it runs on a local day.
    pub fn runs_on(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date <= until)
    }
}

/// What a promotion does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PromotionKind {
    /// With the first visit.
    Welcome {
        /// What it gives.
        gives: Gives,
    },
    /// With the first visit around the birthday, once a year. Who was born on 29 February has it on the 28th in other years.
    Birthday {
        /// What it gives.
        gives: Gives,
        /// Days before.
        #[serde(default, skip_serializing_if = "is_default")]
        days_before: u32,
        /// Days after.
        #[serde(default, skip_serializing_if = "is_default")]
        days_after: u32,
    },
    /// More of what is earned.
    Multiplier {
        /// Percent of what is usually earned: 200 is double.
        pct: u32,
        /// In these hours only.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when: Option<Hours>,
        /// For whom.
        #[serde(default, skip_serializing_if = "is_default")]
        who: Group,
        /// Which units.
        on: PurseKind,
    },
    /// So many units more with each earning of the purse.
    Addition {
        /// Units.
        units: u32,
        /// The purse: a stamp card's id, `points` or `credit`.
        of: String,
        /// In these hours only.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when: Option<Hours>,
        /// For whom.
        #[serde(default, skip_serializing_if = "is_default")]
        who: Group,
    },
    /// With the visit of this number.
    Milestone {
        /// The visit's number: 10.
        visits: u32,
        /// What it gives.
        gives: Gives,
    },
    /// A friend brings a friend; both sides are given with the new card's first visit.
    Referral {
        /// To the new card.
        gives_friend: Gives,
        /// To the card that brought it.
        gives_referrer: Gives,
        /// Friends a card is given for.
        max_per_referrer: u32,
    },
}

/// What a promotion gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = PromotionGives))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Gives {
    /// Units of a purse.
    Units {
        /// How many.
        units: u32,
        /// The purse: a stamp card's id, `points` or `credit`.
        of: String,
    },
    /// The reward of this id.
    Reward(String),
}

/// Hours of the week on the shop's wall clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = WeekHours))]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// On these days; on all when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weekdays: Vec<Weekday>,
    /// From this minute of the day, 0 to 1439.
    pub from_minute: u16,
    /// To before this minute, 0 to 1440. When it is not after `from_minute` the hours go past midnight and belong to the day they began on.
    pub to_minute: u16,
}

impl Hours {
    /// Whether the wall clock is within the hours.
    pub fn contain(&self, at: LocalTime) -> bool {
        let on = |date: Date| self.weekdays.is_empty() || self.weekdays.contains(&date.weekday());
        if self.from_minute < self.to_minute {
            return on(at.date) && (self.from_minute..self.to_minute).contains(&at.minute);
        }
        let evening = at.minute >= self.from_minute && on(at.date);
        let morning = at.minute < self.to_minute && on(at.date.add_days(-1));
        evening || morning
    }
}

/// For whom a promotion is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = PromotionGroup))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Group {
    /// Everybody.
    #[default]
    All,
    /// Cards at one of these levels.
    Tier {
        /// Levels, by their ids.
        ids: Vec<String>,
    },
    /// Members.
    Members,
    /// Cards that carry a tag.
    Tag {
        /// The tag.
        tag: String,
    },
    /// Cards that joined less than so many days ago.
    New {
        /// Days.
        days: u32,
    },
    /// Cards whose visit before this one was at least so many days ago.
    Sleeping {
        /// Days.
        days: u32,
    },
    /// Cards on a list.
    List {
        /// The list.
        name: String,
    },
}
