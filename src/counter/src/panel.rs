//! What staff has before them once a card is at the counter: what was done in this visit, how many, what the customer could have, what is asked.

use uuid::Uuid;
use wire::{Available, Card, Done, Flag, Op, OperationDone, OperationKind, Problem, Visit, VisitOpened};

use crate::{
    basket::{Basket, Credit},
    offers::{self, Offer},
    quantity,
    rules::Rules,
};

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
    /// What the programme asks and allows.
    pub rules: Rules,
    /// What staff has put together and not given yet.
    pub basket: Basket,
    /// What credit can pay now.
    credit: Option<wire::Credit>,
    /// What was left to pay of the last bill that credit paid a part of, minor units.
    pub left_to_pay: Option<i64>,
    menu: Vec<Available>,
    quantities: Vec<(Uuid, u32)>,
}

/// Why something in an open visit did not happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// The server refused.
    Refused(Box<Problem>, Request),
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

impl Request {
    /// The same with a manager's word that it may pass a limit; none of what has no limits. It is another request, by another id.
    pub fn overridden(&self, new_id: Uuid) -> Option<Request> {
        let Request::Do(op) = self else { return None };
        let mut op = op.clone();
        match &mut op {
            Op::Earn { id, overridden, .. }
            | Op::Action { id, overridden, .. }
            | Op::Adjust { id, overridden, .. }
            | Op::Gift { id, overridden, .. } => (*id, *overridden) = (new_id, true),
            Op::Redeem { .. } | Op::Spend { .. } | Op::Membership { .. } => return None,
        }
        Some(Request::Do(op))
    }
}

