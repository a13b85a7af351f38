//! What the programme in force asks of staff and lets them do, read from the shop's public face and the card before them.

use serde::{Deserialize, de::IgnoredAny};
use wire::{Card, LevelsBy, ProgramAction, ProgramMembership, PurseKind, Reward, StampCard};

/// What a counter needs to know of a programme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    /// What staff counts by hand, in the order of the programme; with none or one there is nothing to choose. A stamp card that counts items of one
    /// kind is counted by itself: staff says for which card, not of which kind.
    pub items: Vec<Item>,
    /// What was paid counts.
    pub amount: bool,
    /// Everything one can get.
    pub rewards: Vec<Reward>,
    /// What people can do for points beside buying.
    pub actions: Vec<ProgramAction>,
    /// The status that one can take out.
    pub membership: Option<ProgramMembership>,
    /// ISO 4217 code of what is paid.
    pub currency: String,
}

/// One thing that is counted: a stamp of one card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The stamp card's id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What of a shop's public face a counter goes by.
#[derive(Deserialize)]
pub struct Front {
    /// The programme in force.
    pub program: Promise,
}

/// What of a programme in force a counter goes by; what else the server sends is not read.
#[derive(Default, Deserialize)]
pub struct Promise {
    stamp_cards: Vec<StampCard>,
    points: Option<Points>,
    #[serde(default)]
    cashback: Option<IgnoredAny>,
    #[serde(default)]
    levels_by: Option<LevelsBy>,
    #[serde(default)]
    membership: Option<ProgramMembership>,
    #[serde(default)]
    actions: Vec<ProgramAction>,
    rewards: Vec<Reward>,
}

/// The points rule, as far as it asks for the bill.
#[derive(Deserialize)]
struct Points {
    points: i64,
}

impl Rules {
    /// Of a programme in force.
    pub fn promised(program: &Promise, currency: &str) -> Rules {
        let by_hand = program.stamp_cards.iter().filter(|card| !card.by_visit);
        let by_amount = program.points.as_ref().is_some_and(|points| points.points > 0);
        Rules {
            items: by_hand.map(|card| Item { id: card.id.clone(), name: card.name.clone() }).collect(),
            amount: by_amount || program.cashback.is_some() || program.levels_by == Some(LevelsBy::Spend),
            rewards: program.rewards.clone(),
            actions: program.actions.clone(),
            membership: program.membership.clone(),
            currency: currency.to_owned(),
        }
    }

    /// While the programme is not known yet, what the card holds says the most.
    pub fn guessed(card: &Card, currency: &str) -> Rules {
        let stamps = card.purses.iter().filter(|purse| purse.kind == PurseKind::Stamps);
        let items = stamps.map(|purse| Item { id: purse.id.clone(), name: purse.name.clone() });
        let amount = card.purses.iter().any(|purse| purse.kind != PurseKind::Stamps);
        Rules { items: items.collect(), amount, currency: currency.to_owned(), ..Rules::default() }
    }

    /// Whether staff must say anything of a purchase.
    pub fn asks(&self) -> bool {
        self.amount || !self.items.is_empty()
    }

    /// Whether staff says which of several things were bought.
    pub fn several(&self) -> bool {
        self.items.len() > 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{card, card_of_points};

    fn stamp_card(id: &str, by_visit: bool) -> StampCard {
        StampCard { id: id.into(), name: id.into(), goal: 9, reward: "coffee".into(), by_visit }
    }

    #[test]
    fn a_card_says_what_it_can_until_the_shop_is_known() {
        let stamps = Rules::guessed(&card(3), "EUR");
        assert_eq!((stamps.items.len(), stamps.amount), (1, false));
        assert!(Rules::guessed(&card_of_points(3), "EUR").amount);
    }

    #[test]
    fn what_comes_with_the_visit_is_not_asked_for() {
        let stamp_cards = vec![stamp_card("visits", true), stamp_card("coffee", false)];
        let rules = Rules::promised(&Promise { stamp_cards, ..Promise::default() }, "EUR");
        assert_eq!(rules.items.iter().map(|item| item.id.as_str()).collect::<Vec<_>>(), ["coffee"]);
        let by_visit = Promise { points: Some(Points { points: 0 }), ..Promise::default() };
        assert!(!Rules::promised(&by_visit, "EUR").asks(), "points of a visit need no bill");
    }

    #[test]
    fn levels_by_spend_need_the_bill_whatever_else_there_is() {
        let stamp_cards = vec![stamp_card("coffee", false)];
        let program = Promise { levels_by: Some(LevelsBy::Spend), stamp_cards, ..Promise::default() };
        assert!(Rules::promised(&program, "EUR").amount);
    }
}
