//! What staff has before them once a card is at the counter: what was done in this visit, how many, what the customer could have, what is asked.

use uuid::Uuid;
use wire::{
    Available, Card, Done, Flag, Op, OperationDone, OperationKind, Problem, Purse, PurseKind, Visit, VisitOpened,
};

use crate::quantity;

/// An open visit on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// The visit.
    pub visit: Visit,
    /// The card as the last answer had it.
    pub card: Card,
    /// What was done in this visit, oldest first, voids included.
    pub done: Vec<Done>,
    /// The same code was read here before: nothing was done again.
    pub duplicate: bool,
    /// Staff says what to do, nothing was done by the scan alone.
    pub sheet: bool,
    /// The number staff has set and the server does not know yet.
    pub wanted: Option<u32>,
    /// A request of this visit is under way.
    pub busy: bool,
    /// What the last request met.
    pub trouble: Option<Trouble>,
    /// Staff has just taken something back.
    pub undone: bool,
    menu: Vec<Available>,
    quantities: Vec<(Uuid, u32)>,
}

/// Why something in an open visit did not happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// The server refused.
    Refused(Box<Problem>),
    /// Staff must say that the customer is there and wants it.
    Confirm(Offer),
    /// No answer came; sending the same again is safe.
    Unsent(Request),
}

/// One request of an open visit.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// One thing more.
    Do(Op),
    /// Take this operation back, by a void of this id.
    Void {
        /// The void's own id.
        id: Uuid,
        /// What goes.
        operation: Uuid,
    },
}

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
}

/// What stands on the panel in large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Headline {
    /// So many stamps were given.
    Stamps(u32),
    /// So many points were given.
    Points(i64),
    /// A reward was used.
    Used(String),
    /// A reward was given out of goodwill.
    Gift(String),
    /// All that was done was taken back.
    Undone,
    /// The same code again: the same visit.
    Same,
    /// Nothing yet: what shall it be?
    Choose,
}

impl Panel {
    /// The panel of a visit just opened by `requested`.
    pub fn open(opened: VisitOpened, requested: &[Op], sheet: bool) -> Panel {
        let quantities = requested.iter().filter_map(earn_quantity).collect();
        let mut panel = Panel {
            visit: opened.visit,
            card: opened.card,
            done: opened.operations,
            duplicate: opened.duplicate,
            sheet,
            wanted: None,
            busy: false,
            trouble: None,
            undone: false,
            menu: opened.available,
            quantities,
        };
        // What a duplicate finds there was given by an earlier request, whose quantities show in the entries.
        for done in panel.done.iter().filter(|done| done.kind == OperationKind::Earn) {
            if panel.quantities.iter().all(|(id, _)| *id != done.id) {
                let units: i64 = done.entries.iter().map(|entry| entry.delta.max(0)).sum();
                panel.quantities.push((done.id, u32::try_from(units).unwrap_or(0)));
            }
        }
        panel
    }

    /// Takes in what the server did.
    pub fn apply(&mut self, answer: OperationDone, requested: Option<&Op>) {
        if let Some((id, quantity)) = requested.and_then(earn_quantity) {
            self.quantities.push((id, quantity));
        }
        let operation = answer.operation;
        if let Some(voided) = operation.void_of {
            self.done.iter_mut().filter(|done| done.id == voided).for_each(|done| done.voided_by = Some(operation.id));
        }
        if self.done.iter().all(|done| done.id != operation.id) {
            self.done.push(operation);
        }
        self.card = answer.card;
        self.duplicate = false;
        self.undone = false;
        self.trouble = None;
    }

    /// What was done and still stands, oldest first.
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = &Done> {
        self.done.iter().filter(|done| done.kind != OperationKind::Void && done.voided_by.is_none())
    }

    /// What Undo takes back, newest first: the last thing done, which for stamps is all that the number on the panel says.
    pub fn undoable(&self) -> Vec<Uuid> {
        let mut newest = self.standing().rev();
        let Some(last) = newest.next() else { return vec![] };
        let alike = |done: &&Done| last.kind == OperationKind::Earn && done.kind == OperationKind::Earn;
        std::iter::once(last).chain(newest.filter(alike)).map(|done| done.id).collect()
    }

