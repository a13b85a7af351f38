//! What a customer buys, as staff puts it together on the sheet: the bill, how many of what, what credit pays. Nothing is sent before it is given.

use uuid::Uuid;
use wire::{Money, Op, Tagged};

use crate::{amount::Typed, quantity::QUANTITY_MAX, rules::Rules};

/// What was put together and not given yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basket {
    /// What was paid, or is to be paid.
    pub bill: Typed,
    /// What credit pays of it.
    pub pay: Pay,
    /// How many of which item, by its place among those of the rules.
    counts: Vec<(usize, u32)>,
}

/// How much credit pays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pay {
    /// Nothing.
    #[default]
    Nothing,
    /// All there is, at most the bill.
    All,
    /// The whole bill.
    Bill,
    /// So much.
    Other(Typed),
}

/// What credit can pay now, minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credit {
    /// At most.
    pub payable: i64,
    /// At least, if anything.
    pub least: i64,
}

impl Credit {
    /// What "all" pays of a bill; none when it is less than may be paid at once. A bill of 0 is not known yet.
    pub fn all(self, bill: i64) -> Option<i64> {
        let all = if bill > 0 { self.payable.min(bill) } else { self.payable };
        (all >= self.least.max(1)).then_some(all)
    }

    /// The bill, if there is more credit than that: else "all" says the same.
    pub fn exact(self, bill: i64) -> Option<i64> {
        (bill > 0 && bill < self.payable).then_some(bill).filter(|bill| *bill >= self.least)
    }
}

impl Basket {
    /// As a sheet begins. A bill always stands for one stamp of a card that counts items of any kind, the first unless staff says another.
    pub fn begun(rules: &Rules) -> Basket {
        let mut basket = Basket::default();
        if let (true, true, Some(main)) = (rules.amount, rules.several(), rules.main()) {
            basket.change(main, 1);
        }
        basket
    }

    /// How many of this item.
    pub fn count(&self, item: usize) -> u32 {
        self.counts.iter().find(|(other, _)| *other == item).map_or(0, |(_, count)| *count)
    }

    /// Nothing is left to be given.
    pub fn is_empty(&self) -> bool {
        self.bill.minor() == 0 && self.counts.is_empty()
    }

    /// How many stamps all items together are, before promotions.
    pub fn stamps(&self, rules: &Rules) -> u32 {
        rules.items.iter().enumerate().map(|(at, item)| self.count(at) * item.cards().len() as u32).sum()
    }

    /// One more or one less of it.
    pub fn change(&mut self, item: usize, by: i32) {
        let count = self.count(item).saturating_add_signed(by).min(QUANTITY_MAX);
        self.counts.retain(|(other, _)| *other != item);
        if count > 0 {
            self.counts.push((item, count));
        }
    }

    /// What credit pays, minor units; 0 for nothing.
    pub fn paid(&self, credit: Option<Credit>) -> i64 {
        let Some(credit) = credit else { return 0 };
        let bill = self.bill.minor();
        let paid = match self.pay {
            Pay::Nothing => None,
            Pay::All => credit.all(bill),
            Pay::Bill => credit.exact(bill).or(credit.all(bill)),
            Pay::Other(typed) => Some(typed.minor()),
        };
        paid.unwrap_or(0)
    }

    /// Whether it can be given. Credit alone can be: the till in the shop knows the bill.
    pub fn is_ready(&self, rules: &Rules, credit: Option<Credit>) -> bool {
        let bill = self.bill.minor();
        let paid = self.paid(credit);
        let payable = credit.is_none_or(|credit| paid == 0 || (credit.least..=credit.payable).contains(&paid));
        let bought = match (rules.amount, rules.several()) {
            (true, several) => bill > 0 && (!several || rules.main().is_none() || !self.counts.is_empty()),
            (false, true) => !self.counts.is_empty(),
            (false, false) => true,
        };
        payable && (bill == 0 || paid <= bill) && (bought || paid > 0)
    }

