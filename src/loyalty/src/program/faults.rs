//! What is wrong with a programme, all of it at once, and what an owner should think about.

use super::{Expiry, Program};

/// One thing that is wrong with a programme, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: `stamp_cards[0].goal`.
    pub path: String,
    /// What, in words.
    pub words: &'static str,
}

/// One thing that an owner should think about before publishing, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where: `stamp_cards[0].goal`.
    pub path: String,
    /// What, in words.
    pub words: &'static str,
}

/// Stamps a card may ask for at the most.
pub const GOAL_MAX: u32 = 100;
/// Visits to the first reward above which an owner is warned.
pub const VISITS_TO_REWARD_MAX: u32 = 10;

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
            if reward.title.is_blank() {
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

    /// What an owner should think about: a main rule that can't be said in one sentence, a first reward that is far away.
    pub fn warnings(&self) -> Vec<Warning> {
        Vec::new()
    }
}