    /// Nothing that was done stands any more.
    pub fn is_empty(&self) -> bool {
        !self.done.is_empty() && self.standing().next().is_none()
    }

    /// The earning operations that stand, oldest first, with their quantities.
    pub fn given(&self) -> Vec<(Uuid, u32)> {
        let standing: Vec<Uuid> = self.standing().map(|done| done.id).collect();
        self.quantities.iter().filter(|(id, _)| standing.contains(id)).copied().collect()
    }

    /// All that was given.
    pub fn given_sum(&self) -> u32 {
        self.given().iter().map(|(_, quantity)| quantity).sum()
    }

    /// The offer that a request to redeem was about.
    pub fn offer_of(&self, request: &Request) -> Option<Offer> {
        let Request::Do(Op::Redeem { reward, voucher_id, .. }) = request else { return None };
        let is_it = |offer: &Offer| match voucher_id {
            Some(_) => offer.voucher == *voucher_id,
            None => offer.voucher.is_none() && Some(&offer.reward) == reward.as_ref(),
        };
        self.offers().into_iter().find(is_it)
    }

    /// The number on the panel: what staff has set, else what was given; 1 before anything was.
    pub fn quantity(&self) -> u32 {
        self.wanted.unwrap_or(self.given_sum()).max(1)
    }

    /// Presses − or +.
    pub fn adjust(&mut self, by: i32) {
        self.wanted = Some(quantity::adjust(self.quantity(), by));
    }

    /// The rewards that can be given now: what is on the card, then what the points buy.
    pub fn offers(&self) -> Vec<Offer> {
        let ready = self.card.vouchers.iter().map(|voucher| Offer {
            reward: voucher.reward.clone(),
            title: voucher.title.clone(),
            cost: None,
            voucher: Some(voucher.id),
        });
        let points = self.card.purses.iter().find(|purse| purse.kind == PurseKind::Points).map_or(0, |p| p.balance);
        let bought = self.menu.iter().filter(|item| item.voucher_id.is_none() && item.cost.unwrap_or(0) <= points);
        let bought = bought.map(|item| Offer {
            reward: item.reward.clone(),
            title: item.title.clone(),
            cost: item.cost,
            voucher: None,
        });
        ready.chain(bought).collect()
    }

    /// The customer tapped "use it now": rewards come first.
    pub fn redeem_requested(&self) -> bool {
        self.visit.flags.contains(&Flag::RedeemRequested)
    }

    /// The purse in large: the first one, which is what the programme is about.
    pub fn purse(&self) -> Option<&Purse> {
        self.card.purses.first()
    }

    /// What happened, in one thought.
    pub fn headline(&self) -> Headline {
        if self.duplicate {
            return Headline::Same;
        }
        if self.undone {
            return Headline::Undone;
        }
        let Some(last) = self.standing().next_back() else {
            return if self.done.is_empty() { Headline::Choose } else { Headline::Undone };
        };
        let title = |voucher: Option<&wire::Voucher>| voucher.map(|voucher| voucher.title.clone()).unwrap_or_default();
        match last.kind {
            OperationKind::Redeem => Headline::Used(title(last.voucher_used.as_ref())),
            OperationKind::Gift => Headline::Gift(title(last.vouchers_issued.first().or(last.voucher_used.as_ref()))),
            _ => self.earned(),
        }
    }

    fn earned(&self) -> Headline {
        let in_points = self.purse().is_some_and(|purse| purse.kind != PurseKind::Stamps);
        let standing = self.standing().filter(|done| done.kind == OperationKind::Earn);
        if in_points {
            Headline::Points(standing.flat_map(|done| &done.entries).map(|entry| entry.delta.max(0)).sum())
        } else {
            Headline::Stamps(self.given_sum())
        }
    }
}

fn earn_quantity(op: &Op) -> Option<(Uuid, u32)> {
    match op {
        Op::Earn { id, quantity, .. } => Some((*id, quantity.unwrap_or(1))),
        _ => None,
    }
}