    /// What is sent for it, in order: credit pays before the bill earns. `quantity` is the number on the stepper, where one thing is counted.
    pub fn ops(&self, rules: &Rules, credit: Option<Credit>, quantity: u32, till: &mut Sender<'_>) -> Vec<Op> {
        let (bill, paid) = (self.bill.minor(), self.paid(credit));
        let mut ops = vec![];
        if paid > 0 {
            let bill = (bill > 0).then(|| till.money(bill));
            ops.push(Op::Spend { id: (till.new_id)(), amount: till.money(paid), bill, external_ref: None });
        }
        let mut amount = (rules.amount && bill > 0).then(|| till.money(bill));
        if amount.is_none() && rules.amount {
            return ops;
        }
        if !rules.several() {
            ops.push(with(rules.earn((till.new_id)(), quantity), amount, None));
        } else if rules.main().is_none() {
            ops.push(with(self.kinds(rules, (till.new_id)()), amount, None));
        } else {
            for (at, item) in rules.items.iter().enumerate().filter(|(at, _)| self.count(*at) > 0) {
                for card in item.cards() {
                    ops.push(with(item.earn((till.new_id)(), self.count(at)), amount.take(), Some(card.clone())));
                }
            }
        }
        ops
    }

    /// Items of kinds, all in one request: each stamp card counts its own. A bill without any says so, since unsaid it would count as one.
    fn kinds(&self, rules: &Rules, id: Uuid) -> Op {
        let kinds = rules.items.iter().enumerate();
        let kinds =
            kinds.filter_map(|(at, item)| Some(Tagged { tag: item.tag()?.to_owned(), quantity: self.count(at) }));
        let (mut some, none): (Vec<Tagged>, Vec<Tagged>) = kinds.partition(|kind| kind.quantity > 0);
        let items = some.iter().map(|kind| kind.quantity).sum::<u32>().max(1);
        if some.is_empty() {
            some.extend(none.into_iter().next());
        }
        let mut op = Op::items(id, items);
        if let Op::Earn { tags, .. } = &mut op {
            *tags = some;
        }
        op
    }

    /// The server has done this: it is no longer to be given.
    pub fn gave(&mut self, op: &Op, rules: &Rules) {
        match op {
            Op::Spend { .. } => self.pay = Pay::Nothing,
            Op::Earn { amount, stamp_card, .. } => {
                if amount.is_some() {
                    self.bill = Typed::default();
                }
                // A kind that several cards count has had its last one.
                let given = |at: usize| match (rules.items.get(at), stamp_card) {
                    (Some(item), Some(card)) => item.cards().last() == Some(card),
                    _ => true,
                };
                self.counts.retain(|(at, _)| !given(*at));
            }
            _ => {}
        }
    }
}

/// The same purchase with its bill, of one stamp card or of all.
fn with(mut op: Op, bill: Option<Money>, card: Option<String>) -> Op {
    if let Op::Earn { amount, stamp_card, .. } = &mut op {
        (*amount, *stamp_card) = (bill, card);
    }
    op
}

/// What operations of this till are made with.
pub struct Sender<'a> {
    /// The shop's currency.
    pub currency: &'a str,
    /// Makes the ids.
    pub new_id: &'a mut dyn FnMut() -> Uuid,
}

