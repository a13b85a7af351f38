//! The shop as the card needs it: what the server sends, less what only counters ask for. Each member left out here is read nowhere in the app.

use kit::sent::Sent;
use serde::Deserialize;
use wire::{LevelsBy, Reward, StampCard};

use crate::content::Content;

/// A card as the server sent it.
pub type Card = Sent<Content>;
/// A shop as the server sent it.
pub type Shop = Sent<Front>;

/// A shop's public face.
#[derive(Debug, PartialEq, Deserialize)]
pub struct Front {
    /// Its name.
    pub name: String,
    /// How it looks.
    pub brand: Brand,
    /// ISO 4217 code.
    pub currency: String,
    /// The programme in force.
    pub program: Promise,
}

/// How a shop looks.
#[derive(Debug, PartialEq, Deserialize)]
pub struct Brand {
    /// `#rrggbb`.
    pub color: String,
}

/// What the customer is promised.
#[derive(Debug, PartialEq, Deserialize)]
pub struct Promise {
    /// The main rule in one sentence.
    pub headline: String,
    /// Stamp cards, side by side.
    pub stamp_cards: Vec<StampCard>,
    /// Everything one can get.
    pub rewards: Vec<Reward>,
    /// What levels count.
    #[serde(default)]
    pub levels_by: Option<LevelsBy>,
}