impl Offer {
    /// The operation that gives it.
    pub fn redeem(&self, id: Uuid, confirmed: bool) -> Op {
        let reward = if self.voucher.is_some() { None } else { Some(self.reward.clone()) };
        Op::Redeem { id, reward, voucher_id: self.voucher, choice: None, confirmed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{card, earn, earned, id, opened, voided, voucher};

    fn stamped() -> Panel {
        Panel::open(opened(card(3), vec![earned(1, 1)]), &[earn(1, 1)], false)
    }

    #[test]
    fn a_scan_says_one_stamp() {
        assert_eq!(stamped().headline(), Headline::Stamps(1));
        assert_eq!(stamped().quantity(), 1);
        assert_eq!(stamped().undoable(), [id(1)]);
    }

    #[test]
    fn three_more_make_four_and_undo_takes_all_of_them_newest_first() {
        let mut panel = stamped();
        (0..3).for_each(|_| panel.adjust(1));
        assert_eq!(panel.quantity(), 4);
        assert_eq!(quantity::plan(&panel.given(), 4), [quantity::Step::Earn(3)]);
        panel.apply(OperationDone { operation: earned(2, 3), card: card(6), credit: None }, Some(&earn(2, 3)));
        panel.wanted = None;
        assert_eq!(panel.headline(), Headline::Stamps(4));
        assert_eq!(panel.undoable(), [id(2), id(1)]);
    }

    #[test]
    fn undo_after_a_reward_gives_back_the_reward_alone() {
        let mut panel = stamped();
        let used =
            Done { kind: OperationKind::Redeem, entries: vec![], voucher_used: Some(voucher(5)), ..earned(2, 0) };
        panel.apply(OperationDone { operation: used, card: card(3), credit: None }, None);
        assert_eq!(panel.headline(), Headline::Used("One free coffee".into()));
        assert_eq!(panel.undoable(), [id(2)]);
        panel.apply(OperationDone { operation: voided(3, 2), card: card(3), credit: None }, None);
        panel.undone = true;
        assert_eq!(panel.headline(), Headline::Undone);
        assert!(!panel.is_empty(), "the stamp stands");
        assert_eq!(panel.undoable(), [id(1)]);
    }

    #[test]
    fn what_was_taken_back_no_longer_stands() {
        let mut panel = stamped();
        panel.apply(OperationDone { operation: voided(9, 1), card: card(2), credit: None }, None);
        assert_eq!(panel.headline(), Headline::Undone);
        assert!(panel.undoable().is_empty());
        assert_eq!(panel.card.purses[0].balance, 2);
    }

    #[test]
    fn the_same_code_again_is_the_same_visit_and_still_can_be_undone() {
        let mut again = opened(card(3), vec![earned(1, 2)]);
        again.duplicate = true;
        let panel = Panel::open(again, &[earn(7, 1)], false);
        assert_eq!(panel.headline(), Headline::Same);
        assert_eq!(panel.undoable(), [id(1)]);
        assert_eq!(panel.quantity(), 2, "what the visit holds, not what this request would have given");
    }

    #[test]
    fn rewards_on_the_card_come_before_those_that_points_buy_and_only_what_can_be_paid() {
        let mut opened = opened(card(0), vec![]);
        opened.card.vouchers.push(voucher(5));
        opened.card.purses[0].kind = PurseKind::Points;
        opened.card.purses[0].balance = 100;
        let item = |reward: &str, cost| Available {
            reward: reward.into(),
            title: reward.into(),
            cost,
            voucher_id: None,
            stamp_card: None,
            confirm: false,
        };
        opened.available = vec![item("cake", Some(100)), item("dinner", Some(101))];
        let offers = Panel::open(opened, &[], true).offers();
        assert_eq!(offers.iter().map(|offer| offer.reward.as_str()).collect::<Vec<_>>(), ["coffee", "cake"]);
        assert!(matches!(offers[0].redeem(id(1), false), Op::Redeem { reward: None, voucher_id: Some(_), .. }));
        assert!(matches!(offers[1].redeem(id(1), false), Op::Redeem { reward: Some(_), voucher_id: None, .. }));
    }
}