impl Sender<'_> {
    fn money(&self, minor: i64) -> Money {
        Money { minor, currency: self.currency.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Item, What};

    const COFFEE: usize = 0;
    const LUNCH: usize = 1;
    const CREDIT: Option<Credit> = Some(Credit { payable: 1240, least: 100 });

    fn rules(items: &[&str], amount: bool) -> Rules {
        // `#lunch` is a kind of items, the others are stamp cards.
        let item = |id: &&str| Item {
            name: (*id).into(),
            what: match id.strip_prefix('#') {
                Some(tag) => What::Kind { tag: tag.into(), cards: vec![tag.into()] },
                None => What::Card((*id).into()),
            },
        };
        Rules { items: items.iter().map(item).collect(), amount, ..Rules::default() }
    }

    fn ops(basket: &Basket, rules: &Rules, credit: Option<Credit>) -> Vec<Op> {
        let mut ids = 0;
        let mut new_id = || {
            ids += 1;
            Uuid::from_u128(ids)
        };
        basket.ops(rules, credit, 2, &mut Sender { currency: "EUR", new_id: &mut new_id })
    }

    /// What is sent, in short: `spend 1240`, `earn 2 of lunch for 4500`, `earn 3 #lunch 1`.
    fn said(basket: &Basket, rules: &Rules, credit: Option<Credit>) -> Vec<String> {
        let say = |op: &Op| match op {
            Op::Spend { amount, .. } => format!("spend {}", amount.minor),
            Op::Earn { quantity, amount, stamp_card, tags, .. } => {
                let tags: String = tags.iter().map(|kind| format!(" #{} {}", kind.tag, kind.quantity)).collect();
                let of = stamp_card.as_ref().map_or(String::new(), |card| format!(" of {card}")) + &tags;
                let paid = amount.as_ref().map_or(String::new(), |amount| format!(" for {}", amount.minor));
                format!("earn {}{of}{paid}", quantity.map_or("-".into(), |quantity| quantity.to_string()))
            }
            other => format!("{other:?}"),
        };
        ops(basket, rules, credit).iter().map(say).collect()
    }

    fn bill(minor: i64) -> Basket {
        Basket { bill: Typed::of(minor), ..Basket::default() }
    }

    #[test]
    fn a_plain_stamp_card_takes_the_number_on_the_stepper() {
        assert!(Basket::default().is_ready(&rules(&["coffee"], false), None));
        assert_eq!(said(&Basket::default(), &rules(&["coffee"], false), None), ["earn 2"]);
    }

    #[test]
    fn points_ask_for_the_bill() {
        let rules = rules(&[], true);
        assert!(!Basket::default().is_ready(&rules, None));
        assert!(bill(4500).is_ready(&rules, None));
        assert_eq!(said(&bill(4500), &rules, None), ["earn 2 for 4500"]);
    }

    #[test]
    fn each_stamp_card_gets_its_own_and_the_bill_counts_once() {
        let mut basket = Basket::default();
        basket.change(LUNCH, 1);
        (0..3).for_each(|_| basket.change(COFFEE, 1));
        basket.change(COFFEE, -1);
        let both = rules(&["coffee", "lunch"], false);
        assert_eq!(said(&basket, &both, None), ["earn 2 of coffee", "earn 1 of lunch"]);
        basket.bill = Typed::of(1990);
        let with_points = rules(&["coffee", "lunch"], true);
        assert_eq!(said(&basket, &with_points, None), ["earn 2 of coffee for 1990", "earn 1 of lunch"]);
        assert!(!bill(1990).is_ready(&with_points, None), "nothing chosen");
        let begun = Basket { bill: Typed::of(1990), ..Basket::begun(&with_points) };
        assert_eq!(said(&begun, &with_points, None), ["earn 1 of coffee for 1990"]);
        assert_eq!(Basket::begun(&both), Basket::default(), "without a bill staff says what was bought");
        assert!(!Basket::default().is_ready(&both, None), "nothing bought");
    }

    #[test]
    fn quick_picks_say_what_credit_pays() {
        let credit = Credit { payable: 1240, least: 100 };
        assert_eq!((credit.all(4500), credit.exact(4500)), (Some(1240), None), "more than there is");
        assert_eq!((credit.all(900), credit.exact(900)), (Some(900), Some(900)));
        assert_eq!((credit.all(0), credit.exact(0)), (Some(1240), None), "the bill is not known yet");
        assert_eq!((credit.all(50), credit.exact(50)), (None, None), "less than may be paid at once");
    }

    #[test]
    fn credit_pays_before_the_bill_earns() {
        let rules = rules(&[], true);
        let all = Basket { pay: Pay::All, ..bill(4500) };
        assert_eq!(said(&all, &rules, CREDIT), ["spend 1240", "earn 2 for 4500"]);
        assert_eq!(said(&Basket { pay: Pay::All, ..Basket::default() }, &rules, CREDIT), ["spend 1240"]);
        let other = |minor| Basket { pay: Pay::Other(Typed::of(minor)), ..bill(4500) };
        assert_eq!(said(&other(500), &rules, CREDIT), ["spend 500", "earn 2 for 4500"]);
        assert!(!other(50).is_ready(&rules, CREDIT), "less than may be paid at once");
        assert!(!other(1300).is_ready(&rules, CREDIT), "more than there is");
        let over = Basket { pay: Pay::Other(Typed::of(1000)), ..bill(900) };
        assert!(!over.is_ready(&rules, CREDIT), "more than the bill");
    }

    #[test]
    fn what_was_done_is_not_done_again() {
        let both = rules(&["coffee", "lunch"], true);
        let mut basket = Basket { pay: Pay::All, ..bill(4500) };
        basket.change(COFFEE, 1);
        basket.change(LUNCH, 1);
        let all = ops(&basket, &both, CREDIT);
        assert_eq!(all.len(), 3);
        basket.gave(&all[0], &both);
        assert_eq!(said(&basket, &both, CREDIT), ["earn 1 of coffee for 4500", "earn 1 of lunch"]);
        basket.gave(&all[1], &both);
        assert_eq!((basket.bill.minor(), basket.count(COFFEE), basket.count(LUNCH)), (0, 0, 1));
        basket.gave(&all[2], &both);
        assert_eq!(basket, Basket::default());
    }

    #[test]
    fn kinds_go_in_one_request() {
        let kinds = rules(&["#coffee", "#lunch"], false);
        let mut basket = Basket::default();
        assert!(!basket.is_ready(&kinds, None), "nothing bought");
        basket.change(COFFEE, 2);
        basket.change(LUNCH, 1);
        assert_eq!(said(&basket, &kinds, None), ["earn 3 #coffee 2 #lunch 1"]);
        assert_eq!(basket.stamps(&kinds), 3);
        basket.gave(&ops(&basket, &kinds, None)[0], &kinds);
        assert_eq!(basket, Basket::default());
        assert_eq!(said(&basket, &rules(&["#coffee"], false), None), ["earn 2 #coffee 2"], "the number on the stepper");
    }

    #[test]
    fn a_bill_may_be_of_no_kind_and_says_so() {
        let kinds = rules(&["#coffee", "#lunch"], true);
        assert!(bill(4500).is_ready(&kinds, None));
        assert_eq!(said(&bill(4500), &kinds, None), ["earn 1 #coffee 0 for 4500"], "unsaid, it would be one coffee");
        let mut lunch = bill(1990);
        lunch.change(LUNCH, 1);
        assert_eq!(said(&lunch, &kinds, None), ["earn 1 #lunch 1 for 1990"]);
    }

    #[test]
    fn each_tile_gives_what_it_says_beside_a_card_that_counts_anything() {
        let mixed = rules(&["coffee", "#lunch"], false);
        let mut basket = Basket::default();
        basket.change(LUNCH, 1);
        assert_eq!(said(&basket, &mixed, None), ["earn 1 of lunch #lunch 1"], "and no coffee");
        basket.change(COFFEE, 2);
        assert_eq!(said(&basket, &mixed, None), ["earn 2 of coffee", "earn 1 of lunch #lunch 1"]);
        basket.gave(&ops(&basket, &mixed, None)[0], &mixed);
        assert_eq!(said(&basket, &mixed, None), ["earn 1 of lunch #lunch 1"]);
    }

    #[test]
    fn a_kind_that_two_cards_count_makes_two_stamps() {
        let both = What::Kind { tag: "lunch".into(), cards: vec!["lunches".into(), "pot".into()] };
        let mut rules = rules(&["#coffee"], true);
        rules.items.push(Item { name: "Lunch".into(), what: both });
        let mut basket = Basket::default();
        basket.change(LUNCH, 2);
        assert_eq!(basket.stamps(&rules), 4);
        rules.items[0].what = What::Card("coffee".into());
        basket.bill = Typed::of(1990);
        let sent = ["earn 2 of lunches #lunch 2 for 1990", "earn 2 of pot #lunch 2"];
        assert_eq!(said(&basket, &rules, None), sent, "the bill counts once");
        let all = ops(&basket, &rules, None);
        basket.gave(&all[0], &rules);
        assert_eq!(basket.count(LUNCH), 2, "the second is still to be given");
        basket.gave(&all[1], &rules);
        assert_eq!(basket, Basket::default());
    }
}
