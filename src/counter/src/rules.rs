//! What the programme in force asks of staff and lets them do, read from the shop's public face and the card before them.

use kit::{api, members::Read};
use serde::{Deserialize, de::IgnoredAny};
use uuid::Uuid;
use wasm_bindgen::JsValue;
use wire::{
    Card, CardLevel, LevelsBy, Op, ProgramAction, ProgramLevel, ProgramMembership, Purse, PurseKind, Reward, StampCard,
    Tagged,
};

/// What a counter needs to know of a programme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    /// What staff counts by hand, in the order of the programme.
    pub items: Vec<Item>,
    /// What was paid counts.
    pub amount: bool,
    /// Everything one can get.
    pub rewards: Vec<Reward>,
    /// What people can do for points beside buying.
    pub actions: Vec<ProgramAction>,
    /// The status that one can take out.
    pub membership: Option<ProgramMembership>,
    /// The names of stamp cards by their ids, in the reader's language.
    pub names: Vec<(String, String)>,
    /// The levels, in the reader's language.
    pub levels: Vec<ProgramLevel>,
    /// ISO 4217 code of what is paid.
    pub currency: String,
}

/// One thing that is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is called at the counter.
    pub name: String,
    /// What it is sent as.
    pub what: What,
}

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Stamps of the stamp card of this id.
    Card(String),
    /// Items of one kind, each a stamp of every stamp card that counts this kind.
    Kind {
        /// As the programme names it.
        tag: String,
        /// The stamp cards' ids, at least one.
        cards: Vec<String>,
    },
}

impl Item {
    fn of(card: &StampCard) -> Item {
        let what = match &card.tag {
            Some(tag) => What::Kind { tag: tag.clone(), cards: vec![card.id.clone()] },
            None => What::Card(card.id.clone()),
        };
        Item { name: card.name.clone(), what }
    }

    /// The stamp cards that count it.
    pub fn cards(&self) -> &[String] {
        match &self.what {
            What::Card(card) => std::slice::from_ref(card),
            What::Kind { cards, .. } => cards,
        }
    }

    /// So many of it.
    pub fn earn(&self, id: Uuid, quantity: u32) -> Op {
        let mut op = Op::items(id, quantity);
        if let (Some(tag), Op::Earn { tags, .. }) = (self.tag(), &mut op) {
            tags.push(Tagged { tag: tag.to_owned(), quantity });
        }
        op
    }

    /// The tag, where items of one kind are counted.
    pub fn tag(&self) -> Option<&str> {
        if let What::Kind { tag, .. } = &self.what { Some(tag) } else { None }
    }
}

/// What staff counts for these stamp cards. A kind that one card counts is called by that card's name, which is in the reader's language; where
/// several count it, by the kind's own.
fn items(cards: &[StampCard]) -> Vec<Item> {
    let mut items: Vec<Item> = vec![];
    for card in cards.iter().filter(|card| !card.by_visit) {
        let known = items.iter_mut().find(|item| item.tag().is_some() && item.tag() == card.tag.as_deref());
        match known {
            Some(Item { name, what: What::Kind { tag, cards } }) => {
                *name = tag.replace('_', " ");
                cards.push(card.id.clone());
            }
            _ => items.push(Item::of(card)),
        }
    }
    items
}

/// What of a shop's public face a counter goes by.
#[derive(Deserialize)]
pub struct Front {
    /// The programme in force.
    pub program: Promise,
}

