//! The shop as the card needs it: what the server sends, less what only counters ask for. Each member left out here is read nowhere in the app.

use kit::sent::Sent;
use wire::LevelsBy;

use crate::content::Content;

/// A card as the server sent it.
pub type Card = Sent<Content>;
/// A shop as the server sent it.
pub type Shop = Sent<Front>;

kit::members! {
    /// A shop's public face.
    #[derive(Debug, PartialEq)]
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
    #[derive(Debug, PartialEq)]
    pub struct Brand {
        /// `#rrggbb`.
        pub color: String,
    }

    /// What the customer is promised.
    #[derive(Debug, PartialEq)]
    pub struct Promise {
        /// The main rule in one sentence.
        pub headline: String,
        /// Stamp cards, side by side.
        pub stamp_cards: Vec<StampCard>,
        /// Everything one can get.
        pub rewards: Vec<Reward>,
        /// Levels, from the lowest to the highest.
        pub levels: Vec<Step>,
        /// What levels count.
        pub levels_by: Option<LevelsBy>,
    }

    /// One level of a programme.
    #[derive(Debug, PartialEq)]
    pub struct Step {
        /// Its name.
        pub name: String,
    }

    /// One stamp card of a programme; what is what stands at [`wire::StampCard`].
    #[derive(Clone, Debug, PartialEq)]
    pub struct StampCard {
        /// Its id, also the purse's.
        pub id: String,
        /// Its name.
        pub name: String,
        /// Stamps that make it full.
        pub goal: u32,
        /// The id of the reward a full card turns into.
        pub reward: String,
    }

    /// Something one can get.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Reward {
        /// Its id.
        pub id: String,
        /// What the customer gets, in the shop's words.
        pub title: String,
        /// What it costs in the menu, in points; absent for the reward of a stamp card.
        pub cost: Option<i64>,
    }
}
