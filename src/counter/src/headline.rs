//! What stands on the panel in large: what happened, in one thought.

use wire::{Card, Done, OperationKind, PurseKind};

use crate::{offers::title, panel::Panel};

/// Units of one kind that came or went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// What is counted.
    pub kind: PurseKind,
    /// How many: credit in minor units.
    pub units: i64,
}

/// What stands on the panel in large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Headline {
    /// This was given; nothing when a bill was too small for a whole unit.
    Given(Vec<Moved>),
    /// So much was paid with credit, minor units.
    Paid(i64),
    /// A reward was used.
    Used(String),
    /// A reward was given out of goodwill.
    Gift(String),
    /// A membership began or goes on.
    Member,
    /// A purse was corrected.
    Corrected(Vec<Moved>),
    /// All that was done was taken back.
    Undone,
    /// The same code again: the same visit.
    Same,
    /// Nothing yet: what shall it be?
    Choose,
}

/// What operations gave (`up`) or took, kind by kind, in the order of the card's purses.
pub fn moved<'a>(done: impl Iterator<Item = &'a Done>, card: &Card, up: bool) -> Vec<Moved> {
    let kind_of = |id: &str| card.purses.iter().find(|purse| purse.id == id).map_or(PurseKind::Stamps, |p| p.kind);
    let mut sums: Vec<Moved> = vec![];
    for entry in done.flat_map(|done| &done.entries).filter(|entry| (entry.delta > 0) == up) {
        let kind = kind_of(&entry.purse);
        match sums.iter_mut().find(|sum| sum.kind == kind) {
            Some(sum) => sum.units += entry.delta,
            None => sums.push(Moved { kind, units: entry.delta }),
        }
    }
    sums
}

/// Whether it adds to what a visit gave.
fn gives(done: &Done) -> bool {
    matches!(done.kind, OperationKind::Visit | OperationKind::Earn | OperationKind::Action)
}

impl Panel {
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
        let menu = &self.rules.rewards;
        let title = |voucher: Option<&wire::Voucher>| {
            voucher.map(|voucher| title(menu, &voucher.reward, &voucher.title).to_owned()).unwrap_or_default()
        };
        match last.kind {
            // What came with the visit by itself stands beside the question what was bought.
            OperationKind::Visit if self.waits() => Headline::Choose,
            OperationKind::Redeem => Headline::Used(title(last.voucher_used.as_ref())),
            OperationKind::Gift => Headline::Gift(title(last.vouchers_issued.first().or(last.voucher_used.as_ref()))),
            OperationKind::Spend => Headline::Paid(-last.entries.iter().map(|entry| entry.delta).sum::<i64>()),
            OperationKind::Membership => Headline::Member,
            OperationKind::Adjust => {
                let up = last.entries.iter().any(|entry| entry.delta > 0);
                Headline::Corrected(moved(std::iter::once(last), &self.card, up))
            }
            _ => Headline::Given(moved(self.standing().filter(|done| gives(done)), &self.card, true)),
        }
    }
}

#[cfg(test)]
mod tests {
    use wire::Entry;

    use super::*;
    use crate::{
        panel::Panel,
        rules::Rules,
        sample::{card, card_of_points, earned, opened},
    };

    fn of(kind: OperationKind, n: u128, entries: &[(&str, i64)]) -> Done {
        let entry = |(purse, delta): &(&str, i64)| Entry { purse: (*purse).into(), delta: *delta, balance_after: 0 };
        Done { kind, entries: entries.iter().map(entry).collect(), ..earned(n, 0) }
    }

    fn headline(done: Vec<Done>) -> Headline {
        let mut card = card_of_points(50);
        card.purses.extend(self::card(3).purses);
        Panel::open(opened(card, done), &[], true, Rules { amount: true, ..Rules::default() }).headline()
    }

    const POINTS: PurseKind = PurseKind::Points;
    const STAMPS: PurseKind = PurseKind::Stamps;

    #[test]
    fn all_that_a_visit_gave_is_one_sum_a_kind() {
        let visit = of(OperationKind::Visit, 1, &[("coffee", 1)]);
        let bill = of(OperationKind::Earn, 2, &[("points", 45), ("coffee", 1)]);
        let cup = of(OperationKind::Action, 3, &[("points", 5)]);
        let given = [Moved { kind: STAMPS, units: 2 }, Moved { kind: POINTS, units: 50 }];
        assert_eq!(headline(vec![visit, bill, cup]), Headline::Given(given.to_vec()));
    }

    #[test]
    fn a_full_card_says_what_came_not_what_the_reward_took() {
        let full = of(OperationKind::Earn, 1, &[("coffee", 3), ("coffee", -9)]);
        assert_eq!(headline(vec![full]), Headline::Given(vec![Moved { kind: STAMPS, units: 3 }]));
        assert_eq!(headline(vec![of(OperationKind::Earn, 1, &[])]), Headline::Given(vec![]), "a bill of cents");
    }

    #[test]
    fn what_came_by_itself_still_asks_for_the_bill() {
        assert_eq!(headline(vec![of(OperationKind::Visit, 1, &[("points", 5)])]), Headline::Choose);
    }

    #[test]
    fn every_kind_has_its_own_thought() {
        assert_eq!(headline(vec![of(OperationKind::Spend, 1, &[("credit", -250)])]), Headline::Paid(250));
        assert_eq!(headline(vec![of(OperationKind::Membership, 1, &[])]), Headline::Member);
        let less = Headline::Corrected(vec![Moved { kind: POINTS, units: -7 }]);
        assert_eq!(headline(vec![of(OperationKind::Adjust, 1, &[("points", -7)])]), less);
        assert_eq!(headline(vec![]), Headline::Choose);
    }
}