impl Read for Front {
    fn read(value: &JsValue) -> Option<Self> {
        api::from_value(value.clone())
    }
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
    levels: Vec<ProgramLevel>,
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
        let by_amount = program.points.as_ref().is_some_and(|points| points.points > 0);
        Rules {
            items: items(&program.stamp_cards),
            amount: by_amount || program.cashback.is_some() || program.levels_by == Some(LevelsBy::Spend),
            rewards: program.rewards.clone(),
            actions: program.actions.clone(),
            membership: program.membership.clone(),
            names: program.stamp_cards.iter().map(|card| (card.id.clone(), card.name.clone())).collect(),
            levels: program.levels.clone(),
            currency: currency.to_owned(),
        }
    }

    /// While the programme is not known yet, what the card holds says the most.
    pub fn guessed(card: &Card, currency: &str) -> Rules {
        let stamps = card.purses.iter().filter(|purse| purse.kind == PurseKind::Stamps);
        let items = stamps.map(|purse| Item { name: purse.name.clone(), what: What::Card(purse.id.clone()) });
        let amount = card.purses.iter().any(|purse| purse.kind != PurseKind::Stamps);
        Rules { items: items.collect(), amount, currency: currency.to_owned(), ..Rules::default() }
    }

    /// What a purse is called: in the reader's language where the programme still has it, else as the card has it, in the shop's.
    pub fn name_of<'a>(&'a self, purse: &'a Purse) -> &'a str {
        self.names.iter().find(|(id, _)| *id == purse.id).map_or(&purse.name, |(_, name)| name)
    }

    /// The level of a card, likewise: its name and what it gives all the time.
    pub fn level_of<'a>(&'a self, level: &'a CardLevel) -> (&'a str, &'a [String]) {
        let known = self.levels.iter().find(|known| known.id == level.id);
        known.map_or((&level.name, &level.benefits), |known| (&known.name, &known.benefits))
    }

    /// Whether staff must say anything of a purchase.
    pub fn asks(&self) -> bool {
        self.amount || !self.items.is_empty()
    }

    /// Whether staff says of each thing how many were bought: there are several, or a bill may have none of the one there is.
    pub fn several(&self) -> bool {
        self.items.len() > 1 || (self.amount && self.main().is_none() && !self.items.is_empty())
    }

    /// The first of what is no kind of items: its card also counts what nobody says a card of.
    pub fn main(&self) -> Option<usize> {
        self.items.iter().position(|item| item.tag().is_none())
    }

    /// So many of the one thing that is counted here.
    pub fn earn(&self, id: Uuid, quantity: u32) -> Op {
        self.items.first().map_or_else(|| Op::items(id, quantity), |only| only.earn(id, quantity))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{card, card_of_points};

    fn stamp_card(id: &str, by_visit: bool) -> StampCard {
        StampCard { id: id.into(), name: id.into(), goal: 9, reward: "coffee".into(), by_visit, tag: None }
    }

    fn of_tag(id: &str, tag: &str) -> StampCard {
        StampCard { tag: Some(tag.into()), ..stamp_card(id, false) }
    }

    fn promised(stamp_cards: Vec<StampCard>, points: Option<Points>) -> Rules {
        Rules::promised(&Promise { stamp_cards, points, ..Promise::default() }, "EUR")
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
        assert_eq!(
            promised(stamp_cards, None).items,
            [Item { name: "coffee".into(), what: What::Card("coffee".into()) }]
        );
        assert!(!promised(vec![], Some(Points { points: 0 })).asks(), "points of a visit need no bill");
    }

    #[test]
    fn a_kind_is_asked_for_once_however_many_cards_count_it() {
        let cards = vec![of_tag("Lunches", "lunch"), of_tag("Cups", "hot_drink"), of_tag("Mug", "hot_drink")];
        let rules = promised(cards, None);
        let named: Vec<_> = rules.items.iter().map(|item| (item.name.as_str(), &item.what)).collect();
        let kind = |tag: &str, cards: &[&str]| What::Kind {
            tag: tag.into(),
            cards: cards.iter().map(|id| (*id).to_owned()).collect(),
        };
        let (lunch, drink) = (kind("lunch", &["Lunches"]), kind("hot_drink", &["Cups", "Mug"]));
        assert_eq!(named, [("Lunches", &lunch), ("hot drink", &drink)]);
        assert!(rules.several() && rules.main().is_none());
    }

    #[test]
    fn a_bill_may_have_none_of_the_one_kind_there_is() {
        let cups = || vec![of_tag("Cups", "coffee")];
        assert!(!promised(cups(), None).several(), "a number is all that is asked");
        assert!(promised(cups(), Some(Points { points: 1 })).several());
        let Op::Earn { tags, quantity, stamp_card, .. } = promised(cups(), None).earn(Uuid::nil(), 3) else {
            panic!("a purchase earns");
        };
        assert_eq!((tags, quantity, stamp_card), (vec![Tagged { tag: "coffee".into(), quantity: 3 }], Some(3), None));
    }

    #[test]
    fn levels_by_spend_need_the_bill_whatever_else_there_is() {
        let stamp_cards = vec![stamp_card("coffee", false)];
        let program = Promise { levels_by: Some(LevelsBy::Spend), stamp_cards, ..Promise::default() };
        assert!(Rules::promised(&program, "EUR").amount);
    }
}
