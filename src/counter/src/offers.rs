//! What the customer before the counter could have now: what is on the card, what a full card may become, what points buy; and what is next.

use uuid::Uuid;
use wire::{Available, Card, Op, PurseKind, Reward, Voucher};

/// A reward that can be given now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The reward's id.
    pub reward: String,
    /// What the customer gets.
    pub title: String,
    /// What it costs in points; absent when it is on the card already.
    pub cost: Option<i64>,
    /// The voucher, when it is on the card already.
    pub voucher: Option<Uuid>,
    /// What was chosen in the place of what the voucher was issued for.
    pub choice: Option<String>,
}

impl Offer {
    /// The operation that gives it.
    pub fn redeem(&self, id: Uuid, confirmed: bool) -> Op {
        let reward = if self.voucher.is_some() { None } else { Some(self.reward.clone()) };
        Op::Redeem { id, reward, voucher_id: self.voucher, choice: self.choice.clone(), confirmed }
    }

    /// Whether this operation is about it.
    pub fn is_of(&self, op: &Op) -> bool {
        match op {
            Op::Redeem { voucher_id: Some(id), choice, .. } => self.voucher == Some(*id) && self.choice == *choice,
            Op::Redeem { reward, .. } => self.voucher.is_none() && Some(&self.reward) == reward.as_ref(),
            _ => false,
        }
    }

    fn bought(reward: &str, title: &str, cost: Option<i64>) -> Offer {
        Offer { reward: reward.to_owned(), title: title.to_owned(), cost, voucher: None, choice: None }
    }
}

/// A reward on the card, and behind it what may be taken in its place.
fn of_voucher(voucher: &Voucher, available: &[Available]) -> Vec<Offer> {
    let issued = Offer { voucher: Some(voucher.id), ..Offer::bought(&voucher.reward, &voucher.title, None) };
    let others = available.iter().filter(|item| item.voucher_id == Some(voucher.id) && item.reward != voucher.reward);
    let others = others.map(|item| Offer {
        voucher: Some(voucher.id),
        choice: Some(item.reward.clone()),
        ..Offer::bought(&item.reward, &item.title, None)
    });
    std::iter::once(issued).chain(others).collect()
}

/// The points on a card.
fn points(card: &Card) -> i64 {
    card.purses.iter().find(|purse| purse.kind == PurseKind::Points).map_or(0, |purse| purse.balance)
}

/// The rewards that can be given now: what is on the card with what may be chosen in its place, then what the points buy, from the cheapest.
/// `available` is what the server said when the visit began; what the points have come to buy since is on the menu.
pub fn offers(card: &Card, available: &[Available], menu: &[Reward]) -> Vec<Offer> {
    let points = points(card);
    let said = available.iter().filter(|item| item.voucher_id.is_none() && item.cost.unwrap_or(0) <= points);
    let mut bought: Vec<Offer> = said.map(|item| Offer::bought(&item.reward, &item.title, item.cost)).collect();
    for reward in menu.iter().filter(|reward| reward.cost.is_some_and(|cost| cost <= points)) {
        if bought.iter().all(|offer| offer.reward != reward.id) {
            bought.push(Offer::bought(&reward.id, &reward.title, reward.cost));
        }
    }
    bought.sort_by_key(|offer| offer.cost);
    let offers = card.vouchers.iter().flat_map(|voucher| of_voucher(voucher, available)).chain(bought);
    offers.map(|offer| Offer { title: title(menu, &offer.reward, &offer.title).to_owned(), ..offer }).collect()
}

/// What a reward is called: in the reader's language as long as it is on the menu, else `known`, in the shop's.
pub fn title<'a>(menu: &'a [Reward], reward: &str, known: &'a str) -> &'a str {
    menu.iter().find(|item| item.id == reward).map_or(known, |item| &item.title)
}

/// The cheapest reward that the points do not buy yet, and the points that are missing: what one says to a customer who asks.
pub fn next_on_menu<'a>(card: &Card, menu: &'a [Reward]) -> Option<(&'a str, i64)> {
    let points = points(card);
    let missing = menu.iter().filter_map(|reward| Some((reward.title.as_str(), reward.cost? - points)));
    missing.filter(|(_, missing)| *missing > 0).min_by_key(|(_, missing)| *missing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{card_of_points, voucher};

    fn item(reward: &str, cost: i64) -> Available {
        let (reward, title) = (reward.to_owned(), reward.to_owned());
        Available { reward, title, cost: Some(cost), voucher_id: None, stamp_card: None, confirm: false }
    }

    fn on_menu(id: &str, cost: Option<i64>) -> Reward {
        Reward { id: id.into(), title: id.into(), cost }
    }

    fn names(offers: &[Offer]) -> Vec<&str> {
        offers.iter().map(|offer| offer.reward.as_str()).collect()
    }

    #[test]
    fn rewards_on_the_card_come_before_those_that_points_buy_and_only_what_can_be_paid() {
        let mut card = card_of_points(100);
        card.vouchers.push(voucher(5));
        let offers = offers(&card, &[item("cake", 100), item("dinner", 101)], &[]);
        assert_eq!(names(&offers), ["coffee", "cake"]);
        assert!(matches!(offers[0].redeem(Uuid::nil(), false), Op::Redeem { reward: None, voucher_id: Some(_), .. }));
        assert!(matches!(offers[1].redeem(Uuid::nil(), false), Op::Redeem { reward: Some(_), voucher_id: None, .. }));
    }

    #[test]
    fn a_voucher_may_leave_a_choice() {
        let mut card = card_of_points(0);
        card.vouchers.push(voucher(5));
        let choice = |reward: &str| Available { cost: None, voucher_id: Some(voucher(5).id), ..item(reward, 0) };
        let offers = offers(&card, &[choice("coffee"), choice("tea")], &[]);
        assert_eq!(names(&offers), ["coffee", "tea"], "what it was issued for stands first, once");
        let tea = offers[1].redeem(Uuid::nil(), false);
        assert!(matches!(&tea, Op::Redeem { voucher_id: Some(_), choice: Some(choice), .. } if choice == "tea"));
        assert!(offers[1].is_of(&tea) && !offers[0].is_of(&tea));
    }

    #[test]
    fn a_reward_is_called_as_the_reader_calls_it() {
        let mut card = card_of_points(0);
        card.vouchers.push(voucher(5));
        let menu = [Reward { id: "coffee".into(), title: "Un café offert".into(), cost: None }];
        assert_eq!(offers(&card, &[], &menu)[0].title, "Un café offert");
        assert_eq!(offers(&card, &[], &[])[0].title, "One free coffee", "it is on the menu no more");
    }

    #[test]
    fn what_todays_points_buy_is_offered_at_once() {
        let menu = [on_menu("dinner", Some(400)), on_menu("cake", Some(100)), on_menu("tea", Some(40))];
        let menu = [&menu[..], &[on_menu("free-coffee", None)]].concat();
        assert_eq!(names(&offers(&card_of_points(120), &[item("tea", 40)], &menu)), ["tea", "cake"]);
        assert_eq!(next_on_menu(&card_of_points(120), &menu), Some(("dinner", 280)));
        assert_eq!(next_on_menu(&card_of_points(400), &menu), None, "everything can be had");
    }
}