impl Panel {
    /// The panel of a visit just opened by `requested`.
    pub fn open(opened: VisitOpened, requested: &[Op], sheet: bool, rules: Rules) -> Panel {
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
            basket: Basket::begun(&rules),
            rules,
            credit: opened.credit,
            left_to_pay: None,
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

    /// The programme is known now, or is another one: what was put together for the other is not kept.
    pub fn know(&mut self, rules: Rules) {
        if self.rules != rules {
            let bill = self.basket.bill;
            self.basket = Basket::begun(&rules);
            self.basket.bill = bill;
            self.rules = rules;
        }
    }

    /// Takes in what the server did.
    pub fn apply(&mut self, answer: OperationDone, requested: Option<&Op>) {
        if let Some((id, quantity)) = requested.and_then(earn_quantity) {
            self.quantities.push((id, quantity));
        }
        if let Some(op) = requested {
            if let Op::Earn { amount: Some(bill), .. } = op {
                self.left_to_pay = Some(self.paid_by_credit()).filter(|paid| *paid > 0).map(|paid| bill.minor - paid);
            }
            self.basket.gave(op, &self.rules);
        }
        let operation = answer.operation;
        if let Some(voided) = operation.void_of {
            self.done.iter_mut().filter(|done| done.id == voided).for_each(|done| done.voided_by = Some(operation.id));
        }
        if self.done.iter().all(|done| done.id != operation.id) {
            self.done.push(operation);
        }
        self.card = answer.card;
        self.credit = answer.credit;
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

    /// Nothing that was done stands any more; a sheet still asks what it shall be.
    pub fn is_empty(&self) -> bool {
        !self.sheet && !self.done.is_empty() && self.standing().next().is_none()
    }

    /// Staff still has to say what was bought: nothing they did stands yet.
    pub fn waits(&self) -> bool {
        self.sheet && self.rules.asks() && self.standing().all(|done| done.kind == OperationKind::Visit)
    }

    /// The bill, or what was bought, was given.
    pub fn is_given(&self) -> bool {
        self.standing().any(|done| done.kind == OperationKind::Earn)
    }

    /// − and + change what was given already.
    pub fn adjusts(&self) -> bool {
        let counted = !self.rules.amount && !self.rules.several() && self.rules.asks();
        counted && (!self.sheet || self.is_given())
    }

    /// What credit paid in this visit, minor units.
    pub fn paid_by_credit(&self) -> i64 {
        let spent = self.standing().filter(|done| done.kind == OperationKind::Spend);
        -spent.flat_map(|done| &done.entries).map(|entry| entry.delta).sum::<i64>()
    }

    /// Whether what is in the basket can be given.
    pub fn ready(&self) -> bool {
        !self.busy && self.basket.is_ready(&self.rules, self.credit())
    }

    /// What credit can pay now; nothing once the bill has earned, since what credit pays earns nothing.
    pub fn credit(&self) -> Option<Credit> {
        let credit = self.credit.as_ref()?;
        Some(Credit { payable: credit.payable.minor, least: credit.least.minor })
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
        let Request::Do(op) = request else { return None };
        self.offers().into_iter().find(|offer| offer.is_of(op))
    }

    /// The number on the panel: what staff has set, else what was given; 1 before anything was.
    pub fn quantity(&self) -> u32 {
        self.wanted.unwrap_or(self.given_sum()).max(1)
    }

    /// Presses − or +.
    pub fn adjust(&mut self, by: i32) {
        self.wanted = Some(quantity::adjust(self.quantity(), by));
    }

    /// The rewards that can be given now.
    pub fn offers(&self) -> Vec<Offer> {
        offers::offers(&self.card, &self.menu, &self.rules.rewards)
    }

    /// There is something to ask the customer: a reward, an action, a membership.
    pub fn offers_more(&self) -> bool {
        !self.offers().is_empty() || !self.rules.actions.is_empty() || self.rules.membership.is_some()
    }

    /// The customer tapped "use it now": rewards come first.
    pub fn redeem_requested(&self) -> bool {
        self.visit.flags.contains(&Flag::RedeemRequested)
    }
}

fn earn_quantity(op: &Op) -> Option<(Uuid, u32)> {
    match op {
        Op::Earn { id, quantity, .. } => Some((*id, quantity.unwrap_or(1))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use wire::PurseKind;

    use super::*;
    use crate::{
        headline::{Headline, Moved},
        sample::{card, earn, earned, id, opened, spent, voided, voucher},
    };

    fn stamps(units: i64) -> Headline {
        Headline::Given(vec![Moved { kind: PurseKind::Stamps, units }])
    }

    fn stamped() -> Panel {
        Panel::open(opened(card(3), vec![earned(1, 1)]), &[earn(1, 1)], false, Rules::default())
    }

    #[test]
    fn a_scan_says_one_stamp() {
        assert_eq!(stamped().headline(), stamps(1));
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
        assert_eq!(panel.headline(), stamps(4));
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
        let panel = Panel::open(again, &[earn(7, 1)], false, Rules::default());
        assert_eq!(panel.headline(), Headline::Same);
        assert_eq!(panel.undoable(), [id(1)]);
        assert_eq!(panel.quantity(), 2, "what the visit holds, not what this request would have given");
    }

    #[test]
    fn a_bill_that_was_wrong_is_undone_and_typed_again() {
        let rules = Rules { amount: true, ..Rules::default() };
        let mut panel = Panel::open(opened(card(3), vec![]), &[], true, rules);
        assert!(panel.waits(), "nothing was said yet");
        panel.apply(OperationDone { operation: earned(1, 1), card: card(4), credit: None }, None);
        assert!(!panel.waits());
        panel.apply(OperationDone { operation: voided(2, 1), card: card(3), credit: None }, None);
        panel.undone = true;
        assert!(panel.waits() && !panel.is_empty(), "the sheet is there again");
        assert_eq!(panel.headline(), Headline::Undone);
    }

    #[test]
    fn what_credit_paid_is_not_left_to_pay() {
        let rules = Rules { amount: true, ..Rules::default() };
        let mut panel = Panel::open(opened(card(3), vec![spent(1, 1240)]), &[], true, rules);
        assert_eq!(panel.paid_by_credit(), 1240);
        let mut bill = Op::items(id(2), 1);
        if let Op::Earn { amount, .. } = &mut bill {
            *amount = Some(wire::Money { minor: 4500, currency: "EUR".into() });
        }
        panel.apply(OperationDone { operation: earned(2, 1), card: card(4), credit: None }, Some(&bill));
        assert_eq!(panel.left_to_pay, Some(3260));
    }
}
