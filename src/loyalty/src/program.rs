//! What a shop promises: the rules as plain data, validated before they are published and immutable after.

use serde::{Deserialize, Serialize};

use crate::Language;

/// One version of a shop's programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// Stamp cards, side by side; the first is the main rule.
    pub stamp_cards: Vec<StampCard>,
    /// Everything a customer can get.
    pub rewards: Vec<Reward>,
    /// A scan gives one stamp at once, with an undo.
    pub one_scan_one_stamp: bool,
    /// What keeps honest people honest.
    pub limits: Limits,
}

/// A stamp card: so many visits or items, then a reward.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StampCard {
    /// Short name in the programme, also the purse's id: `coffee`.
    pub id: String,
    /// Name for people: `Coffee card`.
    pub name: Words,
    /// Stamps that make it full.
    pub goal: u32,
    /// The reward a full card turns into, by its id.
    pub reward: String,
    /// When stamps lapse.
    pub expiry: Expiry,
}

/// Something a customer can get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reward {
    /// Short name in the programme: `free-coffee`.
    pub id: String,
    /// What the customer gets, in the shop's words: `A free coffee`.
    pub title: Words,
    /// What it costs the shop, minor units, for the owner's accounts.
    pub unit_cost: i64,
    /// Days it stays valid after it is issued; for ever when absent.
    pub valid_days: Option<u32>,
    /// The customer must first tap "use it now" (or staff confirms).
    pub confirm: bool,
}

/// A shop's own words, and their translations where the shop gives some.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// In the language the shop speaks.
    pub text: String,
    /// In English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// In French.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fr: Option<String>,
}

impl Words {
    /// The words in `language` if there are some, else as the shop said them.
    pub fn say(&self, language: Language) -> &str {
        let translated = match language {
            Language::En => &self.en,
            Language::Fr => &self.fr,
        };
        translated.as_deref().unwrap_or(&self.text)
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Words {
        Words { text: text.into(), en: None, fr: None }
    }
}

/// When units lapse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expiry {
    /// Never.
    Never,
    /// So many days after they were earned.
    Days(u32),
}

/// Limits of a shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Seconds before the same card may open another visit.
    pub cooldown_s: u32,
    /// Items one operation may count.
    pub quantity_max: u32,
    /// Stamps a card may earn on one business day.
    pub stamps_per_day_max: u32,
    /// Gifts one member of staff may make on one business day.
    pub gifts_per_day_max: u32,
    /// Seconds in which whoever made an operation may void it.
    pub void_window_s: u32,
    /// Days in which a manager may void it.
    pub manager_void_days: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            cooldown_s: 60,
            quantity_max: 50,
            stamps_per_day_max: 200,
            gifts_per_day_max: 10,
            void_window_s: 600,
            manager_void_days: 30,
        }
    }
}

/// One thing that is wrong with a programme, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: `stamp_cards[0].goal`.
    pub path: String,
    /// What, in words.
    pub words: &'static str,
}

/// Stamps a card may ask for at the most.
pub const GOAL_MAX: u32 = 100;

impl Program {
    /// Everything that is wrong with the programme; none means that it may be published.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut fault = |path: String, words| faults.push(Fault { path, words });
        if self.stamp_cards.is_empty() {
            fault("stamp_cards".into(), "a programme needs at least one way to earn");
        }
        for (i, card) in self.stamp_cards.iter().enumerate() {
            let at = |field: &str| format!("stamp_cards[{i}].{field}");
            if card.id.is_empty() || self.stamp_cards[..i].iter().any(|other| other.id == card.id) {
                fault(at("id"), "each stamp card needs an id of its own");
            }
            if !(2..=GOAL_MAX).contains(&card.goal) {
                fault(at("goal"), "the goal is between 2 and 100 stamps");
            }
            if self.reward(&card.reward).is_none() {
                fault(at("reward"), "there is no reward of this id");
            }
            if card.expiry == Expiry::Days(0) {
                fault(at("expiry"), "stamps must last at least a day");
            }
        }
        for (i, reward) in self.rewards.iter().enumerate() {
            let at = |field: &str| format!("rewards[{i}].{field}");
            if reward.id.is_empty() || self.rewards[..i].iter().any(|other| other.id == reward.id) {
                fault(at("id"), "each reward needs an id of its own");
            }
            if reward.title.text.trim().is_empty() {
                fault(at("title"), "say what the customer gets");
            }
            if reward.unit_cost < 0 {
                fault(at("unit_cost"), "a cost can't be below zero");
            }
            if reward.valid_days == Some(0) {
                fault(at("valid_days"), "a reward must be valid for at least a day");
            }
        }
        if self.limits.quantity_max == 0 {
            fault("limits.quantity_max".into(), "at least one item must be allowed");
        }
        faults
    }

    /// The stamp card of this id.
    pub fn stamp_card(&self, id: &str) -> Option<&StampCard> {
        self.stamp_cards.iter().find(|card| card.id == id)
    }

    /// The reward of this id.
    pub fn reward(&self, id: &str) -> Option<&Reward> {
        self.rewards.iter().find(|reward| reward.id == id)
    }
}
